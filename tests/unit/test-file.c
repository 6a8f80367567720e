/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files are written whole: the folders are made, the old file stays when writing fails, and nothing
 * is left beside it.
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/error.h"
#include "common/file.h"

static guint count_entries(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    guint n = 0;
    while (dir && g_dir_read_name(dir))
        n++;
    return n;
}

static void assert_holds(const char *path, const char *text)
{
    g_autofree char *data = NULL;
    g_assert_true(g_file_get_contents(path, &data, NULL, NULL));
    g_assert_cmpstr(data, ==, text);
}

static void test_save(void)
{
    g_autofree char *root = g_dir_make_tmp("bp-file-XXXXXX", NULL);
    g_autofree char *folder = g_build_filename(root, "a", "b", NULL);
    g_autofree char *path = g_build_filename(folder, "c.json", NULL);
    g_autoptr(GError) error = NULL;
    g_assert_true(bp_file_save(path, "one", 3, &error));
    g_assert_no_error(error);
    assert_holds(path, "one");
    g_assert_true(bp_file_save(path, "", 0, &error));
    assert_holds(path, "");
    g_assert_true(bp_file_save(path, "three", 5, &error));
    assert_holds(path, "three");
    g_assert_cmpuint(count_entries(folder), ==, 1);

    GStatBuf info;
    mode_t mask = umask(0);
    umask(mask);
    g_assert_cmpint(g_stat(path, &info), ==, 0);
    g_assert_cmpint(info.st_mode & 0777, ==, 0666 & ~mask);

    g_unlink(path);
    g_rmdir(folder);
    g_autofree char *above = g_build_filename(root, "a", NULL);
    g_rmdir(above);
    g_assert_cmpint(g_rmdir(root), ==, 0);
}

/* A name of 255 bytes is a name like any other. */
static void test_long_name(void)
{
    g_autofree char *root = g_dir_make_tmp("bp-file-XXXXXX", NULL);
    g_autofree char *name = g_strnfill(255, 'x');
    g_autofree char *path = g_build_filename(root, name, NULL);
    g_autoptr(GError) error = NULL;
    g_assert_true(bp_file_save(path, "x", 1, &error));
    g_assert_no_error(error);
    g_unlink(path);
    g_assert_cmpint(g_rmdir(root), ==, 0);
}

/* The target is a folder: the rename fails, the error names it, no temporary file stays. */
static void test_failure(void)
{
    g_autofree char *root = g_dir_make_tmp("bp-file-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(root, "folder", NULL);
    g_autoptr(GError) error = NULL;
    g_assert_true(bp_file_make_folder(path, &error));
    g_assert_false(bp_file_save(path, "x", 1, &error));
    g_assert_error(error, BP_ERROR, BP_ERROR_OUTPUT);
    g_assert_nonnull(strstr(error->message, path));
    g_assert_cmpuint(count_entries(root), ==, 1);

    g_clear_error(&error);
    g_autofree char *file = g_build_filename(root, "file", NULL);
    g_assert_true(bp_file_save(file, "x", 1, &error));
    g_autofree char *below = g_build_filename(file, "below", NULL);
    g_assert_false(bp_file_make_folder(below, &error));
    g_assert_error(error, BP_ERROR, BP_ERROR_OUTPUT);
    g_unlink(file);
    g_rmdir(path);
    g_assert_cmpint(g_rmdir(root), ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/file/save", test_save);
    g_test_add_func("/file/long-name", test_long_name);
    g_test_add_func("/file/failure", test_failure);
    return g_test_run();
}
