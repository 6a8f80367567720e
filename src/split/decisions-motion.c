/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Motions: what became of them, and which motion an outcome belongs to.
 *
 * Between a motion and its outcome stand lines of votes, names and movers. Where a resolution
 * follows the vote it says again what was moved, and the resolution is the decision.
 */
#include <string.h>

#include "split/decisions.h"

/* Entries between a motion and its outcome, at most: names of those who voted. */
#define REACH 16
/* The same, and the paragraphs of a motion, its amendments and the votes on them. */
#define LONG_REACH 200
/* Longest paragraph that a bare outcome below it can be about, bytes. */
#define LONG_MOTION 700

static bool is_resolution(const BpDeciding *deciding, const BpEntry *entry)
{
    BpSubject subject;
    BpMatch match;

    if (!bp_decision_ask(deciding, entry, "block", &subject, &match))
        return false;
    const char *outcome = bp_rule_get_set(match.rule, "outcome");
    return outcome && !strcmp(outcome, "resolved") && !bp_decision_has_role(&match, "motion");
}

static BpMotionEnd end_of_carried(const BpDeciding *deciding, guint at)
{
    for (guint k = at + 1; k < deciding->flow->entries->len && k <= at + BP_DECISION_RESTATED;
         k++) {
        const BpEntry *entry = bp_flow_entry(deciding->flow, k);
        if (entry->is_item)
            break;
        if (is_resolution(deciding, entry))
            return BP_MOTION_RESTATED;
    }
    return BP_MOTION_CARRIED;
}

bool bp_motion_is_restated(const BpDeciding *deciding, guint at)
{
    return end_of_carried(deciding, at) == BP_MOTION_RESTATED;
}

BpMotionEnd bp_motion_end(const BpDeciding *deciding, guint at, bool is_lead)
{
    BpSubject subject;
    BpMatch match;

    /* The text of a motion that is set below its lead may be long. */
    guint reach = is_lead ? LONG_REACH : REACH;

    for (guint k = at + 1; k < deciding->flow->entries->len && k <= at + reach; k++) {
        const BpEntry *entry = bp_flow_entry(deciding->flow, k);
        if (entry->is_item)
            break;
        if (is_resolution(deciding, entry))
            return BP_MOTION_RESTATED;
        if (is_lead || !bp_decision_ask(deciding, entry, "block", &subject, &match))
            continue;
        if (bp_decision_has_role(&match, "lost"))
            return BP_MOTION_LOST;
        if (bp_decision_has_role(&match, "bare"))
            return BP_MOTION_CARRIED;
        if (bp_decision_has_role(&match, "outcome"))
            return end_of_carried(deciding, k);
        if (bp_decision_has_role(&match, "motion"))
            break;
    }
    return BP_MOTION_OPEN;
}

/* The entry that holds the motion: the nearest that is no line of a vote. -1 when there is none,
 * or when it is a decision already. */
static int find_motion(const BpDeciding *deciding, guint at)
{
    BpSubject subject;
    BpMatch match;

    for (guint k = at; k-- > 0 && k + REACH > at;) {
        const BpEntry *entry = bp_flow_entry(deciding->flow, k);
        if (g_hash_table_contains(deciding->taken, GUINT_TO_POINTER(k + 1)))
            return -1;
        if (entry->is_item && !entry->title)
            return -1;
        if (!bp_decision_ask(deciding, entry, "vote", &subject, &match)) {
            bool near = k + 1 == at && strlen(bp_entry_peek_text(entry)) < LONG_MOTION;
            bool motion = bp_decision_ask(deciding, entry, "proposal", &subject, &match);
            return near || motion ? (int)k : -1;
        }
        if (entry->title)
            return -1;
    }
    return -1;
}

/* The motion without the mark before it. The caller frees. */
static char *dup_motion(const BpDeciding *deciding, const BpEntry *entry)
{
    BpSubject subject;
    BpMatch match;
    char *text = NULL;

    if (bp_decision_ask(deciding, entry, "proposal", &subject, &match))
        text = bp_match_dup(&match, &subject, "text");
    return text ? text : g_strdup(bp_entry_peek_text(entry));
}

void bp_motion_take_outcome(BpDeciding *deciding, guint at, const BpMatch *match,
                            const BpSubject *subject)
{
    if (bp_motion_is_restated(deciding, at)) {
        bp_decision_hold_motion(deciding, at);
        return;
    }
    int motion = find_motion(deciding, at);
    if (motion < 0)
        return;
    g_autofree char *text = dup_motion(deciding, bp_flow_entry(deciding->flow, (guint)motion));
    BpRecord *record = bp_decision_add(deciding, (guint)motion, match, NULL, text);
    bp_split_set_captures(record, match, subject);
    for (guint k = (guint)motion + 1; k < at; k++) {
        BpSubject line;
        BpMatch vote;
        if (bp_decision_ask(deciding, bp_flow_entry(deciding->flow, k), "vote", &line, &vote))
            bp_split_set_captures(record, &vote, &line);
    }
    bp_split_set(record, "text", text);
    bp_split_add_spans(record, bp_flow_entry(deciding->flow, at)->block);
}
