/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What layout made of a sheet (layout-fixture.h), as text to compare. */
#pragma once

#include "layout-fixture.h"

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

/* The blocks as text: "<label> body" with TAB as "~", tables as "table" (or "ruled") with their
 * rows below, notes behind "note". */
static char *sheet_describe(const Sheet *sheet)
{
    const BpLayout *layout = sheet->document->layout;
    GString *out = g_string_new(NULL);

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
