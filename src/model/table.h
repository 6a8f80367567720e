/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A table of the layout: rows of cells, a cell holding blocks. Included by model/block.h.
 *
 * Tables are made by bp_layout_add_table(), which owns them and, through them, rows and cells.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/page.h"

typedef struct {
    guint page;
    BpBox box;
    guint column, span; /* columns it covers */
    bool covers;        /* stands for a cell above it that spans rows: no text of its own */
    GPtrArray *blocks;  /* BpBlock*, borrowed from the layout */
    char *text;         /* of all blocks, joined by a space */
} BpCell;

typedef struct {
    guint page;
    BpBox box;
    GPtrArray *cells; /* BpCell*, one a column; NULL where a cell to the left spans it */
    bool group;       /* one text over the whole width: a heading inside the table */
} BpRow;

typedef enum {
    BP_TABLE_OTHER,
    BP_TABLE_AGENDA,
    BP_TABLE_MINUTES, /* running text in a table, owners of actions in its last column */
    BP_TABLE_ACTIONS,
    BP_TABLE_ATTENDANCE,
    BP_TABLE_RECOMMENDATIONS
} BpTableKind;

typedef struct BpTable {
    guint n_columns;
    double *edges;      /* n_columns + 1 positions in points */
    const char **roles; /* a role a column (interned), NULL where unknown */
    GPtrArray *heads;   /* char*: heading text a column, "" where there is none */
    GPtrArray *rows;    /* BpRow*, without the header rows */
    BpRow *header;      /* NULL when there is none */
    bool ruled;         /* cells are delimited by rulings */
    bool guessed;       /* only the first column told which of its lines begin a row */
    BpTableKind kind;   /* set by recognise, from the roles */
} BpTable;

BpTable *bp_table_new(guint n_columns);
void bp_table_free(gpointer table);

BpRow *bp_table_add_row(BpTable *table, guint page);
BpRow *bp_row_new(const BpTable *table, guint page);
BpCell *bp_row_set_cell(BpRow *row, guint column, guint span);

/* The cell of a column in a row, NULL when absent; borrowed. */
BpCell *bp_row_get_cell(const BpRow *row, guint column);
/* Its text, "" when absent. */
const char *bp_row_peek_text(const BpRow *row, guint column);
/* Column with a role, -1 when there is none. */
int bp_table_find_role(const BpTable *table, const char *role);

/* Put the blocks' texts of a cell together. */
void bp_cell_finish(BpCell *cell);
