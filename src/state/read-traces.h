/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an output folder shows of a run that is in progress, or was killed: its lock and its
 * journal.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    bool running; /* the lock is held */
    guint pid;    /* by this process; 0 when it does not say */
    char *host;   /* "" when it does not say */
    gint64 started;
    guint n_open; /* documents that were begun and not done, while no run is in progress */
} BpRunTraces;

void bp_run_traces_clear(BpRunTraces *traces);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BpRunTraces, bp_run_traces_clear)

/* Look at `folder`; nothing in it is changed. What is not there leaves no trace. */
void bp_run_traces_load(BpRunTraces *out_traces, const char *folder);
