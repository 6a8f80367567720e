/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words that nobody sees: white on white, under a box, drawn as invisible. Where a page has been
 * drawn, a place of letters without any contrast says so.
 *
 * White words need no more. Of others it could be their font that is not there to draw with: some
 * words of it have to be seen, and only few may be hidden. Text under or over a picture of the
 * whole page is what OCR has read in it, and stays.
 */
#include <math.h>

#include "extract/words.h"

/* Greatest difference of two pixels where nothing is seen, of 255. */
#define NO_CONTRAST 8
/* The share of a word's height that letters fill: not what is set above and below them. */
#define BAND_TOP    0.3
#define BAND_BOTTOM 0.22
/* Each part of the colour of what counts as white. */
#define WHITE 0xE8
/* One in so many words may be hidden without being white: */
#define FEW 2
/* Letters or figures of a word that is looked at: dots and dashes fill no band. */
#define MIN_LETTERS 2

static bool is_white(const BpWord *word)
{
    return (word->rgb >> 16 & 255) >= WHITE && (word->rgb >> 8 & 255) >= WHITE &&
           (word->rgb & 255) >= WHITE;
}

static bool is_worth_a_look(const BpPage *page, const BpWord *word)
{
    const char *end = page->text + word->end;
    guint n = 0;

    for (const char *at = page->text + word->start; at < end; at = g_utf8_next_char(at))
        n += g_unichar_isalnum(g_utf8_get_char(at));
    return n >= MIN_LETTERS;
}

bool bp_extract_has_white(const BpPage *page)
{
    for (guint i = 0; i < page->words->len; i++)
        if (is_white(bp_page_word(page, i)) && is_worth_a_look(page, bp_page_word(page, i)))
            return true;
    return false;
}

/* The place of the letters of a word. */
static BpBox letters_of(const BpWord *word)
{
    BpBox box = word->box;
    double width = box.x1 - box.x0, height = box.y1 - box.y0;

    if (word->style & (BP_STYLE_UP | BP_STYLE_DOWN))
        return (BpBox){box.x0 + BAND_TOP * width, box.y0, box.x1 - BAND_BOTTOM * width, box.y1};
    return (BpBox){box.x0, box.y0 + BAND_TOP * height, box.x1, box.y1 - BAND_BOTTOM * height};
}

/* Whether there is anything to be seen in a place; what lies beside the picture counts as seen. */
static bool has_contrast(const BpPicture *picture, BpBox box)
{
    guint x0 = (guint)CLAMP(floor(box.x0), 0, picture->n_cells);
    guint x1 = (guint)CLAMP(ceil(box.x1), 0, picture->n_cells);
    guint y0 = (guint)CLAMP(floor(box.y0), 0, picture->n_lines);
    guint y1 = (guint)CLAMP(ceil(box.y1), 0, picture->n_lines);
    guint8 low = 255, high = 0;

    for (guint y = y0; y < y1; y++) {
        const guint8 *line = picture->levels + (gsize)y * picture->n_cells;
        for (guint x = x0; x < x1; x++) {
            low = MIN(low, line[x]);
            high = MAX(high, line[x]);
        }
        if (high > low + NO_CONTRAST)
            return true;
    }
    return low > high;
}

/* Short words and marks between hidden ones, where nothing is seen either. */
static void add_neighbours(const BpPage *page, const BpPicture *picture, guint8 *hidden)
{
    for (guint i = 0; i < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i);
        bool beside =
            (i > 0 && hidden[i - 1] && fabs(word->box.y1 - word[-1].box.y1) < word->size) ||
            (hidden[i + 1] && fabs(word->box.y1 - word[1].box.y1) < word->size);
        if (beside && !hidden[i] && !is_worth_a_look(page, word))
            hidden[i] = !has_contrast(picture, letters_of(word));
    }
}

guint8 *bp_words_find_hidden(const BpPage *page, const BpPicture *picture)
{
    guint n = page->words->len, looked = 0, white = 0, other = 0;
    g_autofree guint8 *hidden = g_new0(guint8, n + 1);
    g_autoptr(GHashTable) fonts = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < n; i++) {
        const BpWord *word = bp_page_word(page, i);
        if (!is_worth_a_look(page, word))
            continue;
        looked++;
        hidden[i] = !has_contrast(picture, letters_of(word));
        if (!hidden[i])
            g_hash_table_add(fonts, GUINT_TO_POINTER(word->font));
        else if (is_white(word))
            white++;
        else
            other++;
    }
    bool few = FEW * other <= looked;
    for (guint i = 0; other && i < n; i++) {
        const BpWord *word = bp_page_word(page, i);
        if (hidden[i] && !is_white(word) &&
            !(few && g_hash_table_contains(fonts, GUINT_TO_POINTER(word->font)))) {
            hidden[i] = 0;
            other--;
        }
    }
    if (!white && !other)
        return NULL;
    add_neighbours(page, picture, hidden);
    return g_steal_pointer(&hidden);
}

guint bp_words_drop_hidden(BpPage *page, const guint8 *hidden, GString *out_text)
{
    guint n = page->words->len, kept = 0;

    for (guint i = 0; i < n; i++) {
        const BpWord *word = bp_page_word(page, i);
        if (!hidden[i]) {
            *bp_page_word(page, kept++) = *word;
            continue;
        }
        if (out_text->len)
            g_string_append_c(out_text, ' ');
        g_string_append_len(out_text, page->text + word->start, word->end - word->start);
    }
    g_array_set_size(page->words, kept);
    return n - kept;
}
