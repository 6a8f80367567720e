/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Actions in running minutes.
 *
 * A mark may stand in the margin (initials beside a paragraph), on a line of its own below it
 * ("ACTION: AB"), or inside the text ("ACTION: the Clerk to ..."). Where the mark names only the
 * owner, the task is the sentence beside it that says what is to be done: of the paragraph's
 * sentences the one that names an owner, reads like a task (rules of kind `action`, context
 * `task`), and stands at the mark's height.
 */
#include <math.h>
#include <string.h>

#include "common/text.h"

#include "split/flow.h"
#include "split/owners.h"
#include "split/sentences.h"

/* A paragraph up to this long is its own task. */
#define SHORT_PARAGRAPH 130
/* A text of an action column from this length on is a task, not an owner. */
#define TASK_LENGTH 14
#define TASK_RULE   "actions.column"

/* Where a mark stands: the entry and offset beside it, and how much that place tells. */
typedef struct {
    const BpEntry *entry;
    gsize beside;
    int weight;
} Mark;

static BpSubject subject_at(const BpEntry *entry, gsize from, gsize to)
{
    BpSubject subject = bp_split_subject(entry->block, BP_SUBJECT_WHOLE);

    subject.text += from;
    subject.len = to - from;
    subject.in_table = entry->in_table;
    return subject;
}

/* Offset in the block's text of the middle of the line nearest to a height on a page. */
static gsize offset_at(const BpBlock *block, guint page, double y)
{
    gsize offset = 0, found = 0;
    double best = G_MAXDOUBLE;

    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        double away = line->page == page ? fabs((line->box.y0 + line->box.y1) / 2 - y) : 1e6;
        if (away < best) {
            best = away;
            found = offset + strlen(line->text) / 2;
        }
        offset += strlen(line->text) + 1;
    }
    return MIN(found, strlen(block->text));
}

static bool names_owner(const char *sentence, const GPtrArray *owners)
{
    for (guint i = 0; owners && i < owners->len; i++) {
        const char *name = owners->pdata[i];
        const char *at = strstr(sentence, name);
        gsize len = strlen(name);
        if (at && (at == sentence || !g_ascii_isalnum(at[-1])) && !g_ascii_isalnum(at[len]))
            return true;
    }
    return false;
}

typedef struct {
    int score;
    const BpEntry *entry;
    gsize start, end;
} Task;

/* Weigh the sentences of an entry as tasks; the best, the later among equals, goes to `best`. */
static void weigh_tasks(BpSplit *split, const BpEntry *entry, const GPtrArray *owners,
                        const Mark *mark, Task *best)
{
    const char *text = entry->block->text;

    for (gsize start = entry->start; text[start];) {
        gsize end = bp_sentence_end(text, start);
        BpSubject subject = subject_at(entry, start, end);
        g_autofree char *sentence = g_strndup(text + start, end - start);
        BpMatch match;
        bool beside = mark->beside >= start && mark->beside <= end && mark->entry == entry;
        int score = 3 * names_owner(sentence, owners) + (beside ? mark->weight : 0);
        score += bp_matcher_match(split->matcher, "action", "task", &subject, &match) ? 4 : 0;
        if (score >= best->score)
            *best = (Task){score, entry, start, end};
        start = bp_sentence_next(text, end);
    }
}

/* A task that begins with a pronoun takes the sentence before it along. */
static void widen_task(BpSplit *split, Task *task)
{
    const char *text = task->entry->block->text;
    BpSubject subject = subject_at(task->entry, task->start, task->end);
    gsize before = task->entry->start;
    BpMatch match;

    if (!bp_matcher_match(split->matcher, "action", "pronoun", &subject, &match))
        return;
    for (gsize start = before; start < task->start;
         start = bp_sentence_next(text, bp_sentence_end(text, start)))
        before = start;
    task->start = before;
}

