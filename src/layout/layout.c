/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The layout stage, page by page: furniture goes, grids become tables, heading rows open unruled
 * tables, what is left becomes paragraphs; then what the end of a page cut is joined again.
 */
#include "layout/layout.h"

#include <math.h>
#include <string.h>

#include "layout/columns.h"
#include "layout/furniture.h"
#include "layout/grid.h"
#include "layout/hyphens.h"
#include "layout/notes.h"
#include "layout/page-work.h"
#include "layout/table-parts.h"
#include "layout/tables.h"

/* Rulings are asked for where at least this many rows have a wide gap inside. */
#define TABULAR_ROWS 2

/* Words come in poppler's reading order: a jump up the page is a column beside another. */
bool bp_layout_wants_rulings(const BpPage *page)
{
    guint gaps = 0, last = G_MAXUINT;

    for (guint i = 1; i < page->words->len; i++) {
        const BpWord *a = bp_page_word(page, i - 1), *b = bp_page_word(page, i);
        if (b->box.y1 < a->box.y1 - 2 * a->size)
            return true;
        bool same_row = fabs(a->box.y1 - b->box.y1) < 0.3 * a->size;
        if (!same_row || b->box.x0 - a->box.x1 < 1.5 * a->size)
            continue;
        guint height = (guint)b->box.y1;
        gaps += height != last;
        last = height;
    }
    return gaps >= TABULAR_ROWS;
}

static int compare_sizes(gconstpointer a, gconstpointer b)
{
    const guint *x = a, *y = b;

    return *x < *y ? 1 : *x > *y ? -1 : 0;
}

/* The font size of most characters, in half points. */
static double body_size(const BpDocument *document)
{
    guint weights[200][2] = {{0}};

    for (guint p = 0; p < document->pages->len; p++) {
        const BpPage *page = document->pages->pdata[p];
        for (guint i = 0; i < page->words->len; i++) {
            const BpWord *word = bp_page_word(page, i);
            guint slot = (guint)CLAMP(word->size * 2 + 0.5, 1, 199);
            weights[slot][0] += word->end - word->start;
            weights[slot][1] = slot;
        }
    }
    qsort(weights, G_N_ELEMENTS(weights), sizeof weights[0], compare_sizes);
    return weights[0][0] ? weights[0][1] / 2.0 : 11;
}

static void add_table(BpLayout *layout, GPtrArray *blocks, BpTable *table, const BpPage *page,
                      BpBox box)
{
    BpBlock *block = bp_layout_add_block(layout, BP_BLOCK_TABLE, page->number);

    block->table = table;
    block->box = box;
    g_ptr_array_add(blocks, block);
}

static void add_words(const BpColumn *column, const GPtrArray *rows, guint from, guint to)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint r = from; r < to; r++) {
        const BpTextRow *row = rows->pdata[r];
        g_array_append_vals(words, row->words->data, row->words->len);
    }
    if (words->len)
        bp_columns_of_words(column, words, column->layout->blocks);
}

/* The unruled table that the page before this one ends with, while nothing of this page was added.
 */
static const BpTable *table_above(const BpColumn *column)
{
    const GPtrArray *blocks = column->layout->blocks;
    const BpBlock *last = blocks->len ? blocks->pdata[blocks->len - 1] : NULL;

    bool ends = last && last->kind == BP_BLOCK_TABLE && last->page + 1 == column->page->number;
    return ends && !last->table->ruled ? last->table : NULL;
}

/* Text between grids: unruled tables and paragraphs. */
static void add_band(const BpColumn *column, const GArray *words)
{
    g_autoptr(GPtrArray) rows = bp_rows_of_words(column->page, words);
    guint from = 0;

    for (guint r = 0; r < rows->len;) {
        guint next = r;
        const BpTable *above = r == 0 ? table_above(column) : NULL;
        BpTable *table = bp_table_of_headings(column, rows, r, &next);
        if (!table && above)
            table = bp_table_of_rest(column, rows, above, &next);
        if (!table) {
            r++;
            continue;
        }
        add_words(column, rows, from, r);
        const BpTextRow *first = rows->pdata[r], *last = rows->pdata[next - 1];
        BpBox box = {table->edges[0], first->box.y0, table->edges[table->n_columns], last->box.y1};
        add_table(column->layout, column->layout->blocks, table, column->page, box);
        from = r = next;
    }
    add_words(column, rows, from, rows->len);
}

