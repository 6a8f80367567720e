/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Fills and empties the tables of boardpack.db for one document; see database-tables.c.
 *
 * Keys are given out here and not by SQLite, so that a record can refer to one that is inserted
 * after it. They begin after the largest that is in the file at the moment, not after one that is
 * remembered, so that a run that goes on after a kill gives out the same. Within a document they go
 * by record type, as the view does: FTS5 makes a segment whenever a rowid is smaller than the last.
 *
 * The first error is kept, and nothing more is done after it; the caller rolls back.
 */
#include "write/database-rows.h"

#include <string.h>

#include "write/database-tables.h"
#include "write/facts.h"

typedef struct {
    sqlite3_stmt *record;
    sqlite3_stmt *items[BP_RECORD_MAX_FIELDS]; /* NULL where the field is a column */
} TypeInserts;

struct BpRows {
    BpConnection *connection;
    sqlite3_stmt *document, *finding, *span, *index;
    sqlite3_stmt *find, *last_document, *last_record;
    GPtrArray *deletes; /* sqlite3_stmt*, in their order */
    TypeInserts *types; /* in the order of the table of record types */
    guint n_types;
    GError *error; /* of the call that is being served */
};

/* One row being filled: columns are bound in order. */
typedef struct {
    BpRows *rows;
    sqlite3_stmt *statement;
    int column;
} Row;

/* What the view shows, so that the index and what it is an index of cannot differ. */
static const char index_sql[] = "INSERT INTO record_fts (rowid, type, id, title, text) SELECT pk, "
                                "type, id, title, text FROM record WHERE document = ?";

static void check(BpRows *rows, int result, int wanted)
{
    if (result != wanted && !rows->error)
        bp_connection_fail(rows->connection, &rows->error);
}

static sqlite3_stmt *prepare(BpRows *rows, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (!rows->error)
        check(rows,
              sqlite3_prepare_v3(rows->connection->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                 &statement, NULL),
              SQLITE_OK);
    return statement;
}

static void prepare_type(BpRows *rows, const BpRecordType *type, TypeInserts *inserts)
{
    g_autofree char *sql = bp_database_dup_insert(type);
    inserts->record = prepare(rows, sql);
    for (guint i = 0; type->fields[i].name; i++) {
        if (!type->fields[i].item)
            continue;
        g_autofree char *item_sql = bp_database_dup_item_insert(type, &type->fields[i]);
        inserts->items[i] = prepare(rows, item_sql);
    }
}

static void prepare_removal(BpRows *rows)
{
    g_autoptr(GPtrArray) deletes = bp_database_dup_deletes();
    rows->deletes = g_ptr_array_new();
    for (guint i = 0; i < deletes->len; i++)
        g_ptr_array_add(rows->deletes, prepare(rows, g_ptr_array_index(deletes, i)));
}

static bool hand_over(BpRows *rows, GError **error)
{
    if (!rows->error)
        return true;
    g_propagate_error(error, g_steal_pointer(&rows->error));
    return false;
}

