/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pool: so many documents at a time, each in a worker of its own, results in the order of the
 * list. Single-threaded around poll(). A worker that dies, hangs or lies costs one document.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"
#include "worker/receiver.h"
#include "worker/worker.h"

typedef struct {
    BpDocument *document; /* without pages; its status says how it went */
    guint pages_done;
    double seconds; /* wall time of its worker */
    guint64 peak_kib;
} BpResult;

void bp_result_free(BpResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpResult, bp_result_free)

typedef struct {
    guint jobs; /* workers at a time */
    /* Deadlines in milliseconds; 0 is the value of the table of limits. */
    guint base_ms, page_ms, stall_ms;
    gpointer data; /* for all functions below */
    /* Coordinator: document `index` and its bytes; no bytes when its status says why not. */
    BpDocument *(*open)(guint index, GBytes **out_bytes, gpointer data);
    /* Coordinator: a worker is about to be started; may be NULL. False stops the run. */
    bool (*started)(guint index, gpointer data, GError **error);
    /* Worker. */
    BpWorkFunc work;
    /* Coordinator: progress, may be NULL. */
    void (*page)(guint index, gpointer data);
    BpTextFunc text;
    /* Coordinator, in the order of the list; may steal the document. False stops the run. */
    bool (*done)(guint index, BpResult *result, gpointer data, GError **error);
} BpPool;

/*
 * Work through `n` documents. SIGINT and SIGTERM end it early: workers are killed, true is returned
 * and `*out_signal` is the signal's number, else 0. False only for what stops a run: `done` said
 * so, or no worker can be started.
 */
bool bp_pool_run(const BpPool *pool, guint n, int *out_signal, GError **error);
