/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which rules there are, in which state, and of what use they were. */
#pragma once

#include "rules/rules.h"

/* What one rule did in one document. */
typedef struct {
    guint taken;
    double seconds; /* spent in its regexes; 0 unless timing is on */
} BpRuleStat;

/* Measure time from now on: a clock is read around each regex, which costs about as much again. */
void bp_matcher_set_timing(BpMatcher *matcher);

/* By index, as many as the set has rules. */
const BpRuleStat *bp_matcher_get_stats(const BpMatcher *matcher);

/* All rules of a set, also those that a layer replaced, in the order read. */
guint bp_rule_set_get_n_rules(const BpRuleSet *set);
const BpRule *bp_rule_set_peek_rule(const BpRuleSet *set, guint index);

const char *bp_rule_get_emit(const BpRule *rule);
/* Whether the rule is of a layer added to the rules that come with the program. */
bool bp_rule_is_added(const BpRule *rule);
/* "replaced by LAYER FILE:LINE", "disabled by ...", one a line; "" for a rule that nothing changes.
 * The caller frees. */
char *bp_rule_set_dup_changes(const BpRuleSet *set, const BpRule *rule);
