/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The facts of one meeting while they are gathered: for each the best text so far, and asking the
 * rules of kind `meeting` about blocks in all the ways in which such facts are printed.
 */
#pragma once

#include "model/block.h"
#include "rules/rules.h"

typedef struct {
    char *text;
    const BpBlock *block; /* where it stands */
    const BpRule *rule;
    double confidence;
} BpFact;

typedef enum {
    BP_FACT_BODY,
    BP_FACT_TYPE,
    BP_FACT_DATE,
    BP_FACT_START,
    BP_FACT_END,
    BP_FACT_VENUE,
    BP_FACT_STATE,
    BP_N_FACTS
} BpFactId;

typedef struct {
    BpFact facts[BP_N_FACTS];
    const BpBlock *block;
    const char *text;
    BpMatcher *matcher;
} BpFacts;

/* The field of the meeting record that a fact becomes. */
const char *bp_fact_name(guint id);

/* Ask about one text, that of a block or a piece of it. */
void bp_facts_ask(BpFacts *facts, const char *context, const char *text, const BpBlock *block);

/* Ask about a paragraph as a whole and by lines, or about the rows of a table that may be a form.
 */
void bp_facts_ask_block(BpFacts *facts, const char *context, const BpBlock *block);

/* Ask (context `title`) about each text between the wide gaps of the lines: names stand there. */
void bp_facts_ask_titles(BpFacts *facts, const BpBlock *block);

/* A form set without a table: labels side by side, what they ask for below them. */
void bp_facts_ask_form(BpFacts *facts, const BpBlock *labels, const BpBlock *values);

/* Free the texts. */
void bp_facts_clear(BpFacts *facts);
