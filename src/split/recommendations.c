/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Recommendations: what a paper asks its meeting to do, and what a review lists in a table.
 *
 * The paragraphs of a part go through a flow (recommendations-flow.c); tables are read here: a
 * column headed so gives a recommendation a row, a row of a front sheet that is labelled so gives
 * its other cells to the flow. Only where no section was found are sentences such as "the board is
 * asked to ..." looked for: in a report that has a section they repeat it.
 */
#include "split/recommendations.h"

#include <string.h>

#include "common/text.h"

/* The table with a column of recommendations that was read last: its rows may go on overleaf. */
typedef struct {
    BpFlow flow;
    guint n_columns;
    int column;    /* -1: none */
    GString *text; /* of the row being read */
    char *number;
    GPtrArray *blocks; /* BpBlock* of that row */
} Reader;

static void flush_row(Reader *reader)
{
    BpRecommendation what = {.text = reader->text->str,
                             .number = reader->number ? reader->number : "",
                             .blocks = reader->blocks,
                             .made_by = "recommendation.column",
                             .repeats = true};

    if (reader->blocks->len)
        bp_flow_add(&reader->flow, &what);
    g_string_truncate(reader->text, 0);
    g_ptr_array_set_size(reader->blocks, 0);
    g_clear_pointer(&reader->number, g_free);
}

/* The text of a row that goes on from the page before. */
static bool continues_row(const Reader *reader, const BpRow *row, const char *text)
{
    if (!reader->blocks->len)
        return false;
    const BpBlock *last = reader->blocks->pdata[reader->blocks->len - 1];
    if (last->page == row->page)
        return false;
    gsize n = reader->text->len;
    return g_unichar_islower(g_utf8_get_char(text)) ||
           (n > 0 && !strchr(".;:!?", reader->text->str[n - 1]) &&
            !g_unichar_isupper(g_utf8_get_char(text)));
}

/* A cell with a list of its own gives a recommendation a part. */
static bool read_listed_cell(Reader *reader, const BpCell *cell)
{
    guint labelled = 0;

    for (guint i = 0; i < cell->blocks->len; i++) {
        const BpBlock *block = cell->blocks->pdata[i];
        labelled += block->label > 0;
    }
    if (labelled < 2 || labelled < cell->blocks->len)
        return false;
    flush_row(reader);
    for (guint i = 0; i < cell->blocks->len; i++) {
        const BpBlock *block = cell->blocks->pdata[i];
        g_autofree char *label = bp_block_dup_label(block);
        g_string_assign(reader->text, bp_block_peek_body(block));
        reader->number = bp_list_label_dup_number(label);
        g_ptr_array_add(reader->blocks, cell->blocks->pdata[i]);
        flush_row(reader);
    }
    return true;
}

static void read_row(Reader *reader, const BpTable *table, const BpRow *row)
{
    const BpCell *cell = bp_row_get_cell(row, (guint)reader->column);

    if (row->group || !cell || bp_text_is_blank(cell->text) ||
        bp_flow_is_heading(&reader->flow, cell->text, cell->blocks->pdata[0]))
        return;
    if (read_listed_cell(reader, cell))
        return;
    const BpBlock *first = cell->blocks->pdata[0];
    bool alone = cell->blocks->len == 1;
    const char *text = alone ? bp_block_peek_body(first) : cell->text;
    if (!continues_row(reader, row, text))
        flush_row(reader);
    int number = bp_table_find_role(table, "number");
    if (number >= 0 && number != reader->column && !reader->number)
        reader->number = bp_list_label_dup_number(bp_row_peek_text(row, (guint)number));
    else if (alone && first->label && !reader->number) {
        g_autofree char *label = bp_block_dup_label(first);
        reader->number = bp_list_label_dup_number(label);
    }
    if (reader->text->len)
        g_string_append_c(reader->text, ' ');
    g_string_append(reader->text, text);
    for (guint i = 0; i < cell->blocks->len; i++)
        g_ptr_array_add(reader->blocks, cell->blocks->pdata[i]);
}

/* The place among the tabs of a text where a heading stands; -1 when there is none. A header row
 * without lines between its cells comes as one cell. */
static int find_headed_segment(const Reader *reader, const BpCell *cell)
{
    if (cell->blocks->len == 0)
        return -1;
    const BpBlock *block = cell->blocks->pdata[0];
    g_auto(GStrv) segments = g_strsplit(block->text, "\t", -1);
    for (guint i = 1; segments[0] && segments[i]; i++)
        if (bp_flow_is_heading(&reader->flow, segments[i], block))
            return (int)i;
    return -1;
}

