/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A run in words. Keeps the one line of progress and takes it away before anything else is
 * printed, so that what stays on the screen, or in a log, is complete lines.
 *
 * With --quiet it is what cron sends by mail: the first documents that are not well, and how many
 * more there are, however many that may be.
 */
#include <stdio.h>

#include "common/text.h"

#include "batch/report-style.h"

#define REDRAW_MICROSECONDS 200000
#define MAIL_LINES          50

/* Clears to the end of the line, without terminfo: every terminal of today knows it. */
#define CLEAR_LINE "\r\033[K"

static void clear_progress(BpRunReport *report)
{
    if (report->shown)
        fputs(CLEAR_LINE, stderr);
    report->shown = 0;
}

static double seconds_since(const BpRunReport *report)
{
    return (double)(g_get_monotonic_time() - report->begun) / G_USEC_PER_SEC;
}

static void show_progress(BpRunReport *report)
{
    gint64 now = g_get_monotonic_time();
    bool last = report->done == report->total;
    if (report->flags & BP_REPORT_QUIET || !report->terminal ||
        (!last && now - report->shown < REDRAW_MICROSECONDS))
        return;
    double seconds = seconds_since(report);
    g_autofree char *left = g_strdup("");
    if (report->done > 0) {
        guint more = (guint)(seconds / report->done * (report->total - report->done));
        g_free(left);
        left = g_strdup_printf(", %u:%02u left", more / 60, more % 60);
    }
    fprintf(
        stderr, CLEAR_LINE "%u %%: %u/%u documents, %" G_GUINT64_FORMAT " pages, %.0f pages/s%s",
        report->total ? (guint)((guint64)report->done * 100 / report->total) : 100, report->done,
        report->total, report->pages, (double)report->pages / MAX(seconds, 0.001), left);
    fflush(stderr);
    report->shown = now;
}

static void on_document(BpRunReport *report, const BpReportLine *line)
{
    bool full = report->flags & BP_REPORT_QUIET && report->n_told >= MAIL_LINES;
    if (!bp_status(line->status)->well && !full) {
        clear_progress(report);
        g_autofree char *file = bp_text_dup_escaped(line->file);
        g_autofree char *reason = bp_report_dup_reason(line);
        fprintf(stderr, "%s: %s\n", file, reason);
        report->n_told++;
    }
    show_progress(report);
}

static void on_note(BpRunReport *report, BpLogLevel level, const BpReportLine *line)
{
    if (level == BP_LOG_INFO && report->flags & BP_REPORT_QUIET)
        return;
    clear_progress(report);
    g_autofree char *file = bp_text_dup_escaped(line->file ? line->file : "boardpack");
    g_autofree char *text = bp_text_dup_escaped(line->message);
    if (line->page)
        fprintf(stderr, "%s: page %u: %s\n", file, line->page, text);
    else
        fprintf(stderr, "%s: %s\n", file, text);
}

static guint count_not_well(const BpRunReport *report)
{
    guint n = 0;
    for (guint i = 0; i < BP_N_STATUSES; i++)
        n += bp_status((BpStatus)i)->well ? 0 : report->by_status[i];
    return n;
}

/* ": 100 ok, 20 ok-warn", and how many of them were not read anew. */
static char *dup_counts(const BpRunReport *report, const BpRunSummary *summary)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const char *before = ": ";
    for (guint i = 0; i < BP_N_STATUSES; i++) {
        if (report->by_status[i] == 0)
            continue;
        g_string_append_printf(text, "%s%u %s", before, report->by_status[i],
                               bp_status((BpStatus)i)->name);
        before = ", ";
    }
    if (summary->skipped || summary->from_cache)
        g_string_append_printf(text, "; %u read, %u from pages read before, %u unchanged",
                               summary->read, summary->from_cache, summary->skipped);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void on_finish(BpRunReport *report, const BpRunSummary *summary)
{
    clear_progress(report);
    guint not_well = count_not_well(report) - report->kept_not_well;
    if (not_well > report->n_told) {
        g_autofree char *folder = bp_text_dup_escaped(report->folder);
        fprintf(stderr, "and %u more that are not well; see 'boardpack status -o %s'\n",
                not_well - report->n_told, folder);
    }
    if (report->flags & BP_REPORT_QUIET || !bp_run_summary_is_complete(summary))
        return;
    if (report->total == 0) {
        fputs("boardpack: no documents there: nothing to read\n", stderr);
        return;
    }
    g_autofree char *counts = dup_counts(report, summary);
    fprintf(stderr, "%u document%s%s; %" G_GUINT64_FORMAT " pages", report->done,
            report->done == 1 ? "" : "s", counts, report->pages);
    if (report->flags & BP_REPORT_TIMELESS)
        fputs("\n", stderr);
    else
        fprintf(stderr, " in %.1f s\n", seconds_since(report));
}

static void nothing(BpRunReport *report G_GNUC_UNUSED) {}

const BpReportStyle bp_report_words = {
    .start = nothing,
    .page = show_progress,
    .document = on_document,
    .note = on_note,
    .finish = on_finish,
};
