/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The texts of tags, asked of poppler one by one, to find where headings and rows stand.
 *
 * poppler interprets the whole page for each text, so that a table costs as much as fifty pages;
 * only pages whose layout is in doubt are asked, and what a document may cost is limited by the
 * words that are read again. A table is asked for whole or not at all.
 *
 * A row is found by its cell that is told best from others, the rest are looked for beside it:
 * short texts ("AB", "Open") are in many places.
 */
#include <math.h>

#include "common/limits.h"

#include "extract/tags.h"

/* Only the beginning of a heading or cell is asked for: so many pieces, many of them blank. */
#define MOST_PIECES 6
/* A heading is no longer than this, letters and digits. */
#define MOST_HEADING 120
/* A row begins lower than the one above it, by more than this, in points. */
#define LOWER 2.0
/* Cells of a row, set in the middle of it, begin at most so far apart, in points. */
#define REACH 150.0

typedef struct {
    BpPdf *pdf;
    BpPage *page;
    const GArray *items; /* BpTagItem of the page */
} Asking;

static const BpTagItem *item_at(const Asking *asking, guint i)
{
    return i < asking->items->len ? &g_array_index(asking->items, BpTagItem, i) : NULL;
}

static bool is_affordable(const Asking *asking, guint n_texts)
{
    guint64 words = (guint64)n_texts * MAX(asking->page->words->len, 1);
    bool affordable = asking->pdf->tag_words + words <= bp_limit_value(BP_LIMIT_TAG_WORDS);
    asking->pdf->tags_cut = asking->pdf->tags_cut || !affordable;
    return affordable;
}

static char *ask(const Asking *asking, const BpTagItem *item)
{
    asking->pdf->tag_words += MAX(asking->page->words->len, 1);
    g_autofree char *text =
        poppler_structure_element_get_text(item->element, POPPLER_STRUCTURE_GET_TEXT_NONE);
    return bp_tag_dup_folded(text);
}

/* The first text that is not blank among the pieces of the cell that begins with item `i`. */
static char *ask_cell(const Asking *asking, guint i)
{
    const BpTagItem *first = item_at(asking, i), *item = first;
    for (guint n = 0; n < MOST_PIECES && item && item->cell == first->cell; n++) {
        g_autofree char *text = ask(asking, item);
        if (*text)
            return g_steal_pointer(&text);
        item = item_at(asking, i + n + 1);
    }
    return g_strdup("");
}

static void clear_places(gpointer data)
{
    g_array_unref(data);
}

/* The topmost of the places below `y`, the one nearest to it: NULL when there is none. */
static const BpBox *first_below(const GArray *places, double y)
{
    const BpBox *best = NULL;
    for (guint i = 0; i < places->len; i++) {
        const BpBox *box = &g_array_index(places, BpBox, i);
        if (box->y0 > y && (!best || box->y0 < best->y0))
            best = box;
    }
    return best;
}

static const BpBox *nearest_below(const GArray *places, double y, double beside)
{
    const BpBox *best = NULL;
    for (guint i = 0; i < places->len; i++) {
        const BpBox *box = &g_array_index(places, BpBox, i);
        if (box->y0 > y && (!best || fabs(box->y0 - beside) < fabs(best->y0 - beside)))
            best = box;
    }
    return best && fabs(best->y0 - beside) <= REACH ? best : NULL;
}

/* Place a row below `y`, from the places that each of its cells may have. */
static void place_row(BpTagRow *row, const GPtrArray *cells, double y)
{
    const GArray *surest = NULL;
    for (guint i = 0; i < cells->len; i++) {
        const GArray *places = cells->pdata[i];
        if (places->len > 0 && (!surest || places->len < surest->len))
            surest = places;
    }
    const BpBox *anchor = surest ? first_below(surest, y) : NULL;
    for (guint i = 0; anchor && i < cells->len; i++) {
        const GArray *places = cells->pdata[i];
        const BpBox *box = places == surest ? anchor : nearest_below(places, y, anchor->y0);
        if (!box)
            continue;
        row->found++;
        row->box = bp_box_union(row->box, *box);
    }
}

