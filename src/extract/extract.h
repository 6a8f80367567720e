/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The extract stage: the bytes of a PDF, a web page or a text become pages of positioned words, an
 * outline, links and metadata. The only folder that sees poppler; runs in a worker process only.
 *
 * input.h opens files of any format; here is what there is to a PDF.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

/* Name and version of the PDF library: another one may read other text. */
const char *bp_extract_peek_library(void);

/* An open PDF. Kept open while later stages may still ask for rulings. */
typedef struct BpPdf BpPdf;

/*
 * Open a PDF from memory (borrowed while it lives) and fill the document's metadata and
 * page count. On failure sets document->status (ENCRYPTED, REFUSED, EMPTY, LIMIT) with a finding
 * and returns NULL.
 */
BpPdf *bp_pdf_open(GBytes *bytes, BpDocument *document);
void bp_pdf_free(BpPdf *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpPdf, bp_pdf_free)

/* Read page `number` (from 1) and append it to document->pages. A page that cannot be read becomes
 * an empty one with a finding, and the document PARTIAL. */
void bp_extract_page(BpPdf *pdf, BpDocument *document, guint number);

/* See bp_input_read_extras. */
void bp_extract_extras(BpPdf *pdf, BpDocument *document);

/* Whether the page has words in white, which a picture of it would show to be seen or not. */
bool bp_extract_has_white(const BpPage *page);

/*
 * Find the straight rules (table lines, edges of filled areas) of a page by drawing it at one pixel
 * a point and looking for long straight edges; poppler-glib hands out no vector paths. Costs about
 * as much as reading the text, so layout says which pages want it (bp_layout_wants_rulings).
 * Sets page->rulings, and leaves out words that the picture shows to be hidden, with a finding.
 */
void bp_extract_rulings(BpPdf *pdf, BpDocument *document, BpPage *page);

/*
 * Read which tables and headings a tagged PDF tells of: sets page->tags where there are any and
 * none are set. poppler may die of a hostile tree.
 */
void bp_extract_tags(BpPdf *pdf, BpDocument *document);

typedef enum { BP_TAG_ROWS = 1 << 0, BP_TAG_HEADINGS = 1 << 1 } BpTagTexts;

/* Find where the rows of its tables and the headings that a page tells of stand on it. Each cell
 * and heading costs about as much as the text of the page, so only pages in doubt are asked; what
 * goes beyond BP_LIMIT_TAG_WORDS is left out. */
void bp_extract_tag_texts(BpPdf *pdf, BpPage *page, guint what);

/*
 * Append page `number`, drawn at `dpi` pixels an inch, to `out` as PNG; larger pages than any paper
 * are drawn smaller. False, with nothing appended, when it cannot be drawn.
 */
bool bp_extract_png(BpPdf *pdf, guint number, double dpi, GByteArray *out);

/*
 * Read and draw a small page that is built in, and see that it comes out right: loads what reading
 * takes from files other than those of fonts and of poppler, which a confined worker cannot.
 * BP_ERROR_SANDBOX when it does not work.
 */
bool bp_extract_warm(GError **error);

/* Text dump of the stage, for `boardpack dump` and tests. */
void bp_extract_dump(const BpDocument *document, GString *out);
