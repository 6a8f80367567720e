/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether pages are little else than a list, as an agenda without a title is. */
#pragma once

#include "model/block.h"
#include "rules/rules.h"

/* Whether the blocks [from, to) are a list of times of day, with what is done then. */
bool bp_is_timed(const GPtrArray *blocks, guint from, guint to, BpMatcher *matcher);

/* "list: times" for lines that begin with a time of day, "list: items" for short numbered texts
 * with little running text between them; NULL for neither. Looks at the blocks [from, to). */
const char *bp_list_shape(const GPtrArray *blocks, guint from, guint to, BpMatcher *matcher);
