/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The recognise stage: which pages are agenda, minutes, paper, action log or appendix; what meeting
 * they belong to; what a paper's front sheet says. Makes the `meeting` and `part` records and
 * document->kind.
 */
#pragma once

#include <glib.h>

#include "model/document.h"
#include "rules/rules.h"

void bp_recognise_run(BpDocument *document, BpMatcher *matcher);
void bp_recognise_dump(const BpDocument *document, GString *out);
