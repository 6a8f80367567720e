/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A grid filled with the words inside it.
 *
 * Words go to the smallest cell around their middle. Columns and rows in which no cell with text
 * begins (double lines, spacer columns) are dropped. Where a grid has uprights only, or one ruled
 * row holds several numbered entries, rows are cut at the entries of the first column.
 */
#include "common/text.h"

#include "layout/table-parts.h"
#include "layout/tables.h"
#include "layout/upright.h"

/* Words whose middle is this far outside the grid still belong to it: text on the line. */
#define SLACK 1.5
/* An empty column is kept from this width on, points. */
#define MIN_EMPTY 22.0
/* A gap narrower than this, in em, is a space inside running text. */
#define SPACE 0.6

typedef struct {
    const BpColumn *column;
    const BpGrid *grid;
    GPtrArray *words; /* GArray of guint, one a cell */
    int *columns;     /* kept column of each grid column, -1 */
    int *rows;
    guint n_columns, n_rows;
} Filling;

static const BpGridCell *cell_at(const BpGrid *grid, guint i)
{
    return &g_array_index(grid->cells, BpGridCell, i);
}

static int cell_of_word(const BpGrid *grid, const BpWord *word)
{
    double x = (word->box.x0 + word->box.x1) / 2, y = (word->box.y0 + word->box.y1) / 2;
    int found = -1;
    double area = 0;

    for (guint i = 0; i < grid->cells->len; i++) {
        const BpBox *box = &cell_at(grid, i)->box;
        if (x < box->x0 - SLACK || x > box->x1 + SLACK || y < box->y0 - SLACK ||
            y > box->y1 + SLACK)
            continue;
        double size = (box->x1 - box->x0) * (box->y1 - box->y0);
        bool inside = x >= box->x0 && x <= box->x1 && y >= box->y0 && y <= box->y1;
        if (found < 0 || (inside && size < area)) {
            found = (int)i;
            area = inside ? size : G_MAXDOUBLE;
        }
    }
    return found;
}

static void keep_used(Filling *filling)
{
    const BpGrid *grid = filling->grid;
    guint nx = grid->xs->len - 1, ny = grid->ys->len - 1;

    for (guint i = 0; i < nx; i++)
        filling->columns[i] = -1;
    for (guint i = 0; i < ny; i++)
        filling->rows[i] = -1;
    for (guint i = 0; i < grid->cells->len; i++) {
        const GArray *words = filling->words->pdata[i];
        const BpGridCell *cell = cell_at(grid, i);
        /* A column that happens to be empty on this page is a column; a spacer is not. */
        if (words->len || (cell->columns == 1 && cell->box.x1 - cell->box.x0 >= MIN_EMPTY))
            filling->columns[cell->column] = 0;
        if (words->len)
            filling->rows[cell->row] = 0;
    }
    filling->n_columns = filling->n_rows = 0;
    for (guint i = 0; i < nx; i++)
        if (filling->columns[i] == 0)
            filling->columns[i] = (int)filling->n_columns++;
    for (guint i = 0; i < ny; i++)
        if (filling->rows[i] == 0)
            filling->rows[i] = (int)filling->n_rows++;
}

static guint columns_with_text(const Filling *filling)
{
    guint n = 0;

    for (guint c = 0; c + 1 < filling->grid->xs->len; c++) {
        bool text = false;
        for (guint i = 0; i < filling->grid->cells->len; i++)
            text = text || (cell_at(filling->grid, i)->column == c &&
                            ((GArray *)filling->words->pdata[i])->len > 0);
        n += text;
    }
    return n;
}

/* How many kept places lie in [from, from + count). */
static guint kept_in(const int *kept, guint from, guint count)
{
    guint n = 0;

    for (guint i = from; i < from + count; i++)
        n += kept[i] >= 0;
    return n;
}

/* Letters one below the other are a heading at the top of a grid, or under a title over all of it;
 * further down they are marks of rows. */
static bool may_be_upright(const Filling *filling, const BpGridCell *from, const GArray *words)
{
    const BpGridCell *top = cell_at(filling->grid, 0);
    bool titled = top->columns + 1 == filling->grid->xs->len;

    return from->row == 0 || (titled && from->row <= top->rows) ||
           bp_words_are_turned(filling->column->page, words);
}

static void fill_part(const Filling *filling, BpTable *table, const BpGridCell *from,
                      const GArray *words)
{
    if (filling->columns[from->column] < 0)
        return;
    guint c = (guint)filling->columns[from->column], r = (guint)filling->rows[from->row];
    guint span = MAX(kept_in(filling->columns, from->column, from->columns), 1);
    BpRow *row = table->rows->pdata[r];
    if (row->cells->pdata[c])
        return; /* an irregular grid: the first cell wins, its words stay in reading order */
    BpCell *cell = bp_row_set_cell(row, c, span);
    BpColumn inner = *filling->column;
    cell->box = inner.column = from->box;
    inner.in_table = true;
    bool read =
        may_be_upright(filling, from, words) && bp_upright_paragraphs(&inner, words, cell->blocks);
    if (!read)
        bp_paragraphs_of_words(&inner, words, cell->blocks);
    bp_cell_finish(cell);
    row->box = bp_box_union(row->box, from->box);
    guint below = kept_in(filling->rows, from->row, from->rows);
    for (guint i = 1; i < below; i++) {
        BpRow *under = table->rows->pdata[r + i];
        if (under->cells->pdata[c])
            break;
        BpCell *cover = bp_row_set_cell(under, c, span);
        cover->covers = true;
        cover->box = from->box;
    }
}

