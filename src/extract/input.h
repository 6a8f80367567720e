/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a document is read from: a file of any format, or pages that a run before has stored.
 *
 * Adding a format: a reader that sets pages (readers.h), a row in the table of input.c, how it is
 * known in sniff.c, and its suffix in discover/.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

/* An open file of any format. */
typedef struct BpInput BpInput;

/*
 * Find out which format the bytes have (they are borrowed while it lives) and open it: fills the
 * document's metadata and page count. On failure sets document->status (ENCRYPTED, REFUSED, EMPTY,
 * LIMIT) with a finding and returns NULL.
 */
BpInput *bp_input_open(GBytes *bytes, BpDocument *document);
void bp_input_free(BpInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpInput, bp_input_free)

/* Whether bp_input_open would take it for a PDF. */
bool bp_input_is_pdf(GBytes *bytes, const BpDocument *document);

/* Append page `number` (from 1) to document->pages; each one once, in their order. */
void bp_input_read_page(BpInput *input, BpDocument *document, guint number);

/* Outline and links: after all text, since they are what hangs in hostile files. Gives a document
 * whose pages have no words the status NO_TEXT, one without any readable page REFUSED. */
void bp_input_read_extras(BpInput *input, BpDocument *document);

/* How the file is asked for when stored pages do not do; does not return when there is none. */
typedef GBytes *(*BpFileFunc)(gpointer data);

/*
 * Open what bp_input_dup_store made of an input in place of the file: gives the document all it
 * had after bp_input_read_extras, and what the file was asked later is answered without it, as far
 * as it was asked before. For the rest `file` is called, once. NULL, with the document as it was,
 * when the store is damaged or was not made by this program.
 */
BpInput *bp_input_open_stored(GBytes *store, BpDocument *document, BpFileFunc file, gpointer data);

/* What makes stored pages: programs and limits. Those made by anything else are of no use. */
char *bp_input_dup_store_key(void);

/* Whether its pages can be drawn, and it may have tags: only a PDF. The pages of other formats come
 * with links and rulings. */
bool bp_input_is_drawn(const BpInput *input);

/* From here on, keep what bp_input_dup_store needs: called when the document has its pages, before
 * layout. */
void bp_input_keep_pages(BpInput *input, const BpDocument *document);

/* The pages as they were kept, with all that was asked since, in some 3 KiB a page; NULL when they
 * were not, are too many, or came from a store that has it all. */
GBytes *bp_input_dup_store(const BpInput *input);

/* As bp_extract_rulings, bp_extract_tags and bp_extract_tag_texts, from the file or from a store.
 */
void bp_input_read_rulings(BpInput *input, BpDocument *document, BpPage *page);
void bp_input_read_tags(BpInput *input, BpDocument *document);
void bp_input_read_tag_texts(BpInput *input, BpDocument *document, BpPage *page, guint what);
