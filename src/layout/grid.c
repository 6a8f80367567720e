/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From rulings to grids.
 *
 *      from rulings            xs, ys               cells
 *      +--+------+          x0 x1     x2         +--+------+
 *      |  |      |          y0 +--+------+       |A |  B   |
 *      +--+------+   ->     y1 +--+------+   ->  +--+------+
 *      |         |          y2 +--+------+       |    C    |   the upright at x1 does not
 *      +---------+                               +---------+   reach between y1 and y2
 *
 * 1. Rulings that touch belong to one grid (union-find over pairs).
 * 2. The places of its uprights, clustered, are the xs; those of its level ones the ys. The ends
 *    of rulings count too: a table cut by the page's end has no bottom line.
 * 3. Two neighbouring elementary rectangles are one cell unless a ruling covers most of the edge
 *    between them.
 */
#include "layout/grid.h"

#include <math.h>

#include "layout/mend-rulings.h"

/* Rulings whose ends are no further apart than this touch: thick lines are found by their middle.
 */
#define TOUCH 4.0
/* Places closer than this are one line: double lines and shading edges beside a line. */
#define SAME_PLACE 4.0
/* Share of an edge that must be ruled to separate two cells. */
#define RULED_SHARE 0.6
/* More rulings than this on a page are a chart or a map, not tables. */
#define MAX_RULINGS 1500
#define MIN_WIDTH   60.0
#define MIN_UPRIGHT 60.0
/* Tables that stand one on the other, at most. */
#define MAX_SEAMS 12

void bp_grid_free(gpointer data)
{
    BpGrid *grid = data;

    if (!grid)
        return;
    g_array_unref(grid->xs);
    g_array_unref(grid->ys);
    g_array_unref(grid->cells);
    g_free(grid);
}

static bool touch(const BpRuling *a, const BpRuling *b)
{
    if (a->vertical == b->vertical)
        return fabs(a->at - b->at) <= TOUCH && a->from <= b->to + TOUCH && b->from <= a->to + TOUCH;
    return a->at >= b->from - TOUCH && a->at <= b->to + TOUCH && b->at >= a->from - TOUCH &&
           b->at <= a->to + TOUCH;
}

