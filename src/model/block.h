/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the layout stage hands on: paragraphs and tables in reading order, and the furniture
 * (running headers, footers, page numbers) that was set aside.
 *
 * A BpLayout owns every line, block and table of a document. A line's text has single spaces
 * between words and a TAB where a wide gap stands; a block's text is that of its lines, joined,
 * with words broken at a line end put together again.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

typedef struct {
    guint page;
    BpBox box;
    double size;   /* font size of most of it, in points */
    double text_x; /* left edge of the text after a label or bullet; box.x0 when there is none */
    guint8 style;  /* BpStyle flags that hold for all words */
    bool lead_bold; /* its first words are bold, the rest is not */
    bool start_bold, end_bold; /* its first, its last word */
    double first_width; /* of its first word, points */
    bool caps;      /* has letters, all of them capitals */
    guint bold;     /* bytes of `text` up to the end of the bold words it begins with (after a label) */
    char *text;
    guint label; /* bytes of a numbering token or bullet at its start, 0 when there is none */
} BpLine;

typedef enum { BP_BLOCK_PARA, BP_BLOCK_TABLE } BpBlockKind;

struct BpTable;

typedef struct BpBlock {
    BpBlockKind kind;
    guint page;       /* where it begins */
    BpBox box;        /* of the part on that page */
    GPtrArray *lines; /* BpLine*, borrowed from the layout */
    char *text;
    guint label;      /* bytes of `text` that are a numbering token or bullet (with the blank) */
    bool bullet;      /* the label is a bullet */
    guint8 style;     /* BpStyle flags that hold for the whole text */
    bool lead_bold;
    bool caps, centred, page_start;
    double size;      /* over the body's size */
    double indent;    /* left edge over its column's left edge, in body em */
    double text_indent; /* the same of the text after the label */
    double gap;       /* white space above, in body line heights; 9 at the top of a page */
    double width;     /* longest line over the column's width */
    GPtrArray *notes; /* BpBlock*: short texts in the margin beside it; NULL when there are none */
    struct BpTable *table;
    bool claimed; /* a splitter made a record of it that no other kind may be made of */
} BpBlock;

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
    BpTableKind kind;   /* set by recognise, from the roles */
} BpTable;

/* A stretch of the document with one purpose: an agenda, minutes, a paper, an action log. Made by
 * recognise, one for each `part` record. */
typedef struct {
    BpRecord *record;  /* the part record; borrowed */
    BpRecord *meeting; /* the meeting it belongs to, NULL when none is known; borrowed */
    const char *kind;  /* its kind, interned */
    GPtrArray *blocks; /* BpBlock*, top level, in reading order; borrowed */
} BpPart;

typedef enum { BP_FURNITURE_HEADER, BP_FURNITURE_FOOTER } BpFurnitureKind;

typedef struct {
    BpFurnitureKind kind;
    BpLine *line;
} BpFurniture;

typedef struct BpLayout {
    GPtrArray *blocks;    /* BpBlock*: top level, in reading order over all pages */
    GPtrArray *furniture; /* BpFurniture* */
    GPtrArray *parts;     /* BpPart*; empty before recognise */
    double body_size;     /* font size of most text, points */
    /* owners */
    GPtrArray *all_lines, *all_blocks, *all_tables;
} BpLayout;

BpLayout *bp_layout_new(void);
void bp_layout_free(gpointer layout);

/* All owned by the layout. */
BpLine *bp_layout_add_line(BpLayout *layout, guint page);
BpBlock *bp_layout_add_block(BpLayout *layout, BpBlockKind kind, guint page);
BpTable *bp_layout_add_table(BpLayout *layout, guint n_columns);
BpRow *bp_table_add_row(BpTable *table, guint page);
BpRow *bp_row_new(const BpTable *table, guint page);
BpCell *bp_row_set_cell(BpRow *row, guint column, guint span);

/* The cell of a column in a row, NULL when absent; borrowed. */
BpCell *bp_row_get_cell(const BpRow *row, guint column);
/* Its text, "" when absent. */
const char *bp_row_peek_text(const BpRow *row, guint column);
/* Column with a role, -1 when there is none. */
int bp_table_find_role(const BpTable *table, const char *role);

/* Text of a block after its label, borrowed. */
const char *bp_block_peek_body(const BpBlock *block);
/* The label without white space; the caller frees. */
char *bp_block_dup_label(const BpBlock *block);
/* Set text, label and looks from the lines. */
void bp_block_finish(BpBlock *block, double body_size);
/* Put the blocks' texts of a cell together. */
void bp_cell_finish(BpCell *cell);
