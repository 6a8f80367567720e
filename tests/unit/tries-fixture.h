/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A pool over one document of some pages, whose worker does at each page what a test says.
 * Included.
 */
#pragma once

#include <string.h>

#include "tries-helpers.h"
#include "worker/pool.h"

#define N_PAGES 9

/* A deadline that is run into, and one that is not. */
#define SHORT_MS 2500
#define LONG_MS  120000

typedef struct {
    void (*at_page)(guint page, const BpWorkInput *input, BpWorkerLink *link);
    guint n_pages;
    void (*begin)(void);
    bool from_pages; /* only stored pages are given */
    guint stall_ms, base_ms;
    guint reopened, started;
    BpResult *result;
} Case;

static BpDocument *open_document(guint index G_GNUC_UNUSED, BpPoolInput *out_input, gpointer data)
{
    const Case *test = data;
    if (test->from_pages)
        out_input->pages_fd = new_memory("stored");
    else
        out_input->input_fd = new_memory("the file");
    BpDocument *document = bp_document_new("a.pdf");
    document->sha256 = g_strdup("ab");
    return document;
}

static int reopen(guint index G_GNUC_UNUSED, BpDocument *document, gpointer data)
{
    Case *test = data;
    g_assert_cmpstr(document->file, ==, "a.pdf");
    test->reopened++;
    return new_memory("the file");
}

static bool started(guint index G_GNUC_UNUSED, gpointer data, GError **error G_GNUC_UNUSED)
{
    ((Case *)data)->started++;
    return true;
}

static const char *stage_name(guint stage)
{
    static const char *const names[] = {"pages", "layout"};
    return stage < G_N_ELEMENTS(names) ? names[stage] : NULL;
}

/* One record a page that is read. */
static void work(const BpWorkInput *input, BpDocument *document, guint flags G_GNUC_UNUSED,
                 BpWorkerLink *link, gpointer data)
{
    const Case *test = data;
    document->n_pages = test->n_pages;
    bp_worker_link_stage(link, 0, 0);
    bp_worker_link_page(link, 0, test->n_pages);
    for (guint page = 1; page <= test->n_pages; page++) {
        if (!bp_work_input_leaves_out(input, page)) {
            test->at_page(page, input, link);
            BpRecord *record = bp_document_take_record(document, bp_record_new("action", page));
            g_autofree char *text = g_strdup_printf("page %u", page);
            bp_record_set(record, "text", text);
        }
        bp_worker_link_page(link, page, test->n_pages);
    }
    bp_worker_link_stage(link, 1, 0);
    test->at_page(0, input, link);
    bp_document_assign_ids(document);
}

static bool done(guint index G_GNUC_UNUSED, BpResult *result, gpointer data,
                 GError **error G_GNUC_UNUSED)
{
    Case *test = data;
    test->result = g_memdup2(result, sizeof *result);
    memset(result, 0, sizeof *result);
    return true;
}

static bool run(Case *test, pid_t (*wait)(pid_t, int *, int, struct rusage *), GError **error)
{
    BpTemplateSetup setup = {.work = work, .data = test, .begin = test->begin};
    test->n_pages = test->n_pages ? test->n_pages : N_PAGES;
    g_autoptr(BpTemplate) template = bp_template_start(&setup, error);
    BpPool pool = {.template = template,
                   .jobs = 1,
                   .base_ms = test->base_ms ? test->base_ms : LONG_MS,
                   .page_ms = 1,
                   .stall_ms = test->stall_ms ? test->stall_ms : LONG_MS,
                   .data = test,
                   .open = open_document,
                   .reopen = reopen,
                   .started = started,
                   .stage_name = stage_name,
                   .done = done,
                   .wait = wait};
    int signal_number = 0;
    return template && bp_pool_run(&pool, 1, &signal_number, error);
}

static void run_well(Case *test)
{
    g_autoptr(GError) error = NULL;
    run(test, NULL, &error);
    g_assert_no_error(error);
    g_assert_nonnull(test->result);
}
