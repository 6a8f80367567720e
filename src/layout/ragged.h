/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running text that is narrower than its column. */
#pragma once

#include "model/block.h"

/*
 * For every line (BpLine*, entries may be NULL) of the column from `left` to `right` the edge up to
 * which it could have been filled: `right`, or less where it stands in running text with a margin
 * of its own. Lines further apart than `step` are of different texts. The caller frees the array.
 */
double *bp_right_edges(const GPtrArray *lines, double left, double right, double step);

/* Beside a column of notes (BpLine or NULL, one a line) text ends before it: from the first note
 * on, where not fewer than `few` lines stand, none is filled further than the fullest when that
 * does not reach under the notes. */
void bp_edges_beside_notes(const GPtrArray *lines, const GPtrArray *notes, guint few,
                           double *edges);
