/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The front sheet of a paper: date, author, sponsor, purpose and so on, as printed.
 *
 * Labels are known from the `front` rules (rules/recognise/front.rules); they stand before a colon,
 * before a wide gap, or in the cell to the left. The sheet ends at a label whose field is "end".
 */
#pragma once

#include <glib.h>

#include "model/block.h"
#include "model/record.h"
#include "rules/rules.h"

/* Read the front sheet at the beginning of `blocks` into the `front` of a part record; looks at no
 * more than `max_blocks` blocks. Returns how many different labels there are. */
guint bp_front_read(BpRecord *part, const GPtrArray *blocks, guint max_blocks, BpMatcher *matcher);

/* How many different labels of a front sheet stand in `max_blocks` blocks from `from` on, on the
 * same page: whether a paper begins there. */
guint bp_front_count(const GPtrArray *blocks, guint from, guint max_blocks, BpMatcher *matcher);
