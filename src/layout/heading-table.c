/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Unruled tables, found by their heading row.
 *
 * A row whose pieces (text between wide gaps) are column headings opens a table. The edge between
 * two columns is the place between their headings that the fewest words below cross, the widest
 * such gutter winning. The table ends at the first row whose text runs on across an edge. Headings
 * that stand over the right of the page only leave its first column without one.
 */
#include <string.h>

#include "layout/heading-rows.h"
#include "layout/table-parts.h"
#include "layout/tables.h"

#define MAX_COLUMNS 16
/* Rows that are looked at for gutters. */
#define LOOK_AHEAD 60
/* White space between two rows, in font sizes, that ends a table. */
#define TABLE_GAP 4.0
/* A heading inside a table is no wider than this share of it. */
#define GROUP_WIDTH 0.6
/* The share of the page left of the first heading from which a column without one stands there. */
#define UNNAMED    0.35
#define MIN_LABELS 3

typedef struct {
    guint n;
    double x0[MAX_COLUMNS], x1[MAX_COLUMNS];
    const char *role[MAX_COLUMNS];
    char *text[MAX_COLUMNS];
    bool split; /* a piece was taken apart into two headings */
} Headings;

static void headings_clear(Headings *headings)
{
    for (guint i = 0; i < headings->n; i++)
        g_free(headings->text[i]);
    headings->n = 0;
}

static guint word_at(const BpTextRow *row, guint i)
{
    return g_array_index(row->words, guint, i);
}

