/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Actions in running minutes.
 *
 * A mark may stand in the margin (initials beside a paragraph), on a line of its own below it
 * ("ACTION: AB"), or inside the text ("ACTION: the Clerk to ..."). Where the mark names only the
 * owner, the task is in the text beside it, see actions-task.c.
 */
#include "split/actions.h"

#include <string.h>

#include "common/text.h"

#include "split/owners.h"
#include "split/sentences.h"

/* What the place of a mark below a paragraph tells: little. */
#define BELOW_WEIGHT 1
/* A line that goes on with the mark above it stands at most so many line heights below. */
#define CLOSE_GAP 0.6

BpSubject bp_action_subject(const BpEntry *entry, gsize from, gsize to)
{
    BpSubject subject = bp_split_subject(entry->block, BP_SUBJECT_WHOLE);

    subject.text += from;
    subject.len = to - from;
    subject.in_table = entry->in_table;
    return subject;
}

BpRecord *bp_action_new(BpSplit *split, const BpEntry *entry, const BpBlock *where,
                        const BpMatch *match, const BpSubject *subject, const char *source)
{
    BpRecord *record = bp_split_add(split, "action", where, match->rule, NULL);
    g_autofree char *owners = bp_match_dup(match, subject, "owners");

    bp_split_set_captures(record, match, subject);
    if (owners)
        bp_split_add_owners(split, record, owners);
    bp_record_set(record, "item", entry->item);
    bp_record_set(record, "source", source);
    return record;
}

/* The task of a mark inside an entry's text that says none itself. The caller frees. */
char *bp_action_task_before(const BpActing *acting, guint at, gsize start, const BpRecord *record)
{
    gsize offset = bp_flow_entry(acting->flow, at)->start + start;
    BpMark mark = {.at = at,
                   .beside = offset,
                   .until = offset,
                   .weight = BP_NOTE_WEIGHT,
                   .owners = bp_record_get_list(record, "owners")};

    return bp_task_of_mark(acting->split, acting->flow, &mark, acting->taken);
}

bool bp_action_has_role(const BpMatch *match, const char *role)
{
    const char *own = bp_rule_get_set(match->rule, "role");

    return own && !strcmp(own, role);
}

/* Letters that a rule takes for initials, and single names, have to be those of people who are
 * listed. */
bool bp_action_is_mark(BpSplit *split, const BpMatch *match, const BpSubject *subject)
{
    g_autofree char *owners = bp_match_dup(match, subject, "owners");

    return (!bp_action_has_role(match, "initials") && !bp_action_has_role(match, "listed")) ||
           (owners && bp_split_are_listed(split, owners));
}

/* Where a line stands: in the text, in a list of actions, or in what is one only where it names
 * owners. */
typedef enum { LINE_OF_TEXT, LINE_OF_LIST, LINE_OF_OWNERS } LineOf;