/* Ask for the row that begins with item `i`, which is `first`; returns the item behind it. */
static guint ask_row(const Asking *asking, guint i, const BpTagItem *first, double *y)
{
    const BpTagItem *item = first;
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(clear_places);
    BpTagRow row = {.table = first->table, .head = true};
    guint cell = 0;
    for (; item && item->row == first->row && item->table; item = item_at(asking, ++i)) {
        if (item->cell == cell)
            continue;
        cell = item->cell;
        g_autofree char *text = ask_cell(asking, i);
        if (!*text)
            continue;
        row.cells++;
        row.head = row.head && item->head;
        g_ptr_array_add(cells, bp_tag_find_beginnings(asking->page, text));
    }
    place_row(&row, cells, *y);
    if (row.found > 0)
        *y = row.box.y0 + LOWER;
    if (row.cells > 0)
        g_array_append_val(asking->page->tags->rows, row);
    return i;
}

static guint count_cells(const Asking *asking, guint i)
{
    const BpTagItem *first = item_at(asking, i), *item = first;
    guint n = 0, cell = 0;
    for (; item && item->table == first->table; item = item_at(asking, ++i)) {
        n += item->cell != cell;
        cell = item->cell;
    }
    return n;
}

/* A single row is of use only where it goes on with a table of the page before. */
static bool is_worth_asking(const BpTags *tags, guint number)
{
    for (guint i = 0; i < tags->tables->len; i++) {
        const BpTagTable *table = &g_array_index(tags->tables, BpTagTable, i);
        if (table->number == number)
            return table->columns >= 2 && (table->rows >= 2 || i == 0);
    }
    return false;
}

static void ask_tables(const Asking *asking)
{
    BpTags *tags = asking->page->tags;
    guint i = 0;
    while (item_at(asking, i)) {
        guint table = item_at(asking, i)->table, before = tags->rows->len;
        bool asked = is_worth_asking(tags, table) && is_affordable(asking, count_cells(asking, i));
        double y = -1;
        for (const BpTagItem *item = item_at(asking, i); item && item->table == table;) {
            i = asked ? ask_row(asking, i, item, &y) : i + 1;
            asked = asked && is_affordable(asking, 0);
            item = item_at(asking, i);
        }
        if (!asked) /* too many blank pieces: half a table would mislead */
            g_array_set_size(tags->rows, before);
    }
}

static void ask_headings(const Asking *asking)
{
    guint i = 0;
    for (const BpTagItem *item = item_at(asking, 0); item; item = item_at(asking, i)) {
        guint heading = item->heading, pieces = 0;
        BpTagHeading found = {.level = item->level};
        g_autoptr(GString) text = g_string_new(NULL);
        for (; item && item->heading == heading; item = item_at(asking, ++i)) {
            if (!heading || ++pieces > MOST_PIECES || !is_affordable(asking, 1))
                continue;
            g_autofree char *piece = ask(asking, item);
            g_string_append(text, piece);
        }
        if (pieces <= MOST_PIECES && text->len <= MOST_HEADING &&
            bp_tag_find_whole(asking->page, text->str, &found.start, &found.end))
            g_array_append_val(asking->page->tags->headings, found);
    }
}

void bp_extract_tag_texts(BpPdf *pdf, BpPage *page, guint what)
{
    const GArray *items = pdf->tag_items ? pdf->tag_items->pdata[page->number - 1] : NULL;
    if (!page->tags || !items)
        return;
    const Asking asking = {pdf, page, items};
    if (what & BP_TAG_ROWS)
        ask_tables(&asking);
    if (what & BP_TAG_HEADINGS)
        ask_headings(&asking);
}
