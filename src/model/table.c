/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Making, reading and freeing tables. Cells own their text and not their blocks, which the layout
 * owns: a block can be looked at from a table and from its page.
 */
#include "model/table.h"

#include <string.h>

#include "common/text.h"

#include "model/block.h"

static void cell_free(gpointer data)
{
    BpCell *cell = data;

    if (!cell)
        return;
    g_ptr_array_unref(cell->blocks);
    g_free(cell->text);
    g_free(cell);
}

static void row_free(gpointer data)
{
    BpRow *row = data;

    if (!row)
        return;
    g_ptr_array_unref(row->cells);
    g_free(row);
}

void bp_table_free(gpointer data)
{
    BpTable *table = data;

    g_free(table->edges);
    g_free(table->roles);
    g_ptr_array_unref(table->heads);
    g_ptr_array_unref(table->rows);
    row_free(table->header);
    g_free(table);
}

BpTable *bp_table_new(guint n_columns)
{
    BpTable *table = g_new0(BpTable, 1);

    table->n_columns = n_columns;
    table->edges = g_new0(double, n_columns + 1);
    table->roles = g_new0(const char *, n_columns + 1);
    table->heads = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < n_columns; i++)
        g_ptr_array_add(table->heads, g_strdup(""));
    table->rows = g_ptr_array_new_with_free_func(row_free);
    return table;
}

BpRow *bp_row_new(const BpTable *table, guint page)
{
    BpRow *row = g_new0(BpRow, 1);

    row->page = page;
    row->cells = g_ptr_array_new_with_free_func(cell_free);
    g_ptr_array_set_size(row->cells, (int)table->n_columns);
    return row;
}

BpRow *bp_table_add_row(BpTable *table, guint page)
{
    BpRow *row = bp_row_new(table, page);

    g_ptr_array_add(table->rows, row);
    return row;
}

BpCell *bp_row_set_cell(BpRow *row, guint column, guint span)
{
    BpCell *cell = g_new0(BpCell, 1);

    cell->page = row->page;
    cell->column = column;
    cell->span = span;
    cell->blocks = g_ptr_array_new();
    cell->text = g_strdup("");
    g_assert(!row->cells->pdata[column]);
    row->cells->pdata[column] = cell;
    return cell;
}

BpCell *bp_row_get_cell(const BpRow *row, guint column)
{
    return column < row->cells->len ? row->cells->pdata[column] : NULL;
}

const char *bp_row_peek_text(const BpRow *row, guint column)
{
    const BpCell *cell = bp_row_get_cell(row, column);

    return cell ? cell->text : "";
}

int bp_table_find_role(const BpTable *table, const char *role)
{
    for (guint i = 0; i < table->n_columns; i++)
        if (table->roles[i] && !strcmp(table->roles[i], role))
            return (int)i;
    return -1;
}

void bp_cell_finish(BpCell *cell)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < cell->blocks->len; i++) {
        const BpBlock *block = cell->blocks->pdata[i];
        if (text->len && *block->text)
            g_string_append_c(text, ' ');
        g_string_append(text, block->text);
    }
    g_free(cell->text);
    cell->text = bp_text_dup_squeezed(text->str);
}
