/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What kind of thing a page begins: the points that rules of kind `page-kind` give to its texts,
 * kind by kind.
 */
#pragma once

#include "model/block.h"
#include "model/part-kind.h"
#include "rules/rules.h"

/* All zero to begin with; what it points to is borrowed. */
typedef struct {
    int score[BP_N_PART_KINDS];
    bool strong[BP_N_PART_KINDS]; /* one rule alone said much, or two different ones enough */
    /* The first text that spoke for the kind, and of which rule; what that rule gives. */
    const BpBlock *first[BP_N_PART_KINDS];
    const BpRule *first_rule[BP_N_PART_KINDS];
    int first_score[BP_N_PART_KINDS];
    bool front;           /* the page begins with a front sheet */
    GHashTable *counts;   /* rule -> times, so that none counts too often; NULL: no limit */
    const BpBlock *block; /* being asked about */
    const BpBlock *title[BP_N_PART_KINDS]; /* first text that spoke strongly for the kind */
    const BpRule *rule[BP_N_PART_KINDS];
} BpTally;

/* Add the points of a text in the context "top" or "body". `block` is where it stands, or NULL. */
void bp_tally_text(BpMatcher *matcher, const char *context, const char *text, const BpBlock *block,
                   BpTally *tally);

/* Of a block: its text, its lines where they are titles, the cells of a form. */
void bp_tally_block(BpMatcher *matcher, const char *context, const BpBlock *block, BpTally *tally);

/* Of the top of the page whose first block is blocks[first]. */
void bp_tally_top(const BpLayout *layout, guint first, BpMatcher *matcher, BpTally *tally);

/* The kind with most points, at least `least`; BP_NO_PART_KIND when there is none. */
guint bp_tally_best(const BpTally *tally, int least);
