/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The first texts of a page are asked one by one (context `top`), with what layout knows of them; a
 * table and a front sheet are told as texts of their own ("table: agenda", "front: 5 labels").
 */
#include "recognise/page-kind.h"

#include <string.h>

#include "recognise/front.h"
#include "recognise/table-kinds.h"

/* Texts at the top of a page that may say what it begins. */
#define TOP_TEXTS 14
/* On later pages only the first few may: a heading further down does not begin a part. */
#define LATER_TEXTS 5
/* Points of one rule that make it strong: a title, a front sheet. Without one no page begins a
 * part. */
#define STRONG 4
/* Two different rules that together give so many do as well. */
#define STRONG_TOGETHER 5
/* Rows from which a table ends the top of a page; labels that make a front sheet. */
#define BIG_TABLE    4
#define FRONT_LABELS 4
#define TITLE_LINES  4
/* One rule counts so often over a document, so that long texts do not drown titles. */
#define MOST_OF_ONE 4

static void add_score(BpTally *tally, guint k, const BpRule *rule, int score)
{
    const BpBlock *para = tally->block && tally->block->kind == BP_BLOCK_PARA ? tally->block : NULL;
    bool together = tally->first_rule[k] && rule != tally->first_rule[k] && !tally->counts &&
                    tally->first_score[k] + score >= STRONG_TOGETHER;

    tally->score[k] += score;
    if (!tally->first_rule[k]) {
        tally->first_rule[k] = rule;
        tally->first_score[k] = score;
    }
    if (!tally->first[k])
        tally->first[k] = para;
    if (score >= STRONG || together)
        tally->strong[k] = true;
    if (!tally->title[k] && para && score >= STRONG) {
        tally->title[k] = para;
        tally->rule[k] = rule;
    }
}

static void count_rule(const BpRule *rule, const BpMatch *match, int score, gpointer data)
{
    BpTally *tally = data;
    const char *kind = bp_rule_get_set(rule, "kind");

    (void)match;
    if (tally->counts) {
        guint times = GPOINTER_TO_UINT(g_hash_table_lookup(tally->counts, rule)) + 1;
        g_hash_table_insert(tally->counts, (gpointer)(gsize)rule, GUINT_TO_POINTER(times));
        if (times > MOST_OF_ONE)
            return;
    }
    for (guint k = 0; kind && k < BP_N_PART_KINDS; k++)
        if (!strcmp(bp_part_kind_names[k], kind))
            add_score(tally, k, rule, score);
}

void bp_tally_text(BpMatcher *matcher, const char *context, const char *text, const BpBlock *block,
                   BpTally *tally)
{
    BpSubject subject = {.text = text, .len = strlen(text)};

    if (block) {
        subject.page = block->page;
        subject.style = block->style;
        subject.caps = block->caps;
        subject.centred = block->centred;
        subject.size = block->size;
        subject.page_start = block->page_start;
    }
    tally->block = block;
    bp_matcher_score(matcher, "page-kind", context, &subject, count_rule, tally);
}

void bp_tally_block(BpMatcher *matcher, const char *context, const BpBlock *block, BpTally *tally)
{
    if (block->kind == BP_BLOCK_PARA) {
        bp_tally_text(matcher, context, block->text, block, tally);
        /* A title may be set in several lines, each for itself. */
        bool title = block->lines->len > 1 && block->lines->len <= TITLE_LINES &&
                     (block->centred || block->style & BP_STYLE_BOLD);
        for (guint i = 0; title && i < block->lines->len; i++)
            bp_tally_text(matcher, context, ((const BpLine *)block->lines->pdata[i])->text, block,
                          tally);
        return;
    }
    g_autofree char *text = g_strdup_printf("table: %s", bp_table_kind_name(block->table->kind));
    bp_tally_text(matcher, context, text, block, tally);
    /* The texts of a form or a framed title count like paragraphs. */
    guint rows = block->table->kind == BP_TABLE_OTHER ? MIN(block->table->rows->len, 4) : 0;
    for (guint r = 0; r < rows; r++)
        for (guint c = 0; c < block->table->n_columns; c++)
            bp_tally_text(matcher, context, bp_row_peek_text(block->table->rows->pdata[r], c), NULL,
                          tally);
}

void bp_tally_top(const BpLayout *layout, guint first, BpMatcher *matcher, BpTally *tally)
{
    const BpBlock *start = layout->blocks->pdata[first];
    guint end = first;

    guint most = first ? LATER_TEXTS : TOP_TEXTS;
    while (end < layout->blocks->len && end < first + most &&
           ((const BpBlock *)layout->blocks->pdata[end])->page == start->page)
        end++;
    for (guint i = first; i < end; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        if (!block->label || i == first)
            bp_tally_block(matcher, "top", block, tally);
        /* What stands below a table is not the top of the page. */
        if (block->kind == BP_BLOCK_TABLE && block->table->rows->len >= BIG_TABLE)
            break;
    }
    guint labels = bp_front_count(layout->blocks, first, TOP_TEXTS, matcher);
    tally->front = labels >= FRONT_LABELS;
    if (labels) {
        g_autofree char *text = g_strdup_printf("front: %u labels", labels);
        /* The paper is named by the first line above or on its front sheet. */
        bp_tally_text(matcher, "top", text, start, tally);
    }
}

guint bp_tally_best(const BpTally *tally, int least)
{
    guint best = BP_NO_PART_KIND;

    for (guint k = 0; k < BP_N_PART_KINDS; k++)
        if (tally->score[k] >= least &&
            (best == BP_NO_PART_KIND || tally->score[k] > tally->score[best]))
            best = k;
    return best;
}
