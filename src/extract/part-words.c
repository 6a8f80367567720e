/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words of narrow columns that poppler ran together: single letters or marks in one line of a
 * table, evenly apart, are to it a word set with wide spacing. An upright that passes between the
 * letters says otherwise.
 */
#include "extract/words.h"

/* An upright may touch the letters beside it: places of rulings are good to half a point. */
#define SLACK 0.75

static bool is_ruled(const BpPage *page, const BpGap *gap, const BpBox *box)
{
    double y = (box->y0 + box->y1) / 2;

    for (guint i = 0; i < page->rulings->len; i++) {
        const BpRuling *r = &g_array_index(page->rulings, BpRuling, i);
        if (r->vertical && r->at >= gap->from - SLACK && r->at <= gap->to + SLACK && r->from <= y &&
            r->to >= y)
            return true;
    }
    return false;
}

/* The next gap of the page that is inside the word; `*next` goes behind it. */
static const BpGap *next_gap(const BpPage *page, const BpWord *word, guint *next)
{
    for (; *next < page->gaps->len; ++*next) {
        const BpGap *gap = &g_array_index(page->gaps, BpGap, *next);
        if (gap->at >= word->end)
            return NULL;
        if (gap->at > word->start) {
            ++*next;
            return gap;
        }
    }
    return NULL;
}

void bp_words_part_at_rulings(BpPage *page)
{
    if (!page->gaps->len || !page->rulings->len)
        return;
    GArray *parted = g_array_sized_new(FALSE, TRUE, sizeof(BpWord), page->words->len + 8);
    guint next = 0;

    for (guint i = 0; i < page->words->len; i++) {
        BpWord word = *bp_page_word(page, i);
        for (const BpGap *gap; (gap = next_gap(page, &word, &next));) {
            if (!is_ruled(page, gap, &word.box))
                continue;
            BpWord left = word;
            left.end = word.start = gap->at;
            left.box.x1 = gap->from;
            word.box.x0 = gap->to;
            word.spaced = true;
            g_array_append_val(parted, left);
        }
        g_array_append_val(parted, word);
    }
    g_array_unref(page->words);
    page->words = parted;
}
