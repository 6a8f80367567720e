/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Minutes that print their own agenda.
 *
 * Below a title such as "Agenda" a list of numbers is one. Without a title, or without numbers, a
 * list or an agenda table is one when most of its texts head something further down as well: that
 * tells it from the minutes themselves, and from lists of what was done.
 */
#include <string.h>

#include "common/text.h"

#include "split/agenda.h"

/* A list has so many items. */
#define LEAST_ITEMS 3
/* The share of its texts that come again below. */
#define AGAIN 0.6
/* Texts of items are no longer than this, and no shorter to be compared. */
/* It may leave out so many numbers. */
#define SKIPPED    2
#define MOST_TEXT  160
#define LEAST_TEXT 4

/* Add the text of a block as it is compared. */
static void add_folded(GPtrArray *texts, const BpBlock *block)
{
    const char *body = block->bullet ? bp_block_peek_body(block) : block->text + block->label;

    g_ptr_array_add(texts, bp_text_dup_folded(body));
}

/* All texts from block `from` on. The caller unrefs. */
static GPtrArray *texts_below(const GPtrArray *blocks, guint from)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);

    for (guint i = from; i < blocks->len; i++) {
        const BpBlock *block = blocks->pdata[i];
        if (block->kind == BP_BLOCK_PARA)
            add_folded(texts, block);
        for (guint r = 0; block->kind == BP_BLOCK_TABLE && r < block->table->rows->len; r++) {
            const BpRow *row = block->table->rows->pdata[r];
            for (guint c = 0; c < row->cells->len; c++) {
                const BpCell *cell = row->cells->pdata[c];
                for (guint b = 0; cell && b < cell->blocks->len; b++)
                    add_folded(texts, cell->blocks->pdata[b]);
            }
        }
    }
    return texts;
}

static bool begins_with(const char *text, const char *title)
{
    gsize n = strlen(title);

    return !strncmp(text, title, n) && (!text[n] || text[n] == ' ');
}

/* Whether most of the titles begin a text from block `from` on, in their order. */
static bool come_again(const GPtrArray *titles, const GPtrArray *blocks, guint from)
{
    g_autoptr(GPtrArray) texts = texts_below(blocks, from);
    guint found = 0, at = 0;

    for (guint i = 0; i < titles->len; i++) {
        const char *title = titles->pdata[i];
        guint k = at;
        while (strlen(title) >= LEAST_TEXT && k < texts->len &&
               !begins_with(texts->pdata[k], title))
            k++;
        if (strlen(title) < LEAST_TEXT || k == texts->len)
            continue;
        found++;
        at = k + 1;
    }
    return titles->len >= LEAST_ITEMS && found >= AGAIN * titles->len;
}

static bool is_line(const BpBlock *block, bool labelled)
{
    if (block->kind != BP_BLOCK_PARA || block->claimed || strlen(block->text) > MOST_TEXT)
        return false;
    return labelled == (block->label && !block->bullet);
}

/* Whether a line has the number that the list begins with. */
static bool restarts(const BpBlock *first, const BpBlock *line)
{
    g_autofree char *from = bp_block_dup_label(first), *label = bp_block_dup_label(line);
    BpLabel a, b;

    bp_label_read(&a, from);
    bp_label_read(&b, label);
    bool same = bp_label_is_same(&a, &b);
    bp_label_clear(&a);
    bp_label_clear(&b);
    return same;
}

/* The end of the list that begins at block `first`: where its numbers begin again, or its letters
 * change. */
static guint list_end(const GPtrArray *blocks, guint first)
{
    const BpBlock *block = blocks->pdata[first];
    bool labelled = block->label && !block->bullet;
    guint end = first;

    while (end < blocks->len && is_line(blocks->pdata[end], labelled)) {
        const BpBlock *line = blocks->pdata[end];
        if (end > first &&
            (((line->style ^ block->style) & BP_STYLE_BOLD) || (labelled && restarts(block, line))))
            break;
        end++;
    }
    return end;
}

static bool list_comes_again(const GPtrArray *blocks, guint first, guint end)
{
    g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func(g_free);

    for (guint i = first; i < end; i++)
        add_folded(titles, blocks->pdata[i]);
    return come_again(titles, blocks, end);
}

static bool table_comes_again(const GPtrArray *blocks, guint at)
{
    const BpTable *table = ((const BpBlock *)blocks->pdata[at])->table;
    g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func(g_free);
    int column = bp_table_find_role(table, "title");

    if (column < 0)
        column = bp_table_find_role(table, "item");
    for (guint r = 0; column >= 0 && r < table->rows->len; r++)
        g_ptr_array_add(titles,
                        bp_text_dup_folded(bp_row_peek_text(table->rows->pdata[r], (guint)column)));
    return come_again(titles, blocks, at + 1);
}

/* Read the list that begins at `first` when it is an agenda; `titled`: a title stands above it. */
static bool take_list(BpAgenda *agenda, const GPtrArray *blocks, guint first, bool titled)
{
    const BpBlock *block = blocks->pdata[first];
    bool labelled = block->label && !block->bullet;
    guint end = list_end(blocks, first);

    if (end < first + LEAST_ITEMS || !(titled || labelled) ||
        !((titled && labelled) || list_comes_again(blocks, first, end)))
        return false;
    for (guint i = first; i < end; i++) {
        BpBlock *line = blocks->pdata[i];
        if (labelled)
            bp_agenda_add_para(agenda, line);
        else
            bp_agenda_add_line(agenda, line, "unnumbered");
        line->claimed = true;
    }
    return true;
}

void bp_split_agenda_in_minutes(BpSplit *split)
{
    const GPtrArray *blocks = split->part->blocks;
    BpAgenda agenda;
    bool titled = false;

    bp_agenda_open(&agenda, split);
    for (guint i = 0; i < blocks->len; i++) {
        BpBlock *block = blocks->pdata[i];
        if (block->kind == BP_BLOCK_TABLE) {
            titled = false;
            if (block->table->kind != BP_TABLE_AGENDA || !table_comes_again(blocks, i))
                continue;
            bp_agenda_add_table(&agenda, block->table);
            break;
        }
        if (bp_agenda_add_run_in(&agenda, block) || take_list(&agenda, blocks, i, titled))
            break;
        /* Lists inside items may be printed twice as well. */
        if (block->label && !block->bullet)
            break;
        titled = bp_agenda_is_section(&agenda, block, "agenda-title");
    }
    bp_agenda_close(&agenda);
}
