/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack.db holds what was put and nothing else: after any sequence of changes it says the same
 * as one that was made in one go, and its keys and its full-text index are whole.
 */

#include "database-fixture.h"

/* All rows of a query, columns parted by "|". */
static char *dup_rows(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    GString *rows = g_string_new(NULL);
    g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), ==, SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const char *text = (const char *)sqlite3_column_text(statement, i);
            g_string_append_printf(rows, "%s%s", i ? "|" : "", text ? text : "NULL");
        }
        g_string_append_c(rows, '\n');
    }
    g_assert_cmpint(sqlite3_finalize(statement), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_close(db), ==, SQLITE_OK);
    return g_string_free(rows, FALSE);
}

static void assert_rows(const char *path, const char *sql, const char *expected)
{
    g_autofree char *rows = dup_rows(path, sql);
    g_assert_cmpstr(rows, ==, expected);
}

/* The folder holds the database and nothing else. */
static void assert_alone(const Place *place)
{
    g_autoptr(GDir) folder = g_dir_open(place->folder, 0, NULL);
    g_assert_cmpstr(g_dir_read_name(folder), ==, "boardpack.db");
    g_assert_null(g_dir_read_name(folder));
}

/* What SQLite and FTS5 can check themselves. The command of FTS5 compares the index with the
 * tables, and fails as a statement. */
static void assert_whole(const char *path)
{
    assert_rows(path, "PRAGMA integrity_check", "ok\n");
    assert_rows(path, "PRAGMA foreign_key_check", "");
    assert_rows(path, "INSERT INTO record_fts (record_fts, rank) VALUES ('integrity-check', 1)",
                "");
    assert_rows(path,
                "SELECT id FROM record_fts_docsize EXCEPT SELECT pk FROM record UNION ALL"
                " SELECT pk FROM record EXCEPT SELECT id FROM record_fts_docsize",
                "");
    assert_rows(path, "SELECT record FROM span WHERE record NOT IN (SELECT pk FROM record)", "");
}

/* SQL of all columns of a type, with ids in the place of keys. */
static char *dup_columns(const char *path, const BpRecordType *type)
{
    g_autofree char *sql =
        g_strdup_printf("SELECT name FROM pragma_table_info('%s') WHERE name NOT "
                        "IN ('pk', 'document') AND name NOT LIKE '%%\\_pk' "
                        "ESCAPE '\\'",
                        type->name);
    g_autofree char *names = dup_rows(path, sql);
    g_auto(GStrv) columns = g_strsplit(g_strstrip(names), "\n", -1);
    g_autofree char *list = g_strjoinv("\", r.\"", columns);
    return g_strdup_printf("r.\"%s\"", list);
}

/* All that is said, sorted, without the keys. */
static char *dup_content(const char *path)
{
    guint n_types;
    const BpRecordType *types = bp_record_types(&n_types);
    GString *content = g_string_new(NULL);
    g_autofree char *documents = dup_rows(
        path, "SELECT file, sha256, kind, status, bytes, pages, title, producer, sector, publisher,"
              " characters, claimed, coverage, stamp, (SELECT group_concat(code || level || page ||"
              " message) FROM finding WHERE document = d.id) FROM document d ORDER BY file");
    g_string_append(content, documents);
    for (guint i = 0; i < n_types; i++) {
        g_autofree char *columns = dup_columns(path, &types[i]);
        g_autofree char *sql = g_strdup_printf(
            "SELECT d.file, v.text, (SELECT id FROM meeting WHERE pk = r.meeting_pk), (SELECT id "
            "FROM part WHERE pk = r.part_pk), (SELECT group_concat(page || ' ' || x0 || ' ' || y0 "
            "|| ' ' || x1 || ' ' || y1) FROM span WHERE record = r.pk), %s FROM \"%s\" r JOIN "
            "document d ON d.id = r.document JOIN record v ON v.pk = r.pk ORDER BY d.file, r.id",
            columns, types[i].name);
        g_autofree char *rows = dup_rows(path, sql);
        g_string_append_printf(content, "%s\n%s", types[i].name, rows);
    }
    return g_string_free(content, FALSE);
}

