/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Grids: what the rulings of a page say about tables, before any text is looked at.
 */
#pragma once

#include "model/block.h"

/* A cell is the rectangle between two of the xs and two of the ys, with no ruling inside. */
typedef struct {
    guint column, row, columns, rows; /* rows, columns: how many it covers */
    BpBox box;
} BpGridCell;

typedef struct {
    BpBox box;
    GArray *xs, *ys; /* double, ascending: lines between columns and rows, outer ones included */
    GArray *cells;   /* BpGridCell in reading order */
    bool open_rows;  /* it has upright rulings only: rows must come from the text */
} BpGrid;

void bp_grid_free(gpointer grid);

/* The grids with at least two columns on a page, top to bottom; empty when it has no rulings. What
 * lies in `taken` (NULL: nothing does) is left out. */
GPtrArray *bp_grids_of_page(const BpPage *page, const BpBox *taken);
