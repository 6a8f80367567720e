/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows of a table that was found by its headings. */
#pragma once

#include "layout/lines.h"
#include "layout/paragraphs.h"

/* Gap between two headings, in em. */
#define BP_HEADING_GAP 0.8

/** Text rows `from` to before `to` as one: the pieces that a gap parts in all of them, left to
 * right, each line by line. The caller frees. */
BpTextRow *bp_heading_of_rows(const BpPage *page, const GPtrArray *rows, guint from, guint to);

/** Whether the row's text runs on across x = `edge`: a word covers it or only a space is there. */
bool bp_row_runs_across(const BpPage *page, const BpTextRow *row, double edge);

/** Whether a text row is a heading inside the table: one piece of text that runs on across an edge,
 * or a bold label. */
bool bp_row_is_group(const BpPage *page, const BpTable *table, const BpTextRow *row);

/** In how many columns of the table, at most 64, the words of text rows `from` to before `to` are.
 */
guint bp_rows_filled(const BpPage *page, const BpTable *table, const GPtrArray *rows, guint from,
                     guint to);

/** Adds one row to the table, of text rows `from` to before `to`: the words go to the columns in
 * which their middles are. Expects the table's edges. */
void bp_fill_row(const BpColumn *column, BpTable *table, const GPtrArray *rows, guint from,
                 guint to);

/** Adds all rows of the table, from text rows `from` to before `to`. */
void bp_fill_rows(const BpColumn *column, BpTable *table, const GPtrArray *rows, guint from,
                  guint to);
