/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A summary as a file and back. The counts are a table, so that writing and reading cannot differ.
 * A status that this version does not know is left out when it is read.
 */
#include "state/run-summary.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "common/error.h"
#include "common/file.h"
#include "common/text.h"

#include "state/json-read.h"
#include "state/time-text.h"

static const struct {
    const char *name;
    gsize offset;
    bool differs; /* it depends on what earlier runs have done */
} counts[] = {
    {"listed", offsetof(BpRunSummary, listed), false},
    {"read", offsetof(BpRunSummary, read), true},
    {"from_cache", offsetof(BpRunSummary, from_cache), true},
    {"skipped", offsetof(BpRunSummary, skipped), true},
    {"gone", offsetof(BpRunSummary, gone), false},
    {"duplicates", offsetof(BpRunSummary, duplicates), false},
    {"quarantined", offsetof(BpRunSummary, quarantined), false},
};

void bp_run_summary_clear(BpRunSummary *summary)
{
    g_free(summary->version);
    g_free(summary->stopped_by);
    g_free(summary->error);
    g_free(summary->sandbox);
    g_strfreev(summary->paths);
    *summary = (BpRunSummary){0};
}

bool bp_run_summary_is_complete(const BpRunSummary *summary)
{
    return summary->exit == BP_EXIT_OK || summary->exit == BP_EXIT_SOME_FAILED;
}

static void add_counts(BpJsonOut *out, const BpRunSummary *summary)
{
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
        guint count;
        if (counts[i].differs && !summary->started)
            continue;
        memcpy(&count, (const char *)summary + counts[i].offset, sizeof count);
        bp_json_out_number(out, counts[i].name, count);
    }
}

BpJsonOut *bp_run_summary_new_json(const BpRunSummary *summary)
{
    BpJsonOut *out = bp_json_out_new();
    bp_json_out_text(out, "version", summary->version);
    bp_json_out_time(out, "started", summary->started);
    if (summary->started) {
        bp_json_out_time(out, "finished", summary->finished);
        bp_json_out_real(out, "seconds", summary->seconds);
    }
    bp_json_out_number(out, "exit", summary->exit);
    bp_json_out_text(out, "stopped_by", summary->stopped_by);
    bp_json_out_text(out, "error", summary->error);
    bp_json_out_list(out, "paths");
    for (guint i = 0; summary->paths && summary->paths[i]; i++)
        bp_json_out_append_text(out, "paths", summary->paths[i]);
    add_counts(out, summary);
    if (summary->started) {
        bp_json_out_number(out, "pages", (gint64)summary->pages);
        bp_json_out_text(out, "sandbox", summary->sandbox);
    }
    BpJsonOut *statuses = bp_json_out_new();
    for (guint i = 0; i < BP_N_STATUSES; i++)
        if (summary->statuses[i])
            bp_json_out_number(statuses, bp_status((BpStatus)i)->name, summary->statuses[i]);
    bp_json_out_take(out, "statuses", statuses);
    return out;
}

static char *dup_path(const char *folder)
{
    return g_build_filename(folder, ".boardpack", "last-run.json", NULL);
}

bool bp_run_summary_save(const BpRunSummary *summary, const char *folder, GError **error)
{
    g_autofree char *path = dup_path(folder);
    g_autoptr(BpJsonOut) out = bp_run_summary_new_json(summary);
    g_autofree char *line = bp_json_out_dup_line(out);
    return bp_file_save(path, line, strlen(line), error);
}

static char **dup_texts(const json_t *list)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    for (size_t i = 0; i < json_array_size(list); i++)
        if (json_is_string(json_array_get(list, i)))
            g_ptr_array_add(texts, g_strdup(json_string_value(json_array_get(list, i))));
    g_ptr_array_add(texts, NULL);
    return (char **)g_ptr_array_steal(texts, NULL);
}

static void fill(BpRunSummary *summary, const json_t *root)
{
    *summary = (BpRunSummary){
        .version = g_strdup(bp_json_peek_text(root, "version")),
        .started = bp_time_from_text(bp_json_peek_text(root, "started")),
        .finished = bp_time_from_text(bp_json_peek_text(root, "finished")),
        .seconds = bp_json_get_real(root, "seconds"),
        .exit = (int)bp_json_get_number(root, "exit", 255),
        .stopped_by = g_strdup(bp_json_peek_text(root, "stopped_by")),
        .error = g_strdup(bp_json_peek_text(root, "error")),
        .paths = dup_texts(json_object_get(root, "paths")),
        .pages = bp_json_get_number(root, "pages", G_MAXINT64),
        .sandbox = g_strdup(bp_json_peek_text(root, "sandbox")),
    };
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
        guint count = (guint)bp_json_get_number(root, counts[i].name, G_MAXUINT);
        memcpy((char *)summary + counts[i].offset, &count, sizeof count);
    }
    const json_t *statuses = json_object_get(root, "statuses");
    for (guint i = 0; i < BP_N_STATUSES; i++)
        summary->statuses[i] =
            (guint)bp_json_get_number(statuses, bp_status((BpStatus)i)->name, G_MAXUINT);
}

bool bp_run_summary_load(BpRunSummary *out_summary, const char *folder, GError **error)
{
    g_autofree char *path = dup_path(folder);
    g_autofree char *shown = bp_text_dup_escaped(path);
    FILE *file = fopen(path, "re");
    if (!file) {
        g_set_error(error, BP_ERROR, BP_ERROR_INPUT, "cannot read '%s': %s", shown,
                    g_strerror(errno));
        return false;
    }
    json_error_t why;
    g_autoptr(json_t) root = json_loadf(file, 0, &why);
    fclose(file);
    if (!json_is_object(root)) {
        g_set_error(error, BP_ERROR, BP_ERROR_INPUT,
                    "'%s' is damaged: it is no JSON object; the next run writes it anew", shown);
        return false;
    }
    fill(out_summary, root);
    return true;
}