static bool inside(const BpBox *box, const BpWord *word)
{
    double x = (word->box.x0 + word->box.x1) / 2, y = (word->box.y0 + word->box.y1) / 2;

    return x > box->x0 - 1.5 && x < box->x1 + 1.5 && y > box->y0 - 1.5 && y < box->y1 + 1.5;
}

/* Take out of `left` the words inside the box (or above `below`, when box is NULL). */
static GArray *take_words(const BpPage *page, GArray *left, const BpBox *box, double below)
{
    GArray *taken = g_array_new(FALSE, FALSE, sizeof(guint));
    guint keep = 0;

    for (guint i = 0; i < left->len; i++) {
        guint index = g_array_index(left, guint, i);
        const BpWord *word = bp_page_word(page, index);
        bool take = box ? inside(box, word) : (word->box.y0 + word->box.y1) / 2 < below;
        if (take)
            g_array_append_val(taken, index);
        else
            g_array_index(left, guint, keep++) = index;
    }
    g_array_set_size(left, keep);
    return taken;
}

static bool is_nested(const GPtrArray *grids, guint at)
{
    const BpGrid *own = grids->pdata[at];

    for (guint i = 0; i < grids->len; i++) {
        const BpGrid *other = grids->pdata[i];
        if (i != at && other->box.x0 <= own->box.x0 + 1 && other->box.x1 >= own->box.x1 - 1 &&
            other->box.y0 <= own->box.y0 + 1 && other->box.y1 >= own->box.y1 - 1 &&
            (i < at || other->box.x1 - other->box.x0 > own->box.x1 - own->box.x0 + 2))
            return true;
    }
    return false;
}

static void add_page(BpLayout *layout, const BpPageWork *work, BpMatcher *matcher)
{
    const BpPage *page = work->page;
    const GPtrArray *grids = work->grids;
    GArray *left = work->words;
    BpColumn column = {.layout = layout, .page = page, .matcher = matcher};
    BpBox text = {page->width, page->height, 0, 0};

    if (work->marks)
        add_table(layout, layout->marks, bp_table_of_marks(&column, work->marks), page,
                  work->marks->box);
    guint first = layout->blocks->len;
    for (guint i = 0; i < left->len; i++) {
        const BpWord *word = bp_page_word(page, g_array_index(left, guint, i));
        text.x0 = MIN(text.x0, word->box.x0), text.x1 = MAX(text.x1, word->box.x1);
        text.y0 = MIN(text.y0, word->box.y0), text.y1 = MAX(text.y1, word->box.y1);
    }
    column.column = text;
    for (guint i = 0; i < grids->len; i++) {
        const BpGrid *grid = grids->pdata[i];
        if (is_nested(grids, i))
            continue;
        g_autoptr(GArray) own = take_words(page, left, &grid->box, 0);
        g_autoptr(GPtrArray) above = g_ptr_array_new();
        BpTable *table = bp_table_of_grid(&column, grid, own, above);
        if (!table) {
            g_array_append_vals(left, own->data, own->len);
            continue;
        }
        g_autoptr(GArray) before =
            take_words(page, left, NULL, (grid->box.y0 + MIN(grid->box.y0 + 12, grid->box.y1)) / 2);
        add_band(&column, before);
        for (guint k = 0; k < above->len; k++)
            g_ptr_array_add(layout->blocks, above->pdata[k]);
        add_table(layout, layout->blocks, table, page, grid->box);
    }
    add_band(&column, left);
    if (layout->blocks->len > first) {
        BpBlock *block = layout->blocks->pdata[first];
        block->page_start = true;
        block->gap = 9;
    }
}

void bp_block_join(BpBlock *block, const BpBlock *next, double size)
{
    for (guint i = 0; i < next->lines->len; i++)
        g_ptr_array_add(block->lines, next->lines->pdata[i]);
    for (guint i = 0; next->notes && i < next->notes->len; i++) {
        if (!block->notes)
            block->notes = g_ptr_array_new();
        g_ptr_array_add(block->notes, next->notes->pdata[i]);
    }
    bp_block_finish(block, size);
}

/* Whether the file itself says so. */
static bool begins_paragraph(const BpBlock *block)
{
    const BpLine *first = block->lines->pdata[0];

    return first->line_start == BP_LINE_STARTS;
}

