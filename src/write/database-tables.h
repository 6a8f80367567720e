/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The SQL of boardpack.db, made from the table of record types (model/record.h). The caller frees.
 */
#pragma once

#include <glib.h>

#include "model/record.h"

/* Makes all tables, views and the full-text index. */
char *bp_database_dup_tables(void);

/* Inserts a record of a type: ?1 pk, ?2 document, ?3 to ?11 the common columns, then the fields, a
 * REF as its id and its pk; and one that inserts an item of a field. */
char *bp_database_dup_insert(const BpRecordType *type);
char *bp_database_dup_item_insert(const BpRecordType *type, const BpField *field);

/* The largest pk of all records, 0 when there are none. */
char *bp_database_dup_last_key(void);

/* All that takes out the document with the key ?1, in this order (char*). */
GPtrArray *bp_database_dup_deletes(void);