static void test_put(void)
{
    Place place = place_new();
    BpDatabase *database = open_database(place.path, true);
    g_assert_null(bp_database_warning(database));
    put(database, "a.pdf", "alpha");
    put(database, "b.pdf", "beta");
    put(database, "a.pdf", "gamma");
    g_assert_true(database_has(database, "a.pdf", SHA_A, "gamma"));
    g_assert_false(database_has(database, "a.pdf", SHA_A, "alpha"));
    g_assert_false(database_has(database, "a.pdf", RULES, "gamma"));
    g_assert_false(database_has(database, "c.pdf", SHA_A, "gamma"));
    g_assert_true(bp_database_remove(database, "c.pdf", NULL));
    g_autoptr(GHashTable) rows = bp_database_dup_rows(database, NULL);
    g_assert_cmpuint(g_hash_table_size(rows), ==, 2);
    g_assert_cmpstr(g_hash_table_lookup(rows, "a.pdf"), ==, SHA_A " gamma");
    g_assert_cmpstr(g_hash_table_lookup(rows, "b.pdf"), ==, SHA_A " beta");
    close_database(database);
    assert_alone(&place);
    assert_rows(place.path, "PRAGMA application_id", "1112566577\n");
    assert_rows(place.path, "SELECT file, stamp FROM document ORDER BY file",
                "a.pdf|gamma\nb.pdf|beta\n");
    assert_rows(place.path, "SELECT title FROM agenda_item ORDER BY title", "beta\ngamma\n");
    assert_rows(place.path, "SELECT count(*) FROM record_fts WHERE record_fts MATCH 'alpha'",
                "0\n");
    assert_rows(place.path, "SELECT count(*) FROM record_fts WHERE record_fts MATCH 'gamma'",
                "4\n");
    assert_whole(place.path);
    database = open_database(place.path, false);
    g_assert_true(bp_database_remove(database, "b.pdf", NULL));
    g_assert_true(bp_database_remove(database, "a.pdf", NULL));
    close_database(database);
    assert_rows(place.path, "SELECT count(*) FROM record", "0\n");
    assert_rows(place.path, "SELECT count(*) FROM document", "0\n");
    assert_rows(place.path, "SELECT count(*) FROM action_owner", "0\n");
    assert_rows(place.path, "SELECT count(*) FROM finding", "0\n");
    assert_whole(place.path);
    place_clear(&place);
}

#define N_FILES 12
static const char *const stamps[] = {"alpha", "beta", "gamma", "delta"};

static void put_one(BpDatabase *database, guint file, const char *stamp)
{
    g_autofree char *name = g_strdup_printf("%u.pdf", file);
    if (!stamp)
        g_assert_true(bp_database_remove(database, name, NULL));
    else if (file == 0) { /* one that breaks careless writers */
        g_autoptr(BpDocument) document = hostile_document_new(name);
        g_assert_true(bp_database_put(database, document, stamp, NULL));
    } else {
        put(database, name, stamp);
    }
}

/* Any sequence of changes, over some runs, ends in what a database says that was made in one go. */
static void test_random(void)
{
    Place one = place_new(), other = place_new();
    const char *now[N_FILES] = {NULL};
    BpDatabase *database = open_database(one.path, true);
    for (guint i = 0; i < 150; i++) {
        guint file = (guint)g_test_rand_int_range(0, N_FILES);
        bool out = g_test_rand_int_range(0, 4) == 0;
        now[file] = out ? NULL : stamps[g_test_rand_int_range(0, G_N_ELEMENTS(stamps))];
        put_one(database, file, now[file]);
        if (i % 40 == 39) {
            close_database(database);
            assert_whole(one.path);
            database = open_database(one.path, false);
        }
    }
    close_database(database);
    database = open_database(other.path, true);
    for (guint i = 0; i < N_FILES; i++)
        if (now[i])
            put_one(database, i, now[i]);
    close_database(database);
    assert_whole(one.path);
    g_autofree char *got = dup_content(one.path);
    g_autofree char *wanted = dup_content(other.path);
    g_assert_cmpstr(got, ==, wanted);
    g_assert_nonnull(strstr(got, "\naction\n"));
    place_clear(&one);
    place_clear(&other);
}

/* Texts of any kind and size come out clean; none breaks a later change. */
static void test_hostile(void)
{
    Place place = place_new();
    BpDatabase *database = open_database(place.path, true);
    g_autoptr(BpDocument) document = hostile_document_new("\xff name \xef\xbf\xbe.pdf");
    gsize len = 4 * 1024 * 1024;
    g_autofree char *text = g_strnfill(len, 'x');
    for (gsize i = 0; i < len; i += 97)
        memcpy(text + i, " \xff\x01", 3);
    BpRecord *record = add(document, "minute_item", "Huge");
    bp_record_set(record, "text", text);
    bp_document_assign_ids(document);
    g_autoptr(GError) error = NULL;
    for (guint i = 0; i < 2; i++) {
        g_assert_true(bp_database_put(database, document, "a", &error));
        g_assert_no_error(error);
        g_assert_true(database_has(database, document->file, document->sha256, "a"));
    }
    put(database, "after.pdf", "alpha");
    close_database(database);
    assert_whole(place.path);
    assert_rows(place.path,
                "SELECT count(*) FROM minute_item WHERE title = 'Huge' AND length(text) > 4000000",
                "1\n");
    assert_rows(place.path, "SELECT count(*) FROM document", "2\n");
    place_clear(&place);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/database/put", test_put);
    g_test_add_func("/database/random", test_random);
    g_test_add_func("/database/hostile", test_hostile);
    return g_test_run();
}
