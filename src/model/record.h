/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Records: what boardpack finds. One table of record types and their fields drives everything that
 * knows them: JSON, XML, SQLite, the schemas, the fields that rules may capture, and the manual.
 *
 * To add a field or a record type, add a row in record.c; the writers, schemas and database follow.
 * tests/unit/test-record.c and the schema tests tell what else must be said about it.
 *
 * A record owns its values. An absent value is NULL in memory, "" or [] in the outputs: what is not
 * printed is empty, never guessed.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/page.h"

typedef enum {
    BP_FIELD_TEXT, /* verbatim text */
    BP_FIELD_DATE, /* ISO 8601 date, made from the printed one */
    BP_FIELD_TIME, /* HH:MM, made from the printed one */
    BP_FIELD_WORD, /* one of `words` or empty: a closed list */
    BP_FIELD_LIST, /* list of texts */
    BP_FIELD_PAGE, /* page number from 1; 0 is none */
    BP_FIELD_REF,  /* id of another record of the same document (its type in `target`) */
    BP_FIELD_PAIRS /* list of {field, label, value}: a front sheet's label and value */
} BpFieldKind;

typedef struct {
    const char *name;
    BpFieldKind kind;
    const char *const *words; /* BP_FIELD_WORD: the closed list, NULL-terminated */
    const char *target;       /* BP_FIELD_REF: name of the type referred to */
    const char *item;         /* LIST, PAIRS: what one is called in XML and SQLite ("owner") */
    const char *from;         /* DATE: the text field it is made from, when nothing else sets it */
    const char *what;         /* for the schemas and the manual */
} BpField;

#define BP_RECORD_MAX_FIELDS 12

typedef struct {
    const char *name;   /* "agenda_item": `type` in NDJSON, element in XML, table in SQLite */
    const char *plural; /* "agenda_items": list in JSON */
    const char *what;
    bool listed;     /* found by rules alone, one after the other (split/listed.c) */
    const char *key; /* field whose text tells records of this type apart in ids and searches */
    BpField fields[BP_RECORD_MAX_FIELDS]; /* ends with a NULL name */
} BpRecordType;

typedef struct {
    char *field; /* normalised name ("sponsor") or "" */
    char *label; /* as printed */
    char *value; /* as printed */
} BpPair;

typedef struct {
    char *text;      /* TEXT, DATE, TIME, WORD, REF */
    const void *ref; /* REF: the BpRecord referred to, until ids are assigned; borrowed */
    GPtrArray *list; /* LIST: char*; PAIRS: BpPair* */
    guint number;    /* PAGE */
} BpValue;

typedef struct {
    const BpRecordType *type;
    char *id;                /* set by bp_document_assign_ids() */
    guint page;              /* where it begins, from 1 */
    char *page_label;        /* printed page number, or NULL */
    GArray *spans;           /* BpSpan, at most one a page */
    char *rule;              /* id of the rule that made it */
    double confidence;       /* 0 to 1 */
    char *meeting;           /* id, or NULL */
    char *part;              /* id, or NULL */
    gpointer meeting_record; /* BpRecord* of the same document until ids are assigned */
    gpointer part_record;    /* the same */
    BpValue values[BP_RECORD_MAX_FIELDS];
} BpRecord;

/* The table, in the order in which the outputs list the types. */
const BpRecordType *bp_record_types(guint *out_n);
const BpRecordType *bp_record_type(const char *name); /* NULL when there is none */

/* Index of a field in type->fields, -1 when there is none. */
int bp_record_type_field(const BpRecordType *type, const char *name);
guint bp_record_type_n_fields(const BpRecordType *type);

/* Whether `text` may be the value of the field: on its closed list, a real date, a time of day. */
bool bp_field_accepts(const BpField *field, const char *text);

BpRecord *bp_record_new(const char *type_name, guint page);
void bp_record_free(BpRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpRecord, bp_record_free)

/* Setting and reading by field name; a name the type does not have is a bug and asserts. Text is
 * copied; NULL, "" or a text that bp_field_accepts() refuses clears. `bp_record_get` returns "" for
 * an absent value. */
void bp_record_set(BpRecord *record, const char *field, const char *text);
const char *bp_record_get(const BpRecord *record, const char *field);
void bp_record_add(BpRecord *record, const char *field, const char *text);      /* LIST */
const GPtrArray *bp_record_get_list(const BpRecord *record, const char *field); /* may be NULL */
void bp_record_add_pair(BpRecord *record, const char *field, const char *name, const char *label,
                        const char *value);
void bp_record_set_page(BpRecord *record, const char *field, guint page);
guint bp_record_get_page(const BpRecord *record, const char *field);

/* Add a place; boxes on the same page are joined into one span. */
void bp_record_add_span(BpRecord *record, guint page, BpBox box);