/* The task that a mark stands for. The caller frees. */
static char *task_of(BpSplit *split, const BpFlow *flow, guint at, const GPtrArray *owners,
                     const Mark *mark)
{
    const BpEntry *entry = bp_flow_entry(flow, at);
    Task best = {-1, entry, entry->start, strlen(entry->block->text)};

    if (!entry->row_entries && strlen(bp_entry_peek_text(entry)) <= SHORT_PARAGRAPH)
        return g_strdup(bp_entry_peek_text(entry));
    for (guint i = at; i < at + MAX(entry->row_entries, 1); i++)
        weigh_tasks(split, bp_flow_entry(flow, i), owners, mark, &best);
    if (entry->row_entries && best.score < 4) {
        g_autoptr(GString) whole = g_string_new(NULL);
        for (guint i = at; i < at + entry->row_entries; i++)
            g_string_append_printf(whole, "%s%s", whole->len ? " " : "",
                                   bp_entry_peek_text(bp_flow_entry(flow, i)));
        return g_string_free(g_steal_pointer(&whole), FALSE);
    }
    widen_task(split, &best);
    return g_strndup(best.entry->block->text + best.start, best.end - best.start);
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

/* Text of an inline mark inside an entry ("ACTION: ..."), NULL when there is none. */
static char *inline_text(BpSplit *split, const BpEntry *entry)
{
    BpSubject subject = subject_at(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    if (!bp_matcher_search(split->matcher, "action", "inline", &subject, 0, &match))
        return NULL;
    char *text = bp_match_dup(&match, &subject, "text");
    return text ? text : g_strndup(subject.text, match.start);
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

/* What a note beside entry `at` asks: an inline mark of the entry or the one below it, the
 * paragraph below an action heading, or the task sentence. Sets out_used to the last entry read. */
static char *text_beside(BpSplit *split, const BpFlow *flow, guint at, BpRecord *record,
                         const BpBlock *note, guint *out_used)
{
    const BpEntry *entry = bp_flow_entry(flow, at);
    char *marked = inline_text(split, entry);

    if (marked)
        return marked;
    const BpEntry *next = at + 1 < flow->entries->len ? bp_flow_entry(flow, at + 1) : NULL;
    if (next && !next->is_item && !next->notes && next->in_table == entry->in_table &&
        !next->block->bullet) {
        if (take_heading(split, entry, record)) {
            *out_used = at + 1;
            return g_strdup(bp_entry_peek_text(next));
        }
        marked = inline_text(split, next);
        if (marked)
            *out_used = at + 1;
        if (marked && *marked)
            return marked;
        g_free(marked);
    }
    Mark mark = {entry, offset_at(entry->block, note->page, (note->box.y0 + note->box.y1) / 2), 3};
    return task_of(split, flow, at, bp_record_get_list(record, "owners"), &mark);
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
static guint take_notes(BpSplit *split, const BpFlow *flow, guint at)
{
    const BpEntry *entry = bp_flow_entry(flow, at);
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
        const char *role = bp_rule_get_set(match.rule, "role");
        if (role && !strcmp(role, "due")) {
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
        g_autofree char *text = text_beside(split, flow, at, last, note, &used);
        bp_split_set(last, "text", text);
        bp_split_finish_action(split, last);
    }
    return last ? used : G_MAXUINT;
}

/* A line of its own that marks the paragraph above it, or says the task itself. */
static bool take_line(BpSplit *split, BpFlow *flow, guint at, bool in_list)
{
    BpEntry *entry = bp_flow_entry(flow, at);
    BpSubject subject = subject_at(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    if (!bp_matcher_match(split->matcher, "action", in_list ? "list" : "block", &subject, &match))
        return false;
    const char *role = bp_rule_get_set(match.rule, "role");
    bool above = role && !strcmp(role, "above");
    if (above && (at == 0 || bp_flow_entry(flow, at - 1)->is_item))
        above = at > 0 && strlen(bp_entry_peek_text(bp_flow_entry(flow, at - 1))) > 80;
    BpEntry *task = above ? bp_flow_entry(flow, at - 1) : entry;
    BpRecord *record =
        new_action(split, task, task->block, &match, &subject, in_list ? "list" : "inline");
    if (above) {
        Mark mark = {task, strlen(task->block->text), 1};
        g_autofree char *text =
            task_of(split, flow, at - 1, bp_record_get_list(record, "owners"), &mark);
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

static void take_inline(BpSplit *split, const BpFlow *flow, guint at)
{
    const BpEntry *entry = bp_flow_entry(flow, at);
    BpSubject subject = subject_at(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    if (!bp_matcher_search(split->matcher, "action", "inline", &subject, 0, &match))
        return;
    g_autofree char *text = bp_match_dup(&match, &subject, "text");
    BpRecord *record = new_action(split, entry, entry->block, &match, &subject, "inline");
    if (!text) {
        Mark mark = {entry, match.start + entry->start, 3};
        g_autofree char *before =
            task_of(split, flow, at, bp_record_get_list(record, "owners"), &mark);
        bp_split_set(record, "text", before);
    }
    bp_split_finish_action(split, record);
}

/* Whether an entry is the heading of a list of actions. */
static bool opens_list(BpSplit *split, const BpEntry *entry)
{
    BpSubject subject = subject_at(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    return bp_matcher_match(split->matcher, "section", "actions", &subject, &match);
}

void bp_split_find_actions(BpSplit *split, BpFlow *flow)
{
    bool in_list = false, items = false;

    for (guint i = 0; i < flow->entries->len; i++)
        items = items || bp_flow_entry(flow, i)->is_item;
    for (guint i = 0; i < flow->entries->len; i++) {
        BpEntry *entry = bp_flow_entry(flow, i);
        if (opens_list(split, entry)) {
            in_list = true;
            continue;
        }
        if (entry->is_item)
            in_list = false;
        if (in_list && !*entry->label && !entry->block->bullet)
            in_list = false;
        /* Initials beside names, above the first item, are those of the people present. */
        guint used = items && !*entry->item ? G_MAXUINT : take_notes(split, flow, i);
        if (used != G_MAXUINT) {
            i = used;
            continue;
        }
        if (in_list && take_line(split, flow, i, true))
            continue;
        if (!take_line(split, flow, i, false))
            take_inline(split, flow, i);
    }
}
