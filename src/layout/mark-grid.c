/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Some boards set a grid along the side of their minutes: a column as narrow as a letter for each
 * member, the names upright at the top of every page, and beside each item marks in the lines
 * "Motion", "Second", "Ayes". It has nothing to do with the rows of what stands beside it, so it
 * is taken out of the page before anything else looks at the words, and becomes a table of its own
 * whose rows are lines of text.
 *
 * Uprights a letter apart make its columns; the first words of each, down to the first that are no
 * longer letters of a stack or turned, are its heading, and below there are only marks. Level rules
 * that go through the grid and on through the text beside it make both one table, and then this is
 * no grid of its own.
 */
#include "layout/mark-grid.h"

#include <math.h>

#include "layout/lines.h"
#include "layout/upright.h"

#define MIN_COLUMNS 3
#define MAX_COLUMNS 24
#define MIN_WIDTH   6.0
#define MAX_WIDTH   32.0
/* Uprights closer than this are one, a double line. */
#define SAME_PLACE 2.5
/* Two uprights stand beside each other for at least so many points. */
#define MIN_HEIGHT 60.0
/* A mark has at most so many characters. */
#define MAX_MARK 3
/* Labels take at most this share of the page's width. */
#define MAX_LABELS 0.25
/* What stands beside the grid begins so far right of it at most, points. */
#define BESIDE 40.0
/* Share of the grid's width from which a level rule goes through it. */
#define THROUGH 0.6

typedef struct {
    double x, y0, y1;
} Upright;

void bp_mark_grid_free(gpointer data)
{
    BpMarkGrid *grid = data;

    if (!grid)
        return;
    g_array_unref(grid->edges);
    g_array_unref(grid->words);
    g_free(grid);
}

static int by_place(gconstpointer a, gconstpointer b)
{
    double d = ((const Upright *)a)->x - ((const Upright *)b)->x;

    return d < 0 ? -1 : d > 0;
}

static GArray *uprights_of(const BpPage *page)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Upright));

    for (guint i = 0; i < page->rulings->len; i++) {
        const BpRuling *r = &g_array_index(page->rulings, BpRuling, i);
        Upright upright = {r->at, r->from, r->to};
        if (r->vertical && r->to - r->from >= MIN_HEIGHT)
            g_array_append_val(all, upright);
    }
    g_array_sort(all, by_place);
    guint out = 0;
    for (guint i = 0; i < all->len; i++) {
        const Upright *upright = &g_array_index(all, Upright, i);
        Upright *last = out ? &g_array_index(all, Upright, out - 1) : NULL;
        if (last && upright->x - last->x < SAME_PLACE) {
            last->y0 = MIN(last->y0, upright->y0);
            last->y1 = MAX(last->y1, upright->y1);
        } else {
            g_array_index(all, Upright, out++) = *upright;
        }
    }
    g_array_set_size(all, out);
    return all;
}

static GArray *words_in(const BpPage *page, BpBox box)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i);
        double x = (word->box.x0 + word->box.x1) / 2, y = (word->box.y0 + word->box.y1) / 2;
        if (x > box.x0 && x < box.x1 && y > box.y0 && y < box.y1)
            g_array_append_val(words, i);
    }
    return words;
}

static int by_top(gconstpointer a, gconstpointer b, gpointer data)
{
    const BpPage *page = data;
    double d = bp_page_word(page, *(const guint *)a)->box.y0 -
               bp_page_word(page, *(const guint *)b)->box.y0;

    return d < 0 ? -1 : d > 0;
}

static bool is_heading(const BpPage *page, const GArray *words)
{
    return bp_words_are_stacked(page, words) || bp_words_are_turned(page, words);
}

/* How many words of a column, sorted by height, are its heading, 0 when it has none. The rest has
 * to be marks. A mark right below a stack is a letter like those above it: level rules end the
 * heading (`rule`), where there are any. */
static guint heading_of(const BpPage *page, const GArray *words, double rule)
{
    g_autoptr(GArray) head = g_array_new(FALSE, FALSE, sizeof(guint));
    guint n = 0;

    for (guint i = 0; i < words->len; i++) {
        guint index = g_array_index(words, guint, i);
        const BpWord *word = bp_page_word(page, index);
        if ((word->box.y0 + word->box.y1) / 2 > rule)
            break;
        g_array_append_val(head, index);
        if (is_heading(page, head))
            n = head->len;
    }
    for (guint i = n; i < words->len; i++) {
        const BpWord *word = bp_page_word(page, g_array_index(words, guint, i));
        if (g_utf8_strlen(page->text + word->start, word->end - word->start) > MAX_MARK)
            return 0;
    }
    return n;
}

/* The first level rule below `top` that touches the grid: the heading's lower edge, drawn through
 * the grid or only beside it. */
