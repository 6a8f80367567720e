/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Setting a table: row by row, each cell in its columns, and the lines around cells as rulings, by
 * which layout knows a table best.
 *
 * Lines are as long as they can be: an upright one is drawn when it ends, a level one over all
 * columns that begin a cell there. A long table goes on on the next page where a row ends that no
 * cell crosses.
 */
#include "extract/html-table.h"

#define LEAST_ROW (BP_HTML_BODY_SIZE + 2 * BP_HTML_PAD_Y)

BpHtmlTable *bp_html_table_new(const xmlNode *node, double left, double right)
{
    g_autoptr(BpHtmlTable) table = g_new0(BpHtmlTable, 1);
    table->cells = g_array_new(FALSE, FALSE, sizeof(BpHtmlCell));
    if (!bp_html_table_measure(table, node))
        return NULL;
    bp_html_table_spread(table, left, right);
    table->ruled = table->n_rows > 1;
    table->owners = g_new0(guint, table->n_columns);
    table->above = g_new0(guint, table->n_columns);
    table->more = g_new0(guint, table->n_columns);
    table->uprights = g_new(double, table->n_columns + 1);
    for (guint c = 0; c <= table->n_columns; c++)
        table->uprights[c] = -1;
    return g_steal_pointer(&table);
}

void bp_html_table_free(BpHtmlTable *table)
{
    if (!table)
        return;
    g_array_unref(table->cells);
    g_free(table->edges);
    g_free(table->owners);
    g_free(table->above);
    g_free(table->more);
    g_free(table->uprights);
    g_free(table);
}

void bp_html_table_begin(BpHtmlTable *table, BpPen *pen)
{
    table->left = pen->left;
    table->right = pen->right;
    pen->in_table = true;
    bp_pen_move(pen, pen->y + pen->gap, 0);
}

static BpHtmlCell *cell_at(const BpHtmlTable *table, guint column)
{
    guint owner = table->owners[column];
    return owner ? &g_array_index(table->cells, BpHtmlCell, owner - 1) : NULL;
}

void bp_html_table_begin_row(BpHtmlTable *table, BpPen *pen)
{
    bp_pen_end_line(pen);
    table->top = pen->y;
    for (guint c = 0; c < table->n_columns; c++) {
        table->more[c] -= table->more[c] > 0;
        table->owners[c] = table->more[c] ? table->owners[c] : 0;
    }
    for (; table->next < table->cells->len; table->next++) {
        const BpHtmlCell *cell = &g_array_index(table->cells, BpHtmlCell, table->next);
        if (cell->row != table->row)
            break;
        for (guint c = cell->column; c < cell->column + cell->columns; c++) {
            table->owners[c] = table->next + 1;
            table->more[c] = cell->rows;
        }
    }
    table->row++;
}

/* The cell of a node of this table, NULL for others. */
static BpHtmlCell *find_cell(BpHtmlTable *table, const xmlNode *node)
{
    guint index = GPOINTER_TO_UINT(node->_private);
    return index ? &g_array_index(table->cells, BpHtmlCell, index - 1) : NULL;
}

bool bp_html_table_begin_cell(BpHtmlTable *table, BpPen *pen, const xmlNode *node)
{
    const BpHtmlCell *cell = find_cell(table, node);
    if (!cell)
        return false;
    bp_pen_end_line(pen);
    pen->left = table->edges[cell->column] + BP_HTML_PAD_X;
    pen->right = table->edges[cell->column + cell->columns] - BP_HTML_PAD_X;
    bp_pen_move(pen, table->top + BP_HTML_PAD_Y, 0);
    return true;
}

void bp_html_table_end_cell(BpHtmlTable *table, BpPen *pen, const xmlNode *node)
{
    BpHtmlCell *cell = find_cell(table, node);
    bp_pen_end_line(pen);
    if (cell)
        cell->bottom = pen->y + BP_HTML_PAD_Y;
    pen->left = table->left;
    pen->right = table->right;
    bp_pen_move(pen, table->top, 0);
}

static void add_ruling(const BpPen *pen, bool vertical, double at, double from, double to)
{
    BpRuling ruling = {vertical, at, from, to};
    g_array_append_val(bp_sheets_peek_page(pen->sheets)->rulings, ruling);
}

/* The line above the row, where cells begin. */
static void rule_above(const BpHtmlTable *table, const BpPen *pen)
{
    bool first = table->rows_on_page == 0;
    for (guint c = 0, to; c < table->n_columns; c = to + 1) {
        to = c;
        while (to < table->n_columns &&
               (first || !table->owners[to] || table->owners[to] != table->above[to]))
            to++;
        if (to > c)
            add_ruling(pen, false, table->top, table->edges[c], table->edges[to]);
    }
}

static bool is_edge(const BpHtmlTable *table, guint c)
{
    return c == 0 || c == table->n_columns || table->owners[c - 1] != table->owners[c];
}

/* End the upright lines that do not go on through the row, begin those that begin in it. */
static void rule_beside(BpHtmlTable *table, const BpPen *pen)
{
    for (guint c = 0; c <= table->n_columns; c++) {
        bool is_open = table->uprights[c] >= 0;
        if (is_edge(table, c) == is_open)
            continue;
        if (is_open)
            add_ruling(pen, true, table->edges[c], table->uprights[c], table->top);
        table->uprights[c] = is_open ? -1 : table->top;
    }
}

/* End all lines at the bottom of what is set on this page. */
static void close_lines(BpHtmlTable *table, const BpPen *pen)
{
    if (!table->ruled || table->rows_on_page == 0)
        return;
    add_ruling(pen, false, pen->y, table->edges[0], table->edges[table->n_columns]);
    for (guint c = 0; c <= table->n_columns; c++) {
        if (table->uprights[c] >= 0)
            add_ruling(pen, true, table->edges[c], table->uprights[c], pen->y);
        table->uprights[c] = -1;
    }
    table->rows_on_page = 0;
}

/* Turn the page when it is full and no cell reaches over the end of the row. */
static void turn_page(BpHtmlTable *table, BpPen *pen)
{
    bool crossed = false;
    for (guint c = 0; c < table->n_columns; c++)
        crossed = crossed || table->more[c] > 1;
    bool full = bp_sheets_get_fill(pen->sheets) >= BP_SHEET_FULL;
    if (crossed || (!full && table->rows_on_page < BP_HTML_MOST_ROWS))
        return;
    close_lines(table, pen);
    bp_sheets_start_page(pen->sheets);
    bp_pen_move(pen, BP_SHEET_MARGIN, 0);
}

void bp_html_table_end_row(BpHtmlTable *table, BpPen *pen)
{
    bool any = false;
    double bottom = table->top + LEAST_ROW;
    bp_pen_end_line(pen);
    for (guint c = 0; c < table->n_columns; c++) {
        const BpHtmlCell *cell = cell_at(table, c);
        any = any || cell;
        if (cell && table->more[c] == 1)
            bottom = MAX(bottom, cell->bottom);
    }
    if (!any)
        return;
    if (table->ruled) {
        rule_above(table, pen);
        rule_beside(table, pen);
    }
    for (guint c = 0; c < table->n_columns; c++)
        table->above[c] = table->owners[c];
    table->rows_on_page++;
    bp_pen_move(pen, bottom, 0);
    turn_page(table, pen);
}

void bp_html_table_end(BpHtmlTable *table, BpPen *pen)
{
    bp_pen_end_line(pen);
    close_lines(table, pen);
    pen->in_table = false;
    bp_pen_move(pen, pen->y, 1);
}
