/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The template: a small process, forked early, from which workers are forked. It has the rules and
 * what was made ready, and nothing of what the coordinator learns later, no descriptor and no
 * environment. It never reads a document.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "worker/sandbox.h"
#include "worker/task.h"
#include "worker/worker.h"

typedef struct BpTemplate BpTemplate;

/* All of it is used in the template and in workers, as it was when the template was started. */
typedef struct {
    BpWorkFunc work;
    gpointer data; /* for `work` */
    /* Make ready what takes files or executable memory, and see that it works; or NULL. */
    bool (*warm)(GError **error);
    BpSandboxMode sandbox;
    guint missing;       /* for tests: BpProtection that are taken for not there */
    void (*begin)(void); /* for tests: called by each worker before it says a word; or NULL */
} BpTemplateSetup;

/*
 * Start it and wait until it is ready. To be called before anything is opened or learnt that a
 * document must not see. BP_ERROR_SANDBOX when protection or memory does not suffice, with what it
 * said; BP_ERROR_INTERNAL.
 */
BpTemplate *bp_template_start(const BpTemplateSetup *setup, GError **error);
void bp_template_free(BpTemplate *template); /* ends the process; its workers live on */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpTemplate, bp_template_free)

/* A worker as the coordinator, whose child it is, sees it. */
typedef struct {
    pid_t pid;
    int frames_fd; /* the coordinator's ends, not blocking */
    int stderr_fd;
} BpWorkerProcess;

/* Start a worker; the descriptors (-1: none) stay the caller's. BP_ERROR_INTERNAL when there can be
 * no more: the template has died, say. */
bool bp_template_ask(BpTemplate *template, const BpTask *task, int input_fd, int pages_fd,
                     BpWorkerProcess *out_process, GError **error);