/* Whether text runs on across an upright of the grid that was not drawn here: then the cell
 * really spans it. */
static bool runs_across(const BpPage *page, const GArray *words, double edge)
{
    g_autoptr(GPtrArray) rows = bp_rows_of_words(page, words);

    for (guint r = 0; r < rows->len; r++) {
        const BpTextRow *row = rows->pdata[r];
        const BpWord *left = NULL;
        for (guint i = 0; i < row->words->len; i++) {
            const BpWord *word = bp_page_word(page, g_array_index(row->words, guint, i));
            if (word->box.x0 < edge - 1 && word->box.x1 > edge + 1)
                return true;
            if (left && left->box.x1 <= edge + 1 && word->box.x0 >= edge - 1 &&
                word->box.x0 - left->box.x1 < SPACE * word->size)
                return true;
            left = word;
        }
    }
    return false;
}

/* The words of a spanning cell that lie in one of its columns. */
static GArray *words_between(const BpPage *page, const GArray *words, double x0, double x1)
{
    GArray *between = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < words->len; i++) {
        guint index = g_array_index(words, guint, i);
        const BpWord *word = bp_page_word(page, index);
        double x = (word->box.x0 + word->box.x1) / 2;
        if (x >= x0 && x < x1)
            g_array_append_val(between, index);
    }
    return between;
}

/* A heading row is often shaded without the uprights of the rows below: a cell over several
 * columns whose text keeps to them is as many cells. */
static void fill_cell(const Filling *filling, BpTable *table, guint index)
{
    const BpGridCell *from = cell_at(filling->grid, index);
    const GArray *words = filling->words->pdata[index];
    const BpPage *page = filling->column->page;
    const double *x = (const double *)(gpointer)filling->grid->xs->data;
    guint start = from->column, end = from->column + from->columns, pieces = 0;

    if (!words->len)
        return;
    for (guint pass = 0; pass < 2; pass++) {
        guint c = start;
        for (guint k = start + 1; k <= end; k++) {
            if (k < end && (filling->columns[k] < 0 || runs_across(page, words, x[k])))
                continue;
            g_autoptr(GArray) own = words_between(page, words, x[c] - (c == start ? 50 : 0),
                                                  x[k] + (k == end ? 50 : 0));
            if (pass == 0) {
                pieces += own->len > 0;
            } else if (own->len) {
                BpGridCell piece = *from;
                piece.column = c;
                piece.columns = k - c;
                piece.box.x0 = x[c];
                piece.box.x1 = x[k];
                fill_part(filling, table, &piece, own);
            }
            c = k;
        }
        if (pass == 0 && pieces < 2) {
            fill_part(filling, table, from, words);
            return;
        }
    }
}

static void set_edges(const Filling *filling, BpTable *table)
{
    const BpGrid *grid = filling->grid;

    for (guint i = 0; i + 1 < grid->xs->len; i++)
        if (filling->columns[i] >= 0)
            table->edges[filling->columns[i]] = g_array_index(grid->xs, double, i);
    table->edges[table->n_columns] = grid->box.x1;
}

/* A grid around the heading alone is no table: its rows, without uprights, stand below it and are
 * found by the heading. */
static bool has_rows(const BpTable *table)
{
    if (!table->header)
        return true;
    for (guint r = 0; r < table->rows->len; r++)
        if (!((const BpRow *)table->rows->pdata[r])->group)
            return true;
    return false;
}

BpTable *bp_table_of_grid(const BpColumn *column, const BpGrid *grid, const GArray *words,
                          GPtrArray *above)
{
    g_autoptr(GPtrArray) by_cell = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autofree int *columns = g_new(int, grid->xs->len);
    g_autofree int *rows = g_new(int, grid->ys->len);
    Filling filling = {column, grid, by_cell, columns, rows, 0, 0};

    for (guint i = 0; i < grid->cells->len; i++)
        g_ptr_array_add(by_cell, g_array_new(FALSE, FALSE, sizeof(guint)));
    for (guint i = 0; i < words->len; i++) {
        guint index = g_array_index(words, guint, i);
        int cell = cell_of_word(grid, bp_page_word(column->page, index));
        if (cell >= 0)
            g_array_append_val((GArray *)by_cell->pdata[cell], index);
    }
    keep_used(&filling);
    if (filling.n_columns < 2 || columns_with_text(&filling) < 2)
        return NULL;
    BpTable *table = bp_layout_add_table(column->layout, filling.n_columns);
    table->ruled = true;
    set_edges(&filling, table);
    for (guint i = 0; i < filling.n_rows; i++)
        bp_table_add_row(table, column->page->number);
    for (guint i = 0; i < grid->cells->len; i++)
        fill_cell(&filling, table, i);
    bp_table_mark_groups(table);
    bp_table_find_heading(table, column->matcher, above);
    bp_table_cut_rows(table, grid->open_rows);
    bp_table_mark_groups(table);
    return has_rows(table) ? table : NULL;
}
