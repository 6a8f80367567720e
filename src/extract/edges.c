/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An edge is where one line of the picture differs from the next one, all in the same direction,
 * over a long run of cells. A thin rule has two edges close to each other, an edge that falls
 * between two pixels has two steps: edges that lie within a few lines and cover the same cells are
 * one rule, in their middle. Letters make short runs only.
 */
#include "extract/edges.h"

#include <stdbool.h>

/* Levels of 255. A hair line in the light grey of table templates still makes a step of 16. */
#define MIN_STEP   10
#define STEP_SLACK 8
/* Where a rule is crossed by another one its edge is interrupted for as many cells. It goes on only
 * with a piece that could be a rule itself: the tops of capitals in a row are shorter. */
#define MAX_GAP 3
/* Edges so many lines apart belong to one rule. */
#define MAX_THICKNESS 3
/* Nothing that is laid out has so many: it is a photograph or made to hurt. */
#define MAX_EDGES 20000

typedef struct {
    guint line, from, to;
    int step; /* levels, signed; 0 in no run */
} Run;

typedef struct {
    guint first, last; /* lines of its edges */
    guint from, to;
} Group;

/* A drawn edge is as strong everywhere; where letters touch, the steps vary. */
static bool is_alike(int step, int other)
{
    return ABS(step) >= MIN_STEP && ABS(step - other) <= STEP_SLACK + ABS(other) / 4;
}

static void flush_run(GArray *runs, const Run *run, guint min)
{
    if (run->step && run->to - run->from >= min && runs->len < MAX_EDGES)
        g_array_append_vals(runs, run, 1);
}

static bool differs(const guint8 *above, const guint8 *below, guint x)
{
    return ABS(below[x] - above[x]) >= MIN_STEP;
}

/* The beginning of the next stretch of cells where the lines differ, n when there is none. A
 * stretch shorter than `min` may be passed over: it cannot miss all cells that are so far apart. */
static guint find_stretch(const guint8 *above, const guint8 *below, guint n, guint x, guint min)
{
    guint from = x;
    for (x += min - 1; x < n && !differs(above, below, x);)
        x += min;
    if (x >= n)
        return n;
    while (x > from && differs(above, below, x - 1))
        x--;
    return x;
}

/* The runs of one boundary, between the lines `above` and `below`. */
static void find_runs(const guint8 *above, const guint8 *below, guint n, guint line, guint min,
                      GArray *runs)
{
    Run run = {.line = line};
    guint x = 0;
    while (x < n) {
        if (!differs(above, below, x)) {
            x = find_stretch(above, below, n, x, min);
            continue;
        }
        int step = below[x] - above[x];
        guint from = x;
        while (x < n && is_alike(below[x] - above[x], step))
            x++;
        bool goes_on = run.step && is_alike(step, run.step) && from - run.to <= MAX_GAP &&
                       x - from >= min && run.to - run.from >= min;
        if (!goes_on) {
            flush_run(runs, &run, min);
            run.from = from;
            run.step = step;
        }
        run.to = x;
    }
    flush_run(runs, &run, min);
}

/* Whether both cover the same cells for at least half of the shorter one. */
static bool is_alongside(const Group *group, const Run *run)
{
    guint from = MAX(group->from, run->from), to = MIN(group->to, run->to);
    guint shorter = MIN(group->to - group->from, run->to - run->from);
    return to > from && 2 * (to - from) >= shorter;
}

/* Whether one goes on where the other ends. */
static bool is_in_line(const Group *group, const Run *run)
{
    guint gap = group->to <= run->from ? run->from - group->to : group->from - run->to;
    bool apart = group->to <= run->from || run->to <= group->from;
    return apart && gap <= MAX_GAP && run->line - group->last <= 1;
}

static void add_run(GArray *groups, const Run *run)
{
    for (guint i = groups->len; i > 0; i--) {
        Group *group = &g_array_index(groups, Group, i - 1);
        /* Groups are in the order of their first line, and none is thicker than allowed. */
        if (run->line - group->first > MAX_THICKNESS)
            break;
        if (!is_alongside(group, run) && !is_in_line(group, run))
            continue;
        group->last = run->line;
        group->from = MIN(group->from, run->from);
        group->to = MAX(group->to, run->to);
        return;
    }
    Group group = {run->line, run->line, run->from, run->to};
    g_array_append_val(groups, group);
}

GArray *bp_edges_find(const BpPicture *picture, guint min)
{
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(Run));
    guint n = picture->n_cells;
    for (guint y = 1; y < picture->n_lines; y++) {
        const guint8 *above = picture->levels + (gsize)(y - 1) * n;
        find_runs(above, above + n, n, y, min, runs);
    }
    g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(Group));
    for (guint i = 0; i < runs->len; i++)
        add_run(groups, &g_array_index(runs, Run, i));
    GArray *edges = g_array_sized_new(FALSE, FALSE, sizeof(BpEdge), groups->len);
    for (guint i = 0; i < groups->len; i++) {
        const Group *group = &g_array_index(groups, Group, i);
        BpEdge edge = {(group->first + group->last) / 2.0, group->from, group->to};
        g_array_append_val(edges, edge);
    }
    return edges;
}
