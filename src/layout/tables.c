/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What tables have in common however they were found: heading cells to roles, group rows, and the
 * joining of a table with its continuation on the next page.
 */
#include "layout/tables.h"

#include <math.h>
#include <string.h>

#include "common/text.h"

#include "layout/table-parts.h"

/* Column edges of a table and its continuation agree within this many points. */
#define SAME_EDGE 10.0
/* A heading cell is no longer than this. */
#define HEAD_LENGTH 60
/* The heading is among the first rows. */
#define HEAD_ROWS 3
/* A number, date or reference that stands for its row is no longer than this. */
#define KEY_LENGTH 14

const char *bp_column_role(BpMatcher *matcher, const char *text)
{
    BpSubject subject = {.text = text, .len = strlen(text), .in_table = true};
    BpMatch match;

    if (!*text || subject.len > HEAD_LENGTH)
        return NULL;
    if (!bp_matcher_match(matcher, "column", NULL, &subject, &match))
        return NULL;
    return g_intern_string(bp_rule_get_set(match.rule, "role"));
}

/* Whether every text of the row is a heading, and at least one is. */
static bool is_heading_row(const BpRow *row, BpMatcher *matcher)
{
    guint heads = 0, others = 0;

    for (guint c = 0; c < row->cells->len; c++) {
        const char *text = bp_row_peek_text(row, c);
        if (!*text)
            continue;
        if (bp_column_role(matcher, text))
            heads++;
        else if (strlen(text) > HEAD_LENGTH)
            return false;
        else
            others++;
    }
    return heads >= 2 ? heads + 1 >= others : heads == 1 && others == 0;
}

static void take_heading(BpTable *table, guint index, BpMatcher *matcher)
{
    table->header = g_ptr_array_steal_index(table->rows, index);
    for (guint c = 0; c < table->n_columns; c++) {
        const char *text = bp_row_peek_text(table->header, c);
        g_free(table->heads->pdata[c]);
        table->heads->pdata[c] = g_strdup(text);
        table->roles[c] = bp_column_role(matcher, text);
    }
}

void bp_table_find_heading(BpTable *table, BpMatcher *matcher, GPtrArray *above)
{
    for (guint i = 0; i < table->rows->len && i < HEAD_ROWS; i++) {
        if (!is_heading_row(table->rows->pdata[i], matcher))
            continue;
        take_heading(table, i, matcher);
        for (guint k = 0; k < i; k++) {
            BpRow *row = table->rows->pdata[k];
            for (guint c = 0; c < row->cells->len; c++) {
                BpCell *cell = row->cells->pdata[c];
                for (guint b = 0; cell && b < cell->blocks->len; b++)
                    g_ptr_array_add(above, cell->blocks->pdata[b]);
            }
        }
        if (i)
            g_ptr_array_remove_range(table->rows, 0, i);
        return;
    }
}

void bp_table_mark_groups(BpTable *table)
{
    for (guint i = 0; i < table->rows->len; i++) {
        BpRow *row = table->rows->pdata[i];
        guint texts = 0, span = 0;
        for (guint c = 0; c < row->cells->len; c++) {
            const BpCell *cell = row->cells->pdata[c];
            if (cell && *cell->text) {
                texts++;
                span = cell->span;
            }
        }
        row->group = texts == 1 && table->n_columns >= 2 && span == table->n_columns;
    }
}

/* The column that holds the most text. */
static guint text_column(const BpTable *table)
{
    guint best = 0;
    gsize most = 0;

    for (guint c = 0; c < table->n_columns; c++) {
        gsize n = 0;
        for (guint r = 0; r < table->rows->len; r++)
            n += strlen(bp_row_peek_text(table->rows->pdata[r], c));
        if (n > most) {
            most = n;
            best = c;
        }
    }
    return best;
}

/* A column left of the text that numbers, dates or refers: most of its cells are short and hold a
 * digit. */
static bool is_key_column(const BpTable *table, guint column)
{
    guint texts = 0, keys = 0;

    for (guint r = 0; r < table->rows->len; r++) {
        const char *text = bp_row_peek_text(table->rows->pdata[r], column);
        if (!*text)
            continue;
        texts++;
        keys += strlen(text) <= KEY_LENGTH && strpbrk(text, "0123456789") != NULL;
    }
    return texts > 0 && 5 * keys >= 3 * texts;
}

/* Whether the row goes on with the one above it on the page before: the columns that number rows
 * are empty; where there are none, the first is. */
static bool is_rest_of_row(const BpTable *table, const BpRow *row)
{
    guint text = MAX(text_column(table), 1), keys = 0;

    if (row->group || !table->rows->len)
        return false;
    for (guint c = 0; c < text; c++) {
        if (!is_key_column(table, c))
            continue;
        keys++;
        if (*bp_row_peek_text(row, c))
            return false;
    }
    return keys || !*bp_row_peek_text(row, 0);
}

static void append_cells(BpRow *row, BpRow *rest, double body_size)
{
    for (guint c = 0; c < rest->cells->len; c++) {
        BpCell *from = rest->cells->pdata[c];
        if (!from || !*from->text)
            continue;
        BpCell *to = row->cells->pdata[c];
        if (!to) {
            row->cells->pdata[c] = g_steal_pointer(&rest->cells->pdata[c]);
            continue;
        }
        guint first = 0;
        if (to->blocks->len && from->blocks->len) {
            BpBlock *last = to->blocks->pdata[to->blocks->len - 1];
            BpBlock *next = from->blocks->pdata[0];
            if (!next->label && bp_text_goes_on(last->text, next->text)) {
                bp_block_join(last, next, body_size);
                first = 1;
            }
        }
        for (guint b = first; b < from->blocks->len; b++)
            g_ptr_array_add(to->blocks, from->blocks->pdata[b]);
        bp_cell_finish(to);
    }
}

static bool same_roles(const BpTable *a, const BpTable *b)
{
    for (guint c = 0; c < a->n_columns; c++)
        if (a->roles[c] != b->roles[c])
            return false;
    return true;
}

/* A heading whose words no rule knows is the first row of the table, on every page. */
static bool is_repeated(const BpTable *table, const BpRow *row)
{
    const BpRow *first = table->header          ? table->header
                         : table->rows->len > 0 ? table->rows->pdata[0]
                                                : NULL;
    guint texts = 0;

    for (guint c = 0; first && c < table->n_columns; c++) {
        const char *text = bp_row_peek_text(row, c);
        if (strcmp(text, bp_row_peek_text(first, c)) != 0)
            return false;
        texts += *text != '\0';
    }
    return texts >= 2;
}

bool bp_table_continue(BpTable *table, BpTable *next, double body_size)
{
    if (table->n_columns != next->n_columns)
        return false;
    for (guint c = 1; c < table->n_columns; c++)
        if (fabs(table->edges[c] - next->edges[c]) > SAME_EDGE)
            return false;
    if (next->header && table->header && !same_roles(table, next))
        return false;
    if (next->header && !table->header)
        return false;
    table->guessed = table->guessed || next->guessed;
    guint first = next->rows->len && is_repeated(table, next->rows->pdata[0]);
    if (first < next->rows->len) {
        BpRow *row = next->rows->pdata[first];
        if (is_rest_of_row(table, row)) {
            append_cells(table->rows->pdata[table->rows->len - 1], row, body_size);
            first++;
        }
    }
    for (guint i = first; i < next->rows->len; i++)
        g_ptr_array_add(table->rows, g_steal_pointer(&next->rows->pdata[i]));
    return true;
}
