/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Why a document was read as it was. An explainer listens while the stages ask the rules;
 * afterwards the texts that are wanted are asked about again, of every rule.
 */
#pragma once

#include "model/document.h"
#include "model/explanation.h"
#include "rules/trace.h"

typedef struct BpExplainer BpExplainer;

BpExplainer *bp_explainer_new(void);
void bp_explainer_free(BpExplainer *explainer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpExplainer, bp_explainer_free)

/* A BpTraceFunc; `data` is the explainer. */
void bp_explainer_listen(const char *emit, const char *context, const BpSubject *subject,
                         const BpMatch *match, gpointer data);

/* What is wanted of a document. */
typedef struct {
    guint page;       /* 0: all */
    const char *text; /* only texts that hold this, whatever the case; NULL: all */
} BpExplainWish;

/* Needs the layout and records with their spans. */
BpExplanation *bp_explainer_explain(const BpExplainer *explainer, const BpDocument *document,
                                    const BpRuleSet *rules, const BpExplainWish *wish);

/* As people read it; with colours of a terminal or without. */
typedef enum { BP_EXPLAIN_PLAIN, BP_EXPLAIN_COLOURS } BpExplainLook;
char *bp_explanation_dup_text(const BpExplanation *explanation, BpExplainLook look);
