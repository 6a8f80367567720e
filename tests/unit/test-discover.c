/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Discover: which files become documents, under which names, in which order; and reading them.
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/limits.h"

#include "discover/discover.h"
#include "discover/source.h"

static void write_file(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static char *make_folder(void)
{
    char *folder = g_dir_make_tmp("discover-XXXXXX", NULL);
    g_assert_nonnull(folder);
    return folder;
}

static void remove_folder(const char *folder)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(folders, g_strdup(folder));
    for (guint i = 0; i < folders->len; i++) {
        g_autoptr(GDir) dir = g_dir_open(g_ptr_array_index(folders, i), 0, NULL);
        const char *name;
        while (dir && (name = g_dir_read_name(dir))) {
            char *path = g_build_filename(g_ptr_array_index(folders, i), name, NULL);
            g_ptr_array_add(folders, path);
            if (g_unlink(path) == 0)
                g_ptr_array_remove_index(folders, folders->len - 1);
        }
    }
    for (guint i = folders->len; i > 0; i--)
        g_rmdir(g_ptr_array_index(folders, i - 1));
}

/* "name status" of all entries, one a line. */
static char *dup_list(const char *const *paths)
{
    g_autoptr(GPtrArray) entries = bp_discover(paths);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < entries->len; i++) {
        const BpEntry *entry = g_ptr_array_index(entries, i);
        g_string_append_printf(out, "%s %s\n", entry->name, bp_status(entry->status)->name);
    }
    return g_string_free(out, FALSE);
}

static void test_folder(void)
{
    g_autofree char *folder = make_folder();
    write_file(folder, "b.pdf", "x");
    write_file(folder, "a.PDF", "x");
    write_file(folder, "notes.md", "x");
    write_file(folder, "notes.txt", "x");
    write_file(folder, "deep/page.HTML", "x");
    write_file(folder, "page.htm", "x");
    write_file(folder, "page.htm.bak", "x");
    write_file(folder, "b/z.pdf", "x");
    write_file(folder, "b-1.pdf", "x");
    write_file(folder, "deep/er/c.pdf", "x");
    g_autofree char *fifo = g_build_filename(folder, "fifo.pdf", NULL);
    g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);
    g_autofree char *link = g_build_filename(folder, "link.pdf", NULL);
    g_assert_cmpint(symlink("/etc/passwd", link), ==, 0);
    g_autofree char *loop = g_build_filename(folder, "deep", "loop", NULL);
    g_assert_cmpint(symlink("..", loop), ==, 0);

    g_autofree char *missing = g_build_filename(folder, "missing.pdf", NULL);
    const char *const paths[] = {folder, missing, NULL};
    g_autofree char *list = dup_list(paths);
    g_assert_cmpstr(list, ==,
                    "a.PDF ok\n"
                    "b-1.pdf ok\n"
                    "b.pdf ok\n"
                    "b/z.pdf ok\n"
                    "deep/er/c.pdf ok\n"
                    "deep/loop skipped\n"
                    "deep/page.HTML ok\n"
                    "fifo.pdf skipped\n"
                    "link.pdf skipped\n"
                    "missing.pdf unreadable\n"
                    "notes.txt ok\n"
                    "page.htm ok\n");
    remove_folder(folder);
}

static void test_collisions(void)
{
    g_autofree char *folder = make_folder();
    write_file(folder, "one/x.pdf", "x");
    write_file(folder, "two/x.pdf", "x");
    write_file(folder, "far/two/x.pdf", "x");
    g_autofree char *one = g_build_filename(folder, "one", NULL);
    g_autofree char *one_again = g_build_filename(folder, "two/../one/x.pdf", NULL);
    g_autofree char *two = g_build_filename(folder, "two/", NULL);
    g_autofree char *far = g_build_filename(folder, "far", "two", NULL);
    const char *const paths[] = {one, two, far, one_again, NULL};
    g_autofree char *list = dup_list(paths);
    g_assert_cmpstr(list, ==, "two-2/x.pdf ok\ntwo/x.pdf ok\nx.pdf ok\n");
    remove_folder(folder);
}

/* A link that is named is followed when it is to a folder, as `find -H` does. */
static void test_named_link(void)
{
    g_autofree char *folder = make_folder();
    write_file(folder, "real/x.pdf", "x");
    g_autofree char *link = g_build_filename(folder, "current", NULL);
    g_assert_cmpint(symlink("real", link), ==, 0);
    const char *const paths[] = {link, NULL};
    g_autofree char *list = dup_list(paths);
    g_assert_cmpstr(list, ==, "x.pdf ok\n");
    remove_folder(folder);
}

