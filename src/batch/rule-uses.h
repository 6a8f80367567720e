/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Of what use each rule was over a run: summed up from the documents, kept in `rules.tsv` of the
 * output folder, so that it is seen which rules never fire and which one stopped to.
 */
#pragma once

#include "model/document.h"
#include "rules/stats.h"

#define BP_RUN_RULES_FILE "rules.tsv"

typedef struct {
    const BpRuleSet *rules; /* borrowed */
    guint64 *taken;         /* by index */
    double *seconds;
    guint n;
} BpRunRules;

BpRunRules *bp_run_rules_new(const BpRuleSet *rules);
void bp_run_rules_free(BpRunRules *sum);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpRunRules, bp_run_rules_free)

void bp_run_rules_add(BpRunRules *sum, const BpDocument *document);

/* What the rules did in a document as a text ("rule:times ..."), to be kept and added to a sum of
 * the same rules later. The caller frees. */
char *bp_run_rules_dup_uses(const BpDocument *document);
void bp_run_rules_add_uses(BpRunRules *sum, const char *uses);

/* Write FOLDER/rules.tsv. */
bool bp_run_rules_save(const BpRunRules *sum, const char *folder, GError **error);

/* How often each rule of `sum->rules` fired by FOLDER/rules.tsv, whose rules are known by their id
 * and layer. BP_ERROR_INPUT when there is none. */
bool bp_run_rules_load(BpRunRules *sum, const char *folder, GError **error);
