/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Long straight edges in a picture of grey levels. Knows nothing of PDF or pages.
 */
#pragma once

#include <glib.h>

/* A picture of `n_lines` lines of `n_cells` levels each. */
typedef struct {
    const guint8 *levels;
    guint n_lines, n_cells;
} BpPicture;

/* A rule between lines: `at` counts lines from the first edge of the picture, so that a boundary
 * has a whole number and the middle of a line has a half; it covers the cells from..to. */
typedef struct {
    double at;
    guint from, to;
} BpEdge;

/* All rules along the lines of the picture that are at least `min` cells long, in the order of
 * their place. Free the array (of BpEdge) with g_array_unref. */
GArray *bp_edges_find(const BpPicture *picture, guint min);
