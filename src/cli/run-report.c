/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Keeps the one line of progress and takes it away before anything else is printed, so that what
 * stays on the screen, or in a log, is complete lines.
 */
#include "cli/run-report.h"

#include <stdio.h>
#include <unistd.h>

#include "common/text.h"

#define REDRAW_MICROSECONDS 200000

/* Clears to the end of the line, without terminfo: every terminal of today knows it. */
#define CLEAR_LINE "\r\033[K"

void bp_run_report_init(BpRunReport *report, guint total, bool quiet)
{
    *report = (BpRunReport){.quiet = quiet, .total = total};
    report->terminal = isatty(STDERR_FILENO);
    report->started = g_get_monotonic_time();
}

static void clear_progress(BpRunReport *report)
{
    if (report->shown)
        fputs(CLEAR_LINE, stderr);
    report->shown = 0;
}

static void show_progress(BpRunReport *report)
{
    gint64 now = g_get_monotonic_time();
    if (report->quiet || !report->terminal || now - report->shown < REDRAW_MICROSECONDS)
        return;
    double seconds = (double)(now - report->started) / G_USEC_PER_SEC;
    g_autofree char *left = g_strdup("");
    if (report->done > 0) {
        guint more = (guint)(seconds / report->done * (report->total - report->done));
        g_free(left);
        left = g_strdup_printf(", %u:%02u left", more / 60, more % 60);
    }
    fprintf(stderr, CLEAR_LINE "%u/%u documents, %u pages, %.0f pages/s%s", report->done,
            report->total, report->pages, report->pages / MAX(seconds, 0.001), left);
    fflush(stderr);
    report->shown = now;
}

void bp_run_report_page(BpRunReport *report)
{
    report->pages++;
    show_progress(report);
}

void bp_run_report_document(BpRunReport *report, const char *file, BpStatus status,
                            const char *message)
{
    report->done++;
    report->by_status[status]++;
    if (!bp_status(status)->well) {
        clear_progress(report);
        g_autofree char *shown = bp_text_dup_escaped(file);
        g_autofree char *why = bp_text_dup_escaped(message ? message : bp_status(status)->what);
        fprintf(stderr, "%s: %s: %s\n", shown, bp_status(status)->name, why);
    }
    show_progress(report);
}

void bp_run_report_kept(BpRunReport *report, guint n)
{
    report->done += n;
    report->kept = n;
}

void bp_run_report_warn(BpRunReport *report, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    clear_progress(report);
    fprintf(stderr, "boardpack: %s\n", text);
}

void bp_run_report_finish(BpRunReport *report)
{
    clear_progress(report);
    if (report->quiet)
        return;
    if (report->total == 0) {
        fputs("boardpack: no documents there: nothing to read\n", stderr);
        return;
    }
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_printf(line, "%u document%s", report->done, report->done == 1 ? "" : "s");
    const char *before = ": ";
    if (report->kept > 0) {
        g_string_append_printf(line, "%s%u as before", before, report->kept);
        before = ", ";
    }
    for (guint i = 0; i < BP_N_STATUSES; i++) {
        if (report->by_status[i] == 0)
            continue;
        g_string_append_printf(line, "%s%u %s", before, report->by_status[i],
                               bp_status((BpStatus)i)->name);
        before = ", ";
    }
    double seconds = (double)(g_get_monotonic_time() - report->started) / G_USEC_PER_SEC;
    fprintf(stderr, "%s; %u pages in %.1f s\n", line->str, report->pages, seconds);
}
