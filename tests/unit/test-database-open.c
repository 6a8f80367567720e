/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack.db as it is found: new, of another version, damaged, of somebody else, locked; and read
 * while it is written, after a kill, and where nothing may be written.
 */
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "database-fixture.h"

static void make_database(const Place *place)
{
    BpDatabase *database = open_database(place->path, true);
    put(database, "a.pdf", "alpha");
    close_database(database);
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_close(db), ==, SQLITE_OK);
}

static void save(const char *path, const char *bytes, gsize len)
{
    g_assert_true(g_file_set_contents(path, bytes, (gssize)len, NULL));
}

static void overwrite(const char *path, gsize from, gsize len)
{
    gsize all;
    g_autofree char *bytes = load(path, &all);
    g_assert_cmpuint(from, <, all);
    memset(bytes + from, 0x5a, MIN(len, all - from));
    save(path, bytes, all);
}

/* The page where a table begins, from 0. */
static gsize find_page(const char *path, const char *table)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *find = NULL;
    g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
    sqlite3_prepare_v2(db, "SELECT rootpage FROM sqlite_schema WHERE name = ?", -1, &find, NULL);
    sqlite3_bind_text(find, 1, table, -1, SQLITE_STATIC);
    g_assert_cmpint(sqlite3_step(find), ==, SQLITE_ROW);
    gsize page = (gsize)sqlite3_column_int64(find, 0) - 1;
    sqlite3_finalize(find);
    sqlite3_close(db);
    return page;
}

/* It is made anew, says why, and works. */
static void assert_replaced(const Place *place, const char *warning)
{
    BpDatabase *database = open_database(place->path, true);
    g_assert_cmpstr(bp_database_warning(database), ==, warning);
    g_assert_false(database_has(database, "a.pdf", SHA_A, "alpha"));
    put(database, "a.pdf", "alpha");
    close_database(database);
    database = open_database(place->path, false);
    g_assert_null(bp_database_warning(database));
    g_assert_true(database_has(database, "a.pdf", SHA_A, "alpha"));
    close_database(database);
}

static const char other_version[] =
    "boardpack.db was made by another version of boardpack; it is made anew";
static const char damaged[] = "boardpack.db was damaged; it is made anew";

static void test_version(void)
{
    Place place = place_new();
    make_database(&place);
    run_sql(place.path, "PRAGMA user_version=2");
    assert_replaced(&place, other_version);
    run_sql(place.path, "ALTER TABLE action ADD COLUMN more TEXT");
    assert_replaced(&place, other_version);
    run_sql(place.path, "DROP VIEW open_actions");
    assert_replaced(&place, other_version);
    run_sql(place.path, "CREATE INDEX mine ON action (due_date)"); /* no harm in that */
    close_database(open_database(place.path, false));
    place_clear(&place);
}

/* Empty, or of zeros: what a power cut leaves of a file that was not flushed. */
static void test_nothing_in_it(void)
{
    static const char zeros[10000];
    Place place = place_new();
    save(place.path, "", 0);
    assert_replaced(&place, damaged);
    save(place.path, zeros, sizeof zeros);
    assert_replaced(&place, damaged);
    place_clear(&place);
}

/* After a run that did not close it, its pages are looked at. */
static void test_damaged(void)
{
    Place place = place_new();
    g_autofree char *log = g_strconcat(place.path, "-wal", NULL);
    make_database(&place);
    overwrite(place.path, find_page(place.path, "action") * 4096, 4096);
    save(log, "not empty", 9);
    assert_replaced(&place, damaged);
    overwrite(place.path, 4096, G_MAXINT); /* so much that no look at the pages is needed */
    assert_replaced(&place, damaged);
    place_clear(&place);
}

/* Damage that is met later fails the put, and the next run makes it anew. */
static void test_damage_met(void)
{
    Place place = place_new();
    make_database(&place);
    gsize page = find_page(place.path, "document");
    overwrite(place.path, page * 4096, 4096);
    g_autoptr(GError) error = NULL;
    g_autoptr(BpDocument) document = small_document_new("b.pdf", "beta");
    BpDatabase *database = open_database(place.path, false);
    g_assert_false(bp_database_put(database, document, "beta", &error));
    g_assert_error(error, BP_ERROR, BP_ERROR_OUTPUT);
    g_assert_cmpstr(error->message, ==, "boardpack.db: it is damaged; the next run makes it anew");
    bp_database_free(database);
    assert_replaced(&place, damaged);
    place_clear(&place);
}

