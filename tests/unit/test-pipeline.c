/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All stages over the samples, in this process: a worker ends with _exit and would hide what it
 * forgets to free, which a build with AddressSanitizer tells here.
 */
#include <string.h>

#include "pipeline.h"

/* Asked for by the leak checker, where there is one: fontconfig keeps its configuration for good.
 */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig";
}

static const BpPipelineHooks no_hooks = {0};

static BpRuleSet *load_rules(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    BpRuleSet *rules = bp_rule_set_load("rules", diags, &error);
    g_assert_no_error(error);
    return rules;
}

static BpDocument *run_file(const BpRuleSet *rules, const char *file, BpStage last)
{
    g_autofree char *path = g_build_filename("samples", file, NULL);
    char *contents = NULL;
    gsize len = 0;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &contents, &len, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) bytes = g_bytes_new_take(contents, len);
    BpDocument *document = bp_document_new(file);
    document->sha256 = g_strdup("ab");
    bp_pipeline_run(rules, &(BpPipelineInput){bytes, NULL}, document, last, 0, &no_hooks);
    return document;
}

/* Whether every record has an id of its own, and a place on a page that there is. */
static void assert_records(const BpDocument *document)
{
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < document->records->len; i++) {
        const BpRecord *record = g_ptr_array_index(document->records, i);
        g_assert_nonnull(record->id);
        g_assert_true(g_hash_table_add(ids, record->id));
        g_assert_cmpuint(record->page, >=, 1);
        g_assert_cmpuint(record->page, <=, document->n_pages);
        g_assert_nonnull(record->rule);
    }
}

static const struct {
    const char *file, *status;
    guint n_pages;
    const char *type, *field, *value; /* of a record that has to be there; NULL: there are none */
} samples[] = {
    {"action-log.pdf", "ok", 2, "action", "due_date", "2026-03-20"},
    {"committee-report.pdf", "ok", 2, "recommendation", "verb", "approve"},
    {"council-minutes.pdf", "ok", 3, "minute_item", "agenda_number", "3"},
    {"icb-pack.pdf", "ok", 30, "part", "kind", "paper"},
    {"trustees-minutes.pdf", "ok", 2, "minute_item", "number", "3"},
    {"scanned-minutes.pdf", "no-text", 1, NULL, NULL, NULL},
    {"encrypted-agenda.pdf", "encrypted", 0, NULL, NULL, NULL},
    {"damaged-agenda.pdf", "refused", 0, NULL, NULL, NULL},
};

static void test_sample(gconstpointer data)
{
    guint row = GPOINTER_TO_UINT(data);
    g_autoptr(BpRuleSet) rules = load_rules();
    g_autoptr(BpDocument) document = run_file(rules, samples[row].file, BP_STAGE_IDS);
    g_assert_cmpstr(bp_status(document->status)->name, ==, samples[row].status);
    g_assert_cmpuint(document->n_pages, ==, samples[row].n_pages);
    assert_records(document);
    bool found = samples[row].type == NULL && document->records->len == 0;
    for (guint i = 0; samples[row].type && i < document->records->len; i++) {
        const BpRecord *record = g_ptr_array_index(document->records, i);
        found =
            found || (strcmp(record->type->name, samples[row].type) == 0 &&
                      strcmp(bp_record_get(record, samples[row].field), samples[row].value) == 0);
    }
    g_assert_true(found);
}

/* What each stage shows of itself names what it has found. */
static void test_dumps(void)
{
    static const char *const words[] = {"word 1 ", "para ", "part action-log "};
    g_autoptr(BpRuleSet) rules = load_rules();
    const BpStageDump *dump = bp_pipeline_dumps();
    for (guint i = 0; dump[i].name; i++) {
        g_assert_cmpuint(i, <, G_N_ELEMENTS(words));
        g_autoptr(BpDocument) document = run_file(rules, "action-log.pdf", dump[i].last);
        g_autoptr(GString) text = g_string_new(NULL);
        dump[i].dump(document, text);
        g_assert_nonnull(strstr(text->str, words[i]));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(samples); i++) {
        g_autofree char *path = g_strconcat("/pipeline/", samples[i].file, NULL);
        g_test_add_data_func(path, GUINT_TO_POINTER(i), test_sample);
    }
    g_test_add_func("/pipeline/dumps", test_dumps);
    return g_test_run();
}
