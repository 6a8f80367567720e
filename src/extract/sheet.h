/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sheets on which we set text ourselves, for formats that have no pages: words with boxes, as
 * poppler hands them out for a PDF.
 */
#pragma once

#include "model/document.h"

typedef struct BpSheets BpSheets;

/* `document` is borrowed: fonts and findings go to it. */
BpSheets *bp_sheets_new(BpDocument *document);
void bp_sheets_free(BpSheets *sheets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpSheets, bp_sheets_free)

/* White around the text, points. */
#define BP_SHEET_MARGIN 36.0

/* Pages are as in print: what stands last on each is its foot. Else a page is as high as paper at
 * least, so that the end of a short text is not taken for a footer. */
void bp_sheets_set_feet(BpSheets *sheets);

/* Begin a new page and return it; the one before is finished. */
BpPage *bp_sheets_start_page(BpSheets *sheets);

/* The page that is being set, NULL before the first. */
BpPage *bp_sheets_peek_page(const BpSheets *sheets);

/* Whether no page has a word. */
bool bp_sheets_is_blank(const BpSheets *sheets);

/* What has been used of a page's limits, 0 to 1, and when to begin a new one: from FULL on where a
 * paragraph or a row of a table ends, from BRIM on at the next line. */
double bp_sheets_get_fill(const BpSheets *sheets);
#define BP_SHEET_FULL 0.5
#define BP_SHEET_BRIM 0.9

/*
 * Set a word of clean UTF-8 at word->box, with the looks of `word`; `before` is the white space
 * that stands before it in the page's text: '\n', ' ', or 0 when it touches the last one. False
 * when a limit was reached, which is reported once a page.
 */
bool bp_sheets_add_word(BpSheets *sheets, const char *text, gsize len, char before,
                        const BpWord *word);

/* Set a link; what is beyond the limit of a page is reported. Takes `uri`. */
void bp_sheets_take_link(BpSheets *sheets, BpBox box, char *uri);

/* All is set: gives the document its number of pages. */
void bp_sheets_finish(BpSheets *sheets);

/* Hand page `number` over to the document; each one once, in their order. */
void bp_sheets_give_page(BpSheets *sheets, BpDocument *document, guint number);