/* A log without its database, from a replacement that was killed, is not played into a new one. */
static void test_log_alone(void)
{
    Place place = place_new();
    g_autofree char *log = g_strconcat(place.path, "-wal", NULL);
    gsize len;
    BpDatabase *database = open_database(place.path, true);
    put(database, "a.pdf", "alpha");
    g_autofree char *bytes = load(log, &len);
    close_database(database);
    g_unlink(place.path);
    save(log, bytes, len);
    database = open_database(place.path, true);
    g_assert_false(database_has(database, "a.pdf", SHA_A, "alpha"));
    close_database(database);
    place_clear(&place);
}

static void assert_refused(const Place *place, const char *why)
{
    gsize len, len_after;
    g_autofree char *before = load(place->path, &len);
    g_autoptr(GError) error = NULL;
    bool is_new;
    g_assert_null(bp_database_open(place->path, &is_new, &error));
    g_assert_error(error, BP_ERROR, BP_ERROR_OUTPUT);
    g_autofree char *wanted =
        g_strdup_printf("'%s' %s; move it away, or name another output folder", place->path, why);
    g_assert_cmpstr(error->message, ==, wanted);
    g_autofree char *after = load(place->path, &len_after);
    g_assert_cmpmem(before, len, after, len_after);
    g_assert_cmpint(g_unlink(place->path), ==, 0);
}

/* What is not ours stays as it is. */
static void test_of_others(void)
{
    Place place = place_new();
    run_sql(place.path, "PRAGMA application_id=77; CREATE TABLE t (a); PRAGMA user_version=3");
    assert_refused(&place, "belongs to another program");
    save(place.path, "a letter to somebody\n", 21);
    assert_refused(&place, "is no database");
    Place elsewhere = place_new();
    make_database(&elsewhere);
    g_assert_cmpint(symlink(elsewhere.path, place.path), ==, 0);
    assert_refused(&place, "is no regular file");
    place_clear(&elsewhere);
    place_clear(&place);
}

/* A folder that is reached through a link is as good as any. */
static void test_linked_folder(void)
{
    Place place = place_new(), real = place_new();
    g_rmdir(place.folder);
    g_assert_cmpint(symlink(real.folder, place.folder), ==, 0);
    make_database(&place);
    g_assert_true(g_file_test(real.path, G_FILE_TEST_IS_REGULAR));
    place_clear(&place);
    place_clear(&real);
}

/* Another writer: an error after some seconds, nothing changed, and then it goes on. */
static void test_locked(void)
{
    Place place = place_new();
    BpDatabase *database = open_database(place.path, true);
    put(database, "a.pdf", "alpha");
    sqlite3 *other = NULL;
    g_assert_cmpint(sqlite3_open(place.path, &other), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
    g_autoptr(GError) error = NULL;
    g_autoptr(BpDocument) document = small_document_new("b.pdf", "beta");
    g_assert_false(bp_database_put(database, document, "beta", &error));
    g_assert_error(error, BP_ERROR, BP_ERROR_LOCKED);
    g_assert_cmpint(sqlite3_close(other), ==, SQLITE_OK);
    g_assert_false(database_has(database, "b.pdf", SHA_A, "beta"));
    put(database, "b.pdf", "beta");
    close_database(database);
    place_clear(&place);
}

static guint count_hits(const char *folder, const char *query)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) hits = bp_search(folder, query, "action", 10, &error);
    g_assert_no_error(error);
    return hits->len;
}