static double heading_rule(const BpPage *page, double x0, double x1, double top)
{
    double first = page->height;

    for (guint i = 0; i < page->rulings->len; i++) {
        const BpRuling *r = &g_array_index(page->rulings, BpRuling, i);
        bool beside = r->to >= x0 - SAME_PLACE && r->from <= x1 + SAME_PLACE;
        bool on_label = r->from < x0 - MIN_WIDTH;
        if (!r->vertical && beside && on_label && r->at > top + MIN_WIDTH)
            first = MIN(first, r->at);
    }
    return first;
}

/* Level rules below the headings that go through the grid and on beside it. */
static guint count_common(const BpPage *page, const BpMarkGrid *grid, double x0, bool alone)
{
    guint n = 0;
    double last = -1;

    for (guint i = 0; i < page->rulings->len; i++) {
        const BpRuling *r = &g_array_index(page->rulings, BpRuling, i);
        double inside = MIN(r->to, grid->box.x1) - MAX(r->from, x0);
        if (r->vertical || r->at < grid->head || r->at > grid->box.y1 - SAME_PLACE ||
            inside < THROUGH * (grid->box.x1 - x0) || r->at - last < SAME_PLACE)
            continue;
        last = r->at;
        n += alone || r->to > grid->box.x1 + BESIDE;
    }
    return n;
}

/* Whether rules stand right of the grid, beside it. */
static bool stands_alone(const BpPage *page, const BpBox *box)
{
    for (guint i = 0; i < page->rulings->len; i++) {
        const BpRuling *r = &g_array_index(page->rulings, BpRuling, i);
        double right = r->vertical ? r->at : r->to;
        bool beside = r->vertical ? r->from < box->y1 && r->to > box->y0
                                  : r->at > box->y0 - SAME_PLACE && r->at < box->y1 + SAME_PLACE;
        if (beside && right > box->x1 + BESIDE)
            return false;
    }
    return true;
}

/* Take in the labels left of the grid, which stand no further away than the next upright. A page
 * on which only somebody arrives has none. */
static bool add_labels(const BpPage *page, const GArray *uprights, guint first, BpMarkGrid *grid)
{
    double x0 = grid->box.x0, left = MAX(0, x0 - MAX_LABELS * page->width), x = x0;

    for (guint i = 0; i < first; i++) {
        const Upright *upright = &g_array_index(uprights, Upright, i);
        if (upright->y0 < grid->box.y1 && upright->y1 > grid->head)
            left = MAX(left, upright->x);
    }
    g_autoptr(GArray) labels = words_in(page, (BpBox){0, grid->head, x0, grid->box.y1});
    for (guint i = 0; i < labels->len; i++)
        x = MIN(x, bp_page_word(page, g_array_index(labels, guint, i))->box.x0);
    grid->box.x0 = labels->len ? x : left;
    return x >= left;
}

static BpMarkGrid *grid_of(const BpPage *page, const GArray *uprights, guint first, guint last,
                           double head)
{
    const Upright *left = &g_array_index(uprights, Upright, first);
    const Upright *right = &g_array_index(uprights, Upright, last);
    BpMarkGrid *grid = g_new0(BpMarkGrid, 1);

    grid->box = (BpBox){left->x, MIN(left->y0, right->y0), right->x, MAX(left->y1, right->y1)};
    grid->head = head;
    grid->edges = g_array_new(FALSE, FALSE, sizeof(double));
    grid->words = g_array_new(FALSE, FALSE, sizeof(guint));
    bool alone = stands_alone(page, &grid->box);
    if (count_common(page, grid, left->x, alone) > 1 || !add_labels(page, uprights, first, grid)) {
        bp_mark_grid_free(grid);
        return NULL;
    }
    g_array_append_val(grid->edges, grid->box.x0);
    for (guint i = first; i <= last; i++)
        g_array_append_val(grid->edges, g_array_index(uprights, Upright, i).x);
    g_autoptr(GArray) inside = words_in(page, grid->box);
    g_array_append_vals(grid->words, inside->data, inside->len);
    return grid;
}

static bool is_narrow(const Upright *a, const Upright *b)
{
    return b->x - a->x >= MIN_WIDTH && b->x - a->x <= MAX_WIDTH &&
           MIN(a->y1, b->y1) - MAX(a->y0, b->y0) >= MIN_HEIGHT;
}

/* Where the heading of the column between two uprights ends, 0 when it has none. */
static double column_head(const BpPage *page, const Upright *a, const Upright *b, double rule)
{
    BpBox box = {a->x, MIN(a->y0, b->y0), b->x, MAX(a->y1, b->y1)};
    g_autoptr(GArray) words = words_in(page, box);
    double head = 0;

    g_array_sort_with_data(words, by_top, (gpointer)(gsize)page);
    guint n = heading_of(page, words, rule);
    for (guint i = 0; i < n; i++)
        head = MAX(head, bp_page_word(page, g_array_index(words, guint, i))->box.y1);
    return head;
}

