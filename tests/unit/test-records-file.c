/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * records.ndjson is put together from what several runs made, and what it lacks is missed.
 */
#include <string.h>
#include <unistd.h>

#include "archive-fixture.h"

static char *read_file(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

/* The documents that have lines in records.ndjson, in their order, each named once. */
static char *dup_files_of_records(const char *folder)
{
    g_autofree char *text = read_file(folder, "records.ndjson");
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *files = g_string_new(NULL);
    g_autofree char *last = g_strdup("");
    for (guint i = 0; lines[i] && *lines[i]; i++) {
        g_auto(GStrv) parts = g_strsplit(strstr(lines[i], ",\"file\":\"") + 9, "\"", 2);
        if (!g_str_equal(parts[0], last))
            g_string_append_printf(files, "%s ", parts[0]);
        g_free(last);
        last = g_strdup(parts[0]);
    }
    return g_string_free(files, FALSE);
}

/* A later run takes over what it did not make itself, leaves out what is gone, and puts what is new
 * in its place by name. */
static void test_merged(void)
{
    g_autofree char *folder = folder_new();
    Archive first = archive_open(folder);
    add_one(&first, "a.pdf", "Ask");
    add_one(&first, "b.pdf", "Buy");
    add_one(&first, "d.pdf", "Dig");
    publish(&first);

    Archive second = archive_open(folder);
    const BpPublished a = {"a.pdf", {0, 0, 1}};
    g_array_append_val(second.published, a);
    add_one(&second, "c.pdf", "Call");
    add_one(&second, "d.pdf", "Drain");
    publish(&second);
    g_autofree char *files = dup_files_of_records(folder);
    g_assert_cmpstr(files, ==, "a.pdf c.pdf d.pdf ");
    g_autofree char *text = read_file(folder, "records.ndjson");
    g_assert_nonnull(strstr(text, "Drain"));
    g_assert_null(strstr(text, "Dig"));
    archive_clear(&first);
    archive_clear(&second);
    remove_tree(folder);
}

static void write_file(const char *folder, const char *name, const char *text, gsize len)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_assert_true(g_file_set_contents(path, text, (gssize)len, NULL));
}

/* What is missed when the old file is `text` and the documents of `files` should be in it. */
static char *dup_missed(const char *folder, const char *text, const char *const *files)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) lost = g_ptr_array_new_with_free_func(g_free);
    guint64 bytes;
    write_file(folder, "records.ndjson", text, strlen(text));
    Archive archive = archive_open(folder);
    for (guint i = 0; files[i]; i++) {
        const BpPublished one = {files[i], {0, 0, 1}};
        g_array_append_val(archive.published, one);
    }
    bool done = bp_records_file_merge(bp_output_peek_records(archive.output),
                                      (const BpPublished *)(const void *)archive.published->data,
                                      archive.published->len, &bytes, lost, &error);
    g_assert_cmpint(done, ==, lost->len == 0);
    if (!done)
        g_assert_nonnull(strstr(error->message, lost->pdata[0]));
    archive_clear(&archive);
    g_autofree char *after = read_file(folder, "records.ndjson");
    g_assert_cmpstr(after, ==, text); /* nothing was published */
    g_ptr_array_add(lost, NULL);
    return g_strjoinv(" ", (char **)lost->pdata);
}

/* Lines that another program took out, cut or spoiled are missed, all at once. */
static void test_missed(void)
{
    static const char *const files[] = {"a.pdf", "b.pdf", "c.pdf", NULL};
    g_autofree char *folder = folder_new();
    Archive archive = archive_open(folder);
    for (guint i = 0; files[i]; i++)
        add_one(&archive, files[i], "Ask");
    publish(&archive);
    archive_clear(&archive);
    g_autofree char *text = read_file(folder, "records.ndjson");
    char *second = strchr(text, '\n') + 1, *third = strchr(second, '\n') + 1;
    const struct {
        char *text;
        const char *missed;
    } cases[] = {
        {g_strdup(text), ""},
        {g_strdup(third), "a.pdf b.pdf"},
        {g_strndup(text, (gsize)(third - text)), "c.pdf"},
        {g_strndup(text, strlen(text) - 1), "c.pdf"},
        {g_strconcat(text, "{}\n", NULL), "c.pdf"}, /* whose else? */
        {g_strconcat(text, text, NULL), ""},
        {g_strconcat(second, text, NULL), ""},
        {g_strdup(""), "a.pdf b.pdf c.pdf"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *missed = dup_missed(folder, cases[i].text, files);
        g_assert_cmpstr(missed, ==, cases[i].missed);
        g_free(cases[i].text);
    }
    remove_tree(folder);
}

/* A piece has to be there as the lines that were written: not cut, no zeros, no number that the
 * file has no room for. */
static void test_pieces(void)
{
    static const char text[] = "{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n\0\0\0\0\0\0\0\n";
    static const struct {
        BpPiece piece;
        bool has;
    } cases[] = {
        {{0, 0, 0}, true},
        {{0, 0, 9}, true}, /* in the old file */
        {{0, 24, 3}, true},
        {{8, 16, 2}, true},
        {{8, 8, 1}, true},
        {{0, 24, 2}, false},
        {{0, 23, 2}, false},
        {{8, 8, 2}, false},
        {{24, 8, 1}, false},
        {{32, 1, 1}, false},
        {{0, 33, 4}, false},
        {{G_MAXUINT64, 8, 1}, false},
        {{8, G_MAXUINT64, 1}, false},
        {{G_MAXUINT64 - 7, 16, 1}, false},
    };
    g_autofree char *folder = folder_new();
    g_autofree char *path = g_build_filename(folder, "records.ndjson", NULL);
    g_autofree char *pieces = g_build_filename(folder, "pieces", NULL);
    g_autoptr(BpRecordsFile) records = bp_records_file_new(path, pieces);
    g_assert_false(bp_records_file_has(records, &cases[2].piece));
    g_assert_true(bp_records_file_has(records, &cases[0].piece));
    write_file(folder, "pieces", text, sizeof text - 1);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%u", i);
        g_assert_cmpint(bp_records_file_has(records, &cases[i].piece), ==, cases[i].has);
    }
    remove_tree(folder);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/records-file/merged", test_merged);
    g_test_add_func("/records-file/missed", test_missed);
    g_test_add_func("/records-file/pieces", test_pieces);
    return g_test_run();
}
