/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Metrics by a table: name, help, value. All are gauges of the last run. Times are left out where
 * the run tells none, since 0 would be 1970 to an alert.
 */
#include "batch/metrics.h"

#include <string.h>

#include "common/file.h"
#include "common/text.h"

#define LAST_SUCCESS "boardpack_last_success_timestamp_seconds"

typedef enum { OF_TIME, OF_SECONDS, OF_EXIT, OF_COUNT, OF_PAGES } Kind;

static const struct {
    const char *name, *help;
    Kind kind;
    gsize offset; /* of a guint for OF_COUNT */
} metrics[] = {
    {"boardpack_last_run_timestamp_seconds", "When the last run ended.", OF_TIME, 0},
    {"boardpack_last_run_duration_seconds", "How long the last run took.", OF_SECONDS, 0},
    {"boardpack_last_run_exit_status",
     "How the last run ended: 0 all well, 10 some documents are not, else it failed.", OF_EXIT, 0},
    {"boardpack_documents_listed", "Files that the last run met.", OF_COUNT,
     offsetof(BpRunSummary, listed)},
    {"boardpack_documents_read", "Documents that the last run read.", OF_COUNT,
     offsetof(BpRunSummary, read)},
    {"boardpack_documents_from_cache",
     "Documents whose records the last run made from pages that were read before.", OF_COUNT,
     offsetof(BpRunSummary, from_cache)},
    {"boardpack_documents_skipped", "Documents that were as they had been.", OF_COUNT,
     offsetof(BpRunSummary, skipped)},
    {"boardpack_documents_gone", "Documents that are no longer there.", OF_COUNT,
     offsetof(BpRunSummary, gone)},
    {"boardpack_documents_duplicates", "Documents that are the same as another.", OF_COUNT,
     offsetof(BpRunSummary, duplicates)},
    {"boardpack_documents_quarantined", "Documents that failed too often and are left alone.",
     OF_COUNT, offsetof(BpRunSummary, quarantined)},
    {"boardpack_pages_read", "Pages that the last run read.", OF_PAGES, 0},
};

static void append_head(GString *text, const char *name, const char *help)
{
    g_string_append_printf(text, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
}

static void append_number(GString *text, const char *name, gint64 value)
{
    g_string_append_printf(text, "%s %" G_GINT64_FORMAT "\n", name, value);
}

static void append_metric(GString *text, guint i, const BpRunSummary *summary)
{
    bool timed = metrics[i].kind == OF_TIME || metrics[i].kind == OF_SECONDS;
    if (timed && !summary->finished)
        return;
    const char *name = metrics[i].name;
    append_head(text, name, metrics[i].help);
    guint count;
    char seconds[G_ASCII_DTOSTR_BUF_SIZE];
    switch (metrics[i].kind) {
    case OF_TIME:
        append_number(text, name, summary->finished);
        break;
    case OF_SECONDS:
        g_ascii_formatd(seconds, sizeof seconds, "%.3f", summary->seconds);
        g_string_append_printf(text, "%s %s\n", name, seconds);
        break;
    case OF_EXIT:
        append_number(text, name, summary->exit);
        break;
    case OF_COUNT:
        memcpy(&count, (const char *)summary + metrics[i].offset, sizeof count);
        append_number(text, name, count);
        break;
    case OF_PAGES:
        append_number(text, name, (gint64)summary->pages);
        break;
    }
}

/* All statuses, also those that no document has: a series that comes and goes breaks alerts. */
static void append_statuses(GString *text, const BpRunSummary *summary)
{
    const char *name = "boardpack_documents";
    append_head(text, name, "Documents by status.");
    for (guint i = 0; i < BP_N_STATUSES; i++)
        g_string_append_printf(text, "%s{status=\"%s\"} %u\n", name, bp_status((BpStatus)i)->name,
                               summary->statuses[i]);
}

/* What the file that is there says of the last success; 0 when nothing. */
static gint64 load_last_success(const char *path)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        return 0;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        guint64 value;
        if (g_str_has_prefix(lines[i], LAST_SUCCESS " ") &&
            bp_parse_uint(lines[i] + strlen(LAST_SUCCESS " "), G_MAXINT64, &value))
            return (gint64)value;
    }
    return 0;
}

bool bp_run_metrics_save(const BpRunSummary *summary, const char *path, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(metrics); i++)
        append_metric(text, i, summary);
    append_statuses(text, summary);
    bool success = summary->finished && bp_run_summary_is_complete(summary);
    gint64 last = success ? summary->finished : load_last_success(path);
    if (last) {
        append_head(text, LAST_SUCCESS, "When a run last got through all documents.");
        append_number(text, LAST_SUCCESS, last);
    }
    return bp_file_save(path, text->str, text->len, error);
}
