/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pool: so many documents at a time, each in a worker of its own, results in the order of the
 * list. Single-threaded around poll(). A worker that dies, hangs or lies costs one document.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/resource.h>

#include "model/document.h"
#include "worker/receiver.h"
#include "worker/template.h"

typedef struct {
    BpDocument *document; /* without pages; its status says how it went */
    guint pages_done;
    double seconds; /* wall time of its workers */
    guint64 peak_kib;
    GBytes *store;       /* what the worker handed over to be kept, of a whole document; or NULL */
    const char *sandbox; /* which protection held: bp_sandbox_name(); NULL: no worker ran */
    bool from_pages;     /* done from stored pages alone */
} BpResult;

void bp_result_free(BpResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpResult, bp_result_free)

/* What a worker gets: sealed memfds, which the pool closes; -1 for none. */
typedef struct {
    int input_fd; /* the file */
    int pages_fd; /* stored pages of it */
} BpPoolInput;

typedef struct {
    BpTemplate *template; /* what workers are made from */
    guint jobs;           /* workers at a time */
    /* Deadlines in milliseconds; 0 is the value of the table of limits. */
    guint base_ms, page_ms, stall_ms;
    gpointer data; /* for all functions below, which run in the coordinator */
    /* Document `index` and what there is of it; nothing when its status says why not. */
    BpDocument *(*open)(guint index, BpPoolInput *out_input, gpointer data);
    /* A document came with stored pages only, and its worker needs the file: a sealed memfd, or -1
     * when the status of `document` says why not. NULL: that does not happen. */
    int (*reopen)(guint index, BpDocument *document, gpointer data);
    /* A worker is about to be asked for, once a document; false stops the run. May be NULL. */
    bool (*started)(guint index, gpointer data, GError **error);
    /* A document takes so long that it is suspect, told once; may be NULL. */
    bool (*slow)(guint index, gpointer data, GError **error);
    /* Progress; may be NULL. */
    void (*page)(guint index, gpointer data);
    BpTextFunc text;
    /* The name of a stage that a worker told of, NULL for none; may be NULL. */
    const char *(*stage_name)(guint stage);
    /* In the order of the list; may steal what is in the result. False stops the run. */
    bool (*done)(guint index, BpResult *result, gpointer data, GError **error);
    /* For tests, in place of wait4(); or NULL. */
    pid_t (*wait)(pid_t pid, int *out_status, int options, struct rusage *out_usage);
} BpPool;

/*
 * Work through `n` documents. SIGINT and SIGTERM end it early: workers are killed, true is returned
 * and `*out_signal` is the signal's number, else 0. False only for what stops a run: `done` or
 * `started` said so, or workers cannot be started, or so many in a row died before they began.
 */
bool bp_pool_run(const BpPool *pool, guint n, int *out_signal, GError **error);
