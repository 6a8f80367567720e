/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Labelled entries in runs.
 *
 * A stack of open runs is kept. A label that goes on with one of them joins it and closes those
 * above it, which were lists and sub-items of its last member; another label opens a run of its
 * own. Where several would do (item 4 after item 3, whose list ended with 3 too), the one decides
 * whose indent and looks it has.
 */
#include "split/runs.h"

#include <math.h>
#include <string.h>

#include "common/text.h"

#include "split/decisions.h"
#include "split/item-heading.h"

/* A series may leave out so many numbers. */
#define SKIPPED 2
/* Members of a run begin at the same indent, within so many em. */
#define SAME_INDENT 2.5
/* What each difference between a member and its run weighs; above MOST it is no member. */
#define COST_LOOKS   3.0
#define COST_CARRIES 1.0
#define COST_CLOSED  2.0
#define COST_SKIPPED 1.5
#define MOST_COST    6.0
/* So many labels in a row begin with the same code. */
#define CODED 3

static void run_free(gpointer data)
{
    BpRun *run = data;

    g_array_unref(run->members);
    g_free(run);
}

static void mark_clear(gpointer data)
{
    bp_label_clear(&((BpMark *)data)->label);
}

const BpLabel *bp_run_first(const BpRuns *runs, const BpRun *run)
{
    return &bp_runs_mark(runs, bp_run_member(run, 0))->label;
}

const BpLabel *bp_run_last(const BpRuns *runs, const BpRun *run)
{
    return &bp_runs_mark(runs, bp_run_member(run, run->members->len - 1))->label;
}

/* Whether text of its own follows the heading: behind it, or below it before the next label. */
static bool carries(const BpFlow *flow, guint i)
{
    const BpEntry *entry = bp_flow_entry(flow, i);

    if (entry->title || entry->followed || bp_heading_runs_in(entry))
        return true;
    if (i + 1 >= flow->entries->len)
        return false;
    const BpEntry *next = bp_flow_entry(flow, i + 1);
    return !*next->label;
}

/* "6.3 The Committee:" is no heading but the lead of what was decided. */
static bool is_heading(BpSplit *split, const BpEntry *entry)
{
    return bp_heading_is(entry) &&
           (!*entry->label || bp_heading_is_emphatic(entry) || !bp_decision_is_lead(split, entry));
}

static void take_mark(BpSplit *split, const BpFlow *flow, guint i, BpMark *mark)
{
    const BpEntry *entry = bp_flow_entry(flow, i);

    *mark = (BpMark){.run = BP_NO_RUN};
    bp_label_read(&mark->label, entry->label);
    mark->heading = is_heading(split, entry);
    mark->strong = mark->heading && bp_heading_is_set_off(entry);
    mark->carries = *entry->label && carries(flow, i);
}

/* How badly an entry goes with a run; more than MOST_COST when it does not. */
static double cost_of(const BpRuns *runs, const BpRun *run, guint i)
{
    const BpEntry *entry = bp_flow_entry(runs->flow, i);
    const BpMark *mark = bp_runs_mark(runs, i);
    const BpLabel *last = bp_run_last(runs, run);
    double apart = fabs(entry->block->indent - run->indent);

    if (run->column != entry->from_column || !bp_label_goes_on(last, &mark->label, SKIPPED))
        return G_MAXDOUBLE;
    if (!run->column && apart > SAME_INDENT)
        return G_MAXDOUBLE;
    double cost = run->column ? 0 : apart;
    if (mark->strong != (2 * run->strong >= run->members->len))
        cost += COST_LOOKS;
    if (mark->carries != (2 * run->carries >= run->members->len))
        cost += COST_CARRIES;
    if (last->closed != mark->label.closed)
        cost += COST_CLOSED;
    if (!bp_label_goes_on(last, &mark->label, 0))
        cost += COST_SKIPPED;
    return cost;
}

/* A heading that is printed again on the next page, perhaps with "(continued)" behind it. */
static bool is_again(const BpRuns *runs, const BpRun *run, guint i)
{
    const BpEntry *last = bp_flow_entry(runs->flow, bp_run_member(run, run->members->len - 1));
    const BpEntry *entry = bp_flow_entry(runs->flow, i);

    if (!bp_label_is_same(bp_run_last(runs, run), &bp_runs_mark(runs, i)->label) ||
        last->block->page == entry->block->page)
        return false;
    g_autofree char *before = bp_heading_dup_title(last);
    g_autofree char *title = bp_heading_dup_title(entry);
    g_autofree char *folded_before = bp_text_dup_folded(before);
    g_autofree char *folded = bp_text_dup_folded(title);
    return *folded_before && g_str_has_prefix(folded, folded_before);
}

static void join(BpRuns *runs, guint at, guint i)
{
    BpRun *run = runs->runs->pdata[at];
    BpMark *mark = bp_runs_mark(runs, i);

    mark->run = at;
    g_array_append_val(run->members, i);
    run->indent = bp_flow_entry(runs->flow, i)->block->indent;
    run->headings += mark->heading;
    run->strong += mark->strong;
    run->carries += mark->carries;
}

