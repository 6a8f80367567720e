/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A grid of marks at the side of a page: who was there, who voted how. */
#pragma once

#include "layout/paragraphs.h"

typedef struct {
    BpBox box;     /* with the labels at its left */
    double head;   /* where the headings end */
    GArray *edges; /* double: left of the labels, then the uprights */
    GArray *words; /* guint: all words in the box, in the order of the page */
} BpMarkGrid;

void bp_mark_grid_free(gpointer grid);

/**
 * Finds the grid of marks of a page: columns as narrow as a letter whose headings are turned or
 * stacked, with marks below them, at the left of text that is ruled otherwise. NULL when there is
 * none.
 */
BpMarkGrid *bp_mark_grid_find(const BpPage *page);

/** Its table: the headings, and a row for every line of labels or marks. */
BpTable *bp_table_of_marks(const BpColumn *column, const BpMarkGrid *grid);
