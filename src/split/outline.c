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

#include "split/classes.h"
#include "split/item-heading.h"

/* An open label ("85 High Street") begins a series only up to this number. */
#define MOST_FIRST 3
/* A title may end with a full stop up to this length, bytes. */
#define SHORT_TITLE 60

typedef struct {
    const BpRuns *runs;
    BpOutline *outline;
    const BpClass *main; /* NULL: items have no numbers */
    bool emphatic;       /* items are set off by their looks */
} Judge;

/* Whether a number can be one of a series: a bare one that stands alone ("85 High Street") is
 * none. */
static bool is_plausible(const BpRuns *runs, const BpRun *run, guint i)
{
    const BpLabel *label = &bp_runs_mark(runs, i)->label;

    if (label->closed || label->n != 1 || run->column || run->members->len > 1)
        return true;
    return bp_label_number(label, 0) <= MOST_FIRST;
}

/* Whether a label is a reference of the same kind as those of the items, so that it need not count:
 * 24.05.7 among 24.05.1, 24.05.2. */
static bool is_reference(const BpLabel *label, const BpClass *main)
{
    return strchr(main->shape, '/') || (label->n >= 3 && g_str_has_prefix(main->shape, "N"));
}

/* A heading in plain letters among others that are set off, which go on behind it, or that has text
 * of its own as they have. */
static bool is_plain_slip(const BpRuns *runs, const BpRun *run, guint i)
{
    const BpMark *mark = bp_runs_mark(runs, i);

    if (mark->heading && mark->carries)
        return true;
    for (guint k = run->members->len; k-- > 0 && bp_run_member(run, k) > i;)
        if (bp_runs_mark(runs, bp_run_member(run, k))->strong)
            return true;
    return false;
}

/* Plain headings that begin to count right below that of an item, each with text of its own. */
static bool is_plain_series(const Judge *judge, const BpRun *run)
{
    guint first = bp_run_member(run, 0), n = run->members->len;
    const BpLabel *label = bp_run_first(judge->runs, run);

    return n > 1 && run->headings == n && run->carries == n && label->closed &&
           bp_label_is_first(label) && first > 0 &&
           bp_outline_role(judge->outline, first - 1) == BP_ROLE_ITEM;
}

static bool is_main_item(const Judge *judge, const BpRun *run, guint i)
{
    const BpMark *mark = bp_runs_mark(judge->runs, i);
    guint n = run->members->len;

    if (!judge->emphatic)
        return !bp_run_is_list(judge->runs, run) &&
               (!bp_run_is_nested(judge->runs, run) || 2 * run->headings >= n ||
                is_reference(&mark->label, judge->main));
    /* Parts of a resolution may be set as headings are. */
    if (run->opened && bp_run_is_list(judge->runs, run))
        return false;
    if (mark->strong)
        return is_plausible(judge->runs, run, i);
    if (2 * run->strong >= n)
        return is_plain_slip(judge->runs, run, i);
    if (is_plain_series(judge, run))
        return true;
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
        (run->opened && bp_run_is_list(judge->runs, run)))
        return false;
    if (entry->listed)
        return g_unichar_isupper(g_utf8_get_char(bp_entry_peek_text(entry)));
    if (!mark->heading)
        return false;
    if (bp_heading_is_emphatic(entry) || entry->title)
        return is_plausible(judge->runs, run, i);
    if (2 * run->strong >= n ? is_plain_slip(judge->runs, run, i) : is_plain_series(judge, run))
        return true;
    bool deeper =
        !strncmp(mark->label.shape, judge->main->shape, main) && mark->label.shape[main] == '.';
    return deeper && n > 1 && !bp_run_is_list(judge->runs, run) && 3 * run->headings >= 2 * n &&
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
    while (bp_run_is_nested(judge->runs, run)) {
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

/* The item that an entry prints again. */
static int item_again(const Judge *judge, guint i)
{
    const BpRun *run = judge->runs->runs->pdata[bp_runs_mark(judge->runs, i)->run];

    for (guint k = run->members->len; k-- > 0;) {
        guint at = bp_run_member(run, k);
        if (at < i)
            return bp_outline_role(judge->outline, at) == BP_ROLE_ITEM ? (int)at : -1;
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
    g_autoptr(GPtrArray) classes = bp_classes_of_runs(runs);
    BpOutline *outline = g_new0(BpOutline, 1);
    Judge judge = {runs, outline, bp_class_main(classes, runs), false};

    outline->roles = g_array_sized_new(FALSE, TRUE, sizeof(BpRole), flow->entries->len);
    g_array_set_size(outline->roles, flow->entries->len);
    outline->above = g_array_sized_new(FALSE, FALSE, sizeof(int), flow->entries->len);
    for (guint i = 0; i < flow->entries->len; i++) {
        int none = -1;
        g_array_append_val(outline->above, none);
    }
    if (!judge.main)
        return outline;
    const BpClass *main = judge.main;
    judge.emphatic = main->strong >= 2 && 3 * main->strong >= 2 * main->headings;
    outline->numbered = true;
    outline->sectioned = main->sections >= 2 || g_str_has_suffix(main->shape, "N-A");
    for (guint i = 0; i < flow->entries->len; i++)
        bp_outline_role(outline, i) = role_of(&judge, i);
    take_parents(&judge);
    for (guint i = 0; i < flow->entries->len; i++)
        if (bp_outline_role(outline, i) == BP_ROLE_ITEM)
            bp_outline_above(outline, i) = item_above(&judge, i);
        else if (bp_outline_role(outline, i) == BP_ROLE_AGAIN)
            bp_outline_above(outline, i) = item_again(&judge, i);
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
