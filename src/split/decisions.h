/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Decisions: what the files that find them share. decisions.c walks the entries, decisions-list.c
 * knows what follows a lead ("The Board agreed to:"), decisions-motion.c what became of a motion,
 * decisions-edges.c what reaches over the edge of a paragraph, decisions-facts.c what a decision
 * says of itself.
 */
#pragma once

#include "split/flow.h"

typedef struct {
    BpSplit *split;
    BpFlow *flow;
    GHashTable *taken; /* entries (index + 1) that are part of a decision already */
    bool items;     /* there are items, so that what stands above the first decides nothing alone */
    BpRecord *last; /* the decision made last, and its entry */
    guint last_at;
    BpRecord *moved; /* movers and votes of a motion that a resolution below it says again */
    guint moved_at;
} BpDeciding;

/* Whether an entry opens a list of decisions: the labels that follow it are their parts, not items.
 */
bool bp_decision_is_lead(BpSplit *split, const BpEntry *entry);

/* The first rule of kind `decision` for `context` that takes the text of an entry after its label,
 * or a part of its block's text. */
bool bp_decision_ask(const BpDeciding *deciding, const BpEntry *entry, const char *context,
                     BpSubject *out_subject, BpMatch *out_match);
BpSubject bp_decision_subject(const BpEntry *entry, gsize from, gsize to);

bool bp_decision_has_role(const BpMatch *match, const char *role);

/* Whether a motion (`match`) at `at` was not lost nor said again by a resolution; `is_lead`: its
 * text is in the entries below it. True for what is no motion. */
bool bp_decision_stands(BpDeciding *deciding, guint at, const BpMatch *match, bool is_lead);

/* Whether a rule names the text of the decision, which a mark may stand before. */
bool bp_decision_has_text(const BpMatch *match, const BpSubject *subject);

/* Whether what stands below an entry is a list that it decides. */
bool bp_decision_opens_list(const BpDeciding *deciding, const BpEntry *entry);

/* Whether a label is the first of a list: 1, a, A, i, I. */
bool bp_decision_is_first_label(const char *label);

/* Make a decision of an entry. The fields that `match` captured are set when `subject` is given. */
BpRecord *bp_decision_add(BpDeciding *deciding, guint at, const BpMatch *match,
                          const BpSubject *subject, const char *text);

/*
 * What a lead at `lead` opens: one decision a lettered or numbered part, or a bullet that stands
 * for itself; other bullets and short lines go on with `opening`, the lead's own text ("" when it
 * says nothing). Gives the index of the first entry after the list.
 */
guint bp_decision_take_list(BpDeciding *deciding, guint lead, const BpMatch *match,
                            const BpSubject *subject, const char *opening);

/* Give each lettered or numbered part within the text of a decision a record of its own. */
void bp_decision_part_text(BpDeciding *deciding, guint at, const BpMatch *match, BpRecord *record);

/* Whether what a lead opens is a list of matters of which each says for itself what was decided,
 * and reading it so; gives the index of the first entry after the list. */
bool bp_decision_is_list_of_items(const BpDeciding *deciding, guint lead);
guint bp_decision_take_items(BpDeciding *deciding, guint lead);

/* Read the sentences of an entry; gives the index of the entry to go on with. */
guint bp_decision_read_sentences(BpDeciding *deciding, guint at);

/* False when the list below a lead is a table, or counts on from the lead's own label: "(b)" below
 * "(a) It was agreed:" is no part of it. */
bool bp_decision_may_have_list(const BpFlow *flow, guint lead);

typedef enum {
    BP_MOTION_OPEN, /* nothing is said of it: taken for carried */
    BP_MOTION_CARRIED,
    BP_MOTION_LOST,
    BP_MOTION_RESTATED, /* a resolution after it says the same */
} BpMotionEnd;

/* `is_lead`: the motion's text is in the entries below it. */
BpMotionEnd bp_motion_end(const BpDeciding *deciding, guint at, bool is_lead);

/* An outcome ("Motion carried.") at `at` decides the motion before it. */
void bp_motion_take_outcome(BpDeciding *deciding, guint at, const BpMatch *match,
                            const BpSubject *subject);

/* Whether a resolution close below `at` says again what was moved there. */
bool bp_motion_is_restated(const BpDeciding *deciding, guint at);

/* Entries between a motion or the vote on it and the resolution that says the same. */
#define BP_DECISION_RESTATED 3

/* Outcome, movers and votes from the text of a decision that `match` found. */
void bp_decision_add_facts(BpDeciding *deciding, BpRecord *record, const BpMatch *match);
/* Set an outcome that says little to what `text` says was done, if it does. */
void bp_decision_refine_outcome(const BpDeciding *deciding, BpRecord *record, const char *text);
/* Take off the end of the text what only tells of movers and votes. */
void bp_decision_strip_movers(BpDeciding *deciding, BpRecord *record);
/* Keep movers and votes of the entry `at`, and give them to the decisions from index `first` of the
 * document on, made of the resolution at `at`. */
void bp_decision_hold_motion(BpDeciding *deciding, guint at);
void bp_decision_give_movers(BpDeciding *deciding, guint at, guint first);

/* What is agreed on stands at most so many sentences or paragraphs before the agreement. */
#define BP_DECISION_BACK 3

/* The paragraph above `at` that puts forward what it agrees on; -1 for none. */
int bp_decision_proposal_above(const BpDeciding *deciding, guint at);
/* The last sentence above `at`, when it is of the same item and no decision; or NULL. The caller
 * frees. */
char *bp_decision_dup_above(const BpDeciding *deciding, guint at);
/* The beginning of a sentence that the layout cut off, from above `at`; or NULL. The caller frees.
 */
char *bp_decision_dup_begun(const BpDeciding *deciding, guint at);
/* Whether a text ends with a colon, perhaps with a dash behind it. */
bool bp_decision_ends_with_colon(const char *text);
/* Complete the text of a record with what the layout cut off `at`, if it did. */
void bp_decision_add_rest(BpDeciding *deciding, guint at, BpRecord *record);
