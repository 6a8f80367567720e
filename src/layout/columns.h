/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text columns that stand side by side. */
#pragma once

#include "layout/paragraphs.h"

/*
 * Append the paragraphs of the words to `out` in reading order. Where two columns of running text
 * or a sidebar stand side by side, the left one comes first; rows of short entries that share
 * baselines (a name and its role) stay together, their parts separated by TAB.
 */
void bp_columns_of_words(const BpColumn *column, const GArray *words, GPtrArray *out);
