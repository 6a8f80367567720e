/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sentences of running text. */
#pragma once

#include "rules/rules.h"

/*
 * End (byte offset, after the closing mark) of the sentence of `text` that begins at `start`. A
 * sentence ends at . ! ? before a blank and a capital, digit or opening quote, unless the mark
 * belongs to an initial, a short title ("Mr.", "Cllr.") or, when there is a matcher, an
 * abbreviation that the rules know ("Rev.", "No. 5").
 */
gsize bp_sentence_end(BpMatcher *matcher, const char *text, gsize start);

/* Start of the sentence that follows the end `end`: blanks are skipped. */
gsize bp_sentence_next(const char *text, gsize end);
