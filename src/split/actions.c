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
#include "split/flow.h"
#include "split/owners.h"
#include "split/sentences.h"

#include <math.h>
#include <string.h>

#include "common/text.h"

/* A paragraph up to this long is its own task. */
#define SHORT_PARAGRAPH 130

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

/* The task sentence of an entry. The caller frees. */
static char *task_of(BpSplit *split, const BpEntry *entry, const GPtrArray *owners, gsize beside)
{
    const char *text = entry->block->text;
    gsize start = entry->start, best_start = start, best_end = strlen(text);
    int best = -1;

    if (strlen(text) - start <= SHORT_PARAGRAPH)
        return g_strdup(text + start);
    while (text[start]) {
        gsize end = bp_sentence_end(text, start);
        BpSubject subject = subject_at(entry, start, end);
        g_autofree char *sentence = g_strndup(text + start, end - start);
        BpMatch match;
        int score = 3 * names_owner(sentence, owners) + (beside >= start && beside <= end ? 3 : 0);
        score += bp_matcher_match(split->matcher, "action", "task", &subject, &match) ? 4 : 0;
        if (score >= best) {
            best = score;
            best_start = start;
            best_end = end;
        }
        start = bp_sentence_next(text, end);
    }
    return g_strndup(text + best_start, best_end - best_start);
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

/* The notes beside an entry: each that names owners is an action; one that is only a date belongs
 * to the one above it. */
static bool take_notes(BpSplit *split, const BpEntry *entry)
{
    BpRecord *last = NULL;

    for (guint i = 0; entry->notes && i < entry->notes->len; i++) {
        const BpBlock *note = entry->notes->pdata[i];
        BpSubject subject = {.text = note->text, .len = strlen(note->text), .page = note->page};
        BpMatch match;
        if (!bp_matcher_match(split->matcher, "action", "margin", &subject, &match))
            continue;
        const char *role = bp_rule_get_set(match.rule, "role");
        if (role && !strcmp(role, "due")) {
            if (last)
                bp_split_set_captures(last, &match, &subject);
            continue;
        }
        last = new_action(split, entry, entry->block, &match, &subject, "column");
        bp_split_add_spans(last, note);
        g_autofree char *marked = inline_text(split, entry);
        gsize beside = offset_at(entry->block, note->page, (note->box.y0 + note->box.y1) / 2);
        g_autofree char *task =
            marked ? NULL : task_of(split, entry, bp_record_get_list(last, "owners"), beside);
        bp_split_set(last, "text", marked ? marked : task);
        bp_split_finish_action(split, last);
    }
    return last != NULL;
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
    BpRecord *record = new_action(split, task, task->block, &match, &subject, in_list ? "list" : "inline");
    if (above) {
        gsize end = strlen(task->block->text);
        g_autofree char *text = task_of(split, task, bp_record_get_list(record, "owners"), end);
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

static void take_inline(BpSplit *split, const BpEntry *entry)
{
    BpSubject subject = subject_at(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    if (!bp_matcher_search(split->matcher, "action", "inline", &subject, 0, &match))
        return;
    g_autofree char *text = bp_match_dup(&match, &subject, "text");
    BpRecord *record = new_action(split, entry, entry->block, &match, &subject, "inline");
    if (!text) {
        g_autofree char *before = task_of(split, entry, bp_record_get_list(record, "owners"),
                                          match.start + entry->start);
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
    bool in_list = false;

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
        if (take_notes(split, entry))
            continue;
        if (in_list && take_line(split, flow, i, true))
            continue;
        if (!take_line(split, flow, i, false))
            take_inline(split, entry);
    }
}
