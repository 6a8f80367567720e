/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words of one column or cell to paragraphs. */
#pragma once

#include "model/block.h"
#include "rules/rules.h"

/* The place that the words come from. */
typedef struct {
    BpLayout *layout;
    const BpPage *page;
    BpMatcher *matcher;
    BpBox column;  /* its left and right edge; for a cell the cell itself */
    bool in_table; /* it is a table cell: its right edge limits the text */
} BpColumn;

/*
 * Append the paragraphs of the words (indices into page->words) to `out` (BpBlock*, owned by the
 * layout), top to bottom. Short texts that stand apart at the right edge and look like the owners
 * of an action (rule kind `owner`, context `margin`) become notes of the paragraph beside them.
 */
void bp_paragraphs_of_words(const BpColumn *column, const GArray *words, GPtrArray *out);

/* Whether `next` goes on with the sentence that `text` leaves unfinished. */
bool bp_text_goes_on(const char *text, const char *next);
