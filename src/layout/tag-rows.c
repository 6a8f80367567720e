/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What tags say about the rows of unruled tables, held against the page.
 *
 * Where rows stand no further apart than the lines of a cell, only the tags know which lines begin
 * a row. They count when each row they tell of was found, one below the other, when the page has
 * nothing between them that no table has, and when the rows fill as many columns as the tags say:
 * tables that lay out a page, and rows that were merged or invented, fail in one of these.
 */
#include "layout/tag-rows.h"

#include "layout/grid.h"
#include "layout/layout.h"
#include "layout/text-margin.h"
#include "model/tags.h"

/* Of four rows one may fill other columns than its cells: cells that span columns, labels. */
#define ODD_ROWS 4
/* A heading that the tags do not tell of has no more lines than this. */
#define HEADING_ROWS 3
/* A word may stick out over the edge of its column so far, in points. */
#define STICKS_OUT 3.0
/* Lines of a cell are no further apart than this, in font sizes, */
#define LINE_DISTANCE 1.5
/* and begin so near to the edge of their column. */
#define AT_EDGE 0.3

void bp_tag_plan_free(BpTagPlan *plan)
{
    if (!plan)
        return;
    g_array_unref(plan->starts);
    g_array_unref(plan->filled);
    g_free(plan);
}

static bool begins_at(const BpTagRow *row, const BpTextRow *text)
{
    return text->y >= row->box.y0 && text->box.y0 <= row->box.y0 + 0.5 * text->size;
}

/* Add the rows of the table from tagged row `r` on; false when one is out of place. */
static bool add_rows(BpTagPlan *plan, const BpPage *page, const GPtrArray *rows, guint r,
                     guint start)
{
    guint table = g_array_index(page->tags->rows, BpTagRow, r).table;
    guint at = start;

    for (; r < page->tags->rows->len; r++) {
        const BpTagRow *row = &g_array_index(page->tags->rows, BpTagRow, r);
        if (row->table != table)
            break;
        while (at < rows->len && !begins_at(row, rows->pdata[at]))
            at++;
        if (row->found == 0 || at == rows->len)
            return false;
        g_array_append_val(plan->starts, at);
        g_array_append_val(plan->filled, row->cells);
        at++;
    }
    return true;
}

/* The text row from `start` on with which the tagged row begins, among the next `reach`; or none.
 */
static int find_start(const BpTagRow *row, const GPtrArray *rows, guint start, guint reach)
{
    for (guint r = start; row->found && r < MIN(rows->len, start + reach); r++)
        if (begins_at(row, rows->pdata[r]))
            return (int)r;
    return -1;
}

BpTagPlan *bp_tag_plan_from(const BpPage *page, const GPtrArray *rows, guint start)
{
    guint above = 0; /* table of the row above */

    for (guint r = 0; page->tags && r < page->tags->rows->len; r++) {
        const BpTagRow *row = &g_array_index(page->tags->rows, BpTagRow, r);
        int at = find_start(row, rows, start, row->table == above ? 1 : 1 + HEADING_ROWS);
        above = row->table;
        if (at < 0)
            continue;
        g_autoptr(BpTagPlan) plan = g_new0(BpTagPlan, 1);
        plan->starts = g_array_new(FALSE, FALSE, sizeof(guint));
        plan->filled = g_array_new(FALSE, FALSE, sizeof(guint));
        plan->head = row->head;
        return add_rows(plan, page, rows, r, (guint)at) ? g_steal_pointer(&plan) : NULL;
    }
    return NULL;
}

guint bp_tag_plan_end(const BpTagPlan *plan, guint i, guint end)
{
    return i + 1 < plan->starts->len ? bp_tag_plan_start(plan, i + 1) : end;
}

void bp_tag_plan_fill(const BpTagPlan *plan, const BpColumn *column, BpTable *table,
                      const GPtrArray *rows, guint first, guint end)
{
    bool running =
        bp_is_text_and_margin(column->page, table, rows, bp_tag_plan_start(plan, first), end);

    for (guint i = first; i < plan->starts->len; i++) {
        bp_fill_row(column, table, rows, bp_tag_plan_start(plan, i), bp_tag_plan_end(plan, i, end));
        if (running)
            bp_part_notes(column, table->rows->pdata[table->rows->len - 1]);
    }
}

