/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which labelled entries are headings of items.
 *
 * Numbering is read as a system: labels that go on counting are a run, runs of one shape ("N",
 * "N.N", "A N/N") a class. The class that most often heads something that looks like a heading is
 * that of the items. A run of that class is a series of items when its members look like headings
 * or have text of their own below them; labels that only follow each other are a list. A label of
 * another class is an item when it is set off as headings are.
 */
#include "split/outline.h"

#include <string.h>

#include "split/item-heading.h"
#include "split/runs.h"

/* So many headings of one shape are no accident. */
#define ENOUGH_HEADINGS 3
/* An open label ("85 High Street") begins a series only up to this number. */
#define MOST_FIRST 3
/* So many paragraphs that only have a number may be items. */
#define LEAST_PARAGRAPHS 4
/* A title may end with a full stop up to this length, bytes. */
#define SHORT_TITLE 60

/* Runs of one shape. */
typedef struct {
    const char *shape;
    bool column;
    guint n, headings, strong;
    guint restarts; /* runs that begin with 1 below a heading without a label */
    bool first;     /* one of its runs begins with 1 */
    guint sections; /* those of them whose heading is in capitals */
} Class;

typedef struct {
    const BpRuns *runs;
    BpOutline *outline;
    const Class *main; /* NULL: items have no numbers */
    bool emphatic;     /* items are set off by their looks */
} Judge;

static Class *class_of(GPtrArray *classes, const BpRuns *runs, const BpRun *run)
{
    const char *shape = bp_run_first(runs, run)->shape;

    for (guint k = 0; k < classes->len; k++) {
        Class *class = classes->pdata[k];
        if (class->column == run->column && !strcmp(class->shape, shape))
            return class;
    }
    Class *class = g_new0(Class, 1);
    class->shape = shape;
    class->column = run->column;
    g_ptr_array_add(classes, class);
    return class;
}

/* Whether a run stands inside a member of another one. */
static bool is_nested(const BpRuns *runs, const BpRun *run)
{
    if (run->parent == BP_NO_RUN)
        return false;
    const BpRun *parent = runs->runs->pdata[run->parent];
    guint last = bp_run_member(run, run->members->len - 1);
    return bp_run_member(parent, parent->members->len - 1) > last ||
           parent->members->len >= run->members->len;
}

/* Labels inside an item that follow each other without text between them, or that the text before
 * them announces. */
static bool is_list(const BpRuns *runs, const BpRun *run)
{
    guint n = run->members->len;

    if (!is_nested(runs, run) || 2 * MIN(run->strong, run->carries) >= n)
        return false;
    return run->opened || (n > 1 && run->carries <= 1 && 2 * run->strong < n);
}

static GPtrArray *count_classes(const BpRuns *runs)
{
    GPtrArray *classes = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < runs->runs->len; i++) {
        const BpRun *run = runs->runs->pdata[i];
        Class *class = class_of(classes, runs, run);
        if (is_list(runs, run))
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
static bool is_better(const Class *class, const Class *best)
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
static bool may_be_main(const Class *class)
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
static const Class *paragraph_class(const GPtrArray *classes, const BpRuns *runs)
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
        const Class *class = classes->pdata[k];
        if (!strcmp(class->shape, bp_run_first(runs, run)->shape) && strchr(class->shape, 'N'))
            return class;
    }
    return NULL;
}

static const Class *main_class(const GPtrArray *classes, const BpRuns *runs)
{
    const Class *best = NULL;

    for (guint k = 0; k < classes->len; k++) {
        const Class *class = classes->pdata[k];
        if (may_be_main(class) && is_better(class, best))
            best = class;
    }
    return best ? best : paragraph_class(classes, runs);
}

/* Whether a number can be one of a series: a bare one that stands alone ("85 High Street") is
 * none. */
static bool is_plausible(const BpRuns *runs, const BpRun *run, guint i)
{
    const BpLabel *label = &bp_runs_mark(runs, i)->label;

    if (label->closed || label->n != 1 || run->column || run->members->len > 1)
        return true;
    return bp_label_number(label, 0) <= MOST_FIRST;
}

/* A heading in plain letters among others that are set off, which go on behind it. */
static bool is_plain_slip(const BpRuns *runs, const BpRun *run, guint i)
{
    for (guint k = run->members->len; k-- > 0 && bp_run_member(run, k) > i;)
        if (bp_runs_mark(runs, bp_run_member(run, k))->strong)
            return true;
    return false;
}

static bool is_main_item(const Judge *judge, const BpRun *run, guint i)
{
    const BpMark *mark = bp_runs_mark(judge->runs, i);
    guint n = run->members->len;

    if (!judge->emphatic)
        return !is_list(judge->runs, run) &&
               (!is_nested(judge->runs, run) || 2 * run->headings >= n);
    /* Parts of a resolution may be set as headings are. */
    if (run->opened && is_list(judge->runs, run))
        return false;
    if (mark->strong)
        return is_plausible(judge->runs, run, i);
    if (2 * run->strong >= n)
        return is_plain_slip(judge->runs, run, i);
    /* A section of its own, whose items are set in plain letters. */
    return run->below_heading && bp_label_is_first(bp_run_first(judge->runs, run)) &&
           2 * run->carries >= n;
}

