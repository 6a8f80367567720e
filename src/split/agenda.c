/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Agenda items, from agenda tables and from numbered lists.
 *
 * In a list every labelled paragraph is an item as long as its numbers go on counting at the same
 * indent; letters and decimals below it are items of their own. Rules of kind `agenda_item` take
 * the line apart: title, presenter after leader dots, pages in brackets, time before it. An agenda
 * without numbers is read line by line by the rules of context `unnumbered`.
 */
#include "split/flow.h"

#include <math.h>
#include <string.h>

#include "common/text.h"

/* Items of one level begin at the same indent, within so many em. */
#define SAME_INDENT 2.0

typedef struct {
    BpSplit *split;
    char *section;
    char *shape;   /* of the main items */
    guint64 last;
    double indent;
    guint found;
    bool in_recommendations;
} Agenda;

static const char *cell_with(const BpTable *table, const BpRow *row, const char *role)
{
    int column = bp_table_find_role(table, role);

    return column >= 0 ? bp_row_peek_text(row, (guint)column) : "";
}

static int number_column(const BpTable *table)
{
    int column = bp_table_find_role(table, "number");

    if (column < 0 && bp_table_find_role(table, "title") >= 0)
        column = bp_table_find_role(table, "item");
    if (column < 0 && !table->roles[0] && table->n_columns > 2)
        column = 0;
    return column;
}

static int title_column(const BpTable *table, int number)
{
    int column = bp_table_find_role(table, "title");

    if (column < 0)
        column = bp_table_find_role(table, "item");
    if (column < 0 || column == number) {
        gsize most = 0;
        for (guint c = 0; c < table->n_columns; c++) {
            gsize n = 0;
            for (guint r = 0; r < table->rows->len; r++)
                n += strlen(bp_row_peek_text(table->rows->pdata[r], c));
            if ((int)c != number && !table->roles[c] && n > most) {
                most = n;
                column = (int)c;
            }
        }
    }
    return column;
}

/* The title is the first paragraph of its cell; what stands under it explains. */
static void add_table_row(Agenda *agenda, const BpTable *table, const BpRow *row, int number,
                          int title)
{
    const BpCell *cell = title >= 0 ? bp_row_get_cell(row, (guint)title) : NULL;
    const BpCell *mark = number >= 0 ? bp_row_get_cell(row, (guint)number) : NULL;

    if (!cell || !cell->blocks->len)
        return;
    const BpBlock *block = cell->blocks->pdata[0];
    g_autofree char *own = mark ? bp_label_dup_bare(mark->text) : bp_label_dup_bare("");
    if (!*own && block->label && !block->bullet) {
        g_autofree char *label = bp_block_dup_label(block);
        g_free(own);
        own = bp_label_dup_bare(label);
    }
    BpRecord *record = bp_split_add(agenda->split, "agenda_item", block, NULL, "agenda.table");
    record->confidence = *own ? 0.95 : 0.8;
    if (mark && mark->blocks->len) {
        const BpBlock *first = mark->blocks->pdata[0];
        bp_split_add_spans(record, first);
    }
    bp_split_set(record, "number", own);
    bp_split_set(record, "title", bp_block_peek_body(block));
    bp_split_set(record, "section", agenda->section);
    bp_split_set(record, "presenter", cell_with(table, row, "person"));
    bp_split_set(record, "purpose", cell_with(table, row, "purpose"));
    bp_split_set(record, "time", cell_with(table, row, "time"));
    bp_split_set(record, "pages", cell_with(table, row, "pages"));
    agenda->found++;
}

static void add_table(Agenda *agenda, const BpTable *table)
{
    int number = number_column(table), title = title_column(table, number);

    for (guint r = 0; r < table->rows->len; r++) {
        const BpRow *row = table->rows->pdata[r];
        if (row->group) {
            g_free(agenda->section);
            agenda->section = g_strdup("");
            for (guint c = 0; c < row->cells->len; c++)
                if (*bp_row_peek_text(row, c)) {
                    g_free(agenda->section);
                    agenda->section = g_strdup(bp_row_peek_text(row, c));
                }
            continue;
        }
        add_table_row(agenda, table, row, number, title);
    }
}

static guint64 number_in(const char *label)
{
    guint64 value = 0;

    for (const char *p = label; *p; p++)
        if (g_ascii_isdigit(*p))
            value = MIN(value * 10 + (guint64)(*p - '0'), 1000000);
        else if (value)
            break;
    return value;
}

