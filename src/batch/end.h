/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The first and the last thing of a run that holds the lock: when it began, and what is left of it
 * in `last-run.json`, the metrics and the log, however it ended.
 */
#pragma once

#include "batch/report.h"

/* Set version, paths (copied) and, unless `timeless`, the time. */
void bp_run_begin(BpRunSummary *summary, const char *const *paths, bool timeless);

typedef struct {
    BpRunReport *report;
    BpRunSummary *summary; /* its counts of how documents were read are the caller's */
    const char *folder;
    const char *metrics; /* a file, or NULL */
} BpRunEnd;

/*
 * `status` is what the run came to (128 + signal when it was stopped), or `*error` is set. Fills
 * the summary with that, with the time and with what the report counted, writes it and the
 * metrics and finishes the report. Returns the exit status; a fault of writing is one only when
 * there was none before.
 */
int bp_run_end(const BpRunEnd *end, int status, GError **error);
