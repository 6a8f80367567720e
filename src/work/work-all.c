/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A pool of one worker at a time over what discover finds. Nothing is written. */
#include "work/work-all.h"

#include <signal.h>
#include <stdio.h>

#include "common/error.h"

#include "discover/discover.h"
#include "discover/source.h"

typedef struct {
    const GPtrArray *entries;
    BpResultFunc done;
    gpointer data;
} All;

static BpDocument *open_document(guint index, BpPoolInput *out_input, gpointer data)
{
    const All *all = data;
    const BpEntry *entry = g_ptr_array_index(all->entries, index);
    BpDocument *document = bp_document_new(entry->name);
    gint64 mtime;
    if (entry->status == BP_STATUS_OK) {
        out_input->input_fd = bp_source_read(entry->path, document, &mtime);
        return document;
    }
    bp_document_find(document, bp_status(entry->status)->name, 0, "%s", entry->message);
    document->status = entry->status;
    return document;
}

static void print_text(const char *text, gsize len, gpointer data G_GNUC_UNUSED)
{
    fwrite(text, 1, len, stdout);
}

static bool pass_on(guint index G_GNUC_UNUSED, BpResult *result, gpointer data,
                    GError **error G_GNUC_UNUSED)
{
    const All *all = data;
    all->done(result, all->data);
    return true;
}

bool bp_work_all(const BpWork *work, char *const *paths, BpResultFunc done, gpointer data,
                 GError **error)
{
    g_autoptr(BpTemplate) template = bp_work_start(work, error);
    if (template == NULL)
        return false;
    g_autoptr(GPtrArray) entries = bp_discover((const char *const *)paths);
    All all = {entries, done, data};
    BpPool pool = {.template = template, .jobs = 1, .data = &all, .open = open_document};
    pool.stage_name = bp_work_stage_name;
    pool.text = work->show ? print_text : NULL;
    pool.done = pass_on;
    int signal_number = 0;
    if (!bp_pool_run(&pool, entries->len, &signal_number, error))
        return false;
    if (signal_number)
        raise(signal_number);
    if (fflush(stdout) == 0)
        return true;
    g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot write to standard output");
    return false;
}
