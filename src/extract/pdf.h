/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files of the extract stage share: the open PDF. Nothing outside this folder includes it.
 */
#pragma once

#include "extract/extract.h"
#include "extract/poppler-compat.h"

struct BpPdf {
    PopplerDocument *poppler;
    guint n_pages;
    guint n_unreadable;       /* pages that could not be read */
    gsize text_bytes;         /* of all pages read so far */
    GHashTable *fonts;        /* poppler's font name -> its index in document->fonts */
    cairo_surface_t *surface; /* what pages are drawn on for rulings; kept for the next page */
};
