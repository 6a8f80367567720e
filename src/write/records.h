/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * records.ndjson: every record of every document, in the order of their names.
 *
 * A run adds what it makes to a file of pieces; when it ends, a new records.ndjson is put together
 * from these and from what the old one has of all other documents.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

typedef struct {
    guint64 at,
        len; /* bytes of the file of pieces; no length: it is in the old file, if anywhere */
    guint64 lines;
} BpPiece;

/* A document that has its place in the new file. */
typedef struct {
    const char *file;
    BpPiece piece;
} BpPublished;

typedef struct BpRecordsFile BpRecordsFile;

/* Both paths; neither file has to be there. */
BpRecordsFile *bp_records_file_new(const char *path, const char *pieces_path);
void bp_records_file_free(
    BpRecordsFile *records); /* also removes what was merged and not published */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpRecordsFile, bp_records_file_free)

/* Add the records of a document, as they stand in the table of record types. */
bool bp_records_file_add(BpRecordsFile *records, const BpDocument *document, BpPiece *out_piece,
                         GError **error);

/* Whether the file of pieces has this one, as lines. */
bool bp_records_file_has(const BpRecordsFile *records, const BpPiece *piece);

/* Size of the published file in bytes, 0 when there is none. */
guint64 bp_records_file_get_size(const BpRecordsFile *records);

/* Put the new file together, aside, in the order given, which is that of the names; then put it in
 * place, then remove the pieces. BP_ERROR_OUTPUT also when lines are not there: `out_lost` gets the
 * files of all such documents (char*, to be freed). */
bool bp_records_file_merge(BpRecordsFile *records, const BpPublished *documents, guint n,
                           guint64 *out_bytes, GPtrArray *out_lost, GError **error);
bool bp_records_file_publish(BpRecordsFile *records, GError **error);
bool bp_records_file_drop_pieces(BpRecordsFile *records, GError **error);
