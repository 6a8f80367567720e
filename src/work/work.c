/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Runs the pipeline in a worker, and one file through a worker for the commands that show it.
 */
#include "work/work.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/error.h"
#include "common/text.h"

#include "discover/discover.h"
#include "discover/source.h"
#include "extract/extract.h"
#include "work/test-hook.h"

/* What the pipeline's hooks get. */
typedef struct {
    const BpWorkInput *input;
    BpWorkerLink *link;
    const char *file;
} Telling;

static void tell_stage(BpStage stage, guint skip_flag, gpointer data)
{
    bp_worker_link_stage(((const Telling *)data)->link, stage, skip_flag);
}

static void tell_page(guint number, guint of, gpointer data)
{
    bp_worker_link_page(((const Telling *)data)->link, number, of);
}

static GBytes *want_file(gpointer data)
{
    bp_worker_link_want_input(((const Telling *)data)->link);
}

static void send_store(GBytes *pages, gpointer data)
{
    gsize len = 0;
    gconstpointer bytes = g_bytes_get_data(pages, &len);
    bp_worker_link_store(((const Telling *)data)->link, bytes, len);
}

static bool is_left_out(guint page, gpointer data)
{
    const Telling *telling = data;
    if (bp_work_input_leaves_out(telling->input, page))
        return true;
    bp_test_hook_page(telling->file, page);
    return false;
}

/* A BpWorkFunc; `data` is a BpWork*. */
static void run(const BpWorkInput *input, BpDocument *document, guint flags, BpWorkerLink *link,
                gpointer data)
{
    const BpWork *work = data;
    Telling telling = {input, link, document->file};
    bool whole = input->left_out->len == 0 && input->end == 0;
    BpPipelineInput from = {input->input, whole ? input->pages : NULL};
    BpPipelineHooks hooks = {.stage = tell_stage,
                             .page = tell_page,
                             .leave_out = is_left_out,
                             .file = want_file,
                             .store = work->keep_pages ? send_store : NULL,
                             .data = &telling,
                             .trace = work->trace,
                             .trace_data = work->trace_data,
                             .timing = work->timing};
    bp_test_hook_run(document->file);
    bp_pipeline_run(work->rules, &from, document, work->last, flags, &hooks);
    if (work->show) {
        bp_worker_link_stage(link, BP_WORK_STAGE_SHOW, 0);
        work->show(input->input, document, flags, link, work->data);
    }
    if (work->dump == NULL)
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    work->dump->dump(document, text);
    bp_worker_link_text(link, text->str, text->len);
    bp_document_assign_ids(document); /* no record is taken from a worker without an id */
}

BpTemplate *bp_work_start(const BpWork *work, GError **error)
{
    union {
        const BpWork *in;
        gpointer out;
    } data = {work}; /* it is only read */
    BpTemplateSetup setup = {
        .work = run, .data = data.out, .warm = bp_extract_warm, .sandbox = work->sandbox};
    bp_test_hook_set_up(&setup);
    return bp_template_start(&setup, error);
}

const char *bp_work_stage_name(guint stage)
{
    return stage == BP_WORK_STAGE_SHOW ? "show" : bp_pipeline_stage_name(stage);
}

typedef struct {
    BpWork work;
    const char *path;
    BpDocument *document; /* the result */
} One;

static BpDocument *open_one(guint index G_GNUC_UNUSED, BpPoolInput *out_input, gpointer data)
{
    One *one = data;
    gint64 mtime;
    g_autofree char *base = g_path_get_basename(one->path);
    g_autofree char *name = bp_discover_dup_safe_name(base);
    BpDocument *document = bp_document_new(name);
    /* A link is followed here: the user named this one file, nothing was walked. */
    g_autofree char *real = realpath(one->path, NULL);
    out_input->input_fd = bp_source_read(real ? real : one->path, document, &mtime);
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
    g_autoptr(BpTemplate) template = bp_work_start(work, error);
    if (template == NULL)
        return NULL;
    BpPool pool = {.template = template, .jobs = 1, .data = &one, .open = open_one};
    pool.stage_name = bp_work_stage_name;
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
