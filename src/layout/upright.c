/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Headings of narrow columns: text turned by a quarter, or letters one below the other.
 *
 * Both are read as if they stood upright: their words are put on a page of their own on which they
 * run from left to right, the paragraphs are made there, and the boxes are turned back.
 */
#include "layout/upright.h"

#include <math.h>

#include "layout/layout.h"
#include "layout/lines.h"
#include "model/turn.h"

/* Fewest letters of a stack: two are initials, or marks of two rows. */
#define MIN_STACK 3
/* A letter further below the one before it than this many usual steps begins another word... */
#define WORD_STEP 1.45
/* ... and from this on it does not belong to the stack. */
#define MAX_STEP 2.6
/* Letters of a stack are no closer, no further apart and no further to the side, in font sizes. */
#define MIN_LEADING 0.7
#define MAX_LEADING 1.6
#define ASIDE       0.8
/* White set between words of a stack, in font sizes: a space. */
#define SPACE 0.4

typedef enum { TURN_STACK, TURN_UP, TURN_DOWN } Turn;

static const BpWord *word_of(const BpPage *page, const GArray *words, guint i)
{
    return bp_page_word(page, g_array_index(words, guint, i));
}

static bool is_letter(const BpPage *page, const BpWord *word)
{
    const char *text = page->text + word->start;
    gunichar c = g_utf8_get_char(text);

    return g_utf8_next_char(text) == page->text + word->end &&
           (g_unichar_isalpha(c) || c == '.' || c == '-' || c == '\'');
}

static int compare_doubles(gconstpointer a, gconstpointer b)
{
    double d = *(const double *)a - *(const double *)b;

    return d < 0 ? -1 : d > 0;
}

/* The usual distance from letter to letter of words sorted by height. */
static double usual_step(const BpPage *page, const GArray *sorted)
{
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 1; i < sorted->len; i++) {
        double step = word_of(page, sorted, i)->box.y0 - word_of(page, sorted, i - 1)->box.y0;
        g_array_append_val(steps, step);
    }
    g_array_sort(steps, compare_doubles);
    return g_array_index(steps, double, steps->len / 2);
}

static int by_top(gconstpointer a, gconstpointer b, gpointer data)
{
    const BpPage *page = data;
    double d = bp_page_word(page, *(const guint *)a)->box.y0 -
               bp_page_word(page, *(const guint *)b)->box.y0;

    return d < 0 ? -1 : d > 0;
}

static GArray *sorted_by_top(const BpPage *page, const GArray *words)
{
    GArray *sorted = g_array_copy((GArray *)(gsize)words);

    g_array_sort_with_data(sorted, by_top, (gpointer)(gsize)page);
    return sorted;
}

bool bp_words_are_stacked(const BpPage *page, const GArray *words)
{
    bool differ = false;

    if (words->len < MIN_STACK)
        return false;
    g_autoptr(GArray) sorted = sorted_by_top(page, words);
    const BpWord *first = word_of(page, sorted, 0);
    double usual = usual_step(page, sorted);
    for (guint i = 0; i < sorted->len; i++) {
        const BpWord *word = word_of(page, sorted, i);
        double middle = (word->box.x0 + word->box.x1) / 2;
        if (!is_letter(page, word) ||
            fabs(middle - (first->box.x0 + first->box.x1) / 2) > ASIDE * word->size)
            return false;
        differ = differ || page->text[word->start] != page->text[first->start];
        if (i == 0)
            continue;
        double step = word->box.y0 - word_of(page, sorted, i - 1)->box.y0;
        if (step < MIN_LEADING * word->size || step > MAX_STEP * usual)
            return false;
    }
    return differ && usual <= MAX_LEADING * first->size;
}

/* Letters that stand right below another, from which a page is taken to have stacks: of three
 * headings. */
#define MANY_LETTERS 9
/* Letters are held against so many before them, for what is read from stacks row by row. */
#define OPEN_LETTERS 12

