/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A paper made in memory for tests of what is read from blocks: paragraphs one below the other, and
 * tables of texts, with the project's own rules.
 */
#pragma once

#include <string.h>

#include "common/text.h"

#include "model/block.h"
#include "rules/rules.h"

typedef struct {
    BpDocument *document;
    BpLayout *layout;
    BpRuleSet *rules;
    BpMatcher *matcher;
    BpPart *part;
    double y;
    guint page;
} Paper;

typedef enum { PLAIN = 0, BOLD = 1, INDENTED = 2, FAR = 4 } Look;

static void paper_open(Paper *paper, const char *kind)
{
    g_autoptr(GError) error = NULL;
    BpDiagList *diags = bp_diag_list_new();

    *paper =
        (Paper){.document = bp_document_new("paper.pdf"), .layout = bp_layout_new(), .page = 1};
    paper->document->layout = paper->layout;
    paper->document->layout_free = bp_layout_free;
    paper->rules = bp_rule_set_load("rules", diags, &error);
    g_assert_no_error(error);
    bp_diag_list_free(diags);
    paper->matcher = bp_matcher_new(paper->rules);
    paper->part = g_new0(BpPart, 1);
    paper->part->kind = g_intern_string(kind);
    paper->part->blocks = g_ptr_array_new();
    paper->part->record = bp_document_take_record(paper->document, bp_record_new("part", 1));
    g_ptr_array_add(paper->layout->parts, paper->part);
}

static void paper_close(Paper *paper)
{
    bp_matcher_free(paper->matcher);
    bp_document_free(paper->document);
    bp_rule_set_free(paper->rules);
}

/* A block of one line at the foot of what is there; `label` may be "". */
static BpBlock *paper_make(Paper *paper, const char *label, const char *text, int look)
{
    double x0 = look & FAR ? 200 : look & INDENTED ? 90 : 72;
    BpLine *line = bp_layout_add_line(paper->layout, paper->page);
    BpBlock *block = bp_layout_add_block(paper->layout, BP_BLOCK_PARA, paper->page);

    line->box = (BpBox){x0, paper->y, 500, paper->y + 12};
    line->size = 12;
    line->style = look & BOLD ? BP_STYLE_BOLD : 0;
    line->text = *label ? g_strconcat(label, " ", text, NULL) : g_strdup(text);
    line->label = *label ? (guint)strlen(label) + 1 : 0;
    line->aside_x = line->box.x1;
    line->text_bold = look & BOLD;
    line->text_x = *label ? x0 + 18 : x0;
    g_ptr_array_add(block->lines, line);
    bp_block_finish(block, 12);
    block->box = line->box;
    block->indent = (x0 - 72) / 12;
    block->gap = 1;
    paper->y += 24;
    return block;
}

G_GNUC_UNUSED static BpBlock *paper_add(Paper *paper, const char *label, const char *text, int look)
{
    BpBlock *block = paper_make(paper, label, text, look);

    g_ptr_array_add(paper->layout->blocks, block);
    g_ptr_array_add(paper->part->blocks, block);
    return block;
}

/* A table of texts, row after row, ended by NULL; "" is an empty cell. */
G_GNUC_UNUSED static BpTable *paper_add_table(Paper *paper, guint n_columns,
                                              const char *const *texts)
{
    BpBlock *block = bp_layout_add_block(paper->layout, BP_BLOCK_TABLE, paper->page);
    BpTable *table = bp_layout_add_table(paper->layout, n_columns);

    block->table = table;
    block->box = (BpBox){72, paper->y, 500, paper->y};
    for (; *texts; texts += n_columns) {
        BpRow *row = bp_table_add_row(table, paper->page);
        for (guint c = 0; c < n_columns; c++) {
            BpCell *cell = bp_row_set_cell(row, c, 1);
            if (*texts[c])
                g_ptr_array_add(cell->blocks, paper_make(paper, "", texts[c], PLAIN));
            bp_cell_finish(cell);
        }
    }
    block->box.y1 = paper->y;
    g_ptr_array_add(paper->layout->blocks, block);
    g_ptr_array_add(paper->part->blocks, block);
    return table;
}
