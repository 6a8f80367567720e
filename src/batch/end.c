/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ends a run: the summary is completed, then written wherever it is wanted.
 */
#include "batch/end.h"

#include <string.h>

#include "common/error.h"
#include "common/version.h"

#include "batch/metrics.h"

#define SIGNAL_STATUS 128 /* what shells add to the number of a signal */

static gint64 now(void)
{
    return g_get_real_time() / G_USEC_PER_SEC;
}

void bp_run_begin(BpRunSummary *summary, const char *const *paths, bool timeless)
{
    g_autoptr(GStrvBuilder) all = g_strv_builder_new();
    for (guint i = 0; paths[i]; i++)
        g_strv_builder_add(all, paths[i]);
    *summary = (BpRunSummary){.version = g_strdup(BOARDPACK_VERSION)};
    summary->paths = g_strv_builder_end(all);
    summary->started = timeless ? 0 : now();
}

static void complete(BpRunSummary *summary, const BpRunReport *report, int status,
                     const GError *error)
{
    summary->exit = error ? (int)bp_error_exit_status(error) : status;
    if (error)
        summary->error = g_strdup(error->message);
    else if (status > SIGNAL_STATUS)
        summary->stopped_by = g_strdup_printf("SIG%s", sigabbrev_np(status - SIGNAL_STATUS));
    if (summary->started) {
        summary->finished = now();
        summary->seconds =
            (double)((g_get_monotonic_time() - report->begun) / 1000) / 1000; /* milliseconds */
    }
    summary->listed = report->total;
    summary->pages = report->pages;
    memcpy(summary->statuses, report->by_status, sizeof summary->statuses);
}

int bp_run_end(const BpRunEnd *end, int status, GError **error)
{
    BpRunSummary *summary = end->summary;
    complete(summary, end->report, status, *error);
    GError **first = *error ? NULL : error;
    if (!bp_run_summary_save(summary, end->folder, first))
        first = NULL;
    if (end->metrics)
        bp_run_metrics_save(summary, end->metrics, first);
    summary->exit = bp_run_report_take_error(end->report, summary->exit, error);
    bp_run_report_finish(end->report, summary);
    return summary->exit;
}
