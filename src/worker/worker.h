/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The worker's side: a forked process with little memory and no way back but a pipe, in which one
 * document is worked on. Forked without exec: the rules are loaded and compiled already.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

#include "model/document.h"

/* The worker's way to tell how far it is. */
typedef struct BpWorkerLink BpWorkerLink;

/* A page is done; they come in order, from 1. */
void bp_worker_link_page(BpWorkerLink *link, guint number, guint of);

/* A stage begins. When it costs the worker its life, the document is tried again with `skip_flag`
 * among the flags of the work function; 0 when the stage cannot be left out. */
void bp_worker_link_stage(BpWorkerLink *link, guint skip_flag);

/* Hand text to the coordinator, in pieces as large as they come. */
void bp_worker_link_text(BpWorkerLink *link, const char *text, gsize len);

/* What is done with a document in the worker. Ids must be assigned when it returns. */
typedef void (*BpWorkFunc)(GBytes *bytes, BpDocument *document, guint flags, BpWorkerLink *link,
                           gpointer data);

typedef struct {
    pid_t pid;
    int frames_fd; /* the coordinator's ends, not blocking */
    int stderr_fd;
} BpWorkerProcess;

/* Fork a worker for `document`, which it gets as it is now. */
bool bp_worker_start(BpWorkerProcess *out_process, GBytes *bytes, BpDocument *document, guint flags,
                     BpWorkFunc work, gpointer data, GError **error);