static guint root(guint *parent, guint i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

static int compare_doubles(gconstpointer a, gconstpointer b)
{
    double d = *(const double *)a - *(const double *)b;

    return d < 0 ? -1 : d > 0;
}

/* Sorted places, those within SAME_PLACE of each other replaced by their mean. */
static void cluster(GArray *places)
{
    g_array_sort(places, compare_doubles);
    guint out = 0;
    for (guint i = 0; i < places->len;) {
        double sum = 0, first = g_array_index(places, double, i);
        guint n = 0;
        while (i < places->len && g_array_index(places, double, i) - first <= SAME_PLACE) {
            sum += g_array_index(places, double, i);
            n++;
            i++;
        }
        g_array_index(places, double, out++) = sum / n;
    }
    g_array_set_size(places, out);
}

/* Share of [from, to] at `at` that rulings of the grid cover. */
static double covered(const GArray *rulings, bool vertical, double at, double from, double to)
{
    double sum = 0;

    for (guint i = 0; i < rulings->len; i++) {
        const BpRuling *r = &g_array_index(rulings, BpRuling, i);
        if (r->vertical == vertical && fabs(r->at - at) <= SAME_PLACE)
            sum += MAX(0, MIN(r->to, to) - MAX(r->from, from));
    }
    return to > from ? sum / (to - from) : 0;
}

/* Join elementary rectangles that no ruling separates. */
static void join_unruled(guint *parent, const BpGrid *grid, const GArray *rulings)
{
    guint nx = grid->xs->len - 1, ny = grid->ys->len - 1;
    const double *x = (const double *)(gpointer)grid->xs->data;
    const double *y = (const double *)(gpointer)grid->ys->data;

    for (guint i = 0; i < nx * ny; i++) {
        guint r = i / nx, c = i % nx;
        if (c + 1 < nx && covered(rulings, true, x[c + 1], y[r], y[r + 1]) < RULED_SHARE)
            parent[root(parent, i + 1)] = root(parent, i);
        if (r + 1 < ny && covered(rulings, false, y[r + 1], x[c], x[c + 1]) < RULED_SHARE)
            parent[root(parent, i + nx)] = root(parent, i);
    }
}

static void make_cells(BpGrid *grid, const GArray *rulings)
{
    guint nx = grid->xs->len - 1, n = nx * (grid->ys->len - 1);
    const double *x = (const double *)(gpointer)grid->xs->data;
    const double *y = (const double *)(gpointer)grid->ys->data;
    g_autofree guint *parent = g_new(guint, n);
    g_autofree int *made = g_new(int, n);

    for (guint i = 0; i < n; i++) {
        parent[i] = i;
        made[i] = -1;
    }
    join_unruled(parent, grid, rulings);
    for (guint i = 0; i < n; i++) {
        guint r = i / nx, c = i % nx, own = root(parent, i);
        BpGridCell fresh = {c, r, 1, 1, {x[c], y[r], x[c + 1], y[r + 1]}};
        if (made[own] < 0) {
            made[own] = (int)grid->cells->len;
            g_array_append_val(grid->cells, fresh);
            continue;
        }
        BpGridCell *cell = &g_array_index(grid->cells, BpGridCell, made[own]);
        guint c1 = MAX(cell->column + cell->columns, c + 1);
        guint r1 = MAX(cell->row + cell->rows, r + 1);
        cell->column = MIN(cell->column, c);
        cell->row = MIN(cell->row, r);
        cell->columns = c1 - cell->column;
        cell->rows = r1 - cell->row;
        cell->box = bp_box_union(cell->box, fresh.box);
    }
}

static void add_outer(GArray *places, double low, double high)
{
    g_array_append_val(places, low);
    g_array_append_val(places, high);
}

static BpGrid *grid_of(const GArray *rulings, double page_width)
{
    double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = 0, y1 = 0, longest = 0;
    guint uprights = 0, levels = 0;

    for (guint i = 0; i < rulings->len; i++) {
        const BpRuling *r = &g_array_index(rulings, BpRuling, i);
        if (r->vertical) {
            x0 = MIN(x0, r->at), x1 = MAX(x1, r->at), y0 = MIN(y0, r->from), y1 = MAX(y1, r->to);
            longest = MAX(longest, r->to - r->from);
            uprights++;
        } else {
            y0 = MIN(y0, r->at), y1 = MAX(y1, r->at), x0 = MIN(x0, r->from), x1 = MAX(x1, r->to);
            levels++;
        }
    }
    if (!uprights || y1 - y0 < 8 || (levels ? x1 - x0 < MIN_WIDTH : longest < MIN_UPRIGHT))
        return NULL;
    BpGrid *grid = g_new0(BpGrid, 1);
    grid->xs = g_array_new(FALSE, FALSE, sizeof(double));
    grid->ys = g_array_new(FALSE, FALSE, sizeof(double));
    grid->cells = g_array_new(FALSE, FALSE, sizeof(BpGridCell));
    grid->box = (BpBox){x0, y0, x1, y1};
    for (guint i = 0; i < rulings->len; i++) {
        const BpRuling *r = &g_array_index(rulings, BpRuling, i);
        g_array_append_val(r->vertical ? grid->xs : grid->ys, r->at);
    }
    /* Lone uprights part the whole width of the page. */
    add_outer(grid->xs, levels ? x0 : 0, levels ? x1 : page_width);
    add_outer(grid->ys, y0, y1);
    cluster(grid->xs);
    cluster(grid->ys);
    grid->open_rows = levels < 2;
    /* Two columns need three lines; more than 40 x 400 cells is a drawing. */
    if (grid->xs->len < 3 || grid->ys->len < 2 || grid->xs->len > 40 || grid->ys->len > 400) {
        bp_grid_free(grid);
        return NULL;
    }
    return grid;
}

/* Whether the uprights inside two neighbouring rows have nothing in common: then two tables stand
 * one on the other, sharing a line. */
static bool is_seam(const BpGrid *grid, const GArray *rulings, guint row)
{
    const double *x = (const double *)(gpointer)grid->xs->data;
    const double *y = (const double *)(gpointer)grid->ys->data;
    guint above = 0, below = 0, both = 0;

    for (guint c = 1; c + 1 < grid->xs->len; c++) {
        bool a = covered(rulings, true, x[c], y[row - 1], y[row]) >= RULED_SHARE;
        bool b = covered(rulings, true, x[c], y[row], y[row + 1]) >= RULED_SHARE;
        above += a;
        below += b;
        both += a && b;
    }
    return above && below && !both;
}

/* The rulings of a grid above (or below) a height, cut there. */
static GArray *rulings_beside(const GArray *rulings, double at, bool above)
{
    GArray *own = g_array_new(FALSE, FALSE, sizeof(BpRuling));

    for (guint i = 0; i < rulings->len; i++) {
        BpRuling r = g_array_index(rulings, BpRuling, i);
        if (r.vertical) {
            if (above)
                r.to = MIN(r.to, at);
            else
                r.from = MAX(r.from, at);
            if (r.to - r.from < SAME_PLACE)
                continue;
        } else if (above ? r.at > at + SAME_PLACE : r.at < at - SAME_PLACE) {
            continue;
        }
        g_array_append_val(own, r);
    }
    return own;
}

/* Make the grids of rulings that hang together, cut at seams from top to bottom. */
static void add_grids(GPtrArray *grids, const GArray *rulings, double page_width)
{
    g_autoptr(GArray) rest = g_array_copy((GArray *)(gsize)rulings);

    for (guint pass = 0; pass < MAX_SEAMS; pass++) {
        BpGrid *grid = grid_of(rest, page_width);
        if (!grid)
            return;
        guint seam = 1;
        while (seam + 1 < grid->ys->len && !is_seam(grid, rest, seam))
            seam++;
        if (seam + 1 >= grid->ys->len || pass + 1 == MAX_SEAMS) {
            make_cells(grid, rest);
            g_ptr_array_add(grids, grid);
            return;
        }
        double at = g_array_index(grid->ys, double, seam);
        bp_grid_free(grid);
        g_autoptr(GArray) top = rulings_beside(rest, at, true);
        BpGrid *upper = grid_of(top, page_width);
        if (upper) {
            make_cells(upper, top);
            g_ptr_array_add(grids, upper);
        }
        GArray *below = rulings_beside(rest, at, false);
        g_array_unref(rest);
        rest = below;
    }
}

static int by_top(gconstpointer a, gconstpointer b)
{
    const BpGrid *ga = *(BpGrid *const *)a, *gb = *(BpGrid *const *)b;

    return ga->box.y0 < gb->box.y0 ? -1 : ga->box.y0 > gb->box.y0;
}

GPtrArray *bp_grids_of_page(const BpPage *page, const BpBox *taken)
{
    GPtrArray *grids = g_ptr_array_new_with_free_func(bp_grid_free);

    if (!page->rulings || page->rulings->len < 2 || page->rulings->len > MAX_RULINGS)
        return grids;
    g_autoptr(GArray) rulings = bp_rulings_mended(page, taken);
    guint n = rulings->len;
    g_autofree guint *parent = g_new(guint, n + 1);
    for (guint i = 0; i < n; i++)
        parent[i] = i;
    const BpRuling *all = (const BpRuling *)(gpointer)rulings->data;
    for (guint i = 0; i < n; i++)
        for (guint k = i + 1; k < n; k++)
            if (touch(&all[i], &all[k]))
                parent[root(parent, k)] = root(parent, i);
    for (guint i = 0; i < n; i++) {
        if (root(parent, i) != i)
            continue;
        g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(BpRuling));
        for (guint k = 0; k < n; k++)
            if (root(parent, k) == i)
                g_array_append_val(own, all[k]);
        add_grids(grids, own, page->width);
    }
    g_ptr_array_sort(grids, by_top);
    return grids;
}
