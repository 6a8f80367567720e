/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Headings of minute items, by their looks. */
#pragma once

#include "split/flow.h"

/* A heading is no longer than this, in bytes. */
#define BP_HEADING_LENGTH 160

/* Set off by its letters: bold, underlined, capitals, larger, or bold words to begin with. */
bool bp_heading_is_emphatic(const BpEntry *entry);

/* Bold words to begin with, and text behind them in another weight. */
bool bp_heading_runs_in(const BpEntry *entry);

/* Set off by its letters or by columns of its own. */
bool bp_heading_is_set_off(const BpEntry *entry);

/* Whether an entry looks like a heading at all. */
bool bp_heading_is(const BpEntry *entry);

/* Its title: the title column, the bold words or the words before the colon that it begins with,
 * the first sentence, or all of it. The caller frees. */
char *bp_heading_dup_title(const BpEntry *entry);
