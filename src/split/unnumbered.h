/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Headings of items without a number. */
#pragma once

#include "split/outline.h"

/* Whether an entry is one by the rules of kind `minute_item`; `items` were found before it. */
bool bp_unnumbered_is_heading(BpSplit *split, const BpFlow *flow, guint i, guint items,
                              const BpOutline *outline, BpMatch *out_match);

/* In minutes without any heading: the entries (guint) that have a title beside them, or bold words
 * to begin with. The caller unrefs. */
GArray *bp_unnumbered_leads(BpSplit *split, const BpFlow *flow);
