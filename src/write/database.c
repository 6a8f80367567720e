/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Fills boardpack.db; see database.h and, for the tables, database-tables.c.
 *
 * The file is new and nobody else sees it before it is renamed, so there is no journal: when
 * something fails, the caller throws the file away. Keys are given out here and not by SQLite, so
 * that a record can refer to one that is inserted after it.
 */
#include "write/database.h"

#include <string.h>

#include "common/error.h"

#include "write/facts.h"
#include "write/sqlite-compat.h"

typedef struct {
    sqlite3_stmt *record;
    sqlite3_stmt *items[BP_RECORD_MAX_FIELDS]; /* NULL where the field is a column */
} TypeInserts;

struct BpDatabase {
    sqlite3 *db;
    sqlite3_stmt *document, *finding, *span;
    TypeInserts *types; /* in the order of the table of record types */
    guint n_types;
    gint64 n_documents, n_records; /* the last keys given out */
    bool failed;
};

/* One row being filled: columns are bound in order. */
typedef struct {
    BpDatabase *database;
    sqlite3_stmt *insert;
    int column;
} Row;

static bool set_error(const BpDatabase *database, GError **error)
{
    g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "boardpack.db: %s", sqlite3_errmsg(database->db));
    return false;
}

static bool run(BpDatabase *database, const char *sql, GError **error)
{
    if (sqlite3_exec(database->db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return set_error(database, error);
}

static sqlite3_stmt *prepare(BpDatabase *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(database->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
        SQLITE_OK)
        database->failed = true;
    return statement;
}

static void prepare_type(BpDatabase *database, const BpRecordType *type, TypeInserts *inserts)
{
    g_autofree char *sql = bp_database_dup_insert(type);
    inserts->record = prepare(database, sql);
    for (guint i = 0; type->fields[i].name; i++) {
        if (!type->fields[i].item)
            continue;
        g_autofree char *item_sql = bp_database_dup_item_insert(type, &type->fields[i]);
        inserts->items[i] = prepare(database, item_sql);
    }
}

static bool prepare_all(BpDatabase *database, GError **error)
{
    const BpRecordType *types = bp_record_types(&database->n_types);
    database->types = g_new0(TypeInserts, database->n_types);
    for (guint i = 0; i < database->n_types; i++)
        prepare_type(database, &types[i], &database->types[i]);
    database->document =
        prepare(database, "INSERT INTO document VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    database->finding = prepare(database, "INSERT INTO finding VALUES (?,?,?,?,?,?)");
    database->span = prepare(database, "INSERT INTO span VALUES (?,?,?,?,?,?,?)");
    return database->failed ? set_error(database, error) : true;
}

BpDatabase *bp_database_open(const char *path, GError **error)
{
    g_autoptr(BpDatabase) database = g_new0(BpDatabase, 1);
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW;
    if (sqlite3_open_v2(path, &database->db, flags, NULL) != SQLITE_OK) {
        set_error(database, error);
        return NULL;
    }
    g_autofree char *pragmas = g_strdup_printf(
        "PRAGMA page_size=4096; PRAGMA encoding='UTF-8'; PRAGMA journal_mode=OFF;"
        "PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA application_id=%d;"
        "PRAGMA user_version=%d; BEGIN",
        BP_DATABASE_APPLICATION, BP_DATABASE_VERSION);
    g_autofree char *tables = bp_database_dup_tables();
    if (!run(database, pragmas, error) || !run(database, tables, error) ||
        !prepare_all(database, error))
        return NULL;
    return g_steal_pointer(&database);
}

static Row row_begin(BpDatabase *database, sqlite3_stmt *insert)
{
    return (Row){.database = database, .insert = insert};
}

static void check(Row *row, int result, int wanted)
{
    if (result != wanted)
        row->database->failed = true;
}

static void bind_text(Row *row, const char *text)
{
    char *owned = NULL;
    const char *clean = bp_facts_clean(text, &owned);
    /* borrowed text outlives the row: it belongs to the record */
    check(row,
          sqlite3_bind_text(row->insert, ++row->column, clean, -1, owned ? g_free : SQLITE_STATIC),
          SQLITE_OK);
}

static void bind_integer(Row *row, guint64 number)
{
    sqlite3_int64 fitting = (sqlite3_int64)MIN(number, (guint64)G_MAXINT64);
    check(row, sqlite3_bind_int64(row->insert, ++row->column, fitting), SQLITE_OK);
}

static void bind_real(Row *row, double number)
{
    check(row, sqlite3_bind_double(row->insert, ++row->column, number), SQLITE_OK);
}

/* The key of the record with this id, NULL when there is none in the document. */
static void bind_key(Row *row, GHashTable *keys, const char *id)
{
    const gint64 *key = id ? g_hash_table_lookup(keys, id) : NULL;
    if (key)
        bind_integer(row, (guint64)*key);
    else
        check(row, sqlite3_bind_null(row->insert, ++row->column), SQLITE_OK);
}

static void row_end(Row *row)
{
    if (!row->database->failed)
        check(row, sqlite3_step(row->insert), SQLITE_DONE);
    if (!row->database->failed)
        sqlite3_reset(row->insert);
}

static void add_items(BpDatabase *database, sqlite3_stmt *insert, const BpField *field,
                      const GPtrArray *list, guint64 key)
{
    for (guint i = 0; list && i < list->len; i++) {
        Row row = row_begin(database, insert);
        bind_integer(&row, key);
        bind_integer(&row, i);
        if (field->kind == BP_FIELD_PAIRS) {
            const BpPair *pair = g_ptr_array_index(list, i);
            bind_text(&row, pair->field);
            bind_text(&row, pair->label);
            bind_text(&row, pair->value);
        } else {
            bind_text(&row, g_ptr_array_index(list, i));
        }
        row_end(&row);
    }
}

static void add_spans(BpDatabase *database, const GArray *spans, guint64 key)
{
    for (guint i = 0; i < spans->len; i++) {
        const BpSpan *span = &g_array_index(spans, BpSpan, i);
        Row row = row_begin(database, database->span);
        bind_integer(&row, key);
        bind_integer(&row, i);
        bind_integer(&row, span->page);
        bind_real(&row, bp_facts_point(span->box.x0));
        bind_real(&row, bp_facts_point(span->box.y0));
        bind_real(&row, bp_facts_point(span->box.x1));
        bind_real(&row, bp_facts_point(span->box.y1));
        row_end(&row);
    }
}

static void bind_field(Row *row, const BpField *field, const BpValue *value, GHashTable *keys)
{
    if (field->item)
        return;
    if (field->kind == BP_FIELD_PAGE)
        bind_integer(row, value->number);
    else
        bind_text(row, value->text);
    if (field->kind == BP_FIELD_REF)
        bind_key(row, keys, value->text);
}

static void add_record(BpDatabase *database, const TypeInserts *inserts, const BpRecord *record,
                       GHashTable *keys)
{
    const BpField *fields = record->type->fields;
    guint64 key = (guint64) * (const gint64 *)g_hash_table_lookup(keys, record->id);
    Row row = row_begin(database, inserts->record);
    bind_integer(&row, key);
    bind_integer(&row, (guint64)database->n_documents);
    bind_text(&row, record->id);
    bind_integer(&row, record->page);
    bind_text(&row, record->page_label);
    bind_text(&row, record->rule);
    bind_real(&row, bp_facts_confidence(record->confidence));
    bind_text(&row, record->meeting);
    bind_key(&row, keys, record->meeting);
    bind_text(&row, record->part);
    bind_key(&row, keys, record->part);
    for (guint i = 0; fields[i].name; i++)
        bind_field(&row, &fields[i], &record->values[i], keys);
    row_end(&row);
    for (guint i = 0; fields[i].name; i++)
        if (fields[i].item)
            add_items(database, inserts->items[i], &fields[i], record->values[i].list, key);
    add_spans(database, record->spans, key);
}

static void add_document(BpDatabase *database, const BpDocument *document)
{
    Row row = row_begin(database, database->document);
    bind_integer(&row, (guint64)++database->n_documents);
    bind_text(&row, document->sha256);
    bind_text(&row, document->file);
    bind_text(&row, document->kind);
    bind_text(&row, bp_status(document->status)->name);
    bind_integer(&row, document->bytes);
    bind_integer(&row, document->n_pages);
    bind_text(&row, document->title);
    bind_text(&row, document->producer);
    bind_text(&row, document->sector.name);
    bind_text(&row, document->publisher.name);
    bind_integer(&row, document->coverage.characters);
    bind_integer(&row, document->coverage.claimed);
    bind_real(&row, bp_facts_confidence(bp_coverage_share(&document->coverage)));
    row_end(&row);
    for (guint i = 0; i < document->findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(document->findings, i);
        Row line = row_begin(database, database->finding);
        bind_integer(&line, (guint64)database->n_documents);
        bind_integer(&line, i);
        bind_text(&line, finding->code);
        bind_text(&line, bp_finding_level_name(finding->level));
        bind_integer(&line, finding->page);
        bind_text(&line, finding->message);
        row_end(&line);
    }
}

/* Keys for all records of a document, by id. */
static GHashTable *dup_keys(BpDatabase *database, const BpDocument *document)
{
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (guint i = 0; i < document->records->len; i++) {
        const BpRecord *record = g_ptr_array_index(document->records, i);
        g_assert(record->id); /* bp_document_assign_ids() comes before */
        gint64 *key = g_new(gint64, 1);
        *key = ++database->n_records;
        g_hash_table_insert(keys, record->id, key);
    }
    return keys;
}

bool bp_database_add(BpDatabase *database, const BpDocument *document, GError **error)
{
    const BpRecordType *types = bp_record_types(NULL);
    add_document(database, document);
    g_autoptr(GHashTable) keys = dup_keys(database, document);
    for (guint i = 0; i < document->records->len && !database->failed; i++) {
        const BpRecord *record = g_ptr_array_index(document->records, i);
        add_record(database, &database->types[record->type - types], record, keys);
    }
    if (!database->failed)
        return true;
    g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "boardpack.db: %s: %s", document->file,
                sqlite3_errmsg(database->db));
    return false;
}

static void free_statements(BpDatabase *database)
{
    for (guint t = 0; database->types && t < database->n_types; t++) {
        sqlite3_finalize(database->types[t].record);
        for (guint i = 0; i < BP_RECORD_MAX_FIELDS; i++)
            sqlite3_finalize(database->types[t].items[i]);
    }
    g_clear_pointer(&database->types, g_free);
    g_clear_pointer(&database->document, sqlite3_finalize);
    g_clear_pointer(&database->finding, sqlite3_finalize);
    g_clear_pointer(&database->span, sqlite3_finalize);
}

bool bp_database_finish(BpDatabase *database, GError **error)
{
    free_statements(database);
    /* From the view, so that the index and what it is an index of cannot differ. */
    if (!run(database, "INSERT INTO record_fts (record_fts) VALUES ('rebuild');", error) ||
        !run(database, "INSERT INTO record_fts (record_fts) VALUES ('optimize'); COMMIT", error))
        return false;
    if (sqlite3_close(database->db) != SQLITE_OK)
        return set_error(database, error);
    database->db = NULL;
    return true;
}

void bp_database_free(BpDatabase *database)
{
    if (!database)
        return;
    free_statements(database);
    sqlite3_close(database->db);
    g_free(database);
}
