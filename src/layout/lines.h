/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words to rows: the words of one page grouped by baseline, each row sorted from left to right.
 * What is a column gap and what a wide space is not decided here but by those who know the
 * neighbouring rows (grid.c, columns.c, paragraphs.c).
 */
#pragma once

#include "model/block.h"
#include "rules/rules.h"

typedef struct {
    GArray *words; /* guint: indices into page->words, left to right */
    BpBox box;
    double y;    /* middle of the words that made it */
    double size; /* largest font size in it */
} BpTextRow;

void bp_text_row_free(gpointer row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpTextRow, bp_text_row_free)

/* Rows of the words in `words` (indices into page->words), top to bottom. The caller unrefs. */
GPtrArray *bp_rows_of_words(const BpPage *page, const GArray *words);

/* All words of a page as indices. The caller unrefs. */
GArray *bp_words_of_page(const BpPage *page);

/* Make a line of some words of a row (indices, left to right); TAB at gaps of at least 1.2 em. */
BpLine *bp_line_of_words(BpLayout *layout, const BpPage *page, const GArray *words,
                         BpMatcher *matcher);
