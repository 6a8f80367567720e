/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The rows of which the store of a document consists, shared by what writes and what reads it.
 *
 * A section is rows, then texts without anything between them. The order of both is that of
 * put_pages and get_pages; a text is told by its length and one more, 0 for one that is not there.
 * Whatever changes here changes what the store is: raise BP_STORE_VERSION.
 */
#pragma once

#include "extract/asked.h"
#include "extract/store-rows.h"

#define BP_STORE_VERSION 1

typedef struct {
    guint64 bytes;
    guint32 n_pages, n_findings, n_dropped, n_fonts, n_outline;
    guint32 title, producer; /* texts */
    guint8 status;
    bool drawn; /* a PDF: pages can be drawn, and may have tags */
} BpHeadRow;

typedef struct {
    guint32 page, code, message;
    guint8 level;
} BpFindingRow;

typedef struct {
    guint32 name;
    bool bold, italic;
    guint8 pictures;
} BpFontRow;

typedef struct {
    guint32 title, page, depth;
} BpOutlineRow;

typedef struct {
    double width, height, image_cover;
    guint32 label, text, n_words, n_gaps, n_links, n_images, replaced;
    guint32 n_rulings; /* and one more; 0 when the page was not looked at for them */
    guint8 turns;
    bool needs_ocr;
} BpPageRow;

typedef struct {
    BpBox box;
    guint32 uri, target_page;
} BpLinkRow;

typedef struct {
    guint32 n_drawings, n_answers;
    bool tags; /* there is a BpTagsRow for each page */
} BpAskedRow;

typedef struct {
    guint64 words;
    guint32 page, n_rulings, n_hidden;
} BpDrawingRow;

typedef struct {
    guint32 n_tables, n_headings;
    bool has; /* the page has tags */
} BpTagsRow;

typedef struct {
    guint64 words, spent, cost;
    guint32 page, n_found;
    guint8 what;
    bool cut;
} BpAnswerRow;

extern const BpStoreRows bp_store_heads, bp_store_findings, bp_store_fonts, bp_store_outline,
    bp_store_pages, bp_store_words, bp_store_gaps, bp_store_links, bp_store_rulings;
extern const BpStoreRows bp_store_askeds, bp_store_drawings, bp_store_hidden, bp_store_tags,
    bp_store_tag_tables, bp_store_answers, bp_store_tag_rows, bp_store_tag_headings;

/* The rows of found texts of that kind, and the size of their struct. */
const BpStoreRows *bp_store_found(guint what, gsize *out_size);