static void test_safe_name(void)
{
    static const struct {
        const char *path, *name;
    } rows[] = {
        {"packs/2031-05.pdf", "packs/2031-05.pdf"},
        {"caf\xc3\xa9.pdf", "caf\xc3\xa9.pdf"},
        {"50% off.pdf", "50% off.pdf"},
        {"a%2Fb.pdf", "a%252Fb.pdf"},
        {"../../etc/x.pdf", "%2E%2E/%2E%2E/etc/x.pdf"},
        {"/abs//x.pdf", "abs/x.pdf"},
        {"a/./b.pdf", "a/%2E/b.pdf"},
        {"new\nline\x1b[2J.pdf", "new%0Aline%1B[2J.pdf"},
        {"latin\xe9.pdf", "latin%E9.pdf"},
        {"rlo\xe2\x80\xae"
         "fdp.exe",
         "rlo%E2%80%AEfdp.exe"},
        {"c1\xc2\x85.pdf", "c1%C2%85.pdf"},
        {"alm\xd8\x9c.pdf", "alm%D8%9C.pdf"},
        {"...", "%2E%2E%2E"},
        {"..pdf", "..pdf"},
        {"-rf '\"$x`y`;.pdf", "-rf '\"$x`y`;.pdf"},
        {"x.pdf.json/y.pdf", "x.pdf%2Ejson/y.pdf"},
        {"x.pdf%2Ejson/y.pdf", "x.pdf%252Ejson/y.pdf"},
        {"a/.xml/y.pdf", "a/%2Exml/y.pdf"},
        {"a/x.json", "a/x.json"},
        {"x.json/", "x%2Ejson"},
        {"", "_"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *name = bp_discover_dup_safe_name(rows[i].path);
        g_assert_cmpstr(name, ==, rows[i].name);
    }
}

static void test_long_name(void)
{
    g_autofree char *long_a = g_strnfill(250, 'a');
    g_autofree char *long_b = g_strconcat(long_a, "b", NULL);
    g_autofree char *a = bp_discover_dup_safe_name(long_a);
    g_autofree char *b = bp_discover_dup_safe_name(long_b);
    g_assert_cmpuint(strlen(a), <=, 200);
    g_assert_cmpstr(a, !=, b);
    /* Never cut within a character. */
    g_autoptr(GString) wide = g_string_new("x");
    while (wide->len < 240)
        g_string_append(wide, "\xe2\x82\xac");
    g_autofree char *w = bp_discover_dup_safe_name(wide->str);
    g_assert_true(g_utf8_validate(w, -1, NULL));
    g_assert_cmpuint(strlen(w), <=, 200);
}

/* A tree of names that are long once they are escaped must still fit under an output folder. */
static void test_long_path(void)
{
    g_autoptr(GString) path = g_string_new(NULL);
    for (guint i = 0; i < 100; i++)
        g_string_append(path, "\xff\xff\xff\xff\xff\xff\xff\xff\xff/");
    g_autofree char *a_path = g_strconcat(path->str, "x/minutes.pdf", NULL);
    g_autofree char *b_path = g_strconcat(path->str, "y/minutes.pdf", NULL);
    g_autofree char *a = bp_discover_dup_safe_name(a_path);
    g_autofree char *b = bp_discover_dup_safe_name(b_path);
    g_assert_cmpuint(strlen(a), <=, 2000);
    g_assert_true(g_str_has_prefix(a, "%FF%FF%FF%FF%FF%FF%FF%FF%FF/"));
    g_assert_true(g_str_has_suffix(a, "/minutes.pdf"));
    g_assert_cmpstr(a, !=, b);
}

/* What `find -name minutes.pdf` gives: every file has the same name, and no two the same output.
 * The numbers are not searched from the first for each one: that took minutes. */
static void test_same_names(void)
{
    enum { N = 20000 };
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < N; i++)
        g_ptr_array_add(paths, g_strdup_printf("no-such-folder/%u/minutes.pdf", i));
    g_ptr_array_add(paths, NULL);
    gint64 began = g_get_monotonic_time();
    g_autoptr(GPtrArray) entries = bp_discover((const char *const *)paths->pdata);
    g_assert_cmpint(g_get_monotonic_time() - began, <, 10 * G_USEC_PER_SEC);
    g_assert_cmpuint(entries->len, ==, N);
    for (guint i = 1; i < N; i++) {
        const BpEntry *entry = g_ptr_array_index(entries, i), *last = entries->pdata[i - 1];
        g_assert_cmpstr(entry->name, !=, last->name); /* they are sorted */
    }
    const BpEntry *last = entries->pdata[N - 1];
    g_assert_cmpstr(last->name, ==, "minutes.pdf/minutes.pdf");
}

