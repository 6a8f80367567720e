/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The text form of a layout, for `boardpack dump --stage layout` and for golden tests: a line a
 * block, cells and notes indented below it.
 *
 *     p1 para  [bold centred] x72.0 y90.5 size1.4 gap9.0 |AGENDA|
 *     p1 table 3 columns: number | item | presenter
 *       row
 *         0: |1.|
 */
#include <string.h>

#include "layout/layout.h"
#include "model/block.h"

static const char *const furniture_kinds[] = {
    [BP_FURNITURE_HEADER] = "header",
    [BP_FURNITURE_FOOTER] = "footer",
    [BP_FURNITURE_NOTE] = "footnote",
    [BP_FURNITURE_MARK] = "footnote-mark",
};

static void dump_text(GString *out, const BpBlock *block)
{
    g_autofree char *label = bp_block_dup_label(block);
    g_autofree char *body = g_strdup(bp_block_peek_body(block));

    g_strdelimit(body, "\t", '~');
    g_string_append_c(out, '|');
    if (*label)
        g_string_append_printf(out, "<%s> ", label);
    g_string_append_printf(out, "%s|\n", body);
}

static void dump_block(GString *out, const BpBlock *block, const char *lead)
{
    g_string_append_printf(
        out, "%sp%u para [%s%s%s%s%s%s] x%.1f y%.1f size%.2f indent%.1f gap%.1f ", lead,
        block->page, block->style & BP_STYLE_BOLD ? "b" : "", block->lead_bold ? "l" : "",
        block->caps ? "C" : "", block->centred ? "c" : "", block->heading ? "h" : "",
        block->page_start ? "p" : "", block->box.x0, block->box.y0, block->size, block->indent,
        MIN(block->gap, 99.0));
    dump_text(out, block);
    for (guint i = 0; block->notes && i < block->notes->len; i++) {
        const BpBlock *note = block->notes->pdata[i];
        g_string_append_printf(out, "%s  note |%s|\n", lead, note->text);
    }
}

static void dump_row(GString *out, const BpRow *row, const char *name)
{
    g_string_append_printf(out, "  %s p%u%s\n", name, row->page, row->group ? " group" : "");
    for (guint c = 0; c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        if (!cell)
            continue;
        g_string_append_printf(out, "    %u+%u%s\n", c, cell->span, cell->covers ? " covered" : "");
        for (guint i = 0; i < cell->blocks->len; i++)
            dump_block(out, cell->blocks->pdata[i], "      ");
    }
}

static void dump_table(GString *out, const BpBlock *block, const char *how)
{
    const BpTable *table = block->table;

    g_string_append_printf(out, "p%u table%s y%.1f:", block->page, how, block->box.y0);
    for (guint c = 0; c < table->n_columns; c++)
        g_string_append_printf(out, " %.1f %s", table->edges[c],
                               table->roles[c] ? table->roles[c] : "?");
    g_string_append(out, "\n");
    if (table->header)
        dump_row(out, table->header, "header");
    for (guint i = 0; i < table->rows->len; i++)
        dump_row(out, table->rows->pdata[i], "row");
}

void bp_layout_dump(const BpDocument *document, GString *out)
{
    const BpLayout *layout = document->layout;

    if (!layout)
        return;
    g_string_append_printf(out, "body size %.1f\n", layout->body_size);
    for (guint i = 0; i < layout->furniture->len; i++) {
        const BpFurniture *furniture = layout->furniture->pdata[i];
        g_string_append_printf(out, "p%u %s |%s|\n", furniture->line->page,
                               furniture_kinds[furniture->kind], furniture->line->text);
    }
    for (guint i = 0; i < layout->marks->len; i++)
        dump_table(out, layout->marks->pdata[i], " marks");
    for (guint i = 0; i < layout->blocks->len; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        if (block->kind == BP_BLOCK_TABLE)
            dump_table(out, block, block->table->ruled ? " ruled" : "");
        else
            dump_block(out, block, "");
    }
}
