/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a run came to: the totals behind `.boardpack/last-run.json`, the end of its log, and its
 * metrics. Written at the end of each run, also of one that failed or was stopped.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/status.h"
#include "state/json-out.h"

typedef struct {
    char *version;            /* of the program */
    gint64 started, finished; /* seconds since 1970; 0 leaves out what differs
                                 from run to run: times and what there was to do */
    double seconds;
    int exit;         /* the exit status */
    char *stopped_by; /* "SIGTERM", or NULL */
    char *error;      /* what ended it before its time, or NULL */
    char **paths;     /* as they were given, bytes; or NULL */
    guint listed;     /* files that were met */
    guint read, from_cache, skipped, gone, duplicates, quarantined;
    guint64 pages;
    char *sandbox; /* which protection held: "landlock+seccomp"; or NULL */
    guint statuses[BP_N_STATUSES];
} BpRunSummary;

/* Frees what the summary owns; it is all zero then. */
void bp_run_summary_clear(BpRunSummary *summary);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BpRunSummary, bp_run_summary_clear)

/* Whether the run got through all its documents, well or not. */
bool bp_run_summary_is_complete(const BpRunSummary *summary);

/* The object that is in the file. The caller frees. */
BpJsonOut *bp_run_summary_new_json(const BpRunSummary *summary);

/* Write FOLDER/.boardpack/last-run.json, aside and renamed. Sets BP_ERROR_OUTPUT. */
bool bp_run_summary_save(const BpRunSummary *summary, const char *folder, GError **error);

/*
 * Read it. `*out_summary` is to be cleared by the caller; what the file does not tell stays 0 or
 * NULL. BP_ERROR_INPUT when there is none or it is no JSON object.
 */
bool bp_run_summary_load(BpRunSummary *out_summary, const char *folder, GError **error);
