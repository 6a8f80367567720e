/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Actions whose mark stands beside the text: initials in the margin or a column, perhaps with a
 * date below or behind them, or a column that says the task itself.
 */
#include <string.h>

#include "common/text.h"

#include "split/actions.h"
#include "split/owners.h"

/* A text of an action column from this length on is a task, not an owner. */
#define TASK_LENGTH 14
#define TASK_RULE   "actions.column"

/* What a mark inside an entry ("ACTION: ..."), or the entry as one, says is to be done; NULL when
 * there is none, "" when it says nothing. Completes the reference of the record. */
static char *marked_text(const BpActing *acting, guint at, BpRecord *record)
{
    const BpEntry *entry = bp_flow_entry(acting->flow, at);
    BpMatcher *matcher = acting->split->matcher;
    BpSubject subject = bp_action_subject(entry, entry->start, strlen(entry->block->text));
    BpMatch match;
    char *text = NULL;

    if (bp_matcher_match(matcher, "action", "block", &subject, &match) ||
        bp_matcher_search(matcher, "action", "inline", &subject, 0, &match))
        text = bp_match_dup(&match, &subject, "text");
    else
        return NULL;
    g_autofree char *ref = bp_match_dup(&match, &subject, "ref");
    if (ref && !*bp_record_get(record, "ref"))
        bp_record_set(record, "ref", ref);
    if (text)
        return text;
    return match.start ? bp_action_task_before(acting, at, match.start, record) : g_strdup("");
}