/* The owners of a mark that names none may stand on the line below it. */
static void take_owners_below(const BpActing *acting, guint at, BpRecord *record)
{
    if (at + 1 >= acting->flow->entries->len)
        return;
    const BpEntry *entry = bp_flow_entry(acting->flow, at + 1);
    BpSubject subject = bp_action_subject(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    if (entry->is_item || *entry->label || entry->block->gap > CLOSE_GAP ||
        !bp_matcher_match(acting->split->matcher, "action", "margin", &subject, &match))
        return;
    g_autofree char *owners = bp_match_dup(&match, &subject, "owners");
    g_autofree char *text = bp_match_dup(&match, &subject, "text");
    if (owners && !text)
        bp_split_add_owners(acting->split, record, owners);
}

/* A line of its own that marks the paragraph above it, or says the task itself. */
static bool take_line(const BpActing *acting, guint at, LineOf line)
{
    bool in_list = line != LINE_OF_TEXT;
    BpSplit *split = acting->split;
    const BpFlow *flow = acting->flow;
    BpEntry *entry = bp_flow_entry(flow, at);
    BpSubject subject = bp_action_subject(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    if (!bp_matcher_match(split->matcher, "action", in_list ? "list" : "block", &subject, &match) ||
        !bp_action_is_mark(split, &match, &subject))
        return false;
    g_autofree char *owners = bp_match_dup(&match, &subject, "owners");
    if (line == LINE_OF_OWNERS && !owners)
        return false;
    bool above = bp_action_has_role(&match, "above") || bp_action_has_role(&match, "initials");
    if (above && (at == 0 || bp_flow_entry(flow, at - 1)->is_item))
        above = at > 0 && strlen(bp_entry_peek_text(bp_flow_entry(flow, at - 1))) > 80;
    BpEntry *task = above ? bp_flow_entry(flow, at - 1) : entry;
    BpRecord *record =
        bp_action_new(split, task, task->block, &match, &subject, in_list ? "list" : "inline");
    if (above && !owners)
        take_owners_below(acting, at, record);
    if (above) {
        BpMark mark = {.at = at - 1,
                       .beside = strlen(task->block->text),
                       .weight = BELOW_WEIGHT,
                       .owners = bp_record_get_list(record, "owners")};
        g_autofree char *text = bp_task_of_mark(split, acting->flow, &mark, acting->taken);
        bp_split_set(record, "text", text);
        bp_split_add_spans(record, entry->block);
    } else if (!*bp_record_get(record, "text")) {
        bp_split_set(record, "text", bp_entry_peek_text(entry));
    }
    if (*entry->label && in_list && !*bp_record_get(record, "ref")) {
        g_autofree char *ref = bp_label_dup_bare(entry->label);
        bp_record_set(record, "ref", ref);
    }
    bp_split_finish_action(split, record);
    return true;
}

/* Where what a mark says begins: its owners or its text. */
static gsize behind_mark(const BpMatch *match)
{
    gsize start = match->end;

    for (guint i = 0; i < match->n_captures; i++)
        if (strcmp(match->captures[i].field, "ref") != 0)
            start = MIN(start, match->captures[i].start);
    return start;
}

/* The sentence right before a mark, from `from` on; the caller frees. */
static char *dup_sentence_before(BpMatcher *matcher, const char *text, gsize from, gsize mark)
{
    gsize start = bp_sentence_next(text, from);

    for (gsize next = start; next < mark;
         next = bp_sentence_next(text, bp_sentence_end(matcher, text, next)))
        start = next;
    return g_strndup(text + start, mark > start ? mark - start : 0);
}

/* Marks inside a paragraph; what one says ends where the next begins. Of several that stand behind
 * their tasks each has the sentence before it. */
static void take_inline(const BpActing *acting, guint at)
{
    BpMatcher *matcher = acting->split->matcher;
    const BpEntry *entry = bp_flow_entry(acting->flow, at);
    BpSubject whole = bp_action_subject(entry, entry->start, strlen(entry->block->text)),
              subject = whole;
    BpMatch match, next;
    gsize since = 0; /* end of the mark before */

    for (gsize from = 0; from < whole.len; from = subject.len) {
        subject.len = whole.len;
        if (!bp_matcher_search(matcher, "action", "inline", &subject, from, &match))
            return;
        if (bp_matcher_search(matcher, "action", "mark", &whole, behind_mark(&match), &next))
            subject.len = next.start;
        if (subject.len < whole.len &&
            !bp_matcher_search(matcher, "action", "inline", &subject, from, &match))
            continue;
        if (!bp_action_is_mark(acting->split, &match, &subject))
            continue;
        g_autofree char *text = bp_match_dup(&match, &subject, "text");
        BpRecord *record =
            bp_action_new(acting->split, entry, entry->block, &match, &subject, "inline");
        if (!text) {
            bool several =
                bp_action_has_role(&match, "behind") && (since || subject.len < whole.len);
            g_autofree char *before =
                several ? dup_sentence_before(matcher, subject.text, since, match.start)
                        : bp_action_task_before(acting, at, match.start, record);
            bp_split_set(record, "text", before);
        }
        bp_split_finish_action(acting->split, record);
        since = match.end;
    }
}

/* What an entry opens when it is the heading of a list of actions; LINE_OF_TEXT when it is not. */
static LineOf opens_list(BpSplit *split, const BpEntry *entry)
{
    BpSubject subject = bp_action_subject(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    if (!bp_matcher_match(split->matcher, "section", "actions", &subject, &match))
        return LINE_OF_TEXT;
    return strcmp(bp_rule_get_set(match.rule, "section"), "owned-actions") ? LINE_OF_LIST
                                                                           : LINE_OF_OWNERS;
}

void bp_split_find_actions(BpSplit *split, BpFlow *flow)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    BpActing acting = {split, flow, taken};
    LineOf list = LINE_OF_TEXT;
    bool items = false;

    for (guint i = 0; i < flow->entries->len; i++)
        items = items || bp_flow_entry(flow, i)->is_item;
    for (guint i = 0; i < flow->entries->len; i++) {
        const BpEntry *entry = bp_flow_entry(flow, i);
        LineOf opened = opens_list(split, entry);
        if (opened || entry->is_item)
            list = opened;
        if (opened)
            continue;
        /* Initials beside names, above the first item, are those of the people present. */
        guint used = items && !*entry->item ? G_MAXUINT : bp_action_take_notes(&acting, i);
        if (used != G_MAXUINT) {
            i = used;
            continue;
        }
        if (bp_action_take_outcome(&acting, i))
            continue;
        bool plain = !*entry->label && !entry->block->bullet;
        if (list && take_line(&acting, i, plain ? LINE_OF_OWNERS : list))
            continue;
        list = plain ? LINE_OF_TEXT : list;
        if (!take_line(&acting, i, LINE_OF_TEXT))
            take_inline(&acting, i);
    }
}
