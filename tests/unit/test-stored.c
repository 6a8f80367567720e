/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Documents from their stored pages: byte for byte what their files give, with the rules of the run
 * that stored them and with others, for which other pages are drawn.
 *
 * All samples, or the documents of the folder $DOCUMENTS.
 */
#include <glib/gstdio.h>

#include "extract/extract.h"
#include "pipeline.h"
#include "write/writer.h"

const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig";
}

/* A run: what it asks for and what it hands over. */
typedef struct {
    GBytes *file;  /* given when it is asked for */
    guint n_asked; /* how often */
    GBytes *store; /* handed over, or NULL */
} Run;

static GBytes *give_file(gpointer data)
{
    Run *run = data;
    run->n_asked++;
    return g_bytes_ref(run->file);
}

static void take_store(GBytes *pages, gpointer data)
{
    Run *run = data;
    g_assert_null(run->store);
    run->store = g_bytes_ref(pages);
}

/* All that comes of a document: its JSON, and every word as it is after extract. */
static char *run(const BpRuleSet *rules, const char *name, Run *run, GBytes *pages)
{
    const BpPipelineHooks hooks = {.file = give_file, .store = take_store, .data = run};
    BpPipelineInput input = {pages ? NULL : run->file, pages};
    g_autoptr(BpDocument) document = bp_document_new(name);
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) all = g_string_new(NULL);
    document->sha256 = g_strdup("ab");
    bp_pipeline_run(rules, &input, document, BP_STAGE_IDS, 0, &hooks);
    gsize len = 0;
    g_autofree char *json = bp_write_json(document, "ab", &len, &error);
    g_assert_no_error(error);
    g_string_append_len(all, json, (gssize)len);
    bp_extract_dump(document, all);
    return g_string_free(g_steal_pointer(&all), FALSE);
}

/* The rules of the project, and those without the kinds of parts: then a pack is one part. */
static BpRuleSet *load_rules(bool without_kinds)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    BpRuleSet *rules = bp_rule_set_load("rules", diags, &error);
    g_assert_no_error(error);
    if (!without_kinds)
        return rules;
    g_autofree char *folder = g_dir_make_tmp("boardpack-XXXXXX", &error);
    g_autofree char *path = g_build_filename(folder, "changes.rules", NULL);
    g_autoptr(GString) changes = g_string_new("format 1\n");
    for (guint i = 0; i < bp_rule_set_get_n_rules(rules); i++) {
        const char *id = bp_rule_get_id(bp_rule_set_peek_rule(rules, i));
        if (g_str_has_prefix(id, "kind."))
            g_string_append_printf(changes, "\ndisable %s\n", id);
    }
    g_file_set_contents(path, changes->str, -1, &error);
    g_assert_no_error(error);
    bp_rule_set_free(rules);
    const char *const folders[] = {"rules", folder, NULL};
    rules = bp_rule_set_load_layers(folders, diags, &error);
    g_assert_no_error(error);
    g_unlink(path);
    g_rmdir(folder);
    return rules;
}

/* From a store of rules `a`, with rules `b` and back; how often the file was needed. */
static guint there_and_back(const char *name, GBytes *file, const BpRuleSet *a, const BpRuleSet *b)
{
    Run first = {file, 0, NULL}, again = {file, 0, NULL}, other = {file, 0, NULL},
        fresh = {file, 0, NULL}, back = {file, 0, NULL};
    g_autofree char *of_file = run(a, name, &first, NULL);
    if (!first.store) /* it could not be read */
        return 0;
    g_test_message("%s", name);
    g_autofree char *of_store = run(a, name, &again, first.store);
    g_assert_cmpstr(of_store, ==, of_file);
    g_assert_cmpuint(again.n_asked, ==, 0);
    g_assert_null(again.store);
    g_autofree char *other_of_file = run(b, name, &fresh, NULL);
    g_autofree char *other_of_store = run(b, name, &other, first.store);
    g_assert_cmpstr(other_of_store, ==, other_of_file);
    g_assert_cmpint(other.n_asked > 0, ==, other.store != NULL);
    if (other.store) {
        g_autofree char *back_of_store = run(a, name, &back, other.store);
        g_assert_cmpstr(back_of_store, ==, of_file);
        g_assert_cmpuint(back.n_asked, ==, 0);
        g_bytes_unref(other.store);
    }
    g_bytes_unref(first.store);
    g_bytes_unref(fresh.store);
    return other.n_asked;
}

static void test_folder(void)
{
    const char *folder = g_getenv("DOCUMENTS") ? g_getenv("DOCUMENTS") : "samples";
    g_autoptr(BpRuleSet) rules = load_rules(false), other = load_rules(true);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    guint needed = 0;
    if (!dir) {
        g_test_skip("no such folder of documents");
        return;
    }
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autoptr(GMappedFile) mapped = NULL;
        if (!g_str_has_suffix(name, ".pdf") && !g_str_has_suffix(name, ".html") &&
            !g_str_has_suffix(name, ".txt"))
            continue;
        mapped = g_mapped_file_new(path, FALSE, NULL);
        g_assert_nonnull(mapped);
        g_autoptr(GBytes) file = g_mapped_file_get_bytes(mapped);
        guint more = there_and_back(name, file, rules, other);
        guint less = there_and_back(name, file, other, rules);
        g_test_message("%s: the file was needed %u and %u times", name, more, less);
        needed += more + less;
    }
    g_assert_cmpuint(needed, >, 0); /* or the other rules draw no other pages */
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/stored/folder", test_folder);
    return g_test_run();
}
