/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Why a document was read as it was: each text with what the rules were asked about it, each record
 * with its rule and its texts. Plain strings, for writers.
 */
#pragma once

#include <glib.h>

typedef struct {
    char *rule, *place;  /* id; "file:line" */
    char *reason;        /* why it lost; NULL for the one that won */
    char *why;           /* what the rule says of itself; winner only */
    GPtrArray *captures; /* char*: field, text, field, text, ... */
} BpAnswer;

typedef struct {
    char *emit, *context; /* context "" when none */
    char *text;           /* what was asked about, when it is only a part of the text; or NULL */
    GPtrArray *winners;   /* BpAnswer*: one, several for kinds with scores, none */
    GPtrArray *losers;    /* BpAnswer* */
} BpQuestion;

typedef struct {
    guint page;
    char *text;
    GPtrArray *questions; /* BpQuestion* */
} BpExplainedText;

typedef struct {
    guint page;
    char *type, *key;   /* the text by which it is known */
    char *rule, *place; /* place: "" for what was made without a rule */
    GPtrArray *texts;   /* char* */
} BpExplainedRecord;

typedef struct {
    char *file, *sector, *publisher; /* "" when unknown */
    GPtrArray *texts;                /* BpExplainedText*, in reading order */
    GPtrArray *records;              /* BpExplainedRecord* */
} BpExplanation;

BpExplanation *bp_explanation_new(void);
void bp_explanation_free(BpExplanation *explanation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpExplanation, bp_explanation_free)

/* Each is owned by what it is added to. Texts are copied. */
BpExplainedText *bp_explanation_add_text(BpExplanation *explanation, guint page, const char *text);
BpQuestion *bp_explained_add_question(BpExplainedText *text, const char *emit, const char *context);
BpAnswer *bp_question_add_answer(GPtrArray *answers, const char *rule, const char *place);
BpExplainedRecord *bp_explanation_add_record(BpExplanation *explanation, guint page,
                                             const char *type, const char *key);
