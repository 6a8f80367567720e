/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The write stage. Everything here is driven by the table of record types (model/record.h); nothing
 * knows a field by name except what output.md calls common to all records.
 *
 * Adding a format: one file with a function of the shape of bp_write_json, a row in writer.c.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

/* A document in one of the formats, as bytes. `rules_hash` goes into "generator". */
typedef char *(*BpFormatFunc)(const BpDocument *document, const char *rules_hash, gsize *out_len,
                              GError **error);
typedef struct {
    const char *name;   /* "json" */
    const char *suffix; /* ".json" */
    const char *what;
    BpFormatFunc format;
} BpFormat;

/* Table of formats (json, xml, text), ended by a NULL name. */
const BpFormat *bp_formats(void);
const BpFormat *bp_format(const char *name);

char *bp_write_json(const BpDocument *document, const char *rules_hash, gsize *out_len,
                    GError **error);
char *bp_write_xml(const BpDocument *document, const char *rules_hash, gsize *out_len,
                   GError **error);
char *bp_write_text(const BpDocument *document, const char *rules_hash, gsize *out_len,
                    GError **error);

/* JSON Schema 2020-12 and RELAX NG of a document, made from the record table. */
char *bp_schema_json(gsize *out_len);
char *bp_schema_rng(gsize *out_len);

/* One hit of a full-text search over boardpack.db. */
typedef struct {
    char *type, *id, *file, *snippet;
    char *meeting_date, *body; /* "" when unknown */
    guint page;
} BpHit;
void bp_hit_free(BpHit *hit);

/* Search `folder`/boardpack.db; `type` NULL for all. At most `limit` hits, best first; array of
 * BpHit*. A query that FTS5 cannot parse is searched as plain words. */
GPtrArray *bp_search(const char *folder, const char *query, const char *type, guint limit,
                     GError **error);
