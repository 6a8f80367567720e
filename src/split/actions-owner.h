/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a text tells of the owners that a mark names. */
#pragma once

#include "split/split.h"

/* Which of the owners (char*; NULL for none) act in a text: "JF to write", "the Clerk will ask".
 * Bit i is set for the owner at i; those from the 32nd on are not looked for. */
guint bp_owners_acting(BpSplit *split, const BpSubject *subject, const GPtrArray *owners);

/* Whether a text names one of them. */
bool bp_owners_named(const BpSubject *subject, const GPtrArray *owners);
