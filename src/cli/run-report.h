/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a run says on standard error: a line about each document that is not well, progress on a
 * terminal, and a sum at the end.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/status.h"

typedef struct {
    bool quiet;    /* only what is not well */
    bool terminal; /* standard error is one */
    guint total, done, kept, pages;
    guint by_status[BP_N_STATUSES];
    gint64 started, shown; /* monotonic; 0: not yet */
} BpRunReport;

void bp_run_report_init(BpRunReport *report, guint total, bool quiet);

/* A page is done; the line of progress is written anew, a few times a second. */
void bp_run_report_page(BpRunReport *report);

/* A document is done. `file` is printed escaped, `message` may be NULL. */
void bp_run_report_document(BpRunReport *report, const char *file, BpStatus status,
                            const char *message);

/* So many documents are as they were. */
void bp_run_report_kept(BpRunReport *report, guint n);

/* A line about the run as a whole, printf style. */
void bp_run_report_warn(BpRunReport *report, const char *format, ...) G_GNUC_PRINTF(2, 3);

void bp_run_report_finish(BpRunReport *report);
