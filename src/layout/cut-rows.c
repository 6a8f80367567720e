/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Cut a ruled row that holds several entries, one below the other, where its first column begins a
 * new one: a table whose author drew the uprights only, or set several items into one row. Then
 * every numbering token of the first column begins a row, and the blocks of the other columns go
 * to the entry beside or above them.
 */
#include "common/text.h"

#include "layout/table-parts.h"

/* A block belongs to the entry whose top is at most this far below its own top, in points. */
#define SLACK 4.0

/* The tops of the entries in a cell: blocks that begin with a label (or all, in a grid without
 * level rulings). */
static GArray *entry_tops(const BpCell *cell, bool all)
{
    GArray *tops = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < cell->blocks->len; i++) {
        const BpBlock *block = cell->blocks->pdata[i];
        if ((block->label || all) && block->page == cell->page)
            g_array_append_val(tops, block->box.y0);
    }
    return tops;
}

static guint entry_of(const GArray *tops, const BpBlock *block)
{
    guint entry = 0;

    for (guint i = 1; i < tops->len; i++)
        if (block->box.y0 >= g_array_index(tops, double, i) - SLACK)
            entry = i;
    return entry;
}

static void cut_row(BpTable *table, guint at, const GArray *tops)
{
    BpRow *row = table->rows->pdata[at];
    g_autoptr(GPtrArray) cut = g_ptr_array_new();

    for (guint i = 0; i < tops->len; i++) {
        BpRow *own = bp_row_new(table, row->page);
        own->box = row->box;
        g_ptr_array_add(cut, own);
    }
    for (guint c = 0; c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        for (guint b = 0; cell && b < cell->blocks->len; b++) {
            BpBlock *block = cell->blocks->pdata[b];
            BpRow *own = cut->pdata[entry_of(tops, block)];
            BpCell *to = own->cells->pdata[c];
            if (!to) {
                to = bp_row_set_cell(own, c, cell->span);
                to->box = block->box;
            }
            g_ptr_array_add(to->blocks, block);
            to->box = bp_box_union(to->box, block->box);
        }
    }
    for (guint i = 0; i < cut->len; i++) {
        BpRow *own = cut->pdata[i];
        for (guint c = 0; c < own->cells->len; c++)
            if (own->cells->pdata[c])
                bp_cell_finish(own->cells->pdata[c]);
        g_ptr_array_insert(table->rows, (int)(at + 1 + i), own);
    }
    g_ptr_array_remove_index(table->rows, at);
}

void bp_table_cut_rows(BpTable *table, bool open_rows)
{
    for (guint i = 0; i < table->rows->len; i++) {
        const BpRow *row = table->rows->pdata[i];
        const BpCell *key = bp_row_get_cell(row, 0);
        if (!key || key->covers || key->span > 1 || row->group)
            continue;
        bool narrow =
            key->box.x1 - key->box.x0 < 0.25 * (table->edges[table->n_columns] - table->edges[0]);
        if (!narrow)
            continue;
        g_autoptr(GArray) tops = entry_tops(key, open_rows);
        if (tops->len < 2)
            continue;
        cut_row(table, i, tops);
        i += tops->len - 1;
    }
}