/* A heading of an action ("Action 15 Title"): its number, and the task is the paragraph below. */
static bool take_heading(BpSplit *split, const BpEntry *entry, BpRecord *record)
{
    BpSubject subject = bp_action_subject(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    if (!bp_matcher_match(split->matcher, "action", "heading", &subject, &match))
        return false;
    if (!*bp_record_get(record, "ref"))
        bp_split_set_captures(record, &match, &subject);
    return true;
}

/* What a column of outcomes says somebody is to do. */
bool bp_action_take_outcome(const BpActing *acting, guint at)
{
    const BpEntry *entry = bp_flow_entry(acting->flow, at);
    BpSubject subject = bp_action_subject(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    if (!entry->outcome ||
        !bp_matcher_match(acting->split->matcher, "action", "margin", &subject, &match))
        return false;
    g_autofree char *text = bp_match_dup(&match, &subject, "text");
    if (!text)
        return false;
    BpRecord *record =
        bp_action_new(acting->split, entry, entry->block, &match, &subject, "column");
    bp_split_finish_action(acting->split, record);
    return true;
}

/* Whether another mark stands beside an entry, below this one; dates are none. */
static bool has_more(const BpActing *acting, const BpEntry *entry, const BpBlock *note)
{
    bool below = false;

    for (guint i = 0; i < entry->notes->len; i++) {
        const BpBlock *other = entry->notes->pdata[i];
        BpSubject subject = {.text = other->text, .len = strlen(other->text), .page = other->page};
        BpMatch match;
        if (below &&
            bp_matcher_match(acting->split->matcher, "action", "margin", &subject, &match) &&
            !bp_rule_get_set(match.rule, "role"))
            return true;
        below = below || other == note;
    }
    return false;
}

/* What a note beside entry `at` asks: what is marked in the entries of its row or the one below it,
 * the paragraph below an action heading, or the task in the text. Sets out_used to the last entry
 * read. */
static char *text_beside(const BpActing *acting, guint at, BpRecord *record, const BpBlock *note,
                         guint *out_used)
{
    const BpFlow *flow = acting->flow;
    const BpEntry *entry = bp_flow_entry(flow, at);

    for (guint i = at; i < at + MAX(entry->row_entries, 1); i++) {
        g_autofree char *marked = marked_text(acting, i, record);
        if (marked)
            *out_used = i;
        if (marked && *marked)
            return g_steal_pointer(&marked);
    }
    const BpEntry *next = at + 1 < flow->entries->len ? bp_flow_entry(flow, at + 1) : NULL;
    if (next && !next->is_item && !next->notes && next->in_table == entry->in_table &&
        !next->block->bullet) {
        bool heading = take_heading(acting->split, entry, record);
        g_autofree char *marked =
            heading ? g_strdup(bp_entry_peek_text(next)) : marked_text(acting, at + 1, record);
        if (marked)
            *out_used = at + 1;
        if (marked && *marked)
            return g_steal_pointer(&marked);
    }
    BpMark mark = {.at = at,
                   .note = note,
                   .more = has_more(acting, entry, note),
                   .weight = entry->row_entries ? 0 : BP_NOTE_WEIGHT,
                   .owners = bp_record_get_list(record, "owners")};
    return bp_task_of_mark(acting->split, flow, &mark, acting->taken);
}

/* An action column that says the task itself; its owner and date stand below it. */
static BpRecord *add_task(BpSplit *split, const BpEntry *entry, const BpBlock *note)
{
    BpRecord *record = bp_split_add(split, "action", note, NULL, TASK_RULE);
    record->confidence = 0.8; /* no document of those that are annotated has one */
    BpSubject subject = {.text = note->text, .len = strlen(note->text), .page = note->page};
    BpMatch match;

    bp_split_set(record, "text", note->text);
    bp_record_set(record, "item", entry->item);
    bp_record_set(record, "source", "column");
    if (bp_matcher_match(split->matcher, "action", "list", &subject, &match)) {
        g_autofree char *owners = bp_match_dup(&match, &subject, "owners");
        bp_split_set_captures(record, &match, &subject);
        if (owners)
            bp_split_add_owners(split, record, owners);
    }
    bp_split_finish_action(split, record);
    return record;
}

static void complete_task(BpSplit *split, BpRecord *record, const BpMatch *match,
                          const BpSubject *subject)
{
    g_autofree char *owners = bp_match_dup(match, subject, "owners");

    if (owners)
        bp_split_add_owners(split, record, owners);
    g_autofree char *due = bp_match_dup(match, subject, "due");
    if (due)
        bp_split_set(record, "due", due);
    bp_split_finish_action(split, record);
}

/* The notes beside an entry: each that names owners is an action; one that is only a date belongs
 * to the one above it. Returns the last entry that they speak of. */
guint bp_action_take_notes(const BpActing *acting, guint at)
{
    BpSplit *split = acting->split;
    const BpEntry *entry = bp_flow_entry(acting->flow, at);
    BpRecord *last = NULL;
    guint used = at;

    for (guint i = 0; entry->notes && i < entry->notes->len; i++) {
        const BpBlock *note = entry->notes->pdata[i];
        BpSubject subject = {.text = note->text, .len = strlen(note->text), .page = note->page};
        BpMatch match;
        if (!bp_matcher_match(split->matcher, "action", "margin", &subject, &match)) {
            if (entry->in_table && note->lines->len && strlen(note->text) >= TASK_LENGTH)
                last = add_task(split, entry, note);
            continue;
        }
        if (bp_action_has_role(&match, "due")) {
            if (last) {
                bp_split_set_captures(last, &match, &subject);
                bp_split_finish_action(split, last);
            }
            continue;
        }
        if (last && last->rule && !strcmp(last->rule, TASK_RULE) &&
            !bp_record_get_list(last, "owners")) {
            complete_task(split, last, &match, &subject);
            continue;
        }
        last = bp_action_new(split, entry, entry->block, &match, &subject, "column");
        bp_split_add_spans(last, note);
        if (!*bp_record_get(last, "text")) {
            g_autofree char *text = text_beside(acting, at, last, note, &used);
            bp_split_set(last, "text", text);
        }
        bp_split_finish_action(split, last);
    }
    return last ? used : G_MAXUINT;
}