/* While it is written, others see what was put; a search leaves nothing beside the database. */
static void test_read_while_written(void)
{
    Place place = place_new();
    g_autofree char *log = g_strconcat(place.path, "-wal", NULL);
    make_database(&place);
    g_assert_cmpuint(count_hits(place.folder, "alpha"), ==, 1);
    g_assert_false(g_file_test(log, G_FILE_TEST_EXISTS));
    BpDatabase *database = open_database(place.path, false);
    g_assert_cmpuint(count_hits(place.folder, "beta"), ==, 0);
    put(database, "b.pdf", "beta");
    g_assert_cmpuint(count_hits(place.folder, "beta"), ==, 1);
    g_assert_cmpuint(count_hits(place.folder, "alpha"), ==, 1);
    close_database(database);
    g_assert_cmpuint(count_hits(place.folder, "beta"), ==, 1);
    g_assert_false(g_file_test(log, G_FILE_TEST_EXISTS));
    place_clear(&place);
}

/* Somebody who reads for long keeps the log; nothing is lost, and the next run tidies up. */
static void test_long_reader(void)
{
    Place place = place_new();
    g_autofree char *log = g_strconcat(place.path, "-wal", NULL);
    BpDatabase *database = open_database(place.path, true);
    put(database, "a.pdf", "alpha");
    sqlite3 *reader = NULL;
    g_assert_cmpint(sqlite3_open_v2(place.path, &reader, SQLITE_OPEN_READONLY, NULL), ==,
                    SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(reader, "BEGIN; SELECT 1 FROM record", NULL, NULL, NULL), ==,
                    SQLITE_OK);
    put(database, "b.pdf", "beta");
    close_database(database);
    g_assert_cmpuint(count_hits(place.folder, "beta"), ==, 1);
    g_assert_cmpint(sqlite3_close(reader), ==, SQLITE_OK);
    close_database(open_database(place.path, false));
    g_assert_cmpuint(count_hits(place.folder, "beta"), ==, 1);
    g_assert_false(g_file_test(log, G_FILE_TEST_EXISTS));
    place_clear(&place);
}

/* In another process, as somebody who may not write to the folder. */
static void assert_found_by_others(const char *folder, const char *query)
{
    g_assert_cmpint(chmod(folder, 0555), ==, 0);
    pid_t pid = fork();
    g_assert_cmpint(pid, >=, 0);
    if (pid == 0) {
        if (geteuid() == 0 && setresuid(65534, 65534, 65534) != 0)
            _exit(2);
        g_autoptr(GPtrArray) hits = bp_search(folder, query, NULL, 10, NULL);
        _exit(hits && hits->len > 0 ? 0 : 1);
    }
    int status;
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_true(WIFEXITED(status));
    g_assert_cmpint(WEXITSTATUS(status), ==, 0);
    g_assert_cmpint(chmod(folder, 0755), ==, 0);
}

/* A run that ends here without closing, as if it were killed. */
static void put_and_die(const char *path, const char *file, const char *word)
{
    pid_t pid = fork();
    g_assert_cmpint(pid, >=, 0);
    if (pid == 0) {
        put(open_database(path, false), file, word);
        _exit(0);
    }
    int status;
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void test_read_only(void)
{
    Place place = place_new();
    make_database(&place);
    assert_found_by_others(place.folder, "alpha");
    put_and_die(place.path, "b.pdf", "beta");
    assert_found_by_others(place.folder, "beta"); /* it is in the log only */
    g_assert_cmpuint(count_hits(place.folder, "beta"), ==, 1);
    BpDatabase *database = open_database(place.path, false);
    put(database, "c.pdf", "gamma");
    assert_found_by_others(place.folder, "gamma"); /* while it is written */
    close_database(database);
    place_clear(&place);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/database/version", test_version);
    g_test_add_func("/database/nothing-in-it", test_nothing_in_it);
    g_test_add_func("/database/damaged", test_damaged);
    g_test_add_func("/database/damage-met", test_damage_met);
    g_test_add_func("/database/log-alone", test_log_alone);
    g_test_add_func("/database/of-others", test_of_others);
    g_test_add_func("/database/linked-folder", test_linked_folder);
    g_test_add_func("/database/locked", test_locked);
    g_test_add_func("/database/read-while-written", test_read_while_written);
    g_test_add_func("/database/long-reader", test_long_reader);
    g_test_add_func("/database/read-only", test_read_only);
    return g_test_run();
}