/* Join the last block of a page with the first of the next where the page's end cut them. */
static bool join_over_page(BpLayout *layout, BpBlock *block, BpBlock *next)
{
    if (block->kind == BP_BLOCK_TABLE && next->kind == BP_BLOCK_TABLE)
        return bp_table_continue(block->table, next->table, layout->body_size);
    if (block->kind != BP_BLOCK_PARA || next->kind != BP_BLOCK_PARA)
        return false;
    if (next->label || fabs(next->size - block->size) > 0.1 || next->centred ||
        !bp_text_goes_on(block->text, next->text) || begins_paragraph(next))
        return false;
    bp_block_join(block, next, layout->body_size);
    return true;
}

static void join_over_pages(BpLayout *layout)
{
    guint out = 0;

    for (guint i = 0; i < layout->blocks->len; i++) {
        BpBlock *block = layout->blocks->pdata[i];
        BpBlock *before = out ? layout->blocks->pdata[out - 1] : NULL;
        if (before && block->page_start && join_over_page(layout, before, block))
            continue;
        layout->blocks->pdata[out++] = block;
    }
    g_ptr_array_set_size(layout->blocks, (int)out);
}

static bool same_words(const GArray *a, const GArray *b)
{
    return a->len == b->len &&
           (a->len == 0 || memcmp(a->data, b->data, a->len * sizeof(guint)) == 0);
}

/* Move the blocks of a page from the draft, `*next` being the first that is left there. */
static void keep_page(BpLayout *layout, const GPtrArray *before, guint *next, guint page, bool keep)
{
    for (; *next < before->len && ((BpBlock *)before->pdata[*next])->page <= page; (*next)++)
        if (keep)
            g_ptr_array_add(layout->blocks, before->pdata[*next]);
}

/* The words of each page that no step took, as add_page() gets them. */
static GPtrArray *copy_words(const GPtrArray *pages)
{
    GPtrArray *copies = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    for (guint i = 0; i < pages->len; i++)
        g_ptr_array_add(copies, g_array_copy(((BpPageWork *)pages->pdata[i])->words));
    return copies;
}

/* Blocks of all pages, those of the draft where nothing has changed. */
static void add_pages(BpLayout *layout, const GPtrArray *pages, BpMatcher *matcher)
{
    g_autoptr(GPtrArray) before = layout->blocks;
    guint next = 0;

    layout->blocks = g_ptr_array_new();
    for (guint i = 0; i < pages->len; i++) {
        const BpPageWork *work = pages->pdata[i];
        bool keep = layout->draft && !work->page->rulings && !work->page->tags && !work->marks &&
                    same_words(work->words, layout->draft->pdata[i]);
        keep_page(layout, before, &next, work->page->number, keep);
        if (!keep)
            add_page(layout, work, matcher);
    }
}

/* Begin, or go on with a draft: furniture and notes are found anew, rulings have a say in them. */
static GPtrArray *begin(BpDocument *document, BpMatcher *matcher)
{
    if (!document->layout) {
        BpLayout *layout = bp_layout_new();
        document->layout = layout;
        document->layout_free = bp_layout_free;
        layout->body_size = body_size(document);
        bp_hyphens_mark(document);
    }
    BpLayout *layout = document->layout;
    GPtrArray *pages = g_ptr_array_new_with_free_func(bp_page_work_free);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    g_ptr_array_set_size(layout->furniture, 0);
    g_ptr_array_set_size(layout->marks, 0);
    for (guint i = 0; i < document->pages->len; i++) {
        BpPageWork *work = bp_page_work_new(document->pages->pdata[i]);
        g_ptr_array_add(pages, work);
        g_ptr_array_add(words, work->words);
    }
    bp_furniture_set_aside(pages, layout, matcher);
    bp_notes_set_aside(document, layout, words);
    return pages;
}

void bp_layout_draft(BpDocument *document, BpMatcher *matcher)
{
    g_autoptr(GPtrArray) pages = begin(document, matcher);
    BpLayout *layout = document->layout;
    g_autoptr(GPtrArray) words = copy_words(pages);

    add_pages(layout, pages, matcher);
    layout->draft = g_steal_pointer(&words);
}

void bp_layout_run(BpDocument *document, BpMatcher *matcher)
{
    g_autoptr(GPtrArray) pages = begin(document, matcher);
    BpLayout *layout = document->layout;

    add_pages(layout, pages, matcher);
    g_clear_pointer(&layout->draft, g_ptr_array_unref);
    join_over_pages(layout);
}
