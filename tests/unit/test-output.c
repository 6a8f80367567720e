/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An output folder holds together: the schemas are obeyed and JSON, XML, NDJSON and database say
 * the same (proved by other people's validators, through tests/tools/check-output), runs are
 * reproducible, and the search finds.
 */
#include <string.h>

#include "archive-fixture.h"

#define CHECKER "tests/tools/check-output"

/* A small archive: hostile, plain, failed, the same file under a second name, a long name. */
static void write_archive(const char *folder)
{
    Archive archive = archive_open(folder);
    g_autofree char *long_name = g_strnfill(250, 'n');
    const char *const files[] = {"2024/a b.pdf", "copy.pdf", long_name};
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(BpDocument) document = hostile_document_new(files[i]);
        add_to(&archive, document);
    }
    g_autoptr(BpDocument) failed = document_new("failed.pdf");
    g_clear_pointer(&failed->kind, g_free);
    failed->status = BP_STATUS_TIMEOUT;
    add_to(&archive, failed);

    g_autoptr(BpDocument) plain = document_new("plain.pdf");
    BpRecord *meeting = add(plain, "meeting", "Finance Committee");
    BpRecord *passing = add(plain, "minute_item", "Any other business");
    bp_record_set(passing, "text", "Members spoke of the boiler.");
    BpRecord *boiler = add(plain, "minute_item", "Boiler");
    passing->meeting_record = boiler->meeting_record = meeting;
    bp_record_set(add(plain, "action", "Repair it"), "text", "Get a co-op quote by 14:30");
    bp_document_assign_ids(plain);
    add_to(&archive, plain);
    account_for(&archive, "lost.pdf", BP_STATUS_UNREADABLE);
    publish(&archive);
    archive_clear(&archive);
}

static void save(const char *folder, const char *name, char *(*make)(gsize *))
{
    gsize len;
    g_autofree char *bytes = make(&len);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)len, NULL));
}

/* The exit status of the checker; what it says goes to the log of the test. */
static int check(const char *folder)
{
    g_autofree char *schemas = folder_new();
    save(schemas, "schema.json", bp_schema_json);
    save(schemas, "schema.rng", bp_schema_rng);
    g_autofree char *json = g_build_filename(schemas, "schema.json", NULL);
    g_autofree char *rng = g_build_filename(schemas, "schema.rng", NULL);
    g_autofree char *command =
        g_strdup_printf(CHECKER " --schema '%s' --rng '%s' '%s'", json, rng, folder);
    g_autofree char *out = NULL;
    g_autofree char *err = NULL;
    int status = -1;
    g_assert_true(g_spawn_command_line_sync(command, &out, &err, &status, NULL));
    if (*out || *err)
        g_test_message("%s%s", out, err);
    remove_tree(schemas);
    return status;
}

static bool can_check(void)
{
    if (g_file_test(CHECKER, G_FILE_TEST_IS_EXECUTABLE))
        return true;
    g_test_skip("not run from the folder of the project: " CHECKER " is not there");
    return false;
}

static void test_valid(void)
{
    if (!can_check())
        return;
    g_autofree char *folder = folder_new();
    write_archive(folder);
    g_assert_cmpint(check(folder), ==, 0);
    remove_tree(folder);
}

static void replace_in(const char *folder, const char *name, const char *old, const char *new)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_assert_nonnull(strstr(text, old));
    g_auto(GStrv) parts = g_strsplit(text, old, 2);
    g_autofree char *changed = g_strjoinv(new, parts);
    g_assert_true(g_file_set_contents(path, changed, -1, NULL));
}

