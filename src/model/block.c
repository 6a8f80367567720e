/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines, blocks, tables: making, owning and freeing them, and joining the lines of a block into
 * one text. Everything hangs on one BpLayout, which dies with its document.
 */
#include "model/block.h"

#include <string.h>

#include "common/text.h"

static void line_free(gpointer data)
{
    BpLine *line = data;

    g_free(line->text);
    g_free(line);
}

static void block_free(gpointer data)
{
    BpBlock *block = data;

    g_ptr_array_unref(block->lines);
    g_clear_pointer(&block->notes, g_ptr_array_unref);
    g_free(block->text);
    g_free(block);
}

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

static void table_free(gpointer data)
{
    BpTable *table = data;

    g_free(table->edges);
    g_free(table->roles);
    g_ptr_array_unref(table->heads);
    g_ptr_array_unref(table->rows);
    row_free(table->header);
    g_free(table);
}

static void part_free(gpointer data)
{
    BpPart *part = data;

    g_ptr_array_unref(part->blocks);
    g_free(part);
}

BpLayout *bp_layout_new(void)
{
    BpLayout *layout = g_new0(BpLayout, 1);

    layout->blocks = g_ptr_array_new();
    layout->furniture = g_ptr_array_new_with_free_func(g_free);
    layout->parts = g_ptr_array_new_with_free_func(part_free);
    layout->all_lines = g_ptr_array_new_with_free_func(line_free);
    layout->all_blocks = g_ptr_array_new_with_free_func(block_free);
    layout->all_tables = g_ptr_array_new_with_free_func(table_free);
    return layout;
}

void bp_layout_free(gpointer data)
{
    BpLayout *layout = data;

    if (!layout)
        return;
    g_ptr_array_unref(layout->blocks);
    g_ptr_array_unref(layout->furniture);
    g_ptr_array_unref(layout->parts);
    g_ptr_array_unref(layout->all_tables);
    g_ptr_array_unref(layout->all_blocks);
    g_ptr_array_unref(layout->all_lines);
    g_free(layout);
}

BpLine *bp_layout_add_line(BpLayout *layout, guint page)
{
    BpLine *line = g_new0(BpLine, 1);

    line->page = page;
    g_ptr_array_add(layout->all_lines, line);
    return line;
}

BpBlock *bp_layout_add_block(BpLayout *layout, BpBlockKind kind, guint page)
{
    BpBlock *block = g_new0(BpBlock, 1);

    block->kind = kind;
    block->page = page;
    block->lines = g_ptr_array_new();
    block->text = g_strdup("");
    g_ptr_array_add(layout->all_blocks, block);
    return block;
}

BpTable *bp_layout_add_table(BpLayout *layout, guint n_columns)
{
    BpTable *table = g_new0(BpTable, 1);

    table->n_columns = n_columns;
    table->edges = g_new0(double, n_columns + 1);
    table->roles = g_new0(const char *, n_columns + 1);
    table->heads = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < n_columns; i++)
        g_ptr_array_add(table->heads, g_strdup(""));
    table->rows = g_ptr_array_new_with_free_func(row_free);
    g_ptr_array_add(layout->all_tables, table);
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

const char *bp_block_peek_body(const BpBlock *block)
{
    return block->text + block->label;
}

char *bp_block_dup_label(const BpBlock *block)
{
    return g_strstrip(g_strndup(block->text, block->label));
}

/*
 * Add a line's text to what stands before it. A soft hyphen at the end joins; a hyphen after a
 * letter joins and goes when the next line goes on in lower case, which loses the hyphen of a
 * compound broken there ("co-\nopt" becomes "coopt"): so it stays when the part before it is
 * itself shorter than three letters or the compound is printed elsewhere is not known here.
 */
static void append_line(GString *text, const char *next)
{
    const char *soft = "\xc2\xad";

    if (text->len >= 2 && !memcmp(text->str + text->len - 2, soft, 2)) {
        g_string_truncate(text, text->len - 2);
    } else if (text->len >= 2 && text->str[text->len - 1] == '-' &&
               g_ascii_isalpha(text->str[text->len - 2])) {
        gsize start = text->len - 1;
        while (start > 0 && g_ascii_isalpha(text->str[start - 1]))
            start--;
        gsize stem = text->len - 1 - start;
        bool compound = start > 0 && text->str[start - 1] == '-';
        if (g_unichar_islower(g_utf8_get_char(next)) && stem >= 3 && !compound)
            g_string_truncate(text, text->len - 1);
    } else if (text->len) {
        g_string_append_c(text, ' ');
    }
    g_string_append(text, next);
}

void bp_block_finish(BpBlock *block, double body_size)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint8 style = 0xff;
    bool caps = true;
    double size = 0, weight = 0;

    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        append_line(text, line->text);
        style &= line->style;
        caps = caps && line->caps;
        double length = (double)strlen(line->text);
        size += line->size * length;
        weight += length;
        if (line->page == block->page)
            block->box = bp_box_union(block->box, line->box);
    }
    g_free(block->text);
    block->text = g_strdup(text->str);
    block->style = block->lines->len ? style : 0;
    block->caps = block->lines->len && caps;
    block->size = weight > 0 && body_size > 0 ? size / weight / body_size : 1;
    if (block->lines->len) {
        const BpLine *first = block->lines->pdata[0];
        block->label = first->label;
        block->lead_bold = first->lead_bold;
        block->bullet = block->label && !g_ascii_isalnum(first->text[0]) && first->text[0] != '(' &&
                        first->text[0] != '[';
    }
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
