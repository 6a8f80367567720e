/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Full-text search over boardpack.db.
 *
 * What people type is first taken as an FTS5 query ("ward AND review", "risk*", "\"estate plan\"").
 * FTS5 refuses much that people mean as plain words ("co-op", "14:30", "what's next?"); such a
 * query is searched again as its words, each in quotes.
 */
#include <string.h>

#include "common/error.h"
#include "common/text.h"

#include "write/facts.h"
#include "write/sqlite-compat.h"
#include "write/writer.h"

/* A hit in the title or key text is worth four in the rest. Ties are broken by place. */
static const char search_sql[] =
    "SELECT r.type, r.id, d.file, snippet(record_fts, -1, '[', ']', '…', 16),"
    " ifnull(m.date, ''), ifnull(m.body, ''), r.page"
    " FROM record_fts JOIN record r ON r.pk = record_fts.rowid"
    " JOIN document d ON d.id = r.document LEFT JOIN meeting m ON m.pk = r.meeting_pk"
    " WHERE record_fts MATCH ?1 AND (?2 IS NULL OR r.type = ?2)"
    " ORDER BY bm25(record_fts, 0, 0, 4, 1), record_fts.rowid LIMIT ?3";

void bp_hit_free(BpHit *hit)
{
    if (!hit)
        return;
    g_free(hit->type);
    g_free(hit->id);
    g_free(hit->file);
    g_free(hit->snippet);
    g_free(hit->meeting_date);
    g_free(hit->body);
    g_free(hit);
}

/* Each run of characters that is not white space, in quotes, if there is a letter or digit in it.
 */
static char *dup_plain_words(const char *query)
{
    g_autofree char *line = bp_text_dup_squeezed(query);
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    GString *plain = g_string_new(NULL);
    for (guint i = 0; words[i]; i++) {
        g_autofree char *folded = bp_text_dup_folded(words[i]);
        if (!*folded)
            continue;
        g_strdelimit(words[i], "\"", ' ');
        g_string_append_printf(plain, "%s\"%s\"", plain->len ? " " : "", words[i]);
    }
    return g_string_free(plain, FALSE);
}

static char *dup_column(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return g_strdup(text ? text : "");
}

static BpHit *hit_new(sqlite3_stmt *row)
{
    g_autofree char *snippet = dup_column(row, 3);
    BpHit *hit = g_new0(BpHit, 1);
    hit->type = dup_column(row, 0);
    hit->id = dup_column(row, 1);
    hit->file = dup_column(row, 2);
    hit->snippet = bp_text_dup_squeezed(snippet);
    hit->meeting_date = dup_column(row, 4);
    hit->body = dup_column(row, 5);
    hit->page = (guint)sqlite3_column_int64(row, 6);
    return hit;
}

/* The result code of SQLite: SQLITE_DONE, and the hits, when all is well. */
static int ask(sqlite3 *db, const char *query, const char *type, guint limit, GPtrArray *hits)
{
    g_autoptr(sqlite3_stmt) statement = NULL;
    int result = sqlite3_prepare_v2(db, search_sql, -1, &statement, NULL);
    if (result != SQLITE_OK)
        return result;
    sqlite3_bind_text(statement, 1, query, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, type, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 3, limit);
    while ((result = sqlite3_step(statement)) == SQLITE_ROW)
        g_ptr_array_add(hits, hit_new(statement));
    return result;
}

static sqlite3 *open_database(const char *path, GError **error)
{
    g_autoptr(sqlite3) db = NULL;
    int result = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);
    if (result == SQLITE_OK) {
        sqlite3_busy_timeout(db, 5000);
        return g_steal_pointer(&db);
    }
    g_set_error(error, BP_ERROR, BP_ERROR_INPUT, "%s: %s", path, sqlite3_errstr(result));
    return NULL;
}

GPtrArray *bp_search(const char *folder, const char *query, const char *type, guint limit,
                     GError **error)
{
    g_autofree char *path = g_build_filename(folder, "boardpack.db", NULL);
    g_autoptr(sqlite3) db = open_database(path, error);
    if (!db)
        return NULL;
    g_autofree char *owned = NULL;
    const char *clean = bp_facts_clean(query, &owned);
    g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func((GDestroyNotify)bp_hit_free);
    int result = ask(db, clean, type, limit, hits);
    if (result == SQLITE_ERROR) {
        g_autofree char *plain = dup_plain_words(clean);
        g_ptr_array_set_size(hits, 0);
        if (!*plain)
            return g_steal_pointer(&hits);
        result = ask(db, plain, type, limit, hits);
    }
    if (result == SQLITE_DONE)
        return g_steal_pointer(&hits);
    g_set_error(error, BP_ERROR, BP_ERROR_INPUT, "%s: %s", path, sqlite3_errmsg(db));
    return NULL;
}
