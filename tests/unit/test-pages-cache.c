/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The folder of extracted pages: what is put is given again, and nothing else; what goes when there
 * is no room.
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/error.h"

#include "state/pages-cache.h"

#define ONE   "1111111111111111111111111111111111111111111111111111111111111111"
#define TWO   "2222222222222222222222222222222222222222222222222222222222222222"
#define THREE "3333333333333333333333333333333333333333333333333333333333333333"

typedef struct {
    char *folder;
    BpPagesCache *cache;
} Fixture;

static void open_folder(Fixture *fixture, guint64 limit)
{
    g_autoptr(GError) error = NULL;
    fixture->folder = g_dir_make_tmp("boardpack-XXXXXX", &error);
    g_assert_no_error(error);
    fixture->cache = bp_pages_cache_open(fixture->folder, limit);
}

static char *path_of(const Fixture *fixture, const char *sha256)
{
    return g_strdup_printf("%s/%.2s/%s.pages", fixture->folder, sha256, sha256);
}

static void close_folder(Fixture *fixture)
{
    static const char *const all[] = {ONE, TWO, THREE};
    for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
        g_autofree char *path = path_of(fixture, all[i]);
        g_autofree char *folder = g_path_get_dirname(path);
        g_unlink(path);
        g_rmdir(folder);
    }
    g_assert_cmpint(g_rmdir(fixture->folder), ==, 0); /* nothing else was left in it */
    g_free(fixture->folder);
    bp_pages_cache_free(fixture->cache);
}

static void put(const Fixture *fixture, const char *sha256, const char *key, const char *pages)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(pages, strlen(pages));
    bool done = bp_pages_cache_put(fixture->cache, sha256, key, bytes, &error);
    g_assert_no_error(error);
    g_assert_true(done);
}

/* What is given; NULL stands for nothing. */
static void expect(const Fixture *fixture, const char *sha256, const char *key, const char *pages)
{
    int fd = bp_pages_cache_get(fixture->cache, sha256, key);
    char text[200] = "";
    g_assert_cmpint(fd >= 0, ==, pages != NULL);
    if (fd < 0)
        return;
    g_assert_cmpint(read(fd, text, sizeof text - 1), ==, (gssize)strlen(pages));
    g_assert_cmpstr(text, ==, pages);
    g_assert_cmpint(pwrite(fd, "x", 1, 0), ==, -1); /* it is sealed */
    g_assert_cmpint(ftruncate(fd, 0), ==, -1);
    close(fd);
}

static void test_kept(void)
{
    Fixture f;
    open_folder(&f, 10000);
    expect(&f, ONE, "key", NULL);
    put(&f, ONE, "key", "the pages of one");
    put(&f, TWO, "key", "the pages of two");
    expect(&f, ONE, "key", "the pages of one");
    expect(&f, TWO, "key", "the pages of two");
    put(&f, ONE, "key", "newer pages");
    expect(&f, ONE, "key", "newer pages");
    expect(&f, "../../etc/passwd", "key", NULL);
    close_folder(&f);
}

/* Pages of another program are of no use, and go. */
static void test_key(void)
{
    Fixture f;
    open_folder(&f, 10000);
    put(&f, ONE, "key 1", "pages");
    expect(&f, ONE, "key 2", NULL);
    expect(&f, ONE, "key 1", NULL);
    close_folder(&f);
}

/* Any byte changed, cut off or added: as if nothing had been there, and the file is gone. */
static void test_damaged(void)
{
    Fixture f;
    open_folder(&f, 10000);
    g_autofree char *path = path_of(&f, ONE);
    put(&f, ONE, "key", "pages");
    char *data = NULL;
    gsize len = 0;
    g_assert_true(g_file_get_contents(path, &data, &len, NULL));
    for (gsize i = 0; i <= len; i++) {
        g_autofree char *bad = g_malloc0(len + 1);
        memcpy(bad, data, len);
        bad[i] ^= 0x10; /* the last one is added */
        g_assert_true(g_file_set_contents(path, bad, (gssize)MAX(i + 1, len), NULL));
        expect(&f, ONE, "key", NULL);
        g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
        g_assert_true(g_file_set_contents(path, data, (gssize)i, NULL));
        expect(&f, ONE, "key", i == len ? "pages" : NULL);
    }
    g_free(data);
    close_folder(&f);
}

