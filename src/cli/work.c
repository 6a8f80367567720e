/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Runs the pipeline in a worker, and one file through a worker for the commands that show it.
 */
#include "cli/work.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/error.h"
#include "common/text.h"

#include "cli/test-hook.h"
#include "discover/discover.h"
#include "discover/source.h"

static void tell_stage(BpStage stage G_GNUC_UNUSED, guint skip_flag, gpointer data)
{
    bp_worker_link_stage(data, skip_flag);
}

static void tell_page(guint number, guint of, gpointer data)
{
    bp_worker_link_page(data, number, of);
}

void bp_work_run(GBytes *bytes, BpDocument *document, guint flags, BpWorkerLink *link,
                 gpointer data)
{
    const BpWork *work = data;
    BpPipelineHooks hooks = {.stage = tell_stage,
                             .page = tell_page,
                             .data = link,
                             .trace = work->trace,
                             .trace_data = work->trace_data,
                             .timing = work->timing};
    BpPipelineInput input = {.file = bytes};
    bp_test_hook_run(document->file);
    bp_pipeline_run(work->rules, &input, document, work->last, flags, &hooks);
    if (work->show)
        work->show(bytes, document, flags, link, work->data);
    if (work->dump == NULL)
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    work->dump->dump(document, text);
    bp_worker_link_text(link, text->str, text->len);
    bp_document_assign_ids(document); /* no record is taken from a worker without an id */
}

typedef struct {
    BpWork work; /* first: the pool's data is a BpWork* for bp_work_run */
    const char *path;
    BpDocument *document; /* the result */
} One;

static BpDocument *open_one(guint index G_GNUC_UNUSED, GBytes **out_bytes, gpointer data)
{
    One *one = data;
    gint64 mtime;
    g_autofree char *base = g_path_get_basename(one->path);
    g_autofree char *name = bp_discover_dup_safe_name(base);
    BpDocument *document = bp_document_new(name);
    /* A link is followed here: the user named this one file, nothing was walked. */
    g_autofree char *real = realpath(one->path, NULL);
    *out_bytes = bp_source_read(real ? real : one->path, document, &mtime);
    return document;
}

static void take_text(const char *text, gsize len, gpointer data)
{
    One *one = data;
    if (one->work.text)
        one->work.text(text, len, one->work.data);
    else
        fwrite(text, 1, len, stdout);
}

static bool keep_result(guint index G_GNUC_UNUSED, BpResult *result, gpointer data,
                        GError **error G_GNUC_UNUSED)
{
    One *one = data;
    one->document = g_steal_pointer(&result->document);
    return true;
}

BpDocument *bp_work_one(const BpWork *work, const char *path, GError **error)
{
    One one = {*work, path, NULL};
    BpPool pool = {.jobs = 1, .data = &one, .open = open_one, .work = bp_work_run};
    pool.text = work->dump || work->show ? take_text : NULL;
    pool.done = keep_result;
    int signal_number = 0;
    if (!bp_pool_run(&pool, 1, &signal_number, error))
        return NULL;
    if (signal_number)
        raise(signal_number);
    if (fflush(stdout) != 0) {
        g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot write to standard output");
        bp_document_free(one.document);
        return NULL;
    }
    return one.document;
}

const BpFinding *bp_work_peek_reason(const BpDocument *document)
{
    if (document->status == BP_STATUS_OK)
        return NULL;
    const BpFinding *first = NULL;
    for (guint i = 0; i < document->findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(document->findings, i);
        if (g_str_equal(finding->code, bp_status(document->status)->name))
            return finding;
        if (!first && finding->level == BP_FINDING_WARNING)
            first = finding;
    }
    return first;
}

int bp_work_report(const BpDocument *document)
{
    const BpStatusRow *status = bp_status(document->status);
    if (document->status != BP_STATUS_OK && document->status != BP_STATUS_OK_WARN) {
        const BpFinding *reason = bp_work_peek_reason(document);
        g_autofree char *file = bp_text_dup_escaped(document->file);
        g_autofree char *why = bp_text_dup_escaped(reason ? reason->message : status->what);
        fprintf(stderr, "boardpack: %s: %s: %s\n", file, status->name, why);
    }
    return status->well ? BP_EXIT_OK : BP_EXIT_SOME_FAILED;
}
