/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Actions in running minutes.
 *
 * A mark may stand in the margin (initials beside a paragraph), on a line of its own below it
 * ("ACTION: AB"), or inside the text ("ACTION: the Clerk to ..."). Where the mark names only the
 * owner, the task is in the text beside it, see actions-task.c.
 */
#include <string.h>

#include "common/text.h"

#include "split/actions-task.h"
#include "split/owners.h"

/* A text of an action column from this length on is a task, not an owner. */
#define TASK_LENGTH 14
#define TASK_RULE   "actions.column"
/* What the place of a mark tells: in the margin or the text much, below the paragraph little. */
#define NOTE_WEIGHT  4
#define BELOW_WEIGHT 1

typedef struct {
    BpSplit *split;
    BpFlow *flow;
    BpTasksTaken *taken;
} Acting;

static BpSubject subject_at(const BpEntry *entry, gsize from, gsize to)
{
    BpSubject subject = bp_split_subject(entry->block, BP_SUBJECT_WHOLE);

    subject.text += from;
    subject.len = to - from;
    subject.in_table = entry->in_table;
    return subject;
}

static BpRecord *new_action(BpSplit *split, const BpEntry *entry, const BpBlock *where,
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
static char *task_before(const Acting *acting, guint at, gsize start, const BpRecord *record)
{
    gsize offset = bp_flow_entry(acting->flow, at)->start + start;
    BpMark mark = {.at = at,
                   .beside = offset,
                   .until = offset,
                   .weight = NOTE_WEIGHT,
                   .owners = bp_record_get_list(record, "owners")};

    return bp_task_of_mark(acting->split, acting->flow, &mark, acting->taken);
}

/* What a mark inside an entry ("ACTION: ..."), or the entry as one, says is to be done; NULL when
 * there is none, "" when it says nothing. Completes the reference of the record. */
static char *marked_text(const Acting *acting, guint at, BpRecord *record)
{
    const BpEntry *entry = bp_flow_entry(acting->flow, at);
    BpMatcher *matcher = acting->split->matcher;
    BpSubject subject = subject_at(entry, entry->start, strlen(entry->block->text));
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
    return match.start ? task_before(acting, at, match.start, record) : g_strdup("");
}

/* A heading of an action ("Action 15 Title"): its number, and the task is the paragraph below. */
static bool take_heading(BpSplit *split, const BpEntry *entry, BpRecord *record)
{
    BpSubject subject = subject_at(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    if (!bp_matcher_match(split->matcher, "action", "heading", &subject, &match))
        return false;
    if (!*bp_record_get(record, "ref"))
        bp_split_set_captures(record, &match, &subject);
    return true;
}

/* Whether another mark stands beside an entry, below this one; dates are none. */
static bool has_more(const Acting *acting, const BpEntry *entry, const BpBlock *note)
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
static char *text_beside(const Acting *acting, guint at, BpRecord *record, const BpBlock *note,
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
                   .weight = entry->row_entries ? 0 : NOTE_WEIGHT,
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

static bool has_role(const BpMatch *match, const char *role)
{
    const char *own = bp_rule_get_set(match->rule, "role");

    return own && !strcmp(own, role);
}

/* Letters that a rule takes for initials, and single names, have to be those of people who are
 * listed. */
static bool is_mark(BpSplit *split, const BpMatch *match, const BpSubject *subject)
{
    g_autofree char *owners = bp_match_dup(match, subject, "owners");

    return (!has_role(match, "initials") && !has_role(match, "listed")) ||
           (owners && bp_split_are_listed(split, owners));
}

/* The notes beside an entry: each that names owners is an action; one that is only a date belongs
 * to the one above it. Returns the last entry that they speak of. */
static guint take_notes(const Acting *acting, guint at)
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
        if (has_role(&match, "due")) {
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
        last = new_action(split, entry, entry->block, &match, &subject, "column");
        bp_split_add_spans(last, note);
        if (!*bp_record_get(last, "text")) {
            g_autofree char *text = text_beside(acting, at, last, note, &used);
            bp_split_set(last, "text", text);
        }
        bp_split_finish_action(split, last);
    }
    return last ? used : G_MAXUINT;
}

/* Where a line stands: in the text, in a list of actions, or in what is one only where it names
 * owners. */
typedef enum { LINE_OF_TEXT, LINE_OF_LIST, LINE_OF_OWNERS } LineOf;

/* A line of its own that marks the paragraph above it, or says the task itself. */
static bool take_line(const Acting *acting, guint at, LineOf line)
{
    bool in_list = line != LINE_OF_TEXT;
    BpSplit *split = acting->split;
    const BpFlow *flow = acting->flow;
    BpEntry *entry = bp_flow_entry(flow, at);
    BpSubject subject = subject_at(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    if (!bp_matcher_match(split->matcher, "action", in_list ? "list" : "block", &subject, &match) ||
        !is_mark(split, &match, &subject))
        return false;
    g_autofree char *owners = bp_match_dup(&match, &subject, "owners");
    if (line == LINE_OF_OWNERS && !owners)
        return false;
    bool above = has_role(&match, "above") || has_role(&match, "initials");
    if (above && (at == 0 || bp_flow_entry(flow, at - 1)->is_item))
        above = at > 0 && strlen(bp_entry_peek_text(bp_flow_entry(flow, at - 1))) > 80;
    BpEntry *task = above ? bp_flow_entry(flow, at - 1) : entry;
    BpRecord *record =
        new_action(split, task, task->block, &match, &subject, in_list ? "list" : "inline");
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

/* Marks inside a paragraph; what one says ends where the next begins. */
static void take_inline(const Acting *acting, guint at)
{
    BpMatcher *matcher = acting->split->matcher;
    const BpEntry *entry = bp_flow_entry(acting->flow, at);
    BpSubject whole = subject_at(entry, entry->start, strlen(entry->block->text)), subject = whole;
    BpMatch match, next;

    for (gsize from = 0; from < whole.len; from = subject.len) {
        subject.len = whole.len;
        if (!bp_matcher_search(matcher, "action", "inline", &subject, from, &match))
            return;
        if (bp_matcher_search(matcher, "action", "mark", &whole, behind_mark(&match), &next))
            subject.len = next.start;
        if (subject.len < whole.len &&
            !bp_matcher_search(matcher, "action", "inline", &subject, from, &match))
            continue;
        if (!is_mark(acting->split, &match, &subject))
            continue;
        g_autofree char *text = bp_match_dup(&match, &subject, "text");
        BpRecord *record =
            new_action(acting->split, entry, entry->block, &match, &subject, "inline");
        if (!text) {
            g_autofree char *before = task_before(acting, at, match.start, record);
            bp_split_set(record, "text", before);
        }
        bp_split_finish_action(acting->split, record);
    }
}

/* What an entry opens when it is the heading of a list of actions; LINE_OF_TEXT when it is not. */
static LineOf opens_list(BpSplit *split, const BpEntry *entry)
{
    BpSubject subject = subject_at(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    if (!bp_matcher_match(split->matcher, "section", "actions", &subject, &match))
        return LINE_OF_TEXT;
    return strcmp(bp_rule_get_set(match.rule, "section"), "owned-actions") ? LINE_OF_LIST
                                                                           : LINE_OF_OWNERS;
}

void bp_split_find_actions(BpSplit *split, BpFlow *flow)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    Acting acting = {split, flow, taken};
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
        guint used = items && !*entry->item ? G_MAXUINT : take_notes(&acting, i);
        if (used != G_MAXUINT) {
            i = used;
            continue;
        }
        bool plain = !*entry->label && !entry->block->bullet;
        if (list && take_line(&acting, i, plain ? LINE_OF_OWNERS : list))
            continue;
        list = plain ? LINE_OF_TEXT : list;
        if (!take_line(&acting, i, LINE_OF_TEXT))
            take_inline(&acting, i);
    }
}
