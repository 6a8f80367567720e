/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Actions from tables: action logs, trackers, "actions to be taken". Roles of the columns say which
 * cell is what; a cell that spans rows, and a group row, hold for the rows below them.
 */
#include <string.h>

#include "common/text.h"

#include "split/owners.h"
#include "split/split.h"

typedef struct {
    int ref, item, text, owner, due, status, progress;
} Columns;

static int first_role(const BpTable *table, const char *const *roles)
{
    for (; *roles; roles++) {
        int column = bp_table_find_role(table, *roles);
        if (column >= 0)
            return column;
    }
    return -1;
}

static gsize text_in(const BpTable *table, guint column)
{
    gsize n = 0;

    for (guint r = 0; r < table->rows->len; r++)
        n += strlen(bp_row_peek_text(table->rows->pdata[r], column));
    return n;
}

/* The column without a role that holds the most text: the task in tables that do not head it. */
static int widest_unnamed(const BpTable *table)
{
    int best = -1;
    gsize most = 0;

    for (guint c = 0; c < table->n_columns; c++) {
        gsize n = table->roles[c] ? 0 : text_in(table, c);
        if (n > most) {
            most = n;
            best = (int)c;
        }
    }
    return best;
}

static Columns columns_of(const BpTable *table)
{
    static const char *const texts[] = {"action", "notes", "title", NULL};
    Columns columns = {
        .ref = bp_table_find_role(table, "number"),
        .item = bp_table_find_role(table, "item"),
        .text = first_role(table, texts),
        .owner = bp_table_find_role(table, "person"),
        .due = bp_table_find_role(table, "due"),
        .status = bp_table_find_role(table, "status"),
        .progress = bp_table_find_role(table, "progress"),
    };

    if (columns.text < 0)
        columns.text = widest_unnamed(table);
    if (columns.text < 0) {
        columns.text = columns.item;
        columns.item = -1;
    }
    /* Minute references beside action references head as "Minute" or "Item". */
    if (columns.status < 0)
        columns.status = columns.progress;
    return columns;
}

/* The text of a cell, or of the one above that spans this row. */
static const char *text_at(const BpTable *table, guint row, int column)
{
    if (column < 0)
        return "";
    for (guint r = row + 1; r > 0; r--) {
        const BpCell *cell = bp_row_get_cell(table->rows->pdata[r - 1], (guint)column);
        if (!cell || !cell->covers)
            return cell ? cell->text : "";
    }
    return "";
}

static const BpBlock *block_at(const BpRow *row)
{
    for (guint c = 0; c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        if (cell && cell->blocks->len)
            return cell->blocks->pdata[0];
    }
    return NULL;
}

static void add_row(BpSplit *split, const BpTable *table, guint r, const Columns *columns)
{
    const BpRow *row = table->rows->pdata[r];
    const char *text = text_at(table, r, columns->text);
    const BpBlock *where = block_at(row);

    if (row->group || !where || bp_text_is_blank(text))
        return;
    BpSubject subject = {.text = text, .len = strlen(text), .in_table = true};
    BpMatch match;
    if (bp_matcher_match(split->matcher, "noise", "action-table", &subject, &match))
        return;
    BpRecord *record = bp_split_add(split, "action", where, NULL, "actions.table");
    record->confidence = columns->owner >= 0 ? 0.95 : 0.8;
    for (guint c = 0; c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        for (guint b = 0; cell && b < cell->blocks->len; b++)
            bp_split_add_spans(record, cell->blocks->pdata[b]);
    }
    bp_split_set(record, "text", text);
    bp_split_set(record, "ref", text_at(table, r, columns->ref));
    bp_split_set(record, "item", text_at(table, r, columns->item));
    bp_split_set(record, "due", text_at(table, r, columns->due));
    bp_split_set(record, "status", text_at(table, r, columns->status));
    bp_split_add_owners(split, record, text_at(table, r, columns->owner));
    bp_record_set(record, "source", "table");
    bp_split_finish_action(split, record);
}

void bp_split_action_tables(BpSplit *split)
{
    for (guint i = 0; i < split->part->blocks->len; i++) {
        const BpBlock *block = split->part->blocks->pdata[i];
        if (block->kind != BP_BLOCK_TABLE || block->table->kind != BP_TABLE_ACTIONS)
            continue;
        Columns columns = columns_of(block->table);
        for (guint r = 0; columns.text >= 0 && r < block->table->rows->len; r++)
            add_row(split, block->table, r, &columns);
    }
}
