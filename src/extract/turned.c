/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages whose text is set sideways or upside down, without the PDF saying so: they are turned until
 * most of it runs from left to right.
 */
#include "extract/words.h"
#include "model/turn.h"

/* Fewest characters in words of more than one, and the share of them that runs another way. */
#define MIN_CHARS 40
#define MOST      0.7

void bp_words_turn_page(BpPage *page, const BpWordCounts *counts)
{
    guint n = 0, up = 0, down = 0;

    for (guint i = 0; i < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i);
        guint len = word->end - word->start;
        if (len < 2)
            continue;
        n += len;
        up += word->style & BP_STYLE_UP ? len : 0;
        down += word->style & BP_STYLE_DOWN ? len : 0;
    }
    if (n < MIN_CHARS)
        return;
    if (up > MOST * n)
        bp_page_turn(page, 1);
    else if (down > MOST * n)
        bp_page_turn(page, 3);
    else if (counts->n_back > MOST * (n - page->words->len))
        bp_page_turn(page, 2);
}
