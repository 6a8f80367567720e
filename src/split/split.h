/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The split stage: parts become records: agenda items, minute items, decisions, actions,
 * recommendations, attendance.
 */
#pragma once

#include "model/document.h"
#include "rules/rules.h"

void bp_split_run(BpDocument *document, BpMatcher *matcher);