static void set_age(const Fixture *fixture, const char *sha256, time_t used)
{
    const struct timespec times[2] = {{used, 0}, {used, 0}};
    g_autofree char *path = path_of(fixture, sha256);
    g_assert_cmpint(utimensat(AT_FDCWD, path, times, 0), ==, 0);
}

static bool is_there(const Fixture *fixture, const char *sha256)
{
    g_autofree char *path = path_of(fixture, sha256);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

/* Room for two: the one of no document goes, though it is the newest, then the oldest. */
static void test_trim(void)
{
    Fixture f;
    g_autoptr(GHashTable) listed = g_hash_table_new(g_str_hash, g_str_equal);
    open_folder(&f, 120);
    put(&f, ONE, "key", "one");
    put(&f, TWO, "key", "two");
    put(&f, THREE, "key", "three");
    set_age(&f, ONE, 2000);
    set_age(&f, TWO, 1000);
    set_age(&f, THREE, 3000);
    g_hash_table_add(listed, (gpointer)(guintptr)ONE);
    g_hash_table_add(listed, (gpointer)(guintptr)TWO);
    g_assert_cmpuint(bp_pages_cache_trim(f.cache, listed), <=, 120);
    g_assert_true(is_there(&f, ONE) && is_there(&f, TWO) && !is_there(&f, THREE));
    put(&f, THREE, "key", "three");
    g_hash_table_add(listed, (gpointer)(guintptr)THREE);
    bp_pages_cache_trim(f.cache, listed);
    g_assert_true(is_there(&f, ONE) && !is_there(&f, TWO) && is_there(&f, THREE));
    set_age(&f, THREE, 1500);
    expect(&f, ONE, "key", "one"); /* used, so it is not the oldest any more */
    set_age(&f, THREE, 2500);
    put(&f, TWO, "key", "two");
    bp_pages_cache_trim(f.cache, listed);
    g_assert_true(is_there(&f, ONE) && is_there(&f, TWO) && !is_there(&f, THREE));
    g_hash_table_remove(listed, ONE); /* its document is gone: it goes, though there is room */
    bp_pages_cache_trim(f.cache, listed);
    g_assert_true(!is_there(&f, ONE) && is_there(&f, TWO));
    close_folder(&f);
}

static void test_off(void)
{
    Fixture f;
    open_folder(&f, 0);
    put(&f, ONE, "key", "pages");
    expect(&f, ONE, "key", NULL);
    close_folder(&f);
}

/* What cannot be written is told, and leaves nothing behind. */
static void test_unwritable(void)
{
    Fixture f;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new("pages", 5);
    open_folder(&f, 10000);
    g_autofree char *path = path_of(&f, ONE);
    g_assert_cmpint(g_mkdir_with_parents(path, 0777), ==, 0); /* a folder is in the way */
    g_assert_false(bp_pages_cache_put(f.cache, ONE, "key", bytes, &error));
    g_assert_error(error, BP_ERROR, BP_ERROR_OUTPUT);
    g_assert_nonnull(strstr(error->message, ONE));
    expect(&f, ONE, "key", NULL);
    g_rmdir(path);
    close_folder(&f);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pages-cache/kept", test_kept);
    g_test_add_func("/pages-cache/key", test_key);
    g_test_add_func("/pages-cache/damaged", test_damaged);
    g_test_add_func("/pages-cache/trim", test_trim);
    g_test_add_func("/pages-cache/off", test_off);
    g_test_add_func("/pages-cache/unwritable", test_unwritable);
    return g_test_run();
}
