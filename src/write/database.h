/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack.db, changed in place: one transaction a document, others may read meanwhile (WAL).
 *
 * After each call of bp_database_put() or bp_database_remove() that returned true, the change
 * survives a kill; one that returned false changed nothing. A power cut may take back the last
 * ones, each as a whole (bp_database_dup_rows() tells): waiting for the disc once a document would
 * cost more than the rest of the writing. What is in the file after bp_database_close() depends on
 * nothing but the sequence of these changes: a run that was killed anywhere and went on later
 * leaves the same bytes as one that was not.
 *
 * One process writes: the caller holds the lock of the output folder. A process that is forked
 * while a database is open must not use it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

/* "BPk1", in the header of the file; and the version of the tables. */
#define BP_DATABASE_APPLICATION 0x42506b31
#define BP_DATABASE_VERSION     3

typedef struct BpDatabase BpDatabase;

/*
 * Open the database `path`, which need not exist; a new one is made under a temporary name and
 * renamed. One of another version of the tables, or a damaged one, is replaced;
 * bp_database_warning() says so then. `out_new` is set to whether there is a new one, in which
 * everything has to be put. That is for telling people: after a kill a database can lack documents
 * without being new, and what it holds is said by bp_database_dup_rows(). What is no database of
 * boardpack is left alone.
 *
 * Errors: BP_ERROR_LOCKED when another program keeps it locked, else BP_ERROR_OUTPUT.
 */
BpDatabase *bp_database_open(const char *path, bool *out_new, GError **error);

/* What the user should know of the opening ("boardpack.db was damaged ..."), or NULL. */
const char *bp_database_warning(const BpDatabase *database);

/* Of which bytes the documents in it are, and by which engine: file -> "sha256 stamp". When that
 * is not to be read, the next bp_database_open() makes the file anew. */
GHashTable *bp_database_dup_rows(BpDatabase *database, GError **error);

/* Put a document in the place of the one with the same `file`, if there is one. Errors as of
 * bp_database_open(); the document is then as it was before, and others can be put. */
bool bp_database_put(BpDatabase *database, const BpDocument *document, const char *stamp,
                     GError **error);

/* Take a document out; true also when it is not there. */
bool bp_database_remove(BpDatabase *database, const char *file, GError **error);

/* Bring the log into the file and close it, also when that fails: all is in the log then. No other
 * file is left unless somebody reads at the moment. Only bp_database_free() may follow. */
bool bp_database_close(BpDatabase *database, GError **error);
void bp_database_free(BpDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpDatabase, bp_database_free)
