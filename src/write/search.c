/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Full-text search over boardpack.db.
 *
 * What people type is first taken as an FTS5 query ("ward AND review", "risk*", "\"estate plan\"").
 * FTS5 refuses much that people mean as plain words ("co-op", "14:30", "what's next?"); such a
 * query is searched again as its words, each in quotes.
 *
 * The best are found in the index alone and only these are looked up: a join of the view `record`
 * would read all records for each query.
 */
#include <string.h>

#include "common/error.h"
#include "common/text.h"

#include "write/database-read.h"
#include "write/facts.h"
#include "write/writer.h"

/* How often a search is begun again because a run wrote to what it read. */
#define TRIES 5

/* A hit in the title or key text is worth four in the rest. Ties are broken by place. The index is
 * gone through twice, as a snippet costs more than a score and is wanted of the best only. */
static const char best_sql[] =
    "WITH best AS MATERIALIZED (SELECT rowid AS pk, bm25(record_fts, 0, 0, 4, 1) AS score"
    " FROM record_fts WHERE record_fts MATCH ?1%s ORDER BY score, rowid LIMIT ?2)"
    " SELECT best.pk, snippet(record_fts, -1, '[', ']', '…', 16)"
    " FROM record_fts CROSS JOIN best ON best.pk = +record_fts.rowid"
    " WHERE record_fts MATCH ?1 ORDER BY best.score, best.pk";

static const char record_sql[] =
    "SELECT r.type, r.id, d.file, ifnull(m.date, ''), ifnull(m.body, ''), r.page"
    " FROM (SELECT * FROM record WHERE pk = ?) r JOIN document d ON d.id = r.document"
    " LEFT JOIN meeting m ON m.pk = r.meeting_pk";

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

static BpHit *hit_new(sqlite3_stmt *record, sqlite3_stmt *best)
{
    g_autofree char *snippet = dup_column(best, 1);
    BpHit *hit = g_new0(BpHit, 1);
    hit->type = dup_column(record, 0);
    hit->id = dup_column(record, 1);
    hit->file = dup_column(record, 2);
    hit->snippet = bp_text_dup_squeezed(snippet);
    hit->meeting_date = dup_column(record, 3);
    hit->body = dup_column(record, 4);
    hit->page = (guint)sqlite3_column_int64(record, 5);
    return hit;
}

/* Only the best of one type: its table says whether a row is. */
static char *dup_best_sql(const BpRecordType *type)
{
    g_autofree char *only =
        type ? g_strdup_printf(" AND EXISTS (SELECT 1 FROM \"%s\" WHERE pk = record_fts.rowid)",
                               type->name)
             : g_strdup("");
    return g_strdup_printf(best_sql, only);
}

/* SQLITE_DONE when all hits are there. */
static int ask(sqlite3 *db, const char *query, const BpRecordType *type, guint limit,
               GPtrArray *hits)
{
    g_autoptr(sqlite3_stmt) record = NULL;
    g_autoptr(sqlite3_stmt) best = NULL; /* ends first, so that an error of `record` stays */
    g_autofree char *sql = dup_best_sql(type);
    int result = sqlite3_prepare_v2(db, sql, -1, &best, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_prepare_v2(db, record_sql, -1, &record, NULL);
    if (result != SQLITE_OK)
        return result;
    sqlite3_bind_text(best, 1, query, -1, SQLITE_STATIC);
    sqlite3_bind_int64(best, 2, limit);
    while ((result = sqlite3_step(best)) == SQLITE_ROW) {
        sqlite3_bind_int64(record, 1, sqlite3_column_int64(best, 0));
        int found = sqlite3_step(record);
        if (found == SQLITE_ROW)
            g_ptr_array_add(hits, hit_new(record, best));
        else if (found != SQLITE_DONE)
            return found;
        sqlite3_reset(record);
    }
    return result;
}

/* The query as it is, or as its words where FTS5 refuses it. NULL with an error of SQLite. */
static GPtrArray *search(sqlite3 *db, const char *query, const BpRecordType *type, guint limit)
{
    g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func((GDestroyNotify)bp_hit_free);
    int result = ask(db, query, type, limit, hits);
    if (result == SQLITE_ERROR) {
        g_autofree char *plain = dup_plain_words(query);
        g_ptr_array_set_size(hits, 0);
        result = *plain ? ask(db, plain, type, limit, hits) : SQLITE_DONE;
    }
    return result == SQLITE_DONE ? g_steal_pointer(&hits) : NULL;
}

GPtrArray *bp_search(const char *folder, const char *query, const char *type, guint limit,
                     GError **error)
{
    g_autofree char *path = g_build_filename(folder, "boardpack.db", NULL);
    g_autofree char *owned = NULL;
    const char *clean = bp_facts_clean(query, &owned);
    const BpRecordType *only = type ? bp_record_type(type) : NULL;
    if (type && !only)
        return g_ptr_array_new_with_free_func((GDestroyNotify)bp_hit_free);
    for (guint i = 0; i < TRIES; i++) {
        g_autoptr(BpReader) reader = bp_reader_open(path, error);
        if (!reader)
            return NULL;
        g_autoptr(GPtrArray) hits = search(reader->db, clean, only, limit);
        if (bp_reader_is_torn(reader))
            continue;
        if (!hits)
            bp_reader_fail(reader, error);
        return g_steal_pointer(&hits);
    }
    g_set_error(error, BP_ERROR, BP_ERROR_INPUT, "%s: is being written; search again", path);
    return NULL;
}
