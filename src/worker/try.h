/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One worker: its pipes, what came through them, its deadlines, its end.
 */
#pragma once

#include <glib.h>
#include <poll.h>
#include <stdbool.h>

#include "worker/outcome.h"
#include "worker/pool.h"

/* Read by the slot it belongs to. */
typedef struct {
    const BpPool *pool;
    guint index;
    BpWorkerProcess process; /* pid 0: there is none */
    BpReceiver *receiver;
    GString *errors; /* what is kept of its stderr */
    guint64 stderr_bytes;
    gint64 since; /* all times are monotonic: from here on the document's time counts */
    gint64 heard, killed_at;
    guint n_pages; /* as far as any try has told */
    BpKilled killed;
    GError *rubbish;
    int wait_status;
    bool left_alone; /* it cannot be killed */
    guint64 peak_kib;
} BpTry;

void bp_try_init(BpTry *try, const BpPool *pool, guint index);
void bp_try_clear(BpTry *try); /* kills and reaps a worker that still runs */

/* Start a worker; another one must have ended. */
bool bp_try_start(BpTry *try, const BpTask *task, BpPoolInput input, GError **error);

/* The document's time counts anew. */
void bp_try_renew(BpTry *try);

/* See slot.h. */
void bp_try_prepare(const BpTry *try, struct pollfd *fds);
gint64 bp_try_get_deadline(const BpTry *try);
void bp_try_work(BpTry *try);

/* Whether it has ended, or has to be given up. All it sent is read then. */
bool bp_try_has_ended(BpTry *try);

/* How; borrows from `try`. */
BpEnding bp_try_get_ending(const BpTry *try);
