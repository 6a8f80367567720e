/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files of the extract stage share: the open PDF. Nothing outside this folder includes it.
 */
#pragma once

#include "extract/asked.h"
#include "extract/extract.h"
#include "extract/poppler-compat.h"

/* Share of the page under images from which it is taken for a scan. */
#define BP_SCAN_COVER 0.5

struct BpPdf {
    PopplerDocument *poppler;
    guint n_pages;
    guint n_unreadable;       /* pages that could not be read */
    gsize text_bytes;         /* of all pages read so far */
    GHashTable *fonts;        /* poppler's font name -> its index in document->fonts */
    cairo_surface_t *surface; /* what pages are drawn on for rulings; kept for the next page */
    GPtrArray *tag_items;     /* GArray of BpTagItem a page, or NULL; NULL when there are no tags */
    guint64 tag_words;        /* words of pages read again for the text of tags */
    bool tags_cut;            /* the limit of them left something out */
};

/* The share of the page that lies under images, and how many there are. */
double bp_pdf_image_cover(const BpPage *page, PopplerPage *poppler, guint *out_n);

/* Draw a page, as its words are now; the caller frees. */
BpDrawing *bp_pdf_draw(BpPdf *pdf, const BpPage *page);
