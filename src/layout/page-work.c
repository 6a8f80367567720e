/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The state of a page while it is laid out: its rulings are understood first, since what stands in
 * a table is no header and what stands in a grid of marks is no text.
 */
#include "layout/page-work.h"

#include "layout/grid.h"
#include "layout/lines.h"

/* A table that reaches this share of the page from its edge is more than a framed header. */
#define FAR 0.34

static GArray *words_beside(const BpPage *page, const BpMarkGrid *marks)
{
    GArray *words = bp_words_of_page(page);
    guint keep = 0, next = 0;

    for (guint i = 0; marks && i < words->len; i++) {
        bool own = next < marks->words->len && g_array_index(marks->words, guint, next) == i;
        next += own;
        if (!own)
            g_array_index(words, guint, keep++) = i;
    }
    return marks ? g_array_set_size(words, keep) : words;
}

BpPageWork *bp_page_work_new(const BpPage *page)
{
    BpPageWork *work = g_new0(BpPageWork, 1);

    work->page = page;
    work->marks = bp_mark_grid_find(page);
    work->grids = bp_grids_of_page(page, work->marks ? &work->marks->box : NULL);
    work->words = words_beside(page, work->marks);
    return work;
}

void bp_page_work_free(gpointer data)
{
    BpPageWork *work = data;

    if (!work)
        return;
    bp_mark_grid_free(work->marks);
    g_ptr_array_unref(work->grids);
    g_array_unref(work->words);
    g_free(work);
}

static const BpGridCell *cell_at(const BpGrid *grid, double x, double y)
{
    for (guint i = 0; i < grid->cells->len; i++) {
        const BpGridCell *cell = &g_array_index(grid->cells, BpGridCell, i);
        if (x >= cell->box.x0 && x <= cell->box.x1 && y >= cell->box.y0 && y <= cell->box.y1)
            return cell;
    }
    return NULL;
}

bool bp_page_work_in_column(const BpPageWork *work, const BpTextRow *row)
{
    const BpWord *first = bp_page_word(work->page, g_array_index(row->words, guint, 0));
    double height = work->page->height, x = (first->box.x0 + first->box.x1) / 2;
    bool turned = first->style & (BP_STYLE_UP | BP_STYLE_DOWN);

    for (guint i = 0; i < work->grids->len; i++) {
        const BpGrid *grid = work->grids->pdata[i];
        bool small = grid->box.y1 < FAR * height || grid->box.y0 > (1 - FAR) * height;
        if (small && !turned)
            continue;
        const BpGridCell *cell = cell_at(grid, x, row->y);
        if (!cell || cell->columns + 1 >= grid->xs->len)
            continue;
        bool top = row->y < height / 2;
        const BpGridCell *next = cell_at(grid, x, top ? cell->box.y1 + 1 : cell->box.y0 - 1);
        if (next && next->column == cell->column && next->columns == cell->columns)
            return true;
    }
    return false;
}
