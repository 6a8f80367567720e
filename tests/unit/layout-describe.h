/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rulings of a sheet (layout-fixture.h), and what layout made of it, as text to compare. */
#pragma once

#include "layout-fixture.h"

/* A level ruling from x0 to x1 at y. */
G_GNUC_UNUSED static void sheet_level(Sheet *sheet, double y, double x0, double x1)
{
    BpRuling ruling = {false, y, x0, x1};
    g_array_append_val(sheet->page->rulings, ruling);
}

G_GNUC_UNUSED static void sheet_upright(Sheet *sheet, double x, double y0, double y1)
{
    BpRuling ruling = {true, x, y0, y1};
    g_array_append_val(sheet->page->rulings, ruling);
}

static void put_row(GString *out, const BpRow *row)
{
    g_string_append(out, row->group ? "  group" : "  ");
    for (guint c = 0; c < row->cells->len; c++) {
        const BpCell *cell = bp_row_get_cell(row, c);
        g_string_append(out, c ? " | " : "");
        if (cell == NULL)
            continue;
        g_string_append(out, cell->covers ? "^" : cell->text);
        if (cell->span > 1)
            g_string_append_printf(out, " (over %u)", cell->span);
    }
    g_string_append_c(out, '\n');
}

static void put_marks(GString *out, const BpLayout *layout)
{
    for (guint i = 0; i < layout->marks->len; i++) {
        const BpTable *table = ((const BpBlock *)layout->marks->pdata[i])->table;
        g_string_append(out, "marks\n");
        put_row(out, table->header);
        for (guint r = 0; r < table->rows->len; r++)
            put_row(out, table->rows->pdata[r]);
    }
}

/* The blocks as text: "<label> body" with TAB as "~", tables as "table" (or "ruled") with their
 * rows below, notes behind "note"; before them the grids of marks, with their headings. */
static char *sheet_describe(const Sheet *sheet)
{
    const BpLayout *layout = sheet->document->layout;
    GString *out = g_string_new(NULL);

    put_marks(out, layout);
    for (guint i = 0; i < layout->blocks->len; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        if (block->kind == BP_BLOCK_PARA) {
            g_autofree char *label = bp_block_dup_label(block);
            g_autofree char *body = g_strdup(bp_block_peek_body(block));
            g_string_append_printf(out, *label ? "<%s> %s\n" : "%s%s\n", label,
                                   g_strdelimit(body, "\t", '~'));
            for (guint k = 0; block->notes && k < block->notes->len; k++)
                g_string_append_printf(out, "  note %s\n",
                                       ((BpBlock *)block->notes->pdata[k])->text);
            continue;
        }
        g_string_append(out, block->table->ruled ? "ruled" : "table");
        for (guint c = 0; c < block->table->n_columns; c++) {
            const char *role = block->table->roles[c];
            g_string_append_printf(out, " %s", role ? role : "?");
        }
        g_string_append_c(out, '\n');
        for (guint r = 0; r < block->table->rows->len; r++)
            put_row(out, block->table->rows->pdata[r]);
    }
    return g_string_free(out, FALSE);
}

/* Run layout, compare, close. */
G_GNUC_UNUSED static void sheet_expect(Sheet *sheet, const char *want)
{
    sheet_run(sheet);
    g_autofree char *got = sheet_describe(sheet);
    g_assert_cmpstr(got, ==, want);
    sheet_close(sheet);
}