static guint open_run(BpSplit *split, BpRuns *runs, const GArray *stack, guint i)
{
    BpRun *run = g_new0(BpRun, 1);
    const BpEntry *before = i ? bp_flow_entry(runs->flow, i - 1) : NULL;

    run->members = g_array_new(FALSE, FALSE, sizeof(guint));
    run->parent = stack->len ? g_array_index(stack, guint, stack->len - 1) : BP_NO_RUN;
    run->column = bp_flow_entry(runs->flow, i)->from_column;
    run->opened = before && (g_str_has_suffix(before->block->text, ":") ||
                             bp_decision_is_lead(split, before));
    run->below_heading = before && !*before->label && bp_runs_mark(runs, i - 1)->strong;
    run->below_caps = run->below_heading && before->block->caps;
    g_ptr_array_add(runs->runs, run);
    return runs->runs->len - 1;
}

/* A number whose like began before it could be seen: 2 behind 1.1, 1.2, whose 1 is not there. The
 * runs below the missing number end. */
static void end_orphans(const BpRuns *runs, GArray *stack, guint i)
{
    const BpLabel *label = &bp_runs_mark(runs, i)->label;

    while (stack->len && label->n == 1) {
        const BpRun *run = runs->runs->pdata[g_array_index(stack, guint, stack->len - 1)];
        const BpLabel *last = bp_run_last(runs, run);
        if (last->n < 2 || strncmp(last->shape, label->shape, strlen(label->shape)) != 0 ||
            bp_label_number(last, 0) + 1 != bp_label_number(label, 0))
            return;
        g_array_set_size(stack, stack->len - 1);
    }
}

static void place(BpSplit *split, BpRuns *runs, GArray *stack, guint i)
{
    double least = MOST_COST;
    guint best = stack->len;

    for (guint k = stack->len; k-- > 0;) {
        const BpRun *run = runs->runs->pdata[g_array_index(stack, guint, k)];
        if (is_again(runs, run, i)) {
            bp_runs_mark(runs, i)->again = true;
            bp_runs_mark(runs, i)->run = g_array_index(stack, guint, k);
            return;
        }
        double cost = cost_of(runs, run, i);
        if (cost < least) {
            least = cost;
            best = k;
        }
    }
    if (best == stack->len) {
        end_orphans(runs, stack, i);
        best = stack->len;
        guint opened = open_run(split, runs, stack, i);
        g_array_append_val(stack, opened);
    } else {
        g_array_set_size(stack, best + 1);
    }
    join(runs, g_array_index(stack, guint, best), i);
}

/* The code that a text begins with: two to six capitals. */
static gsize code_length(const char *text)
{
    gsize len = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    return len >= 2 && len <= 6 && text[len] == ' ' ? len : 0;
}

/* The code that numbers have behind them: one that stands behind most of them, each time another.
 * NULL when there is none. The caller frees. */
static char *dup_code(const BpFlow *flow)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint labels = 0, most = 0;
    g_autofree char *code = NULL;

    for (guint i = 0; i < flow->entries->len; i++) {
        const BpEntry *entry = bp_flow_entry(flow, i);
        const char *text = bp_entry_peek_text(entry);
        if (!g_ascii_isdigit(*entry->label) || !g_hash_table_add(seen, g_strdup(entry->label)))
            continue;
        labels++;
        if (!code_length(text))
            continue;
        char *own = g_strndup(text, code_length(text));
        guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, own)) + 1;
        if (n > most) {
            most = n;
            g_free(code);
            code = g_strdup(own);
        }
        g_hash_table_insert(counts, own, GUINT_TO_POINTER(n));
    }
    return most >= CODED && 2 * most >= labels ? g_steal_pointer(&code) : NULL;
}

/* Numbers that are followed by the same code each time ("41 PLAN", "42 PLAN") have it for a part.
 */
static void take_codes(BpFlow *flow)
{
    g_autofree char *code = dup_code(flow);

    for (guint i = 0; code && i < flow->entries->len; i++) {
        BpEntry *entry = bp_flow_entry(flow, i);
        gsize len = strlen(code);
        if (!g_ascii_isdigit(*entry->label) || code_length(bp_entry_peek_text(entry)) != len ||
            strncmp(bp_entry_peek_text(entry), code, len))
            continue;
        char *label = g_strdup_printf("%s %s", entry->label, code);
        g_free(entry->label);
        entry->label = label;
        entry->start += (guint)len + 1;
    }
}

/* Those present may be numbered as well: a name, and no heading with names behind it. */
static bool is_name(const BpEntry *entry)
{
    return entry->roll && !entry->title && !strchr(bp_entry_peek_text(entry), ':') &&
           !bp_heading_is_set_off(entry);
}

BpRuns *bp_runs_of_flow(BpSplit *split, BpFlow *flow)
{
    BpRuns *runs = g_new0(BpRuns, 1);
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(guint));

    take_codes(flow);
    runs->flow = flow;
    runs->runs = g_ptr_array_new_with_free_func(run_free);
    runs->marks = g_array_sized_new(FALSE, TRUE, sizeof(BpMark), flow->entries->len);
    g_array_set_clear_func(runs->marks, mark_clear);
    for (guint i = 0; i < flow->entries->len; i++) {
        BpMark mark;
        take_mark(split, flow, i, &mark);
        g_array_append_val(runs->marks, mark);
        if (*bp_flow_entry(flow, i)->label && !is_name(bp_flow_entry(flow, i)))
            place(split, runs, stack, i);
    }
    return runs;
}

void bp_runs_free(BpRuns *runs)
{
    if (!runs)
        return;
    g_array_unref(runs->marks);
    g_ptr_array_unref(runs->runs);
    g_free(runs);
}
