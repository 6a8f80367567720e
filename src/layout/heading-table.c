/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Unruled tables, found by their heading row.
 *
 * A row whose pieces (text between wide gaps) are column headings opens a table. The edge between
 * two columns is the place between their headings that the fewest words below cross, the widest
 * such gutter winning. The table ends at the first row whose text runs on across an edge. Rows are
 * cut at level rulings where the page has them between the lines, otherwise where the first column
 * begins a new entry.
 */
#include <math.h>
#include <string.h>

#include "layout/table-parts.h"
#include "layout/tables.h"

/* Gap between headings, in em. */
#define HEADING_GAP 0.8
/* A gap narrower than this, in em, at a column edge is a space inside running text. */
#define GUTTER      0.45
#define MAX_COLUMNS 16
/* Rows that are looked at for gutters. */
#define LOOK_AHEAD 60
/* White space between two rows, in font sizes, that ends a table. */
#define TABLE_GAP 4.0
/* A heading inside a table is no wider than this share of it. */
#define GROUP_WIDTH 0.6

typedef struct {
    guint n;
    double x0[MAX_COLUMNS], x1[MAX_COLUMNS];
    const char *role[MAX_COLUMNS];
    char *text[MAX_COLUMNS];
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
            if (b->box.x0 - a->box.x1 < HEADING_GAP * a->size)
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
            }
        }
        from = i;
    }
}

/* Two columns of one role ("Ref", "Minute") are one too many: the second has none, and the row
 * must be sure otherwise. */
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
    return roles >= (again ? 3 + again : 2) && 2 * roles >= headings->n;
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

/* Whether the row's text runs on across an edge: a word covers it or only a space lies there. */
static bool runs_across(const BpPage *page, const BpTextRow *row, double edge)
{
    const BpWord *left = NULL, *right = NULL;

    for (guint i = 0; i < row->words->len; i++) {
        const BpWord *word = bp_page_word(page, word_at(row, i));
        if ((word->box.x0 + word->box.x1) / 2 < edge)
            left = word;
        else if (!right)
            right = word;
    }
    if (!left || !right)
        return false;
    return right->box.x0 - left->box.x1 < GUTTER * MAX(left->size, right->size) ||
           left->box.x1 > edge + 3;
}

/* One line of text that runs on across an edge: a heading inside the table. */
static bool is_group(const BpPage *page, const BpTable *table, const BpTextRow *row)
{
    for (guint i = 1; i < row->words->len; i++) {
        const BpWord *a = bp_page_word(page, word_at(row, i - 1));
        const BpWord *b = bp_page_word(page, word_at(row, i));
        if (b->box.x0 - a->box.x1 > HEADING_GAP * a->size)
            return false;
    }
    for (guint c = 1; c < table->n_columns; c++)
        if (runs_across(page, row, table->edges[c]))
            return true;
    return false;
}

/* Whether a row cannot be of the table: text over two edges, or over one and wide, unless it is a
 * short heading inside the table; or a numbered line where the table has no numbers. */
static bool ends_table(const BpColumn *column, const BpTable *table, const BpTextRow *row,
                       bool numbered)
{
    const BpPage *page = column->page;
    double width = row->box.x1 - row->box.x0;
    double whole = table->edges[table->n_columns] - table->edges[0];
    guint across = 0;

    for (guint c = 1; c < table->n_columns; c++)
        across += runs_across(page, row, table->edges[c]);
    bool group = width < GROUP_WIDTH * whole && row->box.x0 < table->edges[1] &&
                 is_group(page, table, row) &&
                 (bp_page_word(page, word_at(row, 0))->style & BP_STYLE_BOLD);
    /* A long name may stick out over one edge; text over two is not of the table. */
    if (!group && (across >= 2 || (across == 1 && (table->n_columns == 2 || width > 0.5 * whole))))
        return true;
    BpLine *line = bp_line_of_words(column->layout, page, row->words, column->matcher);
    return line->label && !numbered && !strchr(line->text, '\t') && g_ascii_isdigit(line->text[0]);
}

static guint table_end(const BpColumn *column, const GPtrArray *rows, guint start,
                       const BpTable *table, const Headings *headings)
{
    bool numbered = headings->role[0] && !strcmp(headings->role[0], "number");
    guint end = start + 1;

    for (guint r = start + 1; r < rows->len; r++) {
        const BpTextRow *row = rows->pdata[r], *above = rows->pdata[r - 1];
        if (row->box.y0 - above->box.y1 > TABLE_GAP * row->size ||
            ends_table(column, table, row, numbered))
            break;
        end = r + 1;
    }
    return end;
}

static bool ruled_between(const BpPage *page, const BpTable *table, double above, double below)
{
    double width = table->edges[table->n_columns] - table->edges[0];

    for (guint i = 0; page->rulings && i < page->rulings->len; i++) {
        const BpRuling *r = &g_array_index(page->rulings, BpRuling, i);
        double inside = MIN(r->to, table->edges[table->n_columns]) - MAX(r->from, table->edges[0]);
        if (!r->vertical && r->at > above && r->at < below && inside > 0.5 * width)
            return true;
    }
    return false;
}