/* Listing a large folder takes no time that counts beside the reading of its files. */
static void test_many(void)
{
    const guint n = g_test_slow() ? 100000 : 10000;
    g_autofree char *folder = make_folder();
    for (guint i = 0; i < n; i++) {
        g_autofree char *path = g_strdup_printf("%s/minutes-%06u.pdf", folder, i);
        close(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    }
    const char *const paths[] = {folder, NULL};
    gint64 began = g_get_monotonic_time();
    g_autoptr(GPtrArray) entries = bp_discover(paths);
    double seconds = (double)(g_get_monotonic_time() - began) / G_USEC_PER_SEC;
    g_test_message("%u files listed in %.3f s", n, seconds);
    g_assert_cmpuint(entries->len, ==, n);
    g_assert_cmpfloat(seconds, <, n / 2000.0);
    remove_folder(folder);
}

static void test_list_file(void)
{
    g_autofree char *folder = make_folder();
    write_file(folder, "list", "a.pdf\r\n\n b c.pdf \nlast");
    g_autofree char *path = g_build_filename(folder, "list", NULL);
    g_auto(GStrv) paths = bp_discover_load_list(path, NULL);
    g_assert_nonnull(paths);
    g_assert_cmpstr(paths[0], ==, "a.pdf");
    g_assert_cmpstr(paths[1], ==, " b c.pdf ");
    g_assert_cmpstr(paths[2], ==, "last");
    g_assert_null(paths[3]);
    remove_folder(folder);
}

/* Read `name` in `folder`; the status it ends with. */
static BpStatus read_status(const char *folder, const char *name, gsize *out_len)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(BpDocument) document = bp_document_new(name);
    gint64 mtime = 0;
    int fd = bp_source_read(path, document, &mtime);
    *out_len = fd >= 0 ? (gsize)lseek(fd, 0, SEEK_END) : 0;
    if (fd >= 0) {
        char text[5];
        g_assert_cmpint(pread(fd, text, sizeof text, 0), ==, sizeof text);
        g_assert_cmpmem(text, sizeof text, "hello", 5);
        g_assert_cmpint(pwrite(fd, "j", 1, 0), ==, -1); /* nobody changes it any more */
        g_assert_cmpint(ftruncate(fd, 1), ==, -1);
        close(fd);
        g_assert_cmpint(mtime, >, 0);
        /* printf hello | sha256sum */
        g_assert_cmpstr(document->sha256, ==,
                        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        g_assert_cmpuint(document->bytes, ==, 5);
    } else {
        g_assert_cmpuint(document->findings->len, ==, 1);
    }
    return document->status;
}

static void test_source(void)
{
    g_autofree char *folder = make_folder();
    gsize len;
    write_file(folder, "x.pdf", "hello");
    write_file(folder, "none.pdf", "");
    g_autofree char *fifo = g_build_filename(folder, "fifo.pdf", NULL);
    g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);
    g_autofree char *link = g_build_filename(folder, "link.pdf", NULL);
    g_assert_cmpint(symlink("x.pdf", link), ==, 0);
    g_autofree char *huge = g_build_filename(folder, "huge.pdf", NULL);
    int fd = open(huge, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    g_assert_cmpint(ftruncate(fd, (off_t)bp_limit_value(BP_LIMIT_INPUT_BYTES) + 1), ==, 0);
    close(fd);

    g_assert_cmpint(read_status(folder, "x.pdf", &len), ==, BP_STATUS_OK);
    g_assert_cmpuint(len, ==, 5);
    g_assert_cmpint(read_status(folder, "none.pdf", &len), ==, BP_STATUS_EMPTY);
    g_assert_cmpint(read_status(folder, "fifo.pdf", &len), ==, BP_STATUS_SKIPPED);
    g_assert_cmpint(read_status(folder, "link.pdf", &len), ==, BP_STATUS_SKIPPED);
    g_assert_cmpint(read_status(folder, "huge.pdf", &len), ==, BP_STATUS_LIMIT);
    g_assert_cmpint(read_status(folder, "missing.pdf", &len), ==, BP_STATUS_UNREADABLE);
    remove_folder(folder);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/discover/folder", test_folder);
    g_test_add_func("/discover/collisions", test_collisions);
    g_test_add_func("/discover/named-link", test_named_link);
    g_test_add_func("/discover/safe-name", test_safe_name);
    g_test_add_func("/discover/long-name", test_long_name);
    g_test_add_func("/discover/long-path", test_long_path);
    g_test_add_func("/discover/same-names", test_same_names);
    g_test_add_func("/discover/many", test_many);
    g_test_add_func("/discover/list-file", test_list_file);
    g_test_add_func("/discover/source", test_source);
    return g_test_run();
}