/* The column that a table's first row, not known as its header, heads so; -1 when none. A table of
 * one column is a box, and a heading at the left labels its row. */
static int find_headed_column(const Reader *reader, const BpTable *table)
{
    int column = bp_table_find_role(table, "recommendation");

    if (column >= 0 || table->rows->len < 2)
        return column;
    const BpRow *row = table->rows->pdata[0];
    const BpCell *whole = bp_row_get_cell(row, 0);
    if (whole && whole->span == table->n_columns)
        column = find_headed_segment(reader, whole);
    if (column >= (int)table->n_columns)
        column = -1;
    for (guint c = 1; column < 0 && c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        if (cell && cell->blocks->len && cell->span == 1 &&
            bp_flow_is_heading(&reader->flow, cell->text, cell->blocks->pdata[0]))
            column = (int)c;
    }
    return column;
}

static void read_cells(Reader *reader, const BpRow *row)
{
    for (guint c = 0; c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        for (guint i = 0; cell && i < cell->blocks->len; i++)
            bp_flow_read_block(&reader->flow, cell->blocks->pdata[i]);
    }
}

/* A list set as a table: its first column holds the labels. */
static bool is_list(const BpTable *table)
{
    for (guint i = 0; i < table->rows->len; i++) {
        BpListLabel label = bp_list_label_read(bp_row_peek_text(table->rows->pdata[i], 0));
        if (label.kind == BP_LABEL_NONE || label.kind == BP_LABEL_WORD)
            return false;
    }
    return table->n_columns == 2 && table->rows->len > 0;
}

static void read_list(Reader *reader, const BpTable *table)
{
    for (guint i = 0; i < table->rows->len; i++) {
        const BpRow *row = table->rows->pdata[i];
        const BpCell *cell = bp_row_get_cell(row, 1);
        if (!cell || cell->blocks->len == 0)
            continue;
        BpPiece piece = {cell->text, bp_row_peek_text(row, 0), cell->blocks->pdata[0]};
        bp_flow_read(&reader->flow, &piece);
    }
}

/* Boxes and front sheets: each row stands for itself, but for rows without a label at the left. */
static void read_other_table(Reader *reader, const BpTable *table)
{
    bp_flow_close(&reader->flow);
    for (guint i = 0; i < table->rows->len; i++) {
        const BpRow *row = table->rows->pdata[i];
        const BpCell *left = bp_row_get_cell(row, 0);
        if (table->n_columns > 1 && left && !left->covers && *left->text)
            bp_flow_close(&reader->flow);
        read_cells(reader, row);
    }
    if (table->n_columns > 1)
        bp_flow_close(&reader->flow);
}

static void read_table(Reader *reader, const BpBlock *block)
{
    const BpTable *table = block->table;
    int column = find_headed_column(reader, table);
    bool goes_on = column < 0 && reader->column >= 0 && !table->header && block->page_start &&
                   table->n_columns == reader->n_columns;

    if (column < 0 && !goes_on && reader->flow.open && is_list(table)) {
        read_list(reader, table);
        return;
    }
    if (column >= 0 || goes_on) {
        bp_flow_close(&reader->flow);
        if (column >= 0)
            reader->column = column;
        reader->n_columns = table->n_columns;
        for (guint i = 0; i < table->rows->len; i++)
            read_row(reader, table, table->rows->pdata[i]);
        return;
    }
    flush_row(reader);
    reader->column = -1;
    read_other_table(reader, table);
}

static void read_blocks(Reader *reader, BpFlowPass pass)
{
    const GPtrArray *blocks = reader->flow.split->part->blocks;

    reader->flow.pass = pass;
    reader->column = -1;
    for (guint i = 0; i < blocks->len; i++) {
        const BpBlock *block = blocks->pdata[i];
        if (block->kind == BP_BLOCK_TABLE) {
            read_table(reader, block);
            continue;
        }
        flush_row(reader);
        reader->column = -1;
        bp_flow_read_block(&reader->flow, block);
    }
    flush_row(reader);
    bp_flow_close(&reader->flow);
}

void bp_split_recommendations(BpSplit *split)
{
    Reader reader = {.text = g_string_new(NULL), .blocks = g_ptr_array_new()};

    bp_flow_init(&reader.flow, split);
    read_blocks(&reader, BP_FLOW_SECTIONS);
    if (reader.flow.n_made == 0 && strcmp(split->part->kind, "agenda") != 0)
        read_blocks(&reader, BP_FLOW_ASKS);
    bp_flow_clear(&reader.flow);
    g_string_free(reader.text, TRUE);
    g_ptr_array_unref(reader.blocks);
    g_free(reader.number);
}
