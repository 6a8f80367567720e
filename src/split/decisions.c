/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Decisions: what minutes record as resolved, agreed, approved.
 *
 * Rules of kind `decision` are asked of the beginning of each entry (context `block`) and of each
 * of its sentences (context `sentence`). A rule with `set role lead` opens a list: its lettered or
 * numbered parts, the entries that follow, are a decision each; bullets go on with the lead's own
 * text. A rule with `set role outcome` (a vote, "Motion carried") decides the motion before it.
 */
#include "split/flow.h"
#include "split/sentences.h"

#include <string.h>

#include "common/text.h"
#include "rules/normal.h"

static BpSubject subject_of(const BpEntry *entry, gsize from, gsize to)
{
    BpSubject subject = bp_split_subject(entry->block, BP_SUBJECT_WHOLE);

    subject.text += from;
    subject.len = to - from;
    subject.in_table = entry->in_table;
    return subject;
}

static void set_outcome(BpSplit *split, BpRecord *record, const BpRule *rule)
{
    const char *outcome = rule ? bp_rule_get_set(rule, "outcome") : NULL;

    if (!outcome)
        outcome = bp_normal_word(split->matcher, "outcome", NULL, bp_record_get(record, "text"));
    if (outcome)
        bp_record_set(record, "outcome", outcome);
}

static BpRecord *add_decision(BpSplit *split, const BpEntry *entry, const BpMatch *match,
                              const BpSubject *subject, const char *whole)
{
    BpRecord *record = bp_split_add(split, "decision", entry->block, match->rule, NULL);

    bp_split_set(record, "text", whole);
    bp_split_set_captures(record, match, subject);
    bp_record_set(record, "item", entry->item);
    set_outcome(split, record, match->rule);
    return record;
}

/* Entries after a lead that are its parts: labels of one shape. */
static bool is_part(const BpEntry *entry, char **shape)
{
    if (entry->is_item || !*entry->label)
        return false;
    g_autofree char *own = bp_label_dup_shape(entry->label);
    if (!*shape)
        *shape = g_steal_pointer(&own);
    else if (strcmp(*shape, own))
        return false;
    return true;
}

static guint take_parts(BpSplit *split, BpFlow *flow, guint lead, const BpMatch *match)
{
    g_autofree char *shape = NULL;
    guint i = lead + 1;

    for (; i < flow->entries->len && is_part(bp_flow_entry(flow, i), &shape); i++) {
        BpEntry *entry = bp_flow_entry(flow, i);
        g_autofree char *number = bp_label_dup_bare(entry->label);
        BpRecord *record = bp_split_add(split, "decision", entry->block, match->rule, NULL);
        bp_split_set(record, "text", bp_entry_peek_text(entry));
        bp_record_set(record, "number", number);
        bp_record_set(record, "item", bp_flow_entry(flow, lead)->item);
        set_outcome(split, record, match->rule);
    }
    return i;
}

/* A lead without lettered parts: bullets, or the paragraph after it, are its text. */
static guint take_rest(BpSplit *split, BpFlow *flow, guint lead, const BpMatch *match,
                       const BpSubject *subject)
{
    BpEntry *entry = bp_flow_entry(flow, lead);
    g_autofree char *own = bp_match_dup(match, subject, "text");
    g_autoptr(GString) text = g_string_new(own ? own : subject->text);
    BpRecord *record = add_decision(split, entry, match, subject, text->str);
    guint i = lead + 1;

    for (; i < flow->entries->len; i++) {
        const BpEntry *next = bp_flow_entry(flow, i);
        if (next->is_item || *next->label || !(next->block->bullet || i == lead + 1))
            break;
        g_string_append_printf(text, " %s", bp_entry_peek_text(next));
        bp_split_add_spans(record, next->block);
        if (!next->block->bullet) {
            i++;
            break;
        }
    }
    bp_split_set(record, "text", text->str);
    return i;
}

/* The motion that an outcome line belongs to: the entry before it, or two before when that one
 * only names mover and seconder. */
static void take_outcome(BpSplit *split, BpFlow *flow, guint at, const BpMatch *match,
                         const BpSubject *subject)
{
    BpEntry *own = bp_flow_entry(flow, at);
    const char *role = bp_rule_get_set(match->rule, "role");

    if (role && !strcmp(role, "alone")) {
        add_decision(split, own, match, subject, subject->text);
        return;
    }
    if (at == 0)
        return;
    BpEntry *motion = bp_flow_entry(flow, at - 1);
    if (motion->is_item)
        return;
    BpRecord *record = bp_split_add(split, "decision", motion->block, match->rule, NULL);
    g_autofree char *text = g_strdup(bp_entry_peek_text(motion));
    bp_split_set(record, "text", text);
    bp_record_set(record, "item", motion->item);
    set_outcome(split, record, match->rule);
    bp_split_add_spans(record, own->block);
}

static void find_in_sentences(BpSplit *split, const BpEntry *entry)
{
    const char *text = entry->block->text;
    gsize start = entry->start;
    BpRecord *last = NULL;

    while (text[start]) {
        gsize end = bp_sentence_end(text, start);
        BpSubject subject = subject_of(entry, start, end);
        BpMatch match;
        g_autofree char *sentence = g_strndup(text + start, end - start);
        if (bp_matcher_match(split->matcher, "decision", "sentence", &subject, &match)) {
            last = add_decision(split, entry, &match, &subject, sentence);
        } else if (last && bp_matcher_match(split->matcher, "decision", "after", &subject, &match)) {
            /* "Proposed by X, seconded by Y." belongs to the decision before it. */
            bp_split_set_captures(last, &match, &subject);
            g_autofree char *longer = g_strconcat(bp_record_get(last, "text"), " ", sentence, NULL);
            bp_split_set(last, "text", longer);
            last = NULL;
        } else {
            last = NULL;
        }
        start = bp_sentence_next(text, end);
    }
}

void bp_split_find_decisions(BpSplit *split, BpFlow *flow)
{
    for (guint i = 0; i < flow->entries->len;) {
        BpEntry *entry = bp_flow_entry(flow, i);
        if (entry->is_item && !entry->title) {
            /* A run-in heading may be followed by its decision in the same paragraph. */
            if (strlen(bp_entry_peek_text(entry)) > 100)
                find_in_sentences(split, entry);
            i++;
            continue;
        }
        BpSubject subject = subject_of(entry, entry->start, strlen(entry->block->text));
        BpMatch match;
        if (!bp_matcher_match(split->matcher, "decision", "block", &subject, &match)) {
            find_in_sentences(split, entry);
            i++;
            continue;
        }
        const char *role = bp_rule_get_set(match.rule, "role");
        if (role && !strcmp(role, "lead")) {
            guint next = take_parts(split, flow, i, &match);
            i = next > i + 1 ? next : take_rest(split, flow, i, &match, &subject);
        } else if (role) {
            take_outcome(split, flow, i, &match, &subject);
            i++;
        } else {
            add_decision(split, entry, &match, &subject, subject.text);
            i++;
        }
    }
}
