/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables from grids and from heading rows. */
#pragma once

#include "layout/grid.h"
#include "layout/lines.h"
#include "layout/paragraphs.h"

/*
 * A table of the words (indices into page->words) inside a grid. Blocks that stand above the
 * heading row inside the grid (a title over all columns) go to `above`. NULL when fewer than two
 * columns hold text: then the grid is only a frame.
 */
BpTable *bp_table_of_grid(const BpColumn *column, const BpGrid *grid, const GArray *words,
                          GPtrArray *above);

/*
 * An unruled table whose heading row is rows[start] (BpTextRow*): columns from the headings and
 * the gutters below them, rows from the tags of the PDF, the level rulings of the page or the
 * column that numbers them. `out_next` is the first row after it. NULL when rows[start] is no
 * heading row.
 */
BpTable *bp_table_of_headings(const BpColumn *column, const GPtrArray *rows, guint start,
                              guint *out_next);

/*
 * The rows at the top of a page that go on with the unruled table `above` of the page before: there
 * must be rows there by the tags of the PDF, and they must keep to its columns. NULL otherwise.
 */
BpTable *bp_table_of_rest(const BpColumn *column, const GPtrArray *rows, const BpTable *above,
                          guint *out_next);

/* Role of a heading cell's text, NULL when no `column` rule takes it; interned. */
const char *bp_column_role(BpMatcher *matcher, const char *text);

/* Put `next`, found at the top of the following page, to the end of `table` when it continues it:
 * same columns, and no heading or the same one. */
bool bp_table_continue(BpTable *table, BpTable *next, double body_size);