/* The first grid among the narrow columns from one upright to another. */
static BpMarkGrid *grid_among(const BpPage *page, const GArray *uprights, guint first, guint last)
{
    const Upright *all = (const Upright *)(gpointer)uprights->data;
    double rule = heading_rule(page, all[first].x, all[last].x, all[first].y0);
    double lowest = 0;

    for (guint i = first + 1; i <= last + 1; i++) {
        double head = i <= last ? column_head(page, &all[i - 1], &all[i], rule) : 0;
        if (head > 0) {
            lowest = MAX(lowest, head);
            continue;
        }
        if (i - 1 - first >= MIN_COLUMNS && i - 1 - first <= MAX_COLUMNS) {
            BpMarkGrid *grid = grid_of(page, uprights, first, i - 1, lowest);
            if (grid)
                return grid;
        }
        first = i;
        lowest = 0;
    }
    return NULL;
}

BpMarkGrid *bp_mark_grid_find(const BpPage *page)
{
    BpMarkGrid *grid = NULL;

    if (!page->rulings || page->rulings->len < MIN_COLUMNS + 1)
        return NULL;
    g_autoptr(GArray) uprights = uprights_of(page);
    const Upright *all = (const Upright *)(gpointer)uprights->data;
    for (guint first = 0, last; !grid && first + MIN_COLUMNS < uprights->len; first = last + 1) {
        last = first;
        while (last + 1 < uprights->len && is_narrow(&all[last], &all[last + 1]))
            last++;
        if (last - first >= MIN_COLUMNS)
            grid = grid_among(page, uprights, first, last);
    }
    return grid;
}

static guint column_of(const BpMarkGrid *grid, const BpWord *word)
{
    guint c = 0;

    while (c + 2 < grid->edges->len &&
           (word->box.x0 + word->box.x1) / 2 >= g_array_index(grid->edges, double, c + 1))
        c++;
    return c;
}

static void fill_cell(const BpColumn *column, BpRow *row, guint at, BpBox box, const GArray *words)
{
    BpColumn inner = *column;
    BpCell *cell = bp_row_set_cell(row, at, 1);

    inner.column = cell->box = box;
    inner.in_table = true;
    if (!bp_upright_paragraphs(&inner, words, cell->blocks))
        bp_paragraphs_of_words(&inner, words, cell->blocks);
    bp_cell_finish(cell);
    row->box = bp_box_union(row->box, box);
}

static BpRow *fill_row(const BpColumn *column, const BpMarkGrid *grid, BpTable *table, double y0,
                       double y1, const GArray *words)
{
    BpRow *row = bp_row_new(table, column->page->number);
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint c = 0; c < table->n_columns; c++) {
        g_array_set_size(own, 0);
        for (guint i = 0; i < words->len; i++) {
            guint index = g_array_index(words, guint, i);
            if (column_of(grid, bp_page_word(column->page, index)) == c)
                g_array_append_val(own, index);
        }
        if (own->len)
            fill_cell(column, row, c, (BpBox){table->edges[c], y0, table->edges[c + 1], y1}, own);
    }
    return row;
}

BpTable *bp_table_of_marks(const BpColumn *column, const BpMarkGrid *grid)
{
    const BpPage *page = column->page;
    BpTable *table = bp_layout_add_table(column->layout, grid->edges->len - 1);
    g_autoptr(GArray) head = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) body = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint c = 0; c < grid->edges->len; c++)
        table->edges[c] = g_array_index(grid->edges, double, c);
    for (guint i = 0; i < grid->words->len; i++) {
        guint index = g_array_index(grid->words, guint, i);
        const BpBox *box = &bp_page_word(page, index)->box;
        g_array_append_val((box->y0 + box->y1) / 2 < grid->head ? head : body, index);
    }
    table->ruled = true;
    table->header = fill_row(column, grid, table, grid->box.y0, grid->head, head);
    for (guint c = 0; c < table->n_columns; c++) {
        g_free(table->heads->pdata[c]);
        table->heads->pdata[c] = g_strdup(bp_row_peek_text(table->header, c));
    }
    g_autoptr(GPtrArray) rows = bp_rows_of_words(page, body);
    for (guint r = 0; r < rows->len; r++) {
        const BpTextRow *text = rows->pdata[r];
        g_ptr_array_add(table->rows,
                        fill_row(column, grid, table, text->box.y0, text->box.y1, text->words));
    }
    return table;
}
