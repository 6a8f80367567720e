/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack.db while it is made: a new file, one transaction, documents in order. The tables come
 * from the table of record types; two runs over the same documents make the same bytes.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

/* "BPk1", in the header of the file; and the version of the tables. */
#define BP_DATABASE_APPLICATION 0x42506b31
#define BP_DATABASE_VERSION     2

typedef struct BpDatabase BpDatabase;

/* Make the file `path`, which does not exist yet. Sets BP_ERROR_OUTPUT. */
BpDatabase *bp_database_open(const char *path, GError **error);
bool bp_database_add(BpDatabase *database, const BpDocument *document, GError **error);

/* Fill the full-text index, commit and close the file; the database can only be freed then. */
bool bp_database_finish(BpDatabase *database, GError **error);
void bp_database_free(BpDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpDatabase, bp_database_free)

/* The SQL that makes all tables, views and the index. The caller frees. */
char *bp_database_dup_tables(void);

/* The SQL that inserts a record of a type: ?1 pk, ?2 document, ?3 to ?11 the common columns, then
 * the fields, a REF as its id and its pk; and one that inserts an item of a field. */
char *bp_database_dup_insert(const BpRecordType *type);
char *bp_database_dup_item_insert(const BpRecordType *type, const BpField *field);
