/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Cells and columns of a table.
 *
 * Each column gets at least its longest word; what room is left goes to those that have more to
 * say, as browsers do it. Tables that only place things on the page are told by what is in them:
 * other tables, titles of the page, or long texts side by side in a single row.
 */
#include <string.h>

#include "extract/html-table.h"

#define MOST_SPAN 1000

/* No word makes a column wider. */
#define WIDEST_WORD 200.0

/* A text from this width on is running text. */
#define LONG_TEXT 400.0

/* Bullets and indents of a list take so much. */
#define INDENT 25.0

typedef struct {
    BpHtmlTable *table;
    BpHtmlCell *cell;  /* that is measured */
    double line, word; /* widths so far */
    guint *more;       /* by column: rows that a cell still reaches down */
    bool in_row;
} Measure;

static void end_word(Measure *m)
{
    if (m->cell)
        m->cell->least = MAX(m->cell->least, MIN(m->word, WIDEST_WORD));
    m->word = 0;
}

static void end_line(Measure *m)
{
    end_word(m);
    if (m->cell)
        m->cell->most = MAX(m->cell->most, m->line);
    m->line = 0;
}

static void measure_text(Measure *m, const char *text)
{
    double letter = bp_pen_width(BP_HTML_BODY_SIZE, 1);
    for (; m->cell && *text; text += g_utf8_skip[(guchar)*text]) {
        m->line += letter;
        m->word += letter;
        if (g_ascii_isspace(*text))
            end_word(m);
    }
}

static void begin_row(Measure *m)
{
    end_line(m);
    m->cell = NULL;
    m->in_row = true;
    m->table->n_rows++;
    for (guint c = 0; c < BP_HTML_MOST_COLUMNS; c++)
        m->more[c] -= m->more[c] > 0;
}

/* Give a cell the next columns that are free; false when there are too many. */
static bool add_cell(Measure *m, xmlNode *node)
{
    end_line(m);
    const GArray *cells = m->table->cells;
    guint row = m->table->n_rows - 1, column = 0;
    const BpHtmlCell *last = cells->len ? &g_array_index(cells, BpHtmlCell, cells->len - 1) : NULL;
    if (last && last->row == row)
        column = last->column + last->columns;
    while (column < BP_HTML_MOST_COLUMNS && m->more[column] > 0)
        column++;
    BpHtmlCell cell = {.row = row, .column = column};
    cell.columns = MAX(bp_html_number(node, "colspan", MOST_SPAN, 1), 1);
    cell.rows = MAX(bp_html_number(node, "rowspan", MOST_SPAN, 1), 1);
    if (column + cell.columns > BP_HTML_MOST_COLUMNS)
        return false;
    for (guint c = column; c < column + cell.columns; c++)
        m->more[c] = cell.rows;
    m->table->n_columns = MAX(m->table->n_columns, column + cell.columns);
    g_array_append_val(m->table->cells, cell);
    m->cell = &g_array_index(m->table->cells, BpHtmlCell, cells->len - 1);
    node->_private = GUINT_TO_POINTER(cells->len);
    return true;
}

static bool is_title(const xmlNode *node)
{
    return strcmp((const char *)node->name, "h1") == 0 ||
           strcmp((const char *)node->name, "h2") == 0;
}

/* Take an element; false when the table only places things. */
static bool measure_element(Measure *m, xmlNode *node)
{
    switch (bp_html_element(node)->kind) {
    case BP_HTML_TABLE:
        return false;
    case BP_HTML_ROW:
        begin_row(m);
        return true;
    case BP_HTML_CELL:
        return m->in_row && add_cell(m, node);
    case BP_HTML_ITEM:
        end_line(m);
        m->line = INDENT;
        return true;
    case BP_HTML_HEADING:
        end_line(m);
        return !is_title(node);
    case BP_HTML_BLOCK:
    case BP_HTML_TERM:
    case BP_HTML_VALUE:
    case BP_HTML_LIST:
    case BP_HTML_PRE:
    case BP_HTML_BREAK:
        end_line(m);
        return true;
    case BP_HTML_INLINE:
    case BP_HTML_LINK:
    case BP_HTML_BUTTON:
    case BP_HTML_SKIP:
        return true;
    }
    return true;
}

static bool measure_all(Measure *m, const xmlNode *root)
{
    bool below = true;
    for (xmlNode *node = bp_html_next(root, root, true); node;
         node = bp_html_next(node, root, below)) {
        below = true;
        if (node->type == XML_TEXT_NODE)
            measure_text(m, (const char *)node->content);
        if (node->type != XML_ELEMENT_NODE)
            continue;
        below = !bp_html_is_hidden(node);
        if (below && !measure_element(m, node))
            return false;
    }
    end_line(m);
    return true;
}

/* Whether a single row is a row of long texts beside each other. */
static bool is_spread_out(const BpHtmlTable *table)
{
    guint n_long = 0;
    for (guint i = 0; i < table->cells->len; i++)
        n_long += g_array_index(table->cells, BpHtmlCell, i).most >= LONG_TEXT;
    return table->n_rows == 1 && n_long > 1;
}

bool bp_html_table_measure(BpHtmlTable *table, const xmlNode *node)
{
    g_autofree guint *more = g_new0(guint, BP_HTML_MOST_COLUMNS);
    Measure m = {.table = table, .more = more};
    const char *role = bp_html_attribute(node, "role");
    if (role && (strcmp(role, "presentation") == 0 || strcmp(role, "none") == 0))
        return false;
    if (!measure_all(&m, node) || table->n_columns < 2 || is_spread_out(table))
        return false;
    for (guint i = 0; i < table->cells->len; i++) {
        BpHtmlCell *cell = &g_array_index(table->cells, BpHtmlCell, i);
        cell->rows = MIN(cell->rows, table->n_rows - cell->row);
    }
    return true;
}

/* Widen the columns of a cell until it fits. */
static void widen(double *widths, const BpHtmlCell *cell, double wanted)
{
    double sum = 0;
    for (guint c = 0; c < cell->columns; c++)
        sum += widths[cell->column + c];
    double more = (wanted + 2 * BP_HTML_PAD_X - sum) / cell->columns;
    for (guint c = 0; more > 0 && c < cell->columns; c++)
        widths[cell->column + c] += more;
}

void bp_html_table_spread(BpHtmlTable *table, double left, double right)
{
    guint n = table->n_columns;
    g_autofree double *least = g_new0(double, n), *most = g_new0(double, n);
    double sum_least = 0, sum_most = 0;
    /* Cells of one column first: the others need what these leave open. */
    for (guint pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < table->cells->len; i++) {
            const BpHtmlCell *cell = &g_array_index(table->cells, BpHtmlCell, i);
            if ((cell->columns > 1) != (pass == 1))
                continue;
            widen(least, cell, cell->least);
            widen(most, cell, cell->most);
        }
    }
    for (guint c = 0; c < n; c++) {
        most[c] = MAX(most[c], least[c]);
        sum_least += least[c];
        sum_most += most[c];
    }
    double room = right - left - sum_least, wish = sum_most - sum_least;
    double share = wish > 0 ? CLAMP(room / wish, 0, 1) : 0;
    table->edges = g_new0(double, n + 1);
    table->edges[0] = left;
    for (guint c = 0; c < n; c++)
        table->edges[c + 1] = table->edges[c] + least[c] + share * (most[c] - least[c]);
}
