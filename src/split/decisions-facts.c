/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a decision says of itself: what was done, who moved and seconded it, how the vote went.
 *
 * "Resolved" and "agreed" say only that something was decided; what it was is in the text ("be
 * noted": rules of kind `outcome`, context `done`). Rules of kind `decision`, contexts `proposer`,
 * `seconder` and `votes`, search the text. What stands at the end of the text of a resolution and
 * says nothing else (context `after`) is no part of what was resolved. A motion that a resolution
 * says again is no decision of its own, but its movers are the resolution's.
 */
#include <string.h>

#include "rules/normal.h"
#include "split/decisions.h"
#include "split/sentences.h"

static const char *const fields[] = {"proposer", "seconder", "votes"};
/* Outcomes that say no more than that something was decided. */
static const char *const general[] = {"resolved", "agreed", "approved", NULL};

static void take_from(BpDeciding *deciding, BpRecord *record, const char *text)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;

    for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (*bp_record_get(record, fields[i]) ||
            !bp_matcher_search(deciding->split->matcher, "decision", fields[i], &subject, 0,
                               &match))
            continue;
        g_autofree char *value = bp_match_dup(&match, &subject, fields[i]);
        bp_split_set(record, fields[i], value);
    }
}

void bp_decision_refine_outcome(const BpDeciding *deciding, BpRecord *record, const char *text)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;

    if (g_strv_contains(general, bp_record_get(record, "outcome")) &&
        bp_matcher_search(deciding->split->matcher, "outcome", "done", &subject, 0, &match))
        bp_record_set(record, "outcome", bp_rule_get_set(match.rule, "value"));
}

void bp_decision_add_facts(BpDeciding *deciding, BpRecord *record, const BpMatch *match)
{
    const char *text = bp_record_get(record, "text");
    const char *outcome = bp_rule_get_set(match->rule, "outcome");

    if (!outcome)
        outcome = bp_normal_word(deciding->split->matcher, "outcome", "words", text);
    bp_record_set(record, "outcome", outcome);
    bp_decision_refine_outcome(deciding, record, text);
    take_from(deciding, record, text);
}

/* Where the last sentence of a text begins, or the brackets at its end; 0 when it has one only. */
static gsize last_piece(BpMatcher *matcher, const char *text)
{
    gsize len = strlen(text), start = 0;
    const char *open = strrchr(text, '(');

    if (open && open > text && (g_str_has_suffix(open, ")") || g_str_has_suffix(open, ").")))
        return (gsize)(open - text);
    for (gsize next = bp_sentence_next(text, bp_sentence_end(matcher, text, 0)); next < len;
         next = bp_sentence_next(text, bp_sentence_end(matcher, text, next)))
        start = next;
    return start;
}

void bp_decision_strip_movers(BpDeciding *deciding, BpRecord *record)
{
    g_autofree char *text = g_strdup(bp_record_get(record, "text"));
    gsize start;

    while ((start = last_piece(deciding->split->matcher, text)) > 0) {
        BpSubject subject = {.text = text + start, .len = strlen(text + start)};
        BpMatch match;
        if (!bp_matcher_match(deciding->split->matcher, "decision", "after", &subject, &match) ||
            bp_decision_has_role(&match, "more"))
            break;
        bp_split_set_captures(record, &match, &subject);
        text[start] = '\0';
        g_strchomp(text);
    }
    bp_split_set(record, "text", text);
}

void bp_decision_hold_motion(BpDeciding *deciding, guint at)
{
    const BpEntry *entry = bp_flow_entry(deciding->flow, at);

    if (at > deciding->moved_at + BP_DECISION_RESTATED)
        g_clear_pointer(&deciding->moved, bp_record_free);
    if (!deciding->moved)
        deciding->moved = bp_record_new("decision", entry->block->page);
    deciding->moved_at = at;
    take_from(deciding, deciding->moved, bp_entry_peek_text(entry));
}

void bp_decision_give_movers(BpDeciding *deciding, guint at, guint first)
{
    g_autoptr(GPtrArray) records = bp_document_dup_records(deciding->split->document, "decision");

    if (!deciding->moved || records->len == first)
        return;
    g_autoptr(BpRecord) moved = g_steal_pointer(&deciding->moved);
    if (at > deciding->moved_at + BP_DECISION_RESTATED)
        return;
    for (guint i = first; i < records->len; i++)
        for (guint k = 0; k < G_N_ELEMENTS(fields); k++)
            if (!*bp_record_get(records->pdata[i], fields[k]))
                bp_record_set(records->pdata[i], fields[k], bp_record_get(moved, fields[k]));
}
