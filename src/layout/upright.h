/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text of narrow columns that does not run along the line. */
#pragma once

#include "layout/paragraphs.h"

/** Whether the words are letters one below the other that make a text: one a line, evenly apart,
 * not all the same. */
bool bp_words_are_stacked(const BpPage *page, const GArray *words);

/** Whether the words run up or down the page; single letters among them may be anything. */
bool bp_words_are_turned(const BpPage *page, const GArray *words);

/** Appends the paragraphs of words of the one kind or the other as bp_paragraphs_of_words() does.
 * False, with nothing appended, when they are of neither kind. */
bool bp_upright_paragraphs(const BpColumn *column, const GArray *words, GPtrArray *out);
