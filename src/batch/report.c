/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Counts what is done and hands it on to one of two styles. What is counted here is the same for
 * both, and is what the summary of the run takes over.
 */
#include "batch/report.h"

#include <unistd.h>

#include "common/error.h"
#include "common/text.h"

#include "batch/report-style.h"

static const BpReportStyle *style_of(const BpRunReport *report)
{
    return report->flags & BP_REPORT_JSON ? &bp_report_json : &bp_report_words;
}

void bp_run_report_init(BpRunReport *report, guint flags, const char *folder)
{
    *report = (BpRunReport){.flags = flags, .folder = folder};
    report->terminal = isatty(STDERR_FILENO);
    report->begun = g_get_monotonic_time();
}

void bp_run_report_start(BpRunReport *report, guint total)
{
    report->total = total;
    style_of(report)->start(report);
}

void bp_run_report_page(BpRunReport *report)
{
    report->pages++;
    style_of(report)->page(report);
}

void bp_run_report_document(BpRunReport *report, const BpReportLine *line)
{
    report->done++;
    report->by_status[line->status]++;
    style_of(report)->document(report, line);
}

void bp_run_report_kept(BpRunReport *report, BpStatus status)
{
    report->done++;
    report->kept++;
    report->kept_not_well += !bp_status(status)->well;
    report->by_status[status]++;
    style_of(report)->page(report);
}

void bp_run_report_note(BpRunReport *report, BpLogLevel level, const char *file, guint page,
                        const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    BpReportLine line = {.file = file, .page = page, .message = message};
    style_of(report)->note(report, level, &line);
}

void bp_run_report_finish(BpRunReport *report, const BpRunSummary *summary)
{
    style_of(report)->finish(report, summary);
}

int bp_run_report_take_error(BpRunReport *report, int status, GError **error)
{
    if (!*error)
        return status;
    status = bp_error_exit_status(*error);
    if (report->flags & BP_REPORT_JSON) {
        bp_run_report_note(report, BP_LOG_ERROR, NULL, 0, "%s", (*error)->message);
        g_clear_error(error);
    }
    return status;
}

char *bp_report_dup_reason(const BpReportLine *line)
{
    const BpStatusRow *row = bp_status(line->status);
    g_autofree char *why = bp_text_dup_escaped(line->message ? line->message : row->what);
    if (line->page == 0)
        return g_strdup_printf("%s: %s", row->name, why);
    return g_strdup_printf("%s: page %u: %s", row->name, line->page, why);
}
