/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands between the words of a line: nothing, a space, or a gap. */
#pragma once

#include "model/page.h"

typedef enum { BP_SPACING_NONE, BP_SPACING_SPACE, BP_SPACING_TAB } BpSpacing;

/*
 * What stands before each of the words (indices into page->words, left to right): BpSpacing, one a
 * word, the first NONE. The letters of a heading set apart ("A G E N D A") have nothing between
 * them. The caller frees.
 */
guint8 *bp_spacings_of_words(const BpPage *page, const GArray *words);
