/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A run as JSON, an object a line: for a collector of logs. The events are a closed list, named
 * in the manual: run-start, document, note, run-end. A line is written in one piece, so that those
 * of two programs that share a file do not mix.
 */
#include <stdio.h>
#include <string.h>

#include "common/text.h"
#include "common/version.h"

#include "batch/report-style.h"
#include "state/json-out.h"

static const char *const levels[BP_N_LOG_LEVELS] = {
    [BP_LOG_INFO] = "info",
    [BP_LOG_WARNING] = "warning",
    [BP_LOG_ERROR] = "error",
};

static BpJsonOut *new_event(const BpRunReport *report, BpLogLevel level, const char *event)
{
    BpJsonOut *out = bp_json_out_new();
    if (!(report->flags & BP_REPORT_TIMELESS))
        bp_json_out_time(out, "time", g_get_real_time() / G_USEC_PER_SEC);
    bp_json_out_text(out, "level", levels[level]);
    bp_json_out_text(out, "event", event);
    return out;
}

static void print(const BpRunReport *report, BpLogLevel level, const BpJsonOut *out)
{
    if (level == BP_LOG_INFO && report->flags & BP_REPORT_QUIET)
        return;
    g_autofree char *line = bp_json_out_dup_line(out);
    fwrite(line, 1, strlen(line), stderr);
    fflush(stderr);
}

static void on_start(BpRunReport *report)
{
    g_autoptr(BpJsonOut) out = new_event(report, BP_LOG_INFO, "run-start");
    bp_json_out_text(out, "version", BOARDPACK_VERSION);
    bp_json_out_text(out, "folder", report->folder);
    bp_json_out_number(out, "total", report->total);
    print(report, BP_LOG_INFO, out);
}

static void add_place(BpJsonOut *out, const BpReportLine *line)
{
    if (line->file)
        bp_json_out_text(out, "file", line->file);
    if (line->page)
        bp_json_out_number(out, "page", line->page);
}

static void on_document(BpRunReport *report, const BpReportLine *line)
{
    const BpStatusRow *row = bp_status(line->status);
    BpLogLevel level = row->well ? BP_LOG_INFO : BP_LOG_WARNING;
    g_autoptr(BpJsonOut) out = new_event(report, level, "document");
    add_place(out, line);
    bp_json_out_text(out, "status", row->name);
    if (line->message ? *line->message != '\0' : !row->well)
        bp_json_out_text(out, "message", line->message ? line->message : row->what);
    bp_json_out_number(out, "done", report->done);
    bp_json_out_number(out, "total", report->total);
    print(report, level, out);
}

static void on_note(BpRunReport *report, BpLogLevel level, const BpReportLine *line)
{
    g_autoptr(BpJsonOut) out = new_event(report, level, "note");
    add_place(out, line);
    bp_json_out_text(out, "message", line->message);
    print(report, level, out);
}

/* A run that was stopped is an error, one with documents that are not well a warning. */
static BpLogLevel level_of(const BpRunSummary *summary)
{
    if (!bp_run_summary_is_complete(summary))
        return BP_LOG_ERROR;
    return summary->exit ? BP_LOG_WARNING : BP_LOG_INFO;
}

static void on_finish(BpRunReport *report, const BpRunSummary *summary)
{
    BpLogLevel level = level_of(summary);
    g_autoptr(BpJsonOut) out = new_event(report, level, "run-end");
    bp_json_out_number(out, "done", report->done);
    bp_json_out_number(out, "total", report->total);
    bp_json_out_take(out, "summary", bp_run_summary_new_json(summary));
    print(report, level, out);
}

static void nothing(BpRunReport *report G_GNUC_UNUSED) {}

const BpReportStyle bp_report_json = {
    .start = on_start,
    .page = nothing,
    .document = on_document,
    .note = on_note,
    .finish = on_finish,
};
