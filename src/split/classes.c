/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which shape of label is that of the items: the one that most often heads something that looks
 * like a heading, and what its members look like elsewhere. A shape that goes into another one ("N"
 * and "N.N") goes before it.
 */
#include "split/classes.h"

#include <string.h>

/* So many headings of one shape are no accident. */
#define ENOUGH_HEADINGS 3
/* So many paragraphs that only have a number may be items. */
#define LEAST_PARAGRAPHS 4

static BpClass *class_of(GPtrArray *classes, const BpRuns *runs, const BpRun *run)
{
    const char *shape = bp_run_first(runs, run)->shape;

    for (guint k = 0; k < classes->len; k++) {
        BpClass *class = classes->pdata[k];
        if (class->column == run->column && !strcmp(class->shape, shape))
            return class;
    }
    BpClass *class = g_new0(BpClass, 1);
    class->shape = shape;
    class->column = run->column;
    g_ptr_array_add(classes, class);
    return class;
}

bool bp_run_is_nested(const BpRuns *runs, const BpRun *run)
{
    if (run->parent == BP_NO_RUN)
        return false;
    const BpRun *parent = runs->runs->pdata[run->parent];
    guint last = bp_run_member(run, run->members->len - 1);
    return bp_run_member(parent, parent->members->len - 1) > last ||
           parent->members->len >= run->members->len;
}

bool bp_run_is_list(const BpRuns *runs, const BpRun *run)
{
    guint n = run->members->len;

    if (!bp_run_is_nested(runs, run) || 2 * MIN(run->strong, run->carries) >= n)
        return false;
    return run->opened || (n > 1 && run->carries <= 1 && 2 * run->strong < n);
}

GPtrArray *bp_classes_of_runs(const BpRuns *runs)
{
    GPtrArray *classes = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < runs->runs->len; i++) {
        const BpRun *run = runs->runs->pdata[i];
        BpClass *class = class_of(classes, runs, run);
        if (bp_run_is_list(runs, run))
            continue;
        class->n += run->members->len;
        class->headings += run->headings;
        class->strong += run->strong;
        bool first = bp_label_is_first(bp_run_first(runs, run));
        class->first = class->first || first;
        class->restarts += run->below_heading && first;
        class->sections += run->below_caps && first;
    }
    return classes;
}

/* How well a class may be that of the items: what heads most; a shape that another one goes into
 * ("N" and "N.N") goes before it when it heads enough itself. */
static bool is_better(const BpClass *class, const BpClass *best)
{
    if (!best)
        return true;
    gsize n = strlen(class->shape);
    if (!strncmp(best->shape, class->shape, n) && best->shape[n] == '.')
        return class->headings >= ENOUGH_HEADINGS;
    n = strlen(best->shape);
    if (!strncmp(class->shape, best->shape, n) && class->shape[n] == '.')
        return best->headings<ENOUGH_HEADINGS &&class->headings> best->headings;
    if (class->strong != best->strong && MAX(class->strong, best->strong) >= ENOUGH_HEADINGS)
        return class->strong > best->strong;
    return class->headings > best->headings;
}

/* Whether a class may be that of the items at all. Letters are when they are set off, or begin
 * again below headings without one. */
static bool may_be_main(const BpClass *class)
{
    bool letters = !strchr(class->shape, 'N');
    bool plain_list = class->strong == 0 && strchr(class->shape, ')');

    if (class->headings == 0 || plain_list || (class->n == 1 && !class->strong && !class->first))
        return false;
    if (letters && class->strong < ENOUGH_HEADINGS && class->restarts < 2)
        return false;
    return 2 * class->headings >= class->n || class->strong >= ENOUGH_HEADINGS;
}

/* Minutes whose items are a paragraph each: one series over nearly all labels, between which no
 * headings stand. */
static const BpClass *paragraph_class(const GPtrArray *classes, const BpRuns *runs)
{
    const BpRun *run = runs->runs->len ? runs->runs->pdata[0] : NULL;
    guint labels = 0;

    if (!run || run->members->len < LEAST_PARAGRAPHS || run->opened ||
        !bp_label_is_first(bp_run_first(runs, run)) || !bp_run_first(runs, run)->closed)
        return NULL;
    for (guint i = bp_run_member(run, 0); i < runs->marks->len; i++) {
        const BpMark *mark = bp_runs_mark(runs, i);
        labels += mark->run != BP_NO_RUN;
        if (mark->run == BP_NO_RUN && mark->strong)
            return NULL;
    }
    if (labels > run->members->len + run->members->len / 3)
        return NULL;
    for (guint k = 0; k < classes->len; k++) {
        const BpClass *class = classes->pdata[k];
        if (!strcmp(class->shape, bp_run_first(runs, run)->shape) && strchr(class->shape, 'N'))
            return class;
    }
    return NULL;
}

const BpClass *bp_class_main(const GPtrArray *classes, const BpRuns *runs)
{
    const BpClass *best = NULL;

    for (guint k = 0; k < classes->len; k++) {
        const BpClass *class = classes->pdata[k];
        if (may_be_main(class) && is_better(class, best))
            best = class;
    }
    return best ? best : paragraph_class(classes, runs);
}