BpRows *bp_rows_new(BpConnection *connection, GError **error)
{
    BpRows *rows = g_new0(BpRows, 1);
    rows->connection = connection;
    const BpRecordType *types = bp_record_types(&rows->n_types);
    rows->types = g_new0(TypeInserts, rows->n_types);
    for (guint i = 0; i < rows->n_types; i++)
        prepare_type(rows, &types[i], &rows->types[i]);
    prepare_removal(rows);
    g_autofree char *last_key = bp_database_dup_last_key();
    rows->document = prepare(rows, "INSERT INTO document VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    rows->finding = prepare(rows, "INSERT INTO finding VALUES (?,?,?,?,?,?)");
    rows->span = prepare(rows, "INSERT INTO span VALUES (?,?,?,?,?,?,?)");
    rows->index = prepare(rows, index_sql);
    rows->find = prepare(rows, "SELECT id FROM document WHERE file = ?");
    rows->last_document = prepare(rows, "SELECT ifnull(max(id), 0) FROM document");
    rows->last_record = prepare(rows, last_key);
    if (hand_over(rows, error))
        return rows;
    bp_rows_free(rows);
    return NULL;
}

void bp_rows_free(BpRows *rows)
{
    if (!rows)
        return;
    for (guint t = 0; t < rows->n_types; t++) {
        sqlite3_finalize(rows->types[t].record);
        for (guint i = 0; i < BP_RECORD_MAX_FIELDS; i++)
            sqlite3_finalize(rows->types[t].items[i]);
    }
    g_free(rows->types);
    for (guint i = 0; i < rows->deletes->len; i++)
        sqlite3_finalize(g_ptr_array_index(rows->deletes, i));
    g_ptr_array_unref(rows->deletes);
    sqlite3_stmt *const others[] = {rows->document,   rows->finding, rows->span,
                                    rows->index,      rows->find,    rows->last_document,
                                    rows->last_record};
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        sqlite3_finalize(others[i]);
    g_clear_error(&rows->error);
    g_free(rows);
}

static Row row_begin(BpRows *rows, sqlite3_stmt *statement)
{
    return (Row){.rows = rows, .statement = statement};
}

static void bind_text(Row *row, const char *text)
{
    char *owned = NULL;
    const char *clean = bp_facts_clean(text, &owned);
    /* borrowed text outlives the row: it belongs to the document */
    check(
        row->rows,
        sqlite3_bind_text(row->statement, ++row->column, clean, -1, owned ? g_free : SQLITE_STATIC),
        SQLITE_OK);
}

static void bind_integer(Row *row, guint64 number)
{
    sqlite3_int64 fitting = (sqlite3_int64)MIN(number, (guint64)G_MAXINT64);
    check(row->rows, sqlite3_bind_int64(row->statement, ++row->column, fitting), SQLITE_OK);
}

static void bind_real(Row *row, double number)
{
    check(row->rows, sqlite3_bind_double(row->statement, ++row->column, number), SQLITE_OK);
}

/* The key of the record with this id, NULL when there is none in the document. */
static void bind_key(Row *row, GHashTable *keys, const char *id)
{
    const gint64 *key = id ? g_hash_table_lookup(keys, id) : NULL;
    if (key)
        bind_integer(row, (guint64)*key);
    else
        check(row->rows, sqlite3_bind_null(row->statement, ++row->column), SQLITE_OK);
}

static void row_end(Row *row)
{
    if (!row->rows->error)
        check(row->rows, sqlite3_step(row->statement), SQLITE_DONE);
    sqlite3_reset(row->statement);
}

/* The number in the one row that is asked for, `otherwise` when there is none. */
static gint64 row_get(Row *row, gint64 otherwise)
{
    gint64 number = otherwise;
    int result = row->rows->error ? SQLITE_DONE : sqlite3_step(row->statement);
    if (result == SQLITE_ROW)
        number = sqlite3_column_int64(row->statement, 0);
    else
        check(row->rows, result, SQLITE_DONE);
    sqlite3_reset(row->statement);
    return number;
}

static gint64 ask_last(BpRows *rows, sqlite3_stmt *statement)
{
    Row row = row_begin(rows, statement);
    return row_get(&row, 0);
}

static void add_items(BpRows *rows, sqlite3_stmt *insert, const BpField *field,
                      const GPtrArray *list, guint64 key)
{
    for (guint i = 0; list && i < list->len; i++) {
        Row row = row_begin(rows, insert);
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

static void add_spans(BpRows *rows, const GArray *spans, guint64 key)
{
    for (guint i = 0; i < spans->len; i++) {
        const BpSpan *span = &g_array_index(spans, BpSpan, i);
        Row row = row_begin(rows, rows->span);
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

static void add_record(BpRows *rows, gint64 document, const TypeInserts *inserts,
                       const BpRecord *record, GHashTable *keys)
{
    const BpField *fields = record->type->fields;
    guint64 key = (guint64) * (const gint64 *)g_hash_table_lookup(keys, record->id);
    Row row = row_begin(rows, inserts->record);
    bind_integer(&row, key);
    bind_integer(&row, (guint64)document);
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
            add_items(rows, inserts->items[i], &fields[i], record->values[i].list, key);
    add_spans(rows, record->spans, key);
}

static void add_document(BpRows *rows, gint64 key, const BpDocument *document, const char *stamp)
{
    Row row = row_begin(rows, rows->document);
    bind_integer(&row, (guint64)key);
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
    bind_text(&row, stamp);
    row_end(&row);
    for (guint i = 0; i < document->findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(document->findings, i);
        Row line = row_begin(rows, rows->finding);
        bind_integer(&line, (guint64)key);
        bind_integer(&line, i);
        bind_text(&line, finding->code);
        bind_text(&line, bp_finding_level_name(finding->level));
        bind_integer(&line, finding->page);
        bind_text(&line, finding->message);
        row_end(&line);
    }
}

/* Keys for all records of a document, by id. */
static GHashTable *dup_keys(BpRows *rows, const BpDocument *document)
{
    const BpRecordType *types = bp_record_types(NULL);
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    gint64 last = ask_last(rows, rows->last_record);
    for (guint t = 0; t < rows->n_types; t++) {
        for (guint i = 0; i < document->records->len; i++) {
            const BpRecord *record = g_ptr_array_index(document->records, i);
            if (record->type != &types[t])
                continue;
            g_assert(record->id); /* bp_document_assign_ids() comes before */
            gint64 *key = g_new(gint64, 1);
            *key = ++last;
            g_hash_table_insert(keys, record->id, key);
        }
    }
    return keys;
}

bool bp_rows_insert(BpRows *rows, const BpDocument *document, const char *stamp, GError **error)
{
    const BpRecordType *types = bp_record_types(NULL);
    gint64 key = ask_last(rows, rows->last_document) + 1;
    add_document(rows, key, document, stamp);
    g_autoptr(GHashTable) keys = dup_keys(rows, document);
    for (guint i = 0; i < document->records->len && !rows->error; i++) {
        const BpRecord *record = g_ptr_array_index(document->records, i);
        add_record(rows, key, &rows->types[record->type - types], record, keys);
    }
    Row row = row_begin(rows, rows->index);
    bind_integer(&row, (guint64)key);
    row_end(&row);
    return hand_over(rows, error);
}

bool bp_rows_remove(BpRows *rows, const char *file, GError **error)
{
    Row find = row_begin(rows, rows->find);
    bind_text(&find, file);
    gint64 key = row_get(&find, 0);
    for (guint i = 0; i < rows->deletes->len && key && !rows->error; i++) {
        Row row = row_begin(rows, g_ptr_array_index(rows->deletes, i));
        bind_integer(&row, (guint64)key);
        row_end(&row);
    }
    return hand_over(rows, error);
}
