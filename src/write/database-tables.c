/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The SQL of boardpack.db, made from the table of record types.
 *
 * A table a record type, a child table a list field. `pk` counts over all types, so that the view
 * `record`, which puts them all side by side, has a key of its own and can be the content of the
 * full-text index: texts are stored once. `title` there is the key text of the type, `text`
 * everything else that is printed.
 *
 * Whatever is deleted with a document is found by an index: a put takes as long in an archive of
 * ten thousand documents as in an empty one.
 */
#include "write/database-tables.h"

static const char fixed_tables[] =
    "CREATE TABLE document (\n"
    " id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, file TEXT NOT NULL UNIQUE,\n"
    " kind TEXT NOT NULL, status TEXT NOT NULL, bytes INTEGER NOT NULL, pages INTEGER NOT NULL,\n"
    " title TEXT NOT NULL, producer TEXT NOT NULL, sector TEXT NOT NULL, publisher TEXT NOT NULL,\n"
    " characters INTEGER NOT NULL, claimed INTEGER NOT NULL, coverage REAL NOT NULL,\n"
    " stamp TEXT NOT NULL);\n"
    "CREATE INDEX document_sha256 ON document (sha256);\n"
    "CREATE TABLE finding (\n"
    " document INTEGER NOT NULL REFERENCES document, position INTEGER NOT NULL,\n"
    " code TEXT NOT NULL, level TEXT NOT NULL CHECK (level IN ('warning','hint')),\n"
    " page INTEGER NOT NULL, message TEXT NOT NULL,\n"
    " PRIMARY KEY (document, position)) WITHOUT ROWID;\n"
    "CREATE TABLE span (\n"
    " record INTEGER NOT NULL, position INTEGER NOT NULL, page INTEGER NOT NULL,\n"
    " x0 REAL NOT NULL, y0 REAL NOT NULL, x1 REAL NOT NULL, y1 REAL NOT NULL,\n"
    " PRIMARY KEY (record, position)) WITHOUT ROWID;\n";

static const char index_tables[] =
    "CREATE VIRTUAL TABLE record_fts USING fts5(type UNINDEXED, id UNINDEXED, title, text,\n"
    " content='record', content_rowid='pk', tokenize='unicode61 remove_diacritics 2');\n"

    "CREATE VIEW open_actions AS\n"
    " SELECT a.id, a.ref, a.text,\n"
    "  (SELECT group_concat(value, '; ') FROM action_owner WHERE action = a.pk) AS owners,\n"
    "  a.due, a.due_date, a.status, a.state, m.body, m.date AS meeting_date, a.page, d.file\n"
    " FROM action a JOIN document d ON d.id = a.document LEFT JOIN meeting m ON m.pk = "
    "a.meeting_pk\n"
    " WHERE a.state <> 'complete';\n";

static const char *column_type(const BpField *field)
{
    return field->kind == BP_FIELD_PAGE ? "INTEGER" : "TEXT";
}

static void append_words(GString *sql, const BpField *field)
{
    g_string_append_printf(sql, " CHECK (\"%s\" IN (''", field->name);
    for (guint i = 0; field->words[i]; i++)
        g_string_append_printf(sql, ",'%s'", field->words[i]);
    g_string_append(sql, "))");
}

static void append_item_table(GString *sql, const BpRecordType *type, const BpField *field)
{
    const char *columns = field->kind == BP_FIELD_PAIRS
                              ? "field TEXT NOT NULL, label TEXT NOT NULL, value TEXT NOT NULL"
                              : "value TEXT NOT NULL";
    g_string_append_printf(sql,
                           "CREATE TABLE \"%s_%s\" (\n \"%s\" INTEGER NOT NULL REFERENCES "
                           "\"%s\",\n position INTEGER NOT NULL, %s,\n PRIMARY KEY (\"%s\", "
                           "position)) WITHOUT ROWID;\n",
                           type->name, field->item, type->name, type->name, columns, type->name);
}

static void append_table(GString *sql, const BpRecordType *type)
{
    g_string_append_printf(
        sql,
        "CREATE TABLE \"%s\" (\n pk INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES "
        "document,\n id TEXT NOT NULL, page INTEGER NOT NULL, page_label TEXT NOT NULL,\n rule "
        "TEXT NOT NULL, confidence REAL NOT NULL,\n meeting TEXT NOT NULL, meeting_pk INTEGER "
        "REFERENCES meeting,\n part TEXT NOT NULL, part_pk INTEGER REFERENCES part",
        type->name);
    for (const BpField *field = type->fields; field->name; field++) {
        if (field->item)
            continue;
        g_string_append_printf(sql, ",\n \"%s\" %s NOT NULL", field->name, column_type(field));
        if (field->kind == BP_FIELD_WORD)
            append_words(sql, field);
        if (field->kind == BP_FIELD_REF)
            g_string_append_printf(sql, ",\n \"%s_pk\" INTEGER REFERENCES \"%s\"", field->name,
                                   field->target);
    }
    /* in this order it also serves who looks for an id in all documents */
    g_string_append(sql, ",\n UNIQUE (id, document));\n");
    g_string_append_printf(sql, "CREATE INDEX \"%s_document\" ON \"%s\" (document);\n", type->name,
                           type->name);
    for (const BpField *field = type->fields; field->name; field++)
        if (field->item)
            append_item_table(sql, type, field);
}