/* The checker is worth something: each of these must be found. */
static void test_checker_finds(void)
{
    static const struct {
        const char *file, *old, *new;
    } rows[] = {
        {"documents/plain.pdf.json", "Repair it", "Repair them"},
        {"documents/plain.pdf.json", "\"page\": 2", "\"page\": \"2\""},
        {"documents/plain.pdf.xml", "<text>Members", "<text>Some members"},
        {"documents/plain.pdf.xml", "<owner>", "<boss/><owner>"},
        {"records.ndjson", "spoke of", "spoke about"},
        {"manifest.ndjson", "\"status\":\"timeout\"", "\"status\":\"late\""},
    };
    if (!can_check())
        return;
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *folder = folder_new();
        write_archive(folder);
        replace_in(folder, rows[i].file, rows[i].old, rows[i].new);
        g_assert_cmpint(check(folder), !=, 0);
        remove_tree(folder);
    }
}

static void assert_same(const char *a, const char *b, const char *name)
{
    g_autofree char *path_a = g_build_filename(a, name, NULL);
    g_autofree char *path_b = g_build_filename(b, name, NULL);
    g_autofree char *bytes_a = NULL;
    g_autofree char *bytes_b = NULL;
    gsize len_a, len_b;
    g_assert_true(g_file_get_contents(path_a, &bytes_a, &len_a, NULL));
    g_assert_true(g_file_get_contents(path_b, &bytes_b, &len_b, NULL));
    g_assert_cmpuint(len_a, >, 0);
    g_assert_cmpmem(bytes_a, len_a, bytes_b, len_b);
}

static void test_reproducible(void)
{
    static const char *const names[] = {"boardpack.db", "records.ndjson", "manifest.ndjson",
                                        "documents/plain.pdf.json", "documents/plain.pdf.xml"};
    g_autofree char *a = folder_new();
    g_autofree char *b = folder_new();
    write_archive(a);
    write_archive(b);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        assert_same(a, b, names[i]);
    remove_tree(a);
    remove_tree(b);
}

/* Documents that are put again take the place of what there was. */
static void test_again(void)
{
    g_autofree char *folder = folder_new();
    write_archive(folder);
    write_archive(folder);
    if (can_check())
        g_assert_cmpint(check(folder), ==, 0);
    remove_tree(folder);
}

static char *dup_row(const BpOutput *output, const char *file)
{
    g_autoptr(GHashTable) rows = bp_output_dup_rows(output, NULL);
    g_assert_nonnull(rows);
    return g_strdup(g_hash_table_lookup(rows, file));
}

static void test_removed(void)
{
    g_autofree char *folder = folder_new();
    g_autoptr(GError) error = NULL;
    Archive archive = archive_open(folder);
    add_one(&archive, "2024/05/a.pdf", "Ask");
    const guint64 bytes = ((const BpAccount *)archive.accounts->pdata[0])->held_bytes;
    g_autofree char *held = dup_row(archive.output, "2024/05/a.pdf");
    g_assert_cmpstr(held, ==, SHA_A " stamp");
    g_assert_true(bp_output_has_files(archive.output, "2024/05/a.pdf", bytes));
    g_assert_false(bp_output_has_files(archive.output, "2024/05/a.pdf", bytes - 1));
    g_assert_true(bp_output_remove(archive.output, "2024/05/a.pdf", &error));
    g_assert_true(bp_output_remove(archive.output, "2024/05/a.pdf", &error)); /* once more */
    g_assert_false(bp_output_has_files(archive.output, "2024/05/a.pdf", bytes));
    g_autofree char *year = g_build_filename(folder, "documents/2024", NULL);
    g_assert_false(g_file_test(year, G_FILE_TEST_EXISTS));
    g_autofree char *row = dup_row(archive.output, "2024/05/a.pdf");
    g_assert_null(row);
    archive_clear(&archive);
    remove_tree(folder);
}

static void test_outside(void)
{
    static const char *const files[] = {"../x.pdf", "a/../../x.pdf", "/etc/x.pdf", ".."};
    g_autofree char *folder = folder_new();
    Archive archive = archive_open(folder);
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(BpDocument) document = document_new(files[i]);
        g_autoptr(GError) error = NULL;
        BpPiece piece;
        g_assert_null(bp_output_stage(archive.output, document, &piece, &error));
        g_assert_nonnull(strstr(error->message, "not below"));
    }
    archive_clear(&archive);
    remove_tree(folder);
}

