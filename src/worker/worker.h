/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The worker's side: a process with little memory and no way back but a pipe, in which one document
 * is worked on. What is here is for the work function, which runs in it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

/* The worker's way to tell how far it is. */
typedef struct BpWorkerLink BpWorkerLink;

/* A page is done; they come in order, from 1. Number 0 tells only how many there are. */
void bp_worker_link_page(BpWorkerLink *link, guint number, guint of);

/* A stage begins; `stage` is the index of its name (BpPool.stage_name). When it costs the worker
 * its life, the document is tried again with `skip_flag` among the flags of the work function; 0
 * when the stage cannot be left out. */
void bp_worker_link_stage(BpWorkerLink *link, guint stage, guint skip_flag);

/* Hand text to the coordinator, in pieces as large as they come. */
void bp_worker_link_text(BpWorkerLink *link, const char *text, gsize len);

/* Hand bytes over that are to be kept with the result (BpResult.store); pieces are put together.
 * Before the work function returns. */
void bp_worker_link_store(BpWorkerLink *link, const void *data, gsize len);

/* Say that the file is needed, of a document that came with stored pages only: the worker ends, and
 * the document is begun again with it. */
G_NORETURN void bp_worker_link_want_input(BpWorkerLink *link);

/* What a worker is given; borrowed by the work function. */
typedef struct {
    GBytes *input;          /* the file; NULL when there are only stored pages */
    GBytes *pages;          /* stored pages, as they were handed over; or NULL */
    const GArray *left_out; /* guint, rising: pages that cost an earlier try its life */
    guint end;              /* this page and all after it are left out; 0: none */
} BpWorkInput;

/* Whether a page must not be read. A store made while there are any is not that of the file. */
bool bp_work_input_leaves_out(const BpWorkInput *input, guint page);

/* What is done with a document in the worker. Ids must be assigned when it returns. */
typedef void (*BpWorkFunc)(const BpWorkInput *input, BpDocument *document, guint flags,
                           BpWorkerLink *link, gpointer data);
