/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of `rules check`: self-test in check.c, lint.c, growth.c. */
#pragma once

#include "rules/rule.h"

/* The subject that a sample stands for, and whether `where` counts for it. */
BpSubject bp_sample_subject(const BpSample *sample);
BpRuleFlags bp_sample_flags(const BpSample *sample);

/* What can be said of a rule without running documents through it: samples missing, alternatives no
 * sample needs, samples that an earlier rule takes, unused defines, loose beginnings. */
void bp_lint_run(const BpRuleSet *set, BpMatcher *matcher, BpDiagList *diags);

/* Regexes whose cost grows faster than their subject. */
void bp_growth_run(const BpRuleSet *set, BpMatcher *matcher, BpDiagList *diags);
