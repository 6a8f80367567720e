/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Second looks at the words of a page: words printed twice with a small shift (how some programs
 * make bold) and words raised over their line (note marks, the "th" of a date).
 */
#include <math.h>
#include <string.h>

#include "extract/glyphs.h"
#include "extract/words.h"

#define N_BUCKETS 1024
#define NONE      G_MAXUINT32
/* How many words of the same hash are compared; hostile pages repeat one word 50,000 times. */
#define MAX_CHAIN 64

#define DOUBLE_OVERLAP 0.8
#define DOUBLE_SHIFT   0.3 /* em */

/* Shares of the size of the word before it. Browsers set what is raised at 0.83. The foot of small
 * type stands up to 0.1 above that of large type on the same line; a third is usual. */
#define RAISED_SIZE 0.86
#define RAISED_BY   0.2
#define RAISED_GAP  0.35
/* Raised words that follow each other are one mark: "1,2". */
#define RAISED_ON 0.12

static guint hash_word(const BpPage *page, const BpWord *word)
{
    guint hash = 2166136261u;
    for (guint32 i = word->start; i < word->end; i++)
        hash = (hash ^ (guchar)page->text[i]) * 16777619u;
    return hash % N_BUCKETS;
}

static double area(double width, double height)
{
    return width > 0 && height > 0 ? width * height : 0;
}

static bool is_double(const BpPage *page, const BpWord *a, const BpWord *b)
{
    gsize len = a->end - a->start;
    if (len != b->end - b->start || memcmp(page->text + a->start, page->text + b->start, len) != 0)
        return false;
    double shift = DOUBLE_SHIFT * MAX(a->size, 1);
    if (fabs(a->box.x0 - b->box.x0) > shift || fabs(a->box.y0 - b->box.y0) > shift)
        return false;
    double common = area(MIN(a->box.x1, b->box.x1) - MAX(a->box.x0, b->box.x0),
                         MIN(a->box.y1, b->box.y1) - MAX(a->box.y0, b->box.y0));
    double whole = area(b->box.x1 - b->box.x0, b->box.y1 - b->box.y0);
    return whole > 0 && common > DOUBLE_OVERLAP * whole;
}

void bp_words_drop_doubled(BpPage *page)
{
    guint32 heads[N_BUCKETS];
    memset(heads, 0xFF, sizeof heads);
    guint n = page->words->len, kept = 0;
    g_autofree guint32 *before = g_new(guint32, n + 1);
    for (guint i = 0; i < n; i++) {
        const BpWord *word = bp_page_word(page, i);
        guint hash = hash_word(page, word), left = MAX_CHAIN;
        guint32 at = heads[hash];
        while (at != NONE && left && !is_double(page, bp_page_word(page, at), word)) {
            at = before[at];
            left--;
        }
        if (at != NONE && left) {
            bp_page_word(page, at)->style |= BP_STYLE_BOLD;
            continue;
        }
        *bp_page_word(page, kept) = *word;
        before[kept] = heads[hash];
        heads[hash] = kept++;
    }
    g_array_set_size(page->words, kept);
}

/* `base` is the last word that is not raised, `before` the last one: "1,2" hangs on one base. */
static bool is_raised(const BpWord *word, const BpWord *base, const BpWord *before)
{
    double size = base->size, gap = before == base ? RAISED_GAP : RAISED_ON;
    return word->size > 0 && word->size <= RAISED_SIZE * size &&
           word->box.y1 < base->box.y1 - RAISED_BY * size && word->box.y1 > base->box.y0 &&
           fabs(word->box.x0 - before->box.x1) <= gap * size;
}

void bp_words_mark_raised(BpPage *page)
{
    const BpWord *base = NULL;
    for (guint i = 0; i < page->words->len; i++) {
        BpWord *word = bp_page_word(page, i);
        if (bp_glyph_is_superscript(g_utf8_get_char(page->text + word->start)) ||
            (base && is_raised(word, base, word - 1)))
            word->style |= BP_STYLE_RAISED;
        else
            base = word;
    }
}