static const BpWord *word_at(const BpPage *page, const BpTextRow *row, guint i)
{
    return bp_page_word(page, g_array_index(row->words, guint, i));
}

/* Whether a word stands in two columns. */
static bool has_word_across(const BpPage *page, const BpTable *table, const BpTextRow *row)
{
    for (guint i = 0; i < row->words->len; i++) {
        const BpWord *word = word_at(page, row, i);
        for (guint c = 1; c < table->n_columns; c++)
            if (word->box.x0 < table->edges[c] - STICKS_OUT &&
                word->box.x1 > table->edges[c] + STICKS_OUT)
                return true;
    }
    return false;
}

bool bp_tag_plan_agrees(const BpTagPlan *plan, const BpPage *page, const BpTable *table,
                        const GPtrArray *rows, guint first, guint end)
{
    guint n = plan->starts->len - first, odd = 0, across = 0;

    if (plan->starts->len <= first)
        return false;
    for (guint i = first; i < plan->starts->len; i++) {
        guint from = bp_tag_plan_start(plan, i), to = bp_tag_plan_end(plan, i, end);
        odd += bp_rows_filled(page, table, rows, from, to) != g_array_index(plan->filled, guint, i);
        bool crossed = false;
        for (guint r = from; r < to; r++)
            crossed = crossed || has_word_across(page, table, rows->pdata[r]);
        across += crossed;
    }
    return ODD_ROWS * odd <= n && ODD_ROWS * across <= n;
}

bool bp_tag_goes_on(const BpPage *page, const BpTable *table, const BpTextRow *above,
                    const BpTextRow *row)
{
    guint c = 0;

    if (row->y - above->y > LINE_DISTANCE * row->size || has_word_across(page, table, row))
        return false;
    for (guint i = 0; i < row->words->len; i++) {
        const BpWord *word = word_at(page, row, i);
        bool next = false;
        for (; c + 1 < table->n_columns && word->box.x0 >= table->edges[c + 1] - 1; c++)
            next = true;
        if (next && word->box.x0 > table->edges[c] + AT_EDGE * word->size)
            return false;
    }
    return c > 0;
}

static bool is_unruled(const BpBlock *block)
{
    return block->kind == BP_BLOCK_TABLE && !block->table->ruled;
}

/* Rows of the table that are on the page. */
static guint rows_on_page(const BpTable *table, guint page)
{
    guint n = table->header && table->header->page == page;

    for (guint r = 0; r < table->rows->len; r++)
        n += ((const BpRow *)table->rows->pdata[r])->page == page;
    return n;
}

bool bp_layout_lacks_grid(const BpPage *page)
{
    if (!bp_layout_wants_rulings(page))
        return false;
    g_autoptr(GPtrArray) grids = bp_grids_of_page(page, NULL);
    return grids->len == 0;
}

bool bp_layout_wants_tag_rows(const BpDocument *document, const BpPage *page)
{
    const BpLayout *layout = document->layout;
    const BpBlock *before = NULL; /* the last block that begins above the page */
    guint shown = 0, told = 0;
    bool guessed = false;

    if (!page->tags || page->tags->tables->len == 0)
        return false;
    for (guint i = 0; i < layout->blocks->len; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        if (block->page < page->number)
            before = block;
        guint rows = is_unruled(block) ? rows_on_page(block->table, page->number) : 0;
        shown += rows;
        guessed = guessed || (rows && block->table->guessed);
    }
    for (guint i = 0; i < page->tags->tables->len; i++) {
        const BpTagTable *table = &g_array_index(page->tags->tables, BpTagTable, i);
        bool goes_on = i == 0 && before && is_unruled(before);
        if (table->columns >= 2 && (table->rows >= 2 || goes_on))
            told += table->rows;
    }
    return told > 0 && (told != shown || guessed);
}
