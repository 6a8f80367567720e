/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The sum of a run's hints on standard error, so that a template which a publisher has changed is
 * seen in the night in which it happens: what is missing and how often, and the documents of which
 * least became records.
 */
#pragma once

#include "model/document.h"

typedef struct BpRunCoverage BpRunCoverage;

BpRunCoverage *bp_run_coverage_new(void);
void bp_run_coverage_free(BpRunCoverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpRunCoverage, bp_run_coverage_free)

void bp_run_coverage_add(BpRunCoverage *coverage, const BpDocument *document);
void bp_run_coverage_print(const BpRunCoverage *coverage);
