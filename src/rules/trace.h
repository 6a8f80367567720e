/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Looking over a matcher's shoulder: what was asked, and what each rule made of it. */
#pragma once

#include "rules/rules.h"

/* A question that was put to the rules; `match` is NULL when none took the text. Kinds whose rules
 * have scores tell once for each rule that takes it. */
typedef void (*BpTraceFunc)(const char *emit, const char *context, const BpSubject *subject,
                            const BpMatch *match, gpointer data);
void bp_matcher_set_trace(BpMatcher *matcher, BpTraceFunc func, gpointer data);

typedef enum {
    BP_VERDICT_TAKES,
    BP_VERDICT_WHERE,   /* a layout predicate does not hold */
    BP_VERDICT_UNLESS,  /* an `unless` takes it away */
    BP_VERDICT_NO_MATCH /* no regex takes it */
} BpVerdictKind;

/* What one rule makes of a text. */
typedef struct {
    const BpRule *rule;
    BpVerdictKind kind;
    guint reach;      /* NO_MATCH: bytes of the longest beginning that could have become a match */
    const char *what; /* WHERE: the predicate as written; UNLESS: its regex */
} BpVerdict;

/* Ask every rule of a kind that applies in the context, in order. Is not traced itself. */
typedef void (*BpVerdictFunc)(const BpVerdict *verdict, gpointer data);
void bp_matcher_judge(BpMatcher *matcher, const char *emit, const char *context,
                      const BpSubject *subject, BpVerdictFunc func, gpointer data);

/* Where a rule is written, why, and the layer it belongs to. */
BpPlace bp_rule_get_place(const BpRule *rule);
const char *bp_rule_get_why(const BpRule *rule);
const char *bp_rule_get_layer(const BpRule *rule);

/* The rule in force of that id, NULL when there is none (records may name a part of the program).
 */
const BpRule *bp_matcher_find_rule(const BpMatcher *matcher, const char *id);
