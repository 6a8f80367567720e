/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words to rows and rows to lines.
 *
 * Words are taken from top to bottom by the middle of their boxes; a word joins a row that its box
 * overlaps by at least half of the smaller height. The row keeps the extent of its tallest word
 * and does not grow with others, so that a column whose baselines are a few points off cannot
 * chain two rows into one.
 */
#include "layout/lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "layout/spacing.h"
#include "model/tags.h"

void bp_text_row_free(gpointer data)
{
    BpTextRow *row = data;

    if (!row)
        return;
    g_array_unref(row->words);
    g_free(row);
}

GArray *bp_words_of_page(const BpPage *page)
{
    GArray *all = g_array_sized_new(FALSE, FALSE, sizeof(guint), page->words->len);

    for (guint i = 0; i < page->words->len; i++)
        g_array_append_val(all, i);
    return all;
}

static double middle(const BpWord *word)
{
    return (word->box.y0 + word->box.y1) / 2;
}

static double left(const BpWord *word)
{
    return word->box.x0;
}

/* A word where it is sorted to; words are looked up once, not at each comparison. */
typedef struct {
    double at;
    guint index;
} Place;

static int by_place(gconstpointer a, gconstpointer b)
{
    const Place *pa = a, *pb = b;

    if (pa->at != pb->at)
        return pa->at < pb->at ? -1 : 1;
    return pa->index < pb->index ? -1 : pa->index > pb->index;
}

/* Sort indices of words by where they stand; what stands at the same place keeps the page's order.
 */
static void sort_words(const BpPage *page, GArray *indices, double (*where)(const BpWord *word))
{
    g_autofree Place *places = g_new(Place, indices->len + 1); /* none is no NULL for qsort */

    if (indices->len == 0)
        return; /* qsort takes no NULL */
    for (guint i = 0; i < indices->len; i++) {
        guint index = g_array_index(indices, guint, i);
        places[i] = (Place){where(bp_page_word(page, index)), index};
    }
    qsort(places, indices->len, sizeof *places, by_place);
    for (guint i = 0; i < indices->len; i++)
        g_array_index(indices, guint, i) = places[i].index;
}

static bool joins(const BpTextRow *row, const BpWord *word)
{
    double overlap = MIN(row->box.y1, word->box.y1) - MAX(row->box.y0, word->box.y0);
    double smaller = MIN(row->box.y1 - row->box.y0, word->box.y1 - word->box.y0);

    return overlap >= 0.5 * smaller;
}

static void row_add(BpTextRow *row, guint index, const BpWord *word)
{
    g_array_append_val(row->words, index);
    if (word->box.y1 - word->box.y0 > (row->box.y1 - row->box.y0) * 1.05) {
        row->box.y0 = word->box.y0;
        row->box.y1 = word->box.y1;
        row->y = middle(word);
    }
    row->box.x0 = MIN(row->box.x0, word->box.x0);
    row->box.x1 = MAX(row->box.x1, word->box.x1);
    row->size = MAX(row->size, (double)word->size);
}

/* How many of the latest rows a word may still join. */
#define OPEN_ROWS 3

GPtrArray *bp_rows_of_words(const BpPage *page, const GArray *words)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func(bp_text_row_free);
    g_autoptr(GArray) order = g_array_copy((GArray *)(gsize)words);

    sort_words(page, order, middle);
    for (guint i = 0; i < order->len; i++) {
        guint index = g_array_index(order, guint, i);
        const BpWord *word = bp_page_word(page, index);
        BpTextRow *row = NULL;
        double best = 0;
        for (guint k = 0; k < OPEN_ROWS && k < rows->len; k++) {
            BpTextRow *open = rows->pdata[rows->len - 1 - k];
            double away = fabs(open->y - middle(word));
            if (joins(open, word) && (!row || away < best)) {
                row = open;
                best = away;
            }
        }
        if (!row) {
            row = g_new0(BpTextRow, 1);
            row->words = g_array_new(FALSE, FALSE, sizeof(guint));
            row->box = word->box;
            row->y = middle(word);
            g_ptr_array_add(rows, row);
        }
        row_add(row, index, word);
    }
    for (guint i = 0; i < rows->len; i++) {
        BpTextRow *row = rows->pdata[i];
        sort_words(page, row->words, left);
    }
    return rows;
}

static bool is_caps(const char *text)
{
    bool letters = false;

    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_islower(c))
            return false;
        letters = letters || g_unichar_isupper(c);
    }
    return letters;
}

