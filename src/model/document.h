/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One document on its way through the stages: facts of the file, pages, outline, what layout made
 * of them, and the records found. A BpDocument owns everything below it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/page.h"
#include "model/record.h"
#include "model/status.h"
#include "model/used-rules.h"

typedef struct {
    char *title;
    guint page;  /* target, from 1; 0 when it has none */
    guint depth; /* 0 for the top level */
} BpOutlineItem;

/* A warning says that something could not be read; a hint, that something usual is not there. */
typedef enum { BP_FINDING_WARNING, BP_FINDING_HINT, BP_N_FINDING_LEVELS } BpFindingLevel;

/* A finding about the document, for the reader of the output. */
typedef struct {
    BpFindingLevel level;
    char *code; /* "needs-ocr", "rule-limit", ... kebab-case */
    guint page; /* 0 when it is about the whole document */
    char *message;
} BpFinding;

typedef struct {
    char *name; /* font name without the subset tag */
    bool bold, italic;
    guint8 pictures; /* BpPictures: which ones it has in the places of letters */
} BpFont;

/* How much of the body text, in characters without white space, stands in a record. */
typedef struct {
    guint64 characters, claimed;
} BpCoverage;

struct BpLayout; /* layout/layout.h: made by the layout stage */

typedef struct {
    /* source */
    char *file;   /* path relative to the folder given, escaped where it is no UTF-8 */
    char *sha256; /* lower-case hex */
    guint64 bytes;
    guint n_pages;
    char *title, *producer; /* from the file's metadata, or NULL */
    /* outcome */
    BpStatus status;
    char *kind; /* agenda, minutes, pack, report, action-log, other; NULL before recognise */
    BpLayerChoice sector, publisher;
    GArray *uses;        /* BpRuleUse, of the rules that were of use */
    GPtrArray *findings; /* BpFinding* */
    guint n_dropped;     /* findings beyond the limit, told of in the last one */
    /* extract */
    GPtrArray *pages;   /* BpPage* */
    GPtrArray *outline; /* BpOutlineItem* */
    GPtrArray *fonts;   /* BpFont* */
    /* later stages */
    gpointer layout; /* struct BpLayout*, freed by layout_free */
    GDestroyNotify layout_free;
    GPtrArray *records; /* BpRecord*, in document order within a type */
    BpCoverage coverage;
} BpDocument;

/* The closed list of kinds, ended by NULL. */
const char *const *bp_document_kinds(void);

/* "warning", "hint". */
const char *bp_finding_level_name(BpFindingLevel level);

/* Share of the text that is claimed, 0 to 1; 0 when there is no text. */
double bp_coverage_share(const BpCoverage *coverage);

BpDocument *bp_document_new(const char *file);
void bp_document_free(BpDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpDocument, bp_document_free)

#define bp_document_page(doc, number) ((BpPage *)g_ptr_array_index((doc)->pages, (number)-1))

/* Report something, printf style. At most BP_LIMIT_DIAGNOSTICS are kept; the rest are counted in a
 * last one. A status of OK becomes OK_WARN. */
void bp_document_find(BpDocument *document, const char *code, guint page, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* The same for a hint: the status stays as it is. */
void bp_document_hint(BpDocument *document, const char *code, guint page, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Hand over a record. Returns it. */
BpRecord *bp_document_take_record(BpDocument *document, BpRecord *record);

/* Whether there are BP_LIMIT_RECORDS records; a stage stops adding then and reports "limit". */
bool bp_document_is_full(const BpDocument *document);

/* Records of a type, borrowed, in order; free the array with g_ptr_array_unref. */
GPtrArray *bp_document_dup_records(const BpDocument *document, const char *type_name);

/*
 * Give every record its id: the first 16 base-32 digits of the SHA-256 of body, meeting date, type,
 * number or ref, and folded key text; equal ones get "-2", "-3" in document order. Pages, paths and
 * positions have no part in it, so an id survives a pack that is published again. References
 * (meeting, part, BP_FIELD_REF set through bp_record_set_ref) become ids.
 */
void bp_document_assign_ids(BpDocument *document);

/* Remember that `field` refers to `target`; turned into its id by bp_document_assign_ids(). */
void bp_record_set_ref(BpRecord *record, const char *field, const BpRecord *target);
