/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the steps of the layout share about a page. */
#pragma once

#include "layout/lines.h"
#include "layout/mark-grid.h"

typedef struct {
    const BpPage *page;
    BpMarkGrid *marks; /* NULL when there is none */
    GPtrArray *grids;  /* BpGrid*, top to bottom, without what `marks` is made of */
    GArray *words;     /* guint: those that no step has taken */
} BpPageWork;

BpPageWork *bp_page_work_new(const BpPage *page);
void bp_page_work_free(gpointer work);

/** Whether a row stands in a column of a ruled table that reaches far into the page, or is of a
 * turned heading. What is set over all columns may be a header inside a frame. */
bool bp_page_work_in_column(const BpPageWork *work, const BpTextRow *row);