/* The tightest distance of two text rows, and whether distances differ enough to tell rows of the
 * table from lines of a cell. */
static double tightest(const GPtrArray *rows, guint from, guint to, bool *out_varied)
{
    double least = G_MAXDOUBLE, most = 0;

    for (guint r = from + 1; r < to; r++) {
        const BpTextRow *a = rows->pdata[r - 1], *b = rows->pdata[r];
        least = MIN(least, b->y - a->y);
        most = MAX(most, b->y - a->y);
    }
    *out_varied = most > 1.25 * least;
    return least;
}

static void fill_group(const BpColumn *column, BpTable *table, const BpTextRow *text)
{
    BpRow *row = bp_table_add_row(table, column->page->number);
    BpCell *cell = bp_row_set_cell(row, 0, table->n_columns);
    BpColumn inner = *column;

    cell->box =
        (BpBox){table->edges[0], text->box.y0, table->edges[table->n_columns], text->box.y1};
    inner.column = cell->box;
    inner.in_table = true;
    bp_paragraphs_of_words(&inner, text->words, cell->blocks);
    bp_cell_finish(cell);
    row->box = cell->box;
    row->group = true;
}

static void fill_row(const BpColumn *column, BpTable *table, const GPtrArray *rows, guint from,
                     guint to)
{
    const BpPage *page = column->page;

    if (to == from + 1 && table->rows->len + (table->header != NULL) > 0 &&
        is_group(page, table, rows->pdata[from])) {
        fill_group(column, table, rows->pdata[from]);
        return;
    }
    BpRow *row = bp_table_add_row(table, page->number);

    for (guint c = 0; c < table->n_columns; c++) {
        g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(guint));
        for (guint r = from; r < to; r++) {
            const BpTextRow *text = rows->pdata[r];
            for (guint i = 0; i < text->words->len; i++) {
                guint index = word_at(text, i);
                const BpWord *word = bp_page_word(page, index);
                double x = (word->box.x0 + word->box.x1) / 2;
                if ((c == 0 || x >= table->edges[c]) &&
                    (c + 1 == table->n_columns || x < table->edges[c + 1]))
                    g_array_append_val(words, index);
            }
        }
        if (!words->len)
            continue;
        BpCell *cell = bp_row_set_cell(row, c, 1);
        const BpTextRow *first = rows->pdata[from], *last = rows->pdata[to - 1];
        cell->box = (BpBox){table->edges[c], first->box.y0, table->edges[c + 1], last->box.y1};
        BpColumn inner = *column;
        inner.column = cell->box;
        inner.in_table = true;
        bp_paragraphs_of_words(&inner, words, cell->blocks);
        bp_cell_finish(cell);
        row->box = bp_box_union(row->box, cell->box);
    }
}

static bool has_word_in_first(const BpPage *page, const BpTable *table, const BpTextRow *row)
{
    const BpWord *word = bp_page_word(page, word_at(row, 0));

    return (word->box.x0 + word->box.x1) / 2 < table->edges[1];
}

static void fill_rows(const BpColumn *column, BpTable *table, const GPtrArray *rows, guint from,
                      guint to)
{
    bool varied = false, ruled = false;
    double step = tightest(rows, from, to, &varied);

    for (guint r = from + 1; r < to; r++) {
        const BpTextRow *a = rows->pdata[r - 1], *b = rows->pdata[r];
        ruled = ruled || ruled_between(column->page, table, a->y, b->y);
    }
    guint start = from;
    for (guint r = from + 1; r <= to; r++) {
        if (r < to) {
            const BpTextRow *a = rows->pdata[r - 1], *b = rows->pdata[r];
            bool apart = b->y - a->y > 1.2 * step;
            bool begins = ruled ? ruled_between(column->page, table, a->y, b->y)
                                : has_word_in_first(column->page, table, b) && (!varied || apart);
            begins = begins || (!ruled && b->y - a->y > 1.7 * step);
            if (!begins)
                continue;
        }
        fill_row(column, table, rows, start, r);
        start = r;
    }
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
    BpTable *table = bp_layout_add_table(column->layout, headings.n);
    guint look = MIN(rows->len, start + 1 + LOOK_AHEAD);
    table->edges[0] = MIN(headings.x0[0], column->column.x0);
    for (guint c = 1; c < headings.n; c++)
        table->edges[c] = best_edge(column->page, rows, start, look, headings.x0[c - 1],
                                    headings.x0[c], headings.x1[c]);
    table->edges[headings.n] = MAX(headings.x1[headings.n - 1], column->column.x1);
    guint end = table_end(column, rows, start, table, &headings);
    if (end > start + 1) {
        fill_row(column, table, rows, start, start + 1);
        table->header = g_ptr_array_steal_index(table->rows, 0);
        for (guint c = 0; c < headings.n; c++) {
            table->roles[c] = headings.role[c];
            g_free(table->heads->pdata[c]);
            table->heads->pdata[c] = g_steal_pointer(&headings.text[c]);
        }
        fill_rows(column, table, rows, start + 1, end);
    }
    headings_clear(&headings);
    *out_next = end;
    return end > start + 1 ? table : NULL;
}
