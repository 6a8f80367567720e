/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A list of matters below a lead ("The meeting considered the following:"): each part tells of a
 * matter and then, in a sentence of its own, what was decided on it. That sentence is the decision,
 * not the part; a part without one decides nothing.
 */
#include <string.h>

#include "split/decisions.h"
#include "split/sentences.h"

/* Parts that have to be so before the list is taken for one of matters. */
#define ENOUGH 2

/* Whether a sentence after the first of an entry decides something by itself. */
static bool decides_later(const BpDeciding *deciding, const BpEntry *entry)
{
    BpMatcher *matcher = deciding->split->matcher;
    const char *text = entry->block->text;
    gsize end = bp_sentence_end(matcher, text, entry->start);
    BpMatch match;

    for (gsize start = bp_sentence_next(text, end); text[start];
         start = bp_sentence_next(text, end)) {
        end = bp_sentence_end(matcher, text, start);
        BpSubject subject = bp_decision_subject(entry, start, end);
        if (bp_matcher_match(matcher, "decision", "sentence", &subject, &match) &&
            !bp_rule_get_set(match.rule, "role"))
            return true;
    }
    return false;
}

/* The end of the list of labelled parts below a lead: the first entry that is no part nor stands
 * between two. */
static guint list_end(const BpFlow *flow, guint lead, char **out_shape)
{
    guint end = lead + 1;

    for (guint i = lead + 1; i < flow->entries->len; i++) {
        const BpEntry *entry = bp_flow_entry(flow, i);
        if (entry->is_item)
            break;
        if (!*entry->label || entry->block->bullet)
            continue;
        g_autofree char *shape = bp_label_dup_shape(entry->label);
        if (*out_shape && strcmp(*out_shape, shape) != 0)
            break;
        if (!*out_shape)
            *out_shape = g_steal_pointer(&shape);
        end = i + 1;
    }
    return end;
}

bool bp_decision_is_list_of_items(const BpDeciding *deciding, guint lead)
{
    g_autofree char *shape = NULL;
    guint end = list_end(deciding->flow, lead, &shape), n = 0;

    for (guint i = lead + 1; i < end; i++) {
        const BpEntry *entry = bp_flow_entry(deciding->flow, i);
        n += *entry->label && !entry->block->bullet && decides_later(deciding, entry);
    }
    return n >= ENOUGH;
}

guint bp_decision_take_items(BpDeciding *deciding, guint lead)
{
    g_autofree char *shape = NULL;
    guint end = list_end(deciding->flow, lead, &shape), i = lead + 1;

    while (i < end) {
        const BpEntry *entry = bp_flow_entry(deciding->flow, i);
        g_autofree char *number =
            entry->block->bullet ? g_strdup("") : bp_label_dup_bare(entry->label);
        g_autoptr(GPtrArray) before =
            bp_document_dup_records(deciding->split->document, "decision");
        i = bp_decision_read_sentences(deciding, i);
        g_autoptr(GPtrArray) after = bp_document_dup_records(deciding->split->document, "decision");
        for (guint k = before->len; k < after->len; k++)
            bp_record_set(after->pdata[k], "number", number);
    }
    return i;
}
