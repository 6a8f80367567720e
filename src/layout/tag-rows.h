/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows of unruled tables as the tags of a PDF tell of them. */
#pragma once

#include "layout/heading-rows.h"

/* The text rows with which the rows of a tagged table begin. */
typedef struct {
    GArray *starts; /* guint: indices of text rows, ascending */
    GArray *filled; /* guint: cells that the tags tell of in each */
    bool head;      /* the first one is marked as a row of headings */
} BpTagPlan;

void bp_tag_plan_free(BpTagPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpTagPlan, bp_tag_plan_free)

/* The plan of the rest of a tagged table from the row that begins with text row `start`, or of one
 * that begins a few lines below a heading there; NULL when there is none, or when a row of it was
 * not found below the one before. The caller frees. */
BpTagPlan *bp_tag_plan_from(const BpPage *page, const GPtrArray *rows, guint start);

/* Whether the page agrees with the rows from `first` of the plan on, of a table that ends before
 * text row `end`: its words keep to the columns, and rows fill as many of them as the tags say.
 * Expects the table's edges. */
bool bp_tag_plan_agrees(const BpTagPlan *plan, const BpPage *page, const BpTable *table,
                        const GPtrArray *rows, guint first, guint end);

/* Whether a text row stands right below the last one of a tagged table and its words begin where
 * the columns do, however near those are to each other. */
bool bp_tag_goes_on(const BpPage *page, const BpTable *table, const BpTextRow *above,
                    const BpTextRow *row);

/* Add the rows from `first` of the plan on to the table, which ends before text row `end`. */
void bp_tag_plan_fill(const BpTagPlan *plan, const BpColumn *column, BpTable *table,
                      const GPtrArray *rows, guint first, guint end);

/* The text row before which row `i` of the plan ends, of a table that ends before `end`. */
guint bp_tag_plan_end(const BpTagPlan *plan, guint i, guint end);

#define bp_tag_plan_start(plan, i) (g_array_index((plan)->starts, guint, (i)))
#define bp_tag_plan_last(plan)     bp_tag_plan_start(plan, (plan)->starts->len - 1)