/* The first word after the label. */
static const BpWord *text_word(const BpPage *page, const GArray *words, guint label)
{
    guint bytes = 0;

    for (guint i = 0; i < words->len; i++) {
        const BpWord *word = bp_page_word(page, g_array_index(words, guint, i));
        if (bytes >= label)
            return word;
        bytes += word->end - word->start + 1;
    }
    return bp_page_word(page, g_array_index(words, guint, 0));
}

/* Where the text after the label ends on the page before what stands beside it. */
static double text_right(const BpPage *page, const GArray *words, const guint8 *spacings,
                         const BpLine *line)
{
    for (guint i = 1; strchr(line->text + line->label, '\t') && i < words->len; i++) {
        const BpWord *before = bp_page_word(page, g_array_index(words, guint, i - 1));
        if (spacings[i] == BP_SPACING_TAB && before->box.x1 > line->text_x)
            return before->box.x1;
    }
    return line->box.x1;
}

/* Whether the words, in any order, are all those of a heading that the tags of the page tell of. */
static bool is_tagged_heading(const BpPage *page, const GArray *words)
{
    const GArray *headings = page->tags ? page->tags->headings : NULL;

    for (guint h = 0; headings && h < headings->len; h++) {
        const BpTagHeading *heading = &g_array_index(headings, BpTagHeading, h);
        guint inside = 0;
        for (guint i = 0; i < words->len; i++) {
            guint index = g_array_index(words, guint, i);
            inside += index >= heading->start && index < heading->end;
        }
        if (inside == words->len && inside == heading->end - heading->start)
            return true;
    }
    return false;
}

BpLine *bp_line_of_words(BpLayout *layout, const BpPage *page, const GArray *words,
                         BpMatcher *matcher)
{
    BpLine *line = bp_layout_add_line(layout, page->number);
    g_autoptr(GString) text = g_string_sized_new(words->len * 8);
    g_autofree guint8 *spacings = bp_spacings_of_words(page, words);
    guint8 all = 0xff;
    double size = 0, length = 0;

    for (guint i = 0; i < words->len; i++) {
        const BpWord *word = bp_page_word(page, g_array_index(words, guint, i));
        if (i) {
            if (spacings[i] != BP_SPACING_NONE)
                g_string_append_c(text, spacings[i] == BP_SPACING_TAB ? '\t' : ' ');
            if (spacings[i] == BP_SPACING_TAB && line->tab_x <= 0)
                line->tab_x = word->box.x0;
            if (spacings[i] == BP_SPACING_TAB)
                line->last_x = word->box.x0;
        } else {
            line->last_x = word->box.x0;
            line->start_bold = word->style & BP_STYLE_BOLD;
            line->first_width = word->box.x1 - word->box.x0;
            line->line_start = word->line_start;
        }
        g_string_append_len(text, page->text + word->start, word->end - word->start);
        all &= word->style;
        if (word->style & BP_STYLE_BOLD && line->bold + 1 >= text->len - (word->end - word->start))
            line->bold = (guint)text->len;
        line->end_bold = word->style & BP_STYLE_BOLD;
        line->hyphened = word->style & BP_STYLE_HYPHENED;
        double n = word->end - word->start;
        size += word->size * n;
        length += n;
        line->box = i ? bp_box_union(line->box, word->box) : word->box;
    }
    line->size = length > 0 ? size / length : 0;
    line->style = all & (guint8)~BP_STYLE_HYPHENED;
    line->lead_bold = line->start_bold && !(all & BP_STYLE_BOLD);
    line->caps = is_caps(text->str);
    line->heading = is_tagged_heading(page, words);
    line->text = g_strdup(text->str);
    line->text_x = line->box.x0;
    line->text_bold = line->start_bold;

    BpSubject subject = {.text = line->text, .len = text->len, .page = page->number};
    BpMatch match;
    if (matcher && bp_matcher_match(matcher, "label", NULL, &subject, &match)) {
        for (guint i = 0; i < match.n_captures; i++)
            if (!strcmp(match.captures[i].field, "rest"))
                line->label = match.captures[i].start;
            else if (!strcmp(match.captures[i].field, "number")) {
                line->label_from = match.captures[i].start;
                line->label_to = match.captures[i].end;
            }
        if (line->label == 0 && match.end == text->len)
            line->label = match.end;
        const BpWord *text_begin = text_word(page, words, line->label);
        line->text_x = text_begin->box.x0;
        line->text_bold = text_begin->style & BP_STYLE_BOLD;
    }
    line->aside_x = text_right(page, words, spacings, line);
    return line;
}
