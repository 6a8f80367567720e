/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files of the recommendation splitter share: the flow, a reader of paragraphs that knows
 * whether it stands in a list of recommendations, and the numbering of such lists.
 *
 * A flow collects entries while a section is open and makes records of them when it closes, because
 * only then is it known which text was a lead-in and which had parts.
 */
#pragma once

#include "split/split.h"

/* A numbering token's kind: what belongs to one list has one kind. Decimals of more than one level
 * are BP_LABEL_DECIMAL plus their depth. */
typedef enum {
    BP_LABEL_NONE,
    BP_LABEL_BULLET,
    BP_LABEL_LOWER,
    BP_LABEL_UPPER,
    BP_LABEL_WORD, /* a word and a number: "Recommendation 3" */
    BP_LABEL_DECIMAL
} BpLabelKind;

typedef struct {
    guint kind;    /* BpLabelKind, or BP_LABEL_DECIMAL + depth */
    guint value;   /* of the last level of a decimal; place in the alphabet; 0 unknown */
    bool is_first; /* begins a list: 1, a, i */
} BpListLabel;

BpListLabel bp_list_label_read(const char *label);
/* The number as records hold it: without brackets and closing marks; "" for a bullet. */
char *bp_list_label_dup_number(const char *label);

/*
 * Cut a text at labels in brackets that count up: "note (i) this; (ii) that" becomes "note", "(i)",
 * "this;", "(ii)", "that". NULL when there are not at least two.
 */
char **bp_list_split_inline(const char *text);

/* One text handed to a flow. */
typedef struct {
    const char *text;  /* after the label */
    const char *label; /* "" when there is none */
    const BpBlock *block;
} BpPiece;

/* What may become a record when the section closes. */
typedef struct {
    GString *text;
    char *number;
    GPtrArray *blocks; /* BpBlock*, borrowed */
    const BpRule *rule;
    bool labelled;
} BpFlowEntry;

typedef enum {
    BP_FLOW_SECTIONS, /* sections under a heading */
    BP_FLOW_ASKS      /* sentences that ask the meeting for something, wherever they stand */
} BpFlowPass;

typedef struct {
    BpSplit *split;
    BpFlowPass pass;
    GPtrArray *seen; /* char*: folded texts of the records made, with their item */
    guint n_made;
    /* the open section */
    bool open, run_in, lead;
    const BpBlock *heading;
    BpListLabel heading_label, first, nested;
    BpListLabel outer;      /* of a lead-in with a label: its list goes on after its parts */
    char *addressee, *verb; /* from the lead-in */
    GPtrArray *entries;     /* BpFlowEntry* */
    guint n_waited;         /* paragraphs that said nothing yet */
} BpFlow;

void bp_flow_init(BpFlow *flow, BpSplit *split);
void bp_flow_clear(BpFlow *flow);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BpFlow, bp_flow_clear)

void bp_flow_read(BpFlow *flow, const BpPiece *piece);
void bp_flow_read_block(BpFlow *flow, const BpBlock *block);
/* End the open section: its entries become records. */
void bp_flow_close(BpFlow *flow);

/* Make a record (no NULLs); false when the text says nothing that is asked. `first_rule` may be
 * NULL, then `made_by` names what made it. */
typedef struct {
    const char *text, *number, *addressee, *verb;
    const GPtrArray *blocks; /* BpBlock*, at least one */
    const BpRule *rule;
    const char *made_by;
    bool repeats; /* give it even when an equal one was given before */
} BpRecommendation;
bool bp_flow_add(BpFlow *flow, const BpRecommendation *what);

/* Questions to the open section (recommendations-ends.c): its last entry, NULL when none; the last
 * character of that; whether a piece goes on with it; whether a piece ends the section; whether a
 * label goes on the list outside of a lead-in. */
BpFlowEntry *bp_flow_last_entry(const BpFlow *flow);
char bp_flow_last_char(const BpFlowEntry *entry);
bool bp_flow_continues(const BpFlow *flow, const BpPiece *piece);
bool bp_flow_ends(const BpFlow *flow, const BpPiece *piece, const BpListLabel *label);
bool bp_flow_goes_on_outside(const BpFlow *flow, const BpListLabel *label);

/* The context in which all rules of this splitter are asked. */
#define BP_RECOMMENDATIONS "recommendations"
bool bp_flow_match(const BpFlow *flow, const char *emit, const char *text, const BpBlock *block,
                   BpSubject *out_subject, BpMatch *out_match);
/* Whether a heading announces recommendations and says nothing else. */
bool bp_flow_is_heading(const BpFlow *flow, const char *text, const BpBlock *block);
