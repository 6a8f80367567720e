/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The output folder of a run: documents one by one, and the files about all of them.
 *
 * Each document is written whole or not at all, in three steps that the caller binds together with
 * its journal: bp_output_stage ... bp_output_sync_folders (files and piece), the line of the
 * journal, bp_output_commit (the database). Several documents are synced at a time: what brings one
 * file to the disc takes as long as what brings thirty. records.ndjson is put together when the run
 * ends.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"
#include "write/records.h"

typedef struct BpOutput BpOutput;

/*
 * Open an output folder, which must exist and be locked; `pieces` is the path for what is added to
 * records.ndjson.
 */
BpOutput *bp_output_open(const char *folder, const char *pieces, const char *rules_hash,
                         GError **error);
void bp_output_free(BpOutput *output); /* closes what bp_output_close did not */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpOutput, bp_output_free)

/* What the user should know of the opening, or NULL. */
const char *bp_output_peek_warning(const BpOutput *output);

/* The files of a document, written and not in their place yet. */
typedef struct BpStaged BpStaged;
void bp_staged_free(BpStaged *staged); /* removes what was not placed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpStaged, bp_staged_free)

/* Write documents/<file>.{json,xml} aside, and the piece. BP_ERROR_OUTPUT. */
BpStaged *bp_output_stage(BpOutput *output, const BpDocument *document, BpPiece *out_piece,
                          GError **error);

/* In three steps for some documents (BpStaged*): bring all that was written to the disc; put the
 * files of each in their places; bring the folders to the disc. */
bool bp_output_sync(const BpOutput *output, const GPtrArray *staged, GError **error);
bool bp_staged_place(BpStaged *staged, GError **error);
guint64 bp_staged_get_bytes(const BpStaged *staged); /* of its files together */
guint64 bp_staged_get_sum(const BpStaged *staged);   /* of what is in them */
void bp_output_sync_folders(const GPtrArray *staged);

/* Bring it into the database, in place of what there was of its file. `stamp` says what made it. */
bool bp_output_commit(BpOutput *output, const BpDocument *document, const char *stamp,
                      GError **error);

/* What the database has: see bp_database_dup_rows(). */
GHashTable *bp_output_dup_rows(const BpOutput *output, GError **error);

/* Whether its files are there and have so many bytes together; costs two stat(). */
bool bp_output_has_files(const BpOutput *output, const char *file, guint64 bytes);

/* Take a document out of the database; out of the database and the folder. */
bool bp_output_remove_rows(BpOutput *output, const char *file, GError **error);
bool bp_output_remove(BpOutput *output, const char *file, GError **error);

/* For records.ndjson. */
BpRecordsFile *bp_output_peek_records(BpOutput *output);

/* Write a file of the folder whole. */
bool bp_output_save(const BpOutput *output, const char *name, const char *bytes, gsize len,
                    GError **error);

/* Close the database; nothing but its one file stays. */
bool bp_output_close(BpOutput *output, GError **error);
