/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The meetings that the parts of a document belong to. */
#pragma once

#include "model/block.h"
#include "rules/rules.h"

/* Make a meeting record for every part that is the agenda or the minutes of one (or an action log
 * on its own), and give papers and logs the meeting of the agenda they follow. */
void bp_recognise_meetings(BpDocument *document, BpMatcher *matcher);