/* A title, and not a sentence that is set off. */
static bool is_title(const BpEntry *entry, bool carries)
{
    g_autofree char *title = bp_heading_dup_title(entry);
    gsize len = strlen(title), most = carries ? BP_HEADING_LENGTH : SHORT_TITLE;

    return len > 2 && (len <= most || !strchr(".;", title[len - 1]));
}

static bool is_sub_item(const Judge *judge, const BpRun *run, guint i)
{
    const BpMark *mark = bp_runs_mark(judge->runs, i);
    const BpEntry *entry = bp_flow_entry(judge->runs->flow, i);
    guint n = run->members->len;
    gsize main = strlen(judge->main->shape);

    if (!is_title(entry, mark->carries || entry->listed) ||
        (run->opened && is_list(judge->runs, run)))
        return false;
    if (entry->listed)
        return g_unichar_isupper(g_utf8_get_char(bp_entry_peek_text(entry)));
    if (!mark->heading)
        return false;
    if (bp_heading_is_emphatic(entry) || entry->title)
        return is_plausible(judge->runs, run, i);
    bool deeper =
        !strncmp(mark->label.shape, judge->main->shape, main) && mark->label.shape[main] == '.';
    return deeper && n > 1 && !is_list(judge->runs, run) && 3 * run->headings >= 2 * n &&
           2 * run->carries >= n;
}

/* A number that others go below is one of an item when theirs are: 2.1 of 2.1.1. */
static void take_parents(const Judge *judge)
{
    for (guint i = 0; i < judge->runs->marks->len; i++) {
        const BpMark *mark = bp_runs_mark(judge->runs, i);
        if (bp_outline_role(judge->outline, i) != BP_ROLE_ITEM)
            continue;
        const BpRun *run = judge->runs->runs->pdata[mark->run];
        if (run->parent == BP_NO_RUN)
            continue;
        const BpRun *parent = judge->runs->runs->pdata[run->parent];
        for (guint k = 0; k < parent->members->len; k++) {
            guint at = bp_run_member(parent, k);
            const BpMark *above = bp_runs_mark(judge->runs, at);
            if (at < i && above->heading && bp_label_is_below(&mark->label, &above->label))
                bp_outline_role(judge->outline, at) = BP_ROLE_ITEM;
        }
    }
}

/* The item that an entry's number counts inside of: 1, 2 or a, b below it. */
static int item_above(const Judge *judge, guint i)
{
    const BpMark *mark = bp_runs_mark(judge->runs, i);
    const BpRun *run = judge->runs->runs->pdata[mark->run];

    if (run->below_heading || !bp_label_is_first(bp_run_first(judge->runs, run)))
        return -1;
    while (is_nested(judge->runs, run)) {
        run = judge->runs->runs->pdata[run->parent];
        for (guint k = run->members->len; k-- > 0;) {
            guint at = bp_run_member(run, k);
            if (at > i || bp_outline_role(judge->outline, at) != BP_ROLE_ITEM)
                continue;
            bool says = bp_label_is_below(&mark->label, &bp_runs_mark(judge->runs, at)->label);
            return says ? -1 : (int)at;
        }
    }
    return -1;
}

static BpRole role_of(const Judge *judge, guint i)
{
    const BpMark *mark = bp_runs_mark(judge->runs, i);

    if (mark->run == BP_NO_RUN)
        return BP_ROLE_NONE;
    if (mark->again)
        return BP_ROLE_AGAIN;
    const BpRun *run = judge->runs->runs->pdata[mark->run];
    const BpLabel *first = bp_run_first(judge->runs, run);
    bool main = run->column == judge->main->column && !strcmp(first->shape, judge->main->shape);
    bool is_item = main ? is_main_item(judge, run, i) : is_sub_item(judge, run, i);
    return is_item ? BP_ROLE_ITEM : BP_ROLE_NONE;
}

BpOutline *bp_outline_of_flow(BpSplit *split, BpFlow *flow)
{
    g_autoptr(BpRuns) runs = bp_runs_of_flow(split, flow);
    g_autoptr(GPtrArray) classes = count_classes(runs);
    BpOutline *outline = g_new0(BpOutline, 1);
    Judge judge = {runs, outline, main_class(classes, runs), false};

    outline->roles = g_array_sized_new(FALSE, TRUE, sizeof(BpRole), flow->entries->len);
    g_array_set_size(outline->roles, flow->entries->len);
    outline->above = g_array_sized_new(FALSE, FALSE, sizeof(int), flow->entries->len);
    for (guint i = 0; i < flow->entries->len; i++) {
        int none = -1;
        g_array_append_val(outline->above, none);
    }
    if (!judge.main)
        return outline;
    const Class *main = judge.main;
    judge.emphatic = main->strong >= 2 && 3 * main->strong >= 2 * main->headings;
    outline->numbered = true;
    outline->sectioned = main->sections >= 2 || g_str_has_suffix(main->shape, "N-A");
    for (guint i = 0; i < flow->entries->len; i++)
        bp_outline_role(outline, i) = role_of(&judge, i);
    take_parents(&judge);
    for (guint i = 0; i < flow->entries->len; i++)
        if (bp_outline_role(outline, i) == BP_ROLE_ITEM)
            bp_outline_above(outline, i) = item_above(&judge, i);
    return outline;
}

void bp_outline_free(BpOutline *outline)
{
    if (!outline)
        return;
    g_array_unref(outline->roles);
    g_array_unref(outline->above);
    g_free(outline);
}