static char *piece_text(const BpPage *page, const BpTextRow *row, guint from, guint to)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = from; i < to; i++) {
        const BpWord *word = bp_page_word(page, word_at(row, i));
        if (i > from)
            g_string_append_c(text, ' ');
        g_string_append_len(text, page->text + word->start, word->end - word->start);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void headings_add(Headings *headings, const BpColumn *column, const BpTextRow *row,
                         guint from, guint to)
{
    guint n = headings->n++;

    headings->text[n] = piece_text(column->page, row, from, to);
    headings->role[n] = bp_column_role(column->matcher, headings->text[n]);
    headings->x0[n] = bp_page_word(column->page, word_at(row, from))->box.x0;
    headings->x1[n] = bp_page_word(column->page, word_at(row, to - 1))->box.x1;
}

/* Pieces of a row; a piece that is no heading as a whole but whose words all are ("Time Topic")
 * is taken apart. */
static void read_pieces(const BpColumn *column, const BpTextRow *row, Headings *out)
{
    const BpPage *page = column->page;
    guint from = 0;

    for (guint i = 1; i <= row->words->len && out->n + 1 < MAX_COLUMNS; i++) {
        if (i < row->words->len) {
            const BpWord *a = bp_page_word(page, word_at(row, i - 1));
            const BpWord *b = bp_page_word(page, word_at(row, i));
            if (b->box.x0 - a->box.x1 < BP_HEADING_GAP * a->size)
                continue;
        }
        headings_add(out, column, row, from, i);
        if (!out->role[out->n - 1] && i - from == 2) {
            g_autofree char *left = piece_text(page, row, from, from + 1);
            g_autofree char *right = piece_text(page, row, from + 1, i);
            if (bp_column_role(column->matcher, left) && bp_column_role(column->matcher, right)) {
                out->n--;
                g_free(out->text[out->n]);
                headings_add(out, column, row, from, from + 1);
                headings_add(out, column, row, from + 1, i);
                out->split = true;
            }
        }
        from = i;
    }
}

/* Two columns of one role ("Ref", "Minute") are one too many: the second has none, and the row
 * must be sure otherwise. Beside what is no heading, two words are not taken apart ("Lead
 * Governor" behind a name). */
static bool are_headings(Headings *headings)
{
    guint roles = 0, again = 0;

    for (guint i = 0; i < headings->n; i++) {
        for (guint k = 0; k < i && headings->role[i]; k++)
            if (headings->role[i] == headings->role[k]) {
                headings->role[i] = NULL;
                again++;
            }
        roles += headings->role[i] != NULL;
    }
    return roles >= (again ? 3 + again : 2) &&
           (headings->split ? roles + again == headings->n : 2 * roles >= headings->n);
}

/* Headings over the right of the page: what they are of stands at its left, without a heading. Rows
 * with a label there tell that from a table that is only set to the right. */
static bool has_unnamed(const BpColumn *column, const GPtrArray *rows, guint start,
                        const Headings *headings)
{
    double width = column->column.x1 - column->column.x0;
    guint look = MIN(rows->len, start + 1 + LOOK_AHEAD), labels = 0;

    if (headings->n + 1 >= MAX_COLUMNS || headings->x0[0] - column->column.x0 < UNNAMED * width)
        return false;
    for (guint r = start + 1; r < look && labels < MIN_LABELS; r++) {
        const BpTextRow *row = rows->pdata[r];
        const BpLine *line =
            bp_line_of_words(column->layout, column->page, row->words, column->matcher);
        labels += line->label && line->box.x0 < headings->x0[0] && strchr(line->text, '\t');
    }
    return labels >= MIN_LABELS;
}

static void add_unnamed(const BpColumn *column, Headings *headings)
{
    guint n = headings->n++;

    for (guint i = n; i > 0; i--) {
        headings->text[i] = headings->text[i - 1];
        headings->role[i] = headings->role[i - 1];
        headings->x0[i] = headings->x0[i - 1];
        headings->x1[i] = headings->x1[i - 1];
    }
    headings->text[0] = g_strdup("");
    headings->role[0] = NULL;
    /* Behind its numbers there is a gutter too: the one before the first heading is meant. */
    headings->x0[0] = headings->x1[0] = (column->column.x0 + headings->x0[1]) / 2;
}

/* Words of a row that cover x. */
static bool covers(const BpPage *page, const BpTextRow *row, double x)
{
    for (guint i = 0; i < row->words->len; i++) {
        const BpWord *word = bp_page_word(page, word_at(row, i));
        if (word->box.x0 < x - 0.5 && word->box.x1 > x + 0.5)
            return true;
    }
    return false;
}

/* The best edge between a heading that starts at `low` and one that starts at `high` and ends at
 * `end`: the widest run of least-crossed places, its right end. */
static double best_edge(const BpPage *page, const GPtrArray *rows, guint from, guint to, double low,
                        double high, double end)
{
    double best = high - 1, best_width = 0;
    guint best_crossed = G_MAXUINT;
    double run_start = low;
    guint run_crossed = G_MAXUINT;

    for (double x = low + 4; x <= MAX(high, (high + end) / 2); x += 1) {
        guint crossed = 0;
        for (guint r = from; r < to; r++)
            crossed += covers(page, rows->pdata[r], x);
        if (crossed != run_crossed) {
            run_crossed = crossed;
            run_start = x;
        }
        double width = x - run_start;
        if (crossed < best_crossed || (crossed == best_crossed && width >= best_width)) {
            best_crossed = crossed;
            best_width = width;
            best = x;
        }
    }
    return best;
}

/* Whether a wide gap of the row lies at one of the table's edges. */
static bool has_gap_at_edge(const BpPage *page, const BpTable *table, const BpTextRow *row)
{
    for (guint i = 1; i < row->words->len; i++) {
        const BpWord *a = bp_page_word(page, word_at(row, i - 1));
        const BpWord *b = bp_page_word(page, word_at(row, i));
        for (guint c = 1; b->box.x0 - a->box.x1 > BP_HEADING_GAP * a->size && c < table->n_columns;
             c++)
            if (table->edges[c] > a->box.x1 - 1 && table->edges[c] < b->box.x0 + 1)
                return true;
    }
    return false;
}

/* Whether a row cannot be of the table: text over two edges, or over one and wide, unless it is a
 * short heading inside the table or has a cell elsewhere; or a numbered line where the table has no
 * numbers. */
static bool ends_table(const BpColumn *column, const BpTable *table, const BpTextRow *row,
                       bool numbered)
{
    const BpPage *page = column->page;
    double width = row->box.x1 - row->box.x0;
    double whole = table->edges[table->n_columns] - table->edges[0];
    guint across = 0;

    for (guint c = 1; c < table->n_columns; c++)
        across += bp_row_runs_across(page, row, table->edges[c]);
    bool group = width < GROUP_WIDTH * whole && row->box.x0 < table->edges[1] &&
                 bp_row_is_group(page, table, row) &&
                 (bp_page_word(page, word_at(row, 0))->style & BP_STYLE_BOLD);
    /* A long name may stick out over one edge; text over two is not of the table. */
    bool wide =
        table->n_columns == 2 || (width > 0.5 * whole && !has_gap_at_edge(page, table, row));
    if (!group && (across >= 2 || (across == 1 && wide)))
        return true;
    BpLine *line = bp_line_of_words(column->layout, page, row->words, column->matcher);
    return line->label && !numbered && !strchr(line->text, '\t') && g_ascii_isdigit(line->text[0]);
}

static guint table_end(const BpColumn *column, const GPtrArray *rows, guint start,
                       const BpTable *table, const Headings *headings)
{
    bool numbered =
        !*headings->text[0] || (headings->role[0] && !strcmp(headings->role[0], "number"));
    guint end = start + 1;

    for (guint i = 0; i < headings->n; i++)
        numbered = numbered || !g_strcmp0(headings->role[i], "number");
    for (guint r = start + 1; r < rows->len; r++) {
        const BpTextRow *row = rows->pdata[r], *above = rows->pdata[r - 1];
        if (row->box.y0 - above->box.y1 > TABLE_GAP * row->size ||
            ends_table(column, table, row, numbered))
            break;
        end = r + 1;
    }
    return end;
}

BpTable *bp_table_of_headings(const BpColumn *column, const GPtrArray *rows, guint start,
                              guint *out_next)
{
    Headings headings = {.n = 0};
    const BpTextRow *row = rows->pdata[start];

    if (row->words->len < 2 || row->words->len > 40)
        return NULL;
    read_pieces(column, row, &headings);
    if (!are_headings(&headings) || start + 1 >= rows->len) {
        headings_clear(&headings);
        return NULL;
    }
    bool unnamed = has_unnamed(column, rows, start, &headings);
    if (unnamed)
        add_unnamed(column, &headings);
    BpTable *table = bp_layout_add_table(column->layout, headings.n);
    guint look = MIN(rows->len, start + 1 + LOOK_AHEAD);
    table->edges[0] = MIN(headings.x0[0], column->column.x0);
    for (guint c = 1; c < headings.n; c++)
        table->edges[c] = best_edge(column->page, rows, start, look, headings.x0[c - 1],
                                    headings.x0[c], headings.x1[c]);
    table->edges[headings.n] = MAX(headings.x1[headings.n - 1], column->column.x1);
    guint end = table_end(column, rows, start, table, &headings);
    if (end > start + 1) {
        bp_fill_row(column, table, rows, start, start + 1);
        table->header = g_ptr_array_steal_index(table->rows, 0);
        for (guint c = 0; c < headings.n; c++) {
            table->roles[c] = headings.role[c];
            g_free(table->heads->pdata[c]);
            table->heads->pdata[c] = g_steal_pointer(&headings.text[c]);
        }
        bp_fill_rows(column, table, rows, start + 1, end);
    }
    headings_clear(&headings);
    *out_next = end;
    return end > start + 1 ? table : NULL;
}
