/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rules in force in documents of one sector and publisher, as lists to walk. */
#pragma once

#include "rules/rules.h"

/* A rule in the list that a call walks, with what tells cheaply that it cannot match. */
typedef struct {
    const BpRule *rule;
    bool start_only;
    guint min_chars;
    guint8 first[32];
} BpCandidate;

/* Rules of one emit kind: those for each context, and those without `in` for all others. */
typedef struct {
    GArray *anywhere;     /* BpCandidate */
    GHashTable *contexts; /* name -> GArray of BpCandidate */
} BpEmitRules;

/* What matching walks in documents of one sector and publisher. */
typedef struct {
    BpEmitRules *by_emit;   /* one a row of the table in emit.c */
    GHashTable *emit_rules; /* name of the kind -> BpEmitRules */
    GPtrArray *rules; /* const BpRule*: those in force, in the order in which they are asked */
} BpView;

/* The rules in force when these layers are; either name may be NULL. Borrows from the set. */
BpView *bp_view_new(const BpRuleSet *set, const char *sector, const char *publisher);
void bp_view_free(BpView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpView, bp_view_free)