/* Whether a labelled paragraph goes on counting the agenda. */
static bool counts(Agenda *agenda, const BpBlock *block, const char *label)
{
    g_autofree char *shape = bp_label_dup_shape(label);
    guint64 number = number_in(label);

    if (!agenda->shape) {
        if (!strchr(shape, 'N') && *shape != 'A')
            return false;
        agenda->shape = g_steal_pointer(&shape);
        agenda->indent = block->indent;
        agenda->last = number;
        return true;
    }
    bool main = !strcmp(shape, agenda->shape);
    if (main && fabs(block->indent - agenda->indent) > SAME_INDENT)
        return false;
    if (main && strchr(shape, 'N')) {
        if (number < agenda->last || number > agenda->last + 6)
            return false;
        agenda->last = number;
    }
    if (main)
        agenda->in_recommendations = false;
    return !agenda->in_recommendations;
}

static BpRecord *add_item(Agenda *agenda, BpBlock *block, const char *context, const char *label)
{
    BpSubject subject = bp_split_subject(block, BP_SUBJECT_WHOLE);
    BpMatch match;
    BpRecord *record = NULL;

    if (*label && !strchr(label, ':')) {
        subject.text += block->label;
        subject.len -= block->label;
    }
    if (bp_matcher_match(agenda->split->matcher, "agenda_item", context, &subject, &match)) {
        record = bp_split_add(agenda->split, "agenda_item", block, match.rule, NULL);
        bp_split_set_captures(record, &match, &subject);
    } else if (*label) {
        record = bp_split_add(agenda->split, "agenda_item", block, NULL, "agenda.list");
        record->confidence = 0.9;
        bp_split_set(record, "title", bp_block_peek_body(block));
    }
    if (!record)
        return NULL;
    if (!*bp_record_get(record, "number"))
        bp_record_set(record, "number", label);
    else {
        g_autofree char *bare = bp_label_dup_bare(bp_record_get(record, "number"));
        bp_record_set(record, "number", bare);
    }
    if (!*bp_record_get(record, "section"))
        bp_split_set(record, "section", agenda->section);
    agenda->found++;
    block->claimed = true;
    return record;
}

static bool is_section(Agenda *agenda, const BpBlock *block, const char *context, BpMatch *match)
{
    BpSubject subject = bp_split_subject(block, BP_SUBJECT_BODY);

    return bp_matcher_match(agenda->split->matcher, "section", context, &subject, match);
}

static void add_para(Agenda *agenda, BpBlock *block)
{
    BpMatch match;

    if (block->label && !block->bullet) {
        g_autofree char *label = bp_block_dup_label(block);
        g_autofree char *bare = bp_label_dup_bare(label);
        if (counts(agenda, block, label))
            add_item(agenda, block, "numbered", bare);
    } else if (is_section(agenda, block, "recommendations", &match)) {
        agenda->in_recommendations = true;
    } else if (agenda->found && is_section(agenda, block, "agenda", &match)) {
        g_free(agenda->section);
        agenda->section = g_strdup(block->text);
    }
}

static void add_unnumbered(Agenda *agenda)
{
    const GPtrArray *blocks = agenda->split->part->blocks;
    bool open = false;

    for (guint i = 0; i < blocks->len; i++) {
        BpBlock *block = blocks->pdata[i];
        BpMatch match;
        if (block->kind != BP_BLOCK_PARA)
            continue;
        BpSubject subject = bp_split_subject(block, BP_SUBJECT_WHOLE);
        if (!open) {
            open = bp_matcher_match(agenda->split->matcher, "section", "agenda-title", &subject,
                                    &match);
            continue;
        }
        if (bp_matcher_match(agenda->split->matcher, "section", "agenda-end", &subject, &match))
            break;
        add_item(agenda, block, "unnumbered", "");
    }
}

void bp_split_agenda(BpSplit *split)
{
    Agenda agenda = {.split = split, .section = g_strdup("")};
    const GPtrArray *blocks = split->part->blocks;

    for (guint i = 0; i < blocks->len; i++) {
        BpBlock *block = blocks->pdata[i];
        if (block->kind == BP_BLOCK_PARA)
            add_para(&agenda, block);
        else if (block->table->kind == BP_TABLE_AGENDA)
            add_table(&agenda, block->table);
    }
    if (agenda.found < 2)
        add_unnumbered(&agenda);
    g_free(agenda.section);
    g_free(agenda.shape);
}

/* Minutes that print their own agenda: a list under an agenda title, up to the first paragraph
 * that is no item. */
void bp_split_agenda_in_minutes(BpSplit *split)
{
    Agenda agenda = {.split = split, .section = g_strdup("")};
    const GPtrArray *blocks = split->part->blocks;
    bool open = false;

    for (guint i = 0; i < blocks->len; i++) {
        BpBlock *block = blocks->pdata[i];
        BpMatch match;
        bool para = block->kind == BP_BLOCK_PARA;
        BpSubject subject = para ? bp_split_subject(block, BP_SUBJECT_WHOLE) : (BpSubject){0};
        if (open && (!para || !block->label))
            break;
        if (open)
            add_para(&agenda, block);
        else if (para)
            open = bp_matcher_match(split->matcher, "section", "agenda-title", &subject, &match);
    }
    g_free(agenda.section);
    g_free(agenda.shape);
}