/* The hits of a query in the archive; the first must be of `type` with `snippet` in its text. */
static void assert_finds(const char *folder, const char *query, const char *only, guint n,
                         const char *type, const char *snippet)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) hits = bp_search(folder, query, only, 100, &error);
    g_assert_no_error(error);
    g_autofree char *shown = g_strescape(query, NULL);
    g_test_message("query: %s", shown);
    g_assert_cmpuint(hits->len, ==, n);
    if (n == 0)
        return;
    const BpHit *hit = g_ptr_array_index(hits, 0);
    g_assert_cmpstr(hit->type, ==, type);
    g_assert_cmpstr(hit->file, ==, "plain.pdf");
    g_assert_cmpuint(hit->page, ==, 2);
    g_assert_nonnull(strstr(hit->snippet, snippet));
}

static void test_search(void)
{
    g_autofree char *folder = folder_new();
    write_archive(folder);
    assert_finds(folder, "boiler", NULL, 2, "minute_item", "[Boiler]"); /* the title comes first */
    assert_finds(folder, "boiler members", NULL, 1, "minute_item",
                 "[Members] spoke of the [boiler]");
    assert_finds(folder, "boil*", "action", 0, NULL, NULL);
    assert_finds(folder, "co-op", NULL, 1, "action", "[co-op]");
    assert_finds(folder, "quote by 14:30?", "action", 1, "action", "[quote] [by] [14:30]");
    assert_finds(folder, "\"unclosed quote", NULL, 0, NULL, NULL);
    assert_finds(folder, "(quote", NULL, 1, "action", "[quote]");
    assert_finds(folder, "nosuch:quote", NULL, 0, NULL, NULL);
    assert_finds(folder, "NEAR quote", NULL, 0, NULL, NULL);
    assert_finds(folder, "?!", NULL, 0, NULL, NULL);
    assert_finds(folder, "\xff\xfe", NULL, 0, NULL, NULL);

    g_autoptr(GPtrArray) one = bp_search(folder, "boiler", NULL, 1, NULL);
    g_assert_cmpuint(one->len, ==, 1);
    const BpHit *hit = g_ptr_array_index(one, 0);
    g_assert_cmpstr(hit->body, ==, "Finance Committee");
    g_assert_cmpstr(hit->meeting_date, ==, "2024-02-29");

    g_autoptr(GError) error = NULL;
    g_assert_null(bp_search("/nonexistent", "x", NULL, 1, &error));
    g_assert_nonnull(error);
    remove_tree(folder);
}

static void test_speed(void)
{
    g_autofree char *folder = folder_new();
    g_autoptr(BpDocument) document = document_new("many.pdf");
    for (guint i = 0; i < 3000; i++) {
        g_autofree char *text = g_strdup_printf("Director to report on matter %u in due course", i);
        add(document, "action", text);
    }
    bp_document_assign_ids(document);
    gint64 start = g_get_monotonic_time();
    Archive archive = archive_open(folder);
    add_to(&archive, document);
    publish(&archive);
    archive_clear(&archive);
    g_test_message("3000 records written in %.0f ms",
                   (double)(g_get_monotonic_time() - start) / 1000);
    remove_tree(folder);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/output/valid", test_valid);
    g_test_add_func("/output/checker-finds", test_checker_finds);
    g_test_add_func("/output/reproducible", test_reproducible);
    g_test_add_func("/output/again", test_again);
    g_test_add_func("/output/removed", test_removed);
    g_test_add_func("/output/outside", test_outside);
    g_test_add_func("/output/search", test_search);
    g_test_add_func("/output/speed", test_speed);
    return g_test_run();
}
