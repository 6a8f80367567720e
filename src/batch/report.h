/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a run says on standard error, for people (progress on a terminal, a line about each
 * document that is not well, a sum at the end) or for machines (a JSON object a line). A document
 * of any outcome counts as done, so that progress ends at 100 % whatever happens.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/status.h"
#include "state/run-summary.h"

typedef enum {
    BP_REPORT_QUIET = 1 << 0,    /* only what is not well */
    BP_REPORT_JSON = 1 << 1,     /* for machines */
    BP_REPORT_TIMELESS = 1 << 2, /* no times, which differ from run to run */
} BpReportFlags;

typedef enum { BP_LOG_INFO, BP_LOG_WARNING, BP_LOG_ERROR, BP_N_LOG_LEVELS } BpLogLevel;

/* What is said of a document, or of the run when `file` is NULL. */
typedef struct {
    const char *file;    /* bytes; they are escaped */
    guint page;          /* 0: none, or not known */
    BpStatus status;     /* of a document */
    const char *message; /* NULL: what the status means */
} BpReportLine;

typedef struct {
    guint flags;        /* BpReportFlags */
    const char *folder; /* the output folder, borrowed */
    bool terminal;      /* standard error is one */
    guint total, done, n_told;
    guint kept, kept_not_well; /* of those done: they are as they were, and not told of again */
    guint64 pages;
    guint by_status[BP_N_STATUSES];
    gint64 begun, shown; /* monotonic; 0: not yet */
} BpRunReport;

void bp_run_report_init(BpRunReport *report, guint flags, const char *folder);

/* The run begins to work through `total` files. */
void bp_run_report_start(BpRunReport *report, guint total);

/* A page is done; the line of progress is written anew, a few times a second. */
void bp_run_report_page(BpRunReport *report);

/* A document is done. */
void bp_run_report_document(BpRunReport *report, const BpReportLine *line);

/* A document is as it was, and was told of in an earlier run. */
void bp_run_report_kept(BpRunReport *report, BpStatus status);

/* Something else that is to be known. `file` may be NULL, `page` 0. */
void bp_run_report_note(BpRunReport *report, BpLogLevel level, const char *file, guint page,
                        const char *format, ...) G_GNUC_PRINTF(5, 6);

/* The run has ended as `summary` says; its error is not repeated. */
void bp_run_report_finish(BpRunReport *report, const BpRunSummary *summary);

/*
 * The exit status that `status` and `error` come to. For machines an error is told as a line of
 * the log and cleared, since main() would print it as text; otherwise it is left to main().
 */
int bp_run_report_take_error(BpRunReport *report, int status, GError **error);

/* Status and reason of a document on one line, "crashed: page 3: ..."; the caller frees. */
char *bp_report_dup_reason(const BpReportLine *line);
