/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Steps that both ways of finding a table share. */
#pragma once

#include "model/block.h"
#include "rules/rules.h"

/* Take the heading row out of the first rows and set roles; what stands above it goes to `above`.
 */
void bp_table_find_heading(BpTable *table, BpMatcher *matcher, GPtrArray *above);

/* Set BpRow.group: one text that covers all columns. */
void bp_table_mark_groups(BpTable *table);

/* Cut rows that hold several entries of the first column. `open_rows`: the grid has no level
 * rulings, so that every block of the first column begins an entry. */
void bp_table_cut_rows(BpTable *table, bool open_rows);

/* Add the lines of `next` to `block`. */
void bp_block_join(BpBlock *block, const BpBlock *next, double body_size);
