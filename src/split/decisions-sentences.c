/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The sentences of an entry that decide something. One that does not say on what ("All agreed.")
 * takes the proposal before it along; one that ends in a list opens it; a topic before a colon is
 * no part of it; who moved it, and what it adds, may follow in sentences of their own.
 */
#include <string.h>

#include "split/decisions.h"
#include "split/sentences.h"

/* What a decision is about, before a colon, is no longer than this. */
#define TOPIC 120

/* A place in an entry's text while its sentences are read. */
typedef struct {
    guint at;
    gsize starts[BP_DECISION_BACK]; /* of the sentences before, the nearest first */
    guint n;
    BpRecord *last; /* the decision that the sentence before is */
    bool marked;    /* a mark stands before its text */
} Reading;

static void remember(Reading *reading, gsize start)
{
    for (guint k = BP_DECISION_BACK - 1; k > 0; k--)
        reading->starts[k] = reading->starts[k - 1];
    reading->starts[0] = start;
    reading->n = MIN(reading->n + 1, BP_DECISION_BACK);
}

/* Where the text of a decision begins whose sentence does not say what it is about: at the proposal
 * before it, or else at the sentence before. */
static gsize subject_start(const BpDeciding *deciding, const Reading *reading, gsize start)
{
    const BpEntry *entry = bp_flow_entry(deciding->flow, reading->at);
    BpMatch match;

    for (guint k = 0; k < reading->n; k++) {
        gsize end =
            bp_sentence_end(deciding->split->matcher, entry->block->text, reading->starts[k]);
        BpSubject subject = bp_decision_subject(entry, reading->starts[k], end);
        if (bp_matcher_match(deciding->split->matcher, "decision", "proposal", &subject, &match))
            return reading->starts[k];
    }
    return reading->n ? reading->starts[0] : start;
}

static void take_before(BpDeciding *deciding, Reading *reading, const BpMatch *match,
                        const BpSubject *subject, gsize start, gsize end)
{
    const BpEntry *entry = bp_flow_entry(deciding->flow, reading->at);

    /* "All agreed." after a sentence that is a decision already adds nothing. */
    if (reading->last)
        return;
    int above = reading->n ? -1 : bp_decision_proposal_above(deciding, reading->at);
    if (above >= 0) {
        g_autoptr(GString) whole = g_string_new(NULL);
        for (guint k = (guint)above; k < reading->at; k++)
            g_string_append_printf(whole, "%s ",
                                   bp_entry_peek_text(bp_flow_entry(deciding->flow, k)));
        g_string_append_len(whole, entry->block->text + start, (gssize)(end - start));
        reading->last = bp_decision_add(deciding, (guint)above, match, subject, whole->str);
        bp_split_add_spans(reading->last, entry->block);
        return;
    }
    gsize from = subject_start(deciding, reading, start);
    g_autofree char *own = g_strndup(entry->block->text + from, end - from);
    g_autofree char *before = reading->n == 0        ? bp_decision_dup_above(deciding, reading->at)
                              : from == entry->start ? bp_decision_dup_begun(deciding, reading->at)
                                                     : NULL;
    g_autofree char *text = before ? g_strconcat(before, " ", own, NULL) : g_strdup(own);
    reading->last = bp_decision_add(deciding, reading->at, match, subject, text);
}

/* Whether the sentence that ends an entry goes on in the list below it: no mark ends it, and the
 * list is set in. */
static bool runs_into_list(const BpDeciding *deciding, guint at)
{
    const BpBlock *block = bp_flow_entry(deciding->flow, at)->block;

    if (at + 1 >= deciding->flow->entries->len ||
        !g_ascii_isalnum(block->text[strlen(block->text) - 1]))
        return false;
    const BpEntry *next = bp_flow_entry(deciding->flow, at + 1);
    return !next->is_item && bp_decision_is_first_label(next->label) &&
           next->block->indent > block->indent;
}

/*
 * Whether a sentence decides something. What it is about may stand before a colon ("The fence: It
 * was agreed ..."): `start` is moved to where the text of the decision begins.
 */
static bool decides(const BpDeciding *deciding, const BpEntry *entry, gsize *start, gsize end,
                    BpSubject *out_subject, BpMatch *out_match)
{
    BpMatcher *matcher = deciding->split->matcher;
    const char *text = entry->block->text;

    for (gsize i = *start; i + 2 < end && i - *start <= TOPIC; i++) {
        gsize next = bp_sentence_next(text, i + 1);
        if (text[i] != ':' || next == i + 1 || next >= end ||
            !g_unichar_isupper(g_utf8_get_char(text + next)))
            continue;
        *out_subject = bp_decision_subject(entry, next, end);
        if (bp_matcher_match(matcher, "decision", "sentence", out_subject, out_match) &&
            !bp_rule_get_set(out_match->rule, "role")) {
            *start = next;
            return true;
        }
    }
    *out_subject = bp_decision_subject(entry, *start, end);
    return bp_matcher_match(matcher, "decision", "sentence", out_subject, out_match);
}

guint bp_decision_read_sentences(BpDeciding *deciding, guint at)
{
    const BpEntry *entry = bp_flow_entry(deciding->flow, at);
    BpMatcher *matcher = deciding->split->matcher;
    const char *text = entry->block->text;
    Reading reading = {.at = at};
    gsize end;

    for (gsize start = entry->start; text[start]; start = bp_sentence_next(text, end)) {
        end = bp_sentence_end(matcher, text, start);
        BpSubject subject;
        BpMatch match;
        gsize from = start;
        bool decided = decides(deciding, entry, &from, end, &subject, &match);
        g_autofree char *sentence = g_strndup(text + from, end - from);
        if (decided) {
            if (!text[end] &&
                (bp_decision_opens_list(deciding, entry) || runs_into_list(deciding, at)) &&
                bp_decision_stands(deciding, at, &match, true))
                return bp_decision_take_list(deciding, at, &match, NULL, sentence);
            if (bp_decision_has_role(&match, "before"))
                take_before(deciding, &reading, &match, &subject, start, end);
            else if (bp_decision_stands(deciding, at, &match, false))
                reading.last = bp_decision_add(deciding, at, &match, &subject, sentence);
            reading.marked = bp_decision_has_text(&match, &subject);
            if (reading.last && reading.marked)
                bp_decision_strip_movers(deciding, reading.last);
            if (reading.last && !text[end])
                bp_decision_add_rest(deciding, at, reading.last);
        } else if (reading.last &&
                   bp_matcher_match(matcher, "decision", "after", &subject, &match)) {
            /* "Proposed by X, seconded by Y." belongs to the decision before it. */
            g_autofree char *longer =
                g_strconcat(bp_record_get(reading.last, "text"), " ", sentence, NULL);
            bp_split_set_captures(reading.last, &match, &subject);
            if (!reading.marked || bp_decision_has_role(&match, "more"))
                bp_split_set(reading.last, "text", longer);
        } else {
            reading.last = NULL;
        }
        remember(&reading, start);
    }
    return at + 1;
}
