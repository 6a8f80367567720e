/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The shape of a table of a web page: which cells it has, and how wide its columns are.
 */
#pragma once

#include "extract/html.h"

/* Layout takes no more columns for a table, nor more rows on a page. */
#define BP_HTML_MOST_COLUMNS 39
#define BP_HTML_MOST_ROWS    380

/* White inside a cell, points. */
#define BP_HTML_PAD_X 4.0
#define BP_HTML_PAD_Y 3.0

typedef struct {
    guint row, column, rows, columns;
    double least, most; /* width of its longest word, of its longest line */
    double bottom;      /* of what is set in it */
} BpHtmlCell;

struct BpHtmlTable {
    GArray *cells; /* BpHtmlCell, in the order of the page; node->_private is the index + 1 */
    guint n_rows, n_columns;
    double *edges; /* of the columns: one more than there are */
    bool ruled;    /* lines are drawn around its cells */
    /* while it is set */
    double left, right; /* of the text around it */
    guint next;         /* first cell of the rows to come */
    guint row;          /* that is set */
    guint rows_on_page;
    double top;       /* of the row */
    guint *owners;    /* by column: cell index + 1, 0 for none */
    guint *above;     /* the same of the row above on this page */
    guint *more;      /* by column: rows that its cell still reaches down */
    double *uprights; /* by edge: where the line that goes on begins, below 0 for none */
};

/* Find the cells below `node` and their widths; false when it is no table of columns. */
bool bp_html_table_measure(BpHtmlTable *table, const xmlNode *node);

/* Set table->edges for columns between `left` and `right`; wider when words need it. */
void bp_html_table_spread(BpHtmlTable *table, double left, double right);
