/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the parts of a document usually hold, and do not hold here. */
#pragma once

#include "coverage/coverage.h"
#include "model/block.h"

/* Add a hint for each. */
void bp_absences_find(BpDocument *document);

/* Add a hint for each numbered agenda item that the minutes of the same meeting, in the same
 * document, do not come to. */
void bp_absences_find_unminuted(BpDocument *document);
