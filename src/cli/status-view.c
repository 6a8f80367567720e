/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Gathers what a run left: last-run.json, the manifest, the lock and the journal. Each of them may
 * be missing or damaged without the others being of less use.
 */
#include "cli/status-view.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "common/error.h"
#include "common/text.h"

#include "state/read-manifest.h"

static void free_file(gpointer data)
{
    BpStatusFile *file = data;
    g_free(file->path);
    g_free(file->message);
    g_free(file->duplicate_of);
    g_free(file);
}

static void add(GPtrArray *files, const BpManifestEntry *entry)
{
    BpStatusFile *file = g_new(BpStatusFile, 1);
    *file = (BpStatusFile){
        .path = bp_text_dup_escaped(entry->path),
        .message = bp_text_dup_escaped(entry->message),
        .duplicate_of = bp_text_dup_escaped(entry->duplicate_of),
        .status = entry->status,
        .attempts = entry->attempts,
        .quarantined = entry->quarantined,
    };
    g_ptr_array_add(files, file);
}

static void take_entry(const BpManifestEntry *entry, gpointer data)
{
    BpStatusView *view = data;
    view->n_files++;
    view->counts[entry->status]++;
    if (!bp_status(entry->status)->well)
        add(view->not_well, entry);
    if (entry->quarantined)
        add(view->quarantined, entry);
    if (entry->gone)
        add(view->gone, entry);
    if (*entry->duplicate_of)
        add(view->duplicates, entry);
}

/* Keeps the first thing that was wrong. */
static void take_trouble(BpStatusView *view, GError *local)
{
    if (!view->trouble)
        view->trouble = g_strdup(local->message);
    g_error_free(local);
}

/* What may not be looked at counts as there: reading it then says why it cannot be. */
static bool is_there(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    return g_access(path, F_OK) == 0 || errno != ENOENT;
}

bool bp_status_view_load(BpStatusView *view, const char *folder, GError **error)
{
    *view = (BpStatusView){.folder = folder};
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_autofree char *shown = bp_text_dup_escaped(folder);
        g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT,
                    "there is no output folder '%s': name that of a run with -o, or make one with "
                    "'boardpack run -o %s PATH...'",
                    shown, shown);
        return false;
    }
    view->not_well = g_ptr_array_new_with_free_func(free_file);
    view->quarantined = g_ptr_array_new_with_free_func(free_file);
    view->gone = g_ptr_array_new_with_free_func(free_file);
    view->duplicates = g_ptr_array_new_with_free_func(free_file);
    bp_run_traces_load(&view->traces, folder);
    GError *local = NULL;
    if (is_there(folder, ".boardpack/last-run.json")) {
        view->has_summary = bp_run_summary_load(&view->summary, folder, &local);
        if (local)
            take_trouble(view, g_steal_pointer(&local));
    }
    if (is_there(folder, "manifest.ndjson")) {
        view->has_manifest = bp_manifest_read(folder, take_entry, view, &view->n_damaged, &local);
        if (local)
            take_trouble(view, g_steal_pointer(&local));
    }
    return true;
}

void bp_status_view_clear(BpStatusView *view)
{
    bp_run_summary_clear(&view->summary);
    bp_run_traces_clear(&view->traces);
    g_free(view->trouble);
    GPtrArray **lists[] = {&view->not_well, &view->quarantined, &view->gone, &view->duplicates};
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        g_clear_pointer(lists[i], g_ptr_array_unref);
}

bool bp_status_view_is_well(const BpStatusView *view)
{
    static const char *const well[] = {"running", "finished", "none", "unknown", NULL};
    return view->not_well->len == 0 && view->n_damaged == 0 && !view->trouble &&
           g_strv_contains(well, bp_status_view_state(view));
}

const char *bp_status_view_state(const BpStatusView *view)
{
    if (view->traces.running)
        return "running";
    if (view->traces.n_open)
        return "interrupted";
    if (!view->has_summary)
        return view->has_manifest ? "unknown" : "none";
    if (bp_run_summary_is_complete(&view->summary))
        return "finished";
    return view->summary.stopped_by && *view->summary.stopped_by ? "stopped" : "failed";
}