/* What the view shows as `text`: every field that holds what somebody printed, one a line. */
static void append_texts(GString *sql, const BpRecordType *type)
{
    g_string_append(sql, "''");
    for (const BpField *field = type->fields; field->name; field++) {
        if (g_str_equal(field->name, type->key))
            continue;
        if (field->kind == BP_FIELD_TEXT)
            g_string_append_printf(sql,
                                   " || CASE \"%s\" WHEN '' THEN '' ELSE \"%s\" || char(10) END",
                                   field->name, field->name);
        else if (field->item)
            g_string_append_printf(
                sql,
                " || ifnull((SELECT group_concat(value, char(10)) || char(10) FROM \"%s_%s\" c "
                "WHERE c.\"%s\" = r.pk), '')",
                type->name, field->item, type->name);
    }
}

static void append_view(GString *sql)
{
    guint n_types;
    const BpRecordType *types = bp_record_types(&n_types);
    g_string_append(sql, "CREATE VIEW record (pk, type, id, document, page, meeting_pk, part_pk, "
                         "title, text) AS\n");
    for (guint i = 0; i < n_types; i++) {
        bool is_meeting = g_str_equal(types[i].name, "meeting");
        g_string_append_printf(sql, "%s SELECT pk, '%s', id, document, page, %s, part_pk, \"%s\", ",
                               i ? " UNION ALL\n" : "", types[i].name,
                               is_meeting ? "pk" : "meeting_pk", types[i].key);
        append_texts(sql, &types[i]);
        g_string_append_printf(sql, " FROM \"%s\" r\n", types[i].name);
    }
    g_string_append(sql, ";\n");
}

char *bp_database_dup_tables(void)
{
    guint n_types;
    const BpRecordType *types = bp_record_types(&n_types);
    GString *sql = g_string_new(fixed_tables);
    for (guint i = 0; i < n_types; i++)
        append_table(sql, &types[i]);
    append_view(sql);
    g_string_append(sql, index_tables);
    return g_string_free(sql, FALSE);
}

char *bp_database_dup_insert(const BpRecordType *type)
{
    GString *sql = g_string_new(NULL);
    g_string_printf(sql, "INSERT INTO \"%s\" VALUES (?,?,?,?,?,?,?,?,?,?,?", type->name);
    for (const BpField *field = type->fields; field->name; field++)
        if (!field->item)
            g_string_append(sql, field->kind == BP_FIELD_REF ? ",?,?" : ",?");
    g_string_append_c(sql, ')');
    return g_string_free(sql, FALSE);
}

char *bp_database_dup_item_insert(const BpRecordType *type, const BpField *field)
{
    return g_strdup_printf("INSERT INTO \"%s_%s\" VALUES (?,?,?%s)", type->name, field->item,
                           field->kind == BP_FIELD_PAIRS ? ",?,?" : "");
}

char *bp_database_dup_last_key(void)
{
    guint n_types;
    const BpRecordType *types = bp_record_types(&n_types);
    GString *sql = g_string_new("SELECT max(0");
    for (guint i = 0; i < n_types; i++)
        g_string_append_printf(sql, ", ifnull((SELECT max(pk) FROM \"%s\"), 0)", types[i].name);
    g_string_append_c(sql, ')');
    return g_string_free(sql, FALSE);
}

static void add_type_deletes(GPtrArray *deletes, const BpRecordType *type)
{
    for (const BpField *field = type->fields; field->name; field++)
        if (field->item)
            g_ptr_array_add(deletes,
                            g_strdup_printf("DELETE FROM \"%s_%s\" WHERE \"%s\" IN (SELECT "
                                            "pk FROM \"%s\" WHERE document = ?)",
                                            type->name, field->item, type->name, type->name));
    g_ptr_array_add(deletes, g_strdup_printf("DELETE FROM span WHERE record IN (SELECT pk FROM "
                                             "\"%s\" WHERE document = ?)",
                                             type->name));
}

GPtrArray *bp_database_dup_deletes(void)
{
    guint n_types;
    const BpRecordType *types = bp_record_types(&n_types);
    GPtrArray *deletes = g_ptr_array_new_with_free_func(g_free);
    /* first, while the view still shows the texts that were indexed */
    g_ptr_array_add(deletes,
                    g_strdup("INSERT INTO record_fts (record_fts, rowid, type, id, title, "
                             "text) SELECT 'delete', pk, type, id, title, text FROM record "
                             "WHERE document = ?"));
    for (guint i = 0; i < n_types; i++)
        add_type_deletes(deletes, &types[i]);
    for (guint i = 0; i < n_types; i++)
        g_ptr_array_add(deletes,
                        g_strdup_printf("DELETE FROM \"%s\" WHERE document = ?", types[i].name));
    g_ptr_array_add(deletes, g_strdup("DELETE FROM finding WHERE document = ?"));
    g_ptr_array_add(deletes, g_strdup("DELETE FROM document WHERE id = ?"));
    return deletes;
}