bool bp_layout_has_stacks(const BpPage *page)
{
    const BpWord *open[OPEN_LETTERS] = {NULL};
    guint n = 0, below = 0;

    for (guint i = 0; i < page->words->len && below < MANY_LETTERS; i++) {
        const BpWord *word = bp_page_word(page, i);
        if (!is_letter(page, word))
            continue;
        double middle = (word->box.x0 + word->box.x1) / 2;
        for (guint k = 0; k < MIN(n, OPEN_LETTERS); k++) {
            double step = word->box.y0 - open[k]->box.y0;
            if (step >= MIN_LEADING * word->size && step <= MAX_LEADING * word->size &&
                fabs(middle - (open[k]->box.x0 + open[k]->box.x1) / 2) <= ASIDE * word->size) {
                below++;
                break;
            }
        }
        open[n++ % OPEN_LETTERS] = word;
    }
    return below >= MANY_LETTERS;
}

bool bp_words_are_turned(const BpPage *page, const GArray *words)
{
    bool turned = false;

    for (guint i = 0; i < words->len; i++) {
        const BpWord *word = word_of(page, words, i);
        if (word->style & (BP_STYLE_UP | BP_STYLE_DOWN))
            turned = true;
        else if (!is_letter(page, word))
            return false;
    }
    return turned;
}

static Turn turn_of(const BpPage *page, const GArray *words)
{
    for (guint i = 0; i < words->len; i++) {
        guint8 style = word_of(page, words, i)->style;
        if (style & (BP_STYLE_UP | BP_STYLE_DOWN))
            return style & BP_STYLE_UP ? TURN_UP : TURN_DOWN;
    }
    return TURN_STACK;
}

/* A box of the page as it is read, and back. */
static BpBox turned(BpBox box, const BpPage *page, Turn turn)
{
    return bp_box_turn(box, turn == TURN_UP ? 1 : 3, page->width, page->height);
}

static BpBox turned_back(BpBox box, const BpPage *page, Turn turn)
{
    return bp_box_turn(box, turn == TURN_UP ? 3 : 1, page->height, page->width);
}

/* Letters of one word of a stack touch, words are a space apart. */
static void close_stack(GArray *letters, double usual)
{
    for (guint i = 0; i + 1 < letters->len; i++) {
        BpWord *letter = &g_array_index(letters, BpWord, i);
        BpWord *next = &g_array_index(letters, BpWord, i + 1);
        bool ends = next->box.x0 - letter->box.x0 > WORD_STEP * usual;
        letter->box.x1 = next->box.x0 - (ends ? SPACE * (double)letter->size : 0);
        next->spaced = ends;
    }
}

bool bp_upright_paragraphs(const BpColumn *column, const GArray *words, GPtrArray *out)
{
    const BpPage *page = column->page;
    bool stacked = bp_words_are_stacked(page, words);

    if (!stacked && !bp_words_are_turned(page, words))
        return false;
    Turn turn = stacked ? TURN_STACK : turn_of(page, words);
    g_autoptr(GArray) sorted = sorted_by_top(page, words);
    g_autoptr(GArray) laid = g_array_new(FALSE, FALSE, sizeof(BpWord));
    for (guint i = 0; i < sorted->len; i++) {
        BpWord word = *word_of(page, sorted, i);
        word.box = turned(word.box, page, turn);
        word.style &= (guint8) ~(BP_STYLE_UP | BP_STYLE_DOWN);
        g_array_append_val(laid, word);
    }
    if (stacked)
        close_stack(laid, usual_step(page, sorted));
    BpPage read = *page;
    read.words = laid;
    read.width = page->height;
    read.height = page->width;
    BpColumn inner = *column;
    inner.page = &read;
    inner.column = turned(column->column, page, turn);
    inner.in_table = true;
    g_autoptr(GArray) all = bp_words_of_page(&read);
    guint first = out->len;
    bp_paragraphs_of_words(&inner, all, out);
    for (guint i = first; i < out->len; i++) {
        BpBlock *block = out->pdata[i];
        block->box = turned_back(block->box, page, turn);
        for (guint k = 0; k < block->lines->len; k++) {
            BpLine *line = block->lines->pdata[k];
            line->box = turned_back(line->box, page, turn);
            line->text_x = line->box.x0;
            line->tab_x = 0;
        }
    }
    return true;
}
