/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Running text beside a margin headed "Action", without rulings.
 *
 * Such a table has no rows that could be told by their first column, for every line has words
 * there. It is one row: paragraphs are told as elsewhere, and each owner is found by its height.
 */
#include "layout/text-margin.h"

#include <string.h>

/* The text takes at least this share of the width, and a line in three or more of it is full:
 * reaches this share of its column. */
#define TEXT_WIDTH 0.75
#define FULL_LINE  0.85

bool bp_is_text_and_margin(const BpPage *page, const BpTable *table, const GPtrArray *rows,
                           guint from, guint to)
{
    const char *role = table->roles[1];
    double width = table->edges[1] - table->edges[0];
    guint full = 0;

    if (table->n_columns != 2 || !role || strcmp(role, "action") != 0 ||
        width < TEXT_WIDTH * (table->edges[2] - table->edges[0]))
        return false;
    for (guint r = from; r < to; r++) {
        const BpTextRow *row = rows->pdata[r];
        double end = 0;
        for (guint i = 0; i < row->words->len; i++) {
            const BpWord *word = bp_page_word(page, g_array_index(row->words, guint, i));
            end = word->box.x1 < table->edges[1] ? word->box.x1 : end;
        }
        full += end - table->edges[0] > FULL_LINE * width;
    }
    return 3 * full >= to - from;
}

/* The paragraph of a cell that a line stands beside: the last that begins above its foot. */
static guint beside(const BpCell *cell, const BpLine *line)
{
    guint at = 0;

    for (guint i = 0; i < cell->blocks->len; i++) {
        const BpBlock *block = cell->blocks->pdata[i];
        if (block->box.y0 < (line->box.y0 + line->box.y1) / 2)
            at = i;
    }
    return at;
}

void bp_part_notes(const BpColumn *column, const BpRow *row)
{
    const BpCell *text = bp_row_get_cell(row, 0);
    BpCell *margin = bp_row_get_cell(row, 1);

    if (!text || !margin)
        return;
    for (guint b = 0; b < margin->blocks->len; b++) {
        BpBlock *note = margin->blocks->pdata[b];
        guint keep = 1;
        while (keep < note->lines->len &&
               beside(text, note->lines->pdata[keep]) == beside(text, note->lines->pdata[0]))
            keep++;
        if (keep == note->lines->len)
            continue;
        BpBlock *below = bp_layout_add_block(column->layout, BP_BLOCK_PARA, note->page);
        below->box = ((const BpLine *)note->lines->pdata[keep])->box;
        for (guint i = keep; i < note->lines->len; i++)
            g_ptr_array_add(below->lines, note->lines->pdata[i]);
        g_ptr_array_set_size(note->lines, (int)keep);
        note->box = ((const BpLine *)note->lines->pdata[0])->box;
        bp_block_finish(note, column->layout->body_size);
        bp_block_finish(below, column->layout->body_size);
        g_ptr_array_insert(margin->blocks, (int)b + 1, below);
    }
    bp_cell_finish(margin);
}
