/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The state of an output folder as one JSON object, complete: nothing is cut.
 */
#include "cli/status-view.h"
#include "state/json-out.h"

static void add_running(BpJsonOut *out, const BpRunTraces *traces)
{
    if (!traces->running)
        return;
    BpJsonOut *running = bp_json_out_new();
    bp_json_out_number(running, "pid", traces->pid);
    bp_json_out_text(running, "host", traces->host);
    bp_json_out_time(running, "started", traces->started);
    bp_json_out_take(out, "running", running);
}

static BpJsonOut *new_file(const BpStatusFile *file)
{
    BpJsonOut *out = bp_json_out_new();
    bp_json_out_text(out, "path", file->path);
    bp_json_out_text(out, "status", bp_status(file->status)->name);
    if (*file->message)
        bp_json_out_text(out, "message", file->message);
    if (!bp_status(file->status)->well)
        bp_json_out_text(out, "what", bp_status(file->status)->what);
    if (file->attempts)
        bp_json_out_number(out, "attempts", file->attempts);
    if (file->quarantined)
        bp_json_out_flag(out, "quarantined", true);
    if (*file->duplicate_of)
        bp_json_out_text(out, "duplicate_of", file->duplicate_of);
    return out;
}

static void add_files(BpJsonOut *out, const char *name, const GPtrArray *files)
{
    bp_json_out_list(out, name);
    for (guint i = 0; i < files->len; i++)
        bp_json_out_append_take(out, name, new_file(g_ptr_array_index(files, i)));
}

static void add_counts(BpJsonOut *out, const BpStatusView *view)
{
    BpJsonOut *statuses = bp_json_out_new();
    for (guint i = 0; i < BP_N_STATUSES; i++)
        if (view->counts[i])
            bp_json_out_number(statuses, bp_status((BpStatus)i)->name, view->counts[i]);
    bp_json_out_number(out, "documents", view->n_files);
    bp_json_out_take(out, "statuses", statuses);
    bp_json_out_number(out, "damaged_lines", view->n_damaged);
}

char *bp_status_view_dup_json(const BpStatusView *view)
{
    g_autoptr(BpJsonOut) out = bp_json_out_new();
    bp_json_out_text(out, "folder", view->folder);
    bp_json_out_text(out, "state", bp_status_view_state(view));
    bp_json_out_flag(out, "well", bp_status_view_is_well(view));
    add_running(out, &view->traces);
    if (view->traces.n_open)
        bp_json_out_number(out, "begun_and_not_done", view->traces.n_open);
    if (view->trouble)
        bp_json_out_text(out, "trouble", view->trouble);
    if (view->has_summary)
        bp_json_out_take(out, "last_run", bp_run_summary_new_json(&view->summary));
    add_counts(out, view);
    add_files(out, "not_well", view->not_well);
    add_files(out, "quarantined", view->quarantined);
    add_files(out, "gone", view->gone);
    add_files(out, "duplicates", view->duplicates);
    return bp_json_out_dup_line(out);
}
