/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Unruled tables, found by their heading row.
 *
 * A row whose pieces (text between wide gaps) are column headings opens a table. The edge between
 * two columns is the place between their headings that the fewest words below cross, the widest
 * such gutter winning. The table ends at the first row whose text runs on across an edge. Headings
 * that stand over the right of the page only leave its first column without one. Where the tags of
 * the PDF tell of rows, and the page agrees, the heading may be set in several lines, and a table
 * may go on at the top of a page without its heading.
 */
#include <string.h>

#include "layout/table-parts.h"
#include "layout/tables.h"
#include "layout/tag-rows.h"

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
    headings->x0[n] = G_MAXDOUBLE;
    headings->x1[n] = 0;
    for (guint i = from; i < to; i++) {
        const BpWord *word = bp_page_word(column->page, word_at(row, i));
        headings->x0[n] = MIN(headings->x0[n], word->box.x0);
        headings->x1[n] = MAX(headings->x1[n], word->box.x1);
    }
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
 * Governor" behind a name). In a row that is `marked` as headings fewer of them need be known. */
static bool are_headings(Headings *headings, bool marked)
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
           (headings->split ? roles + again == headings->n : marked || 2 * roles >= headings->n);
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
    /* Behind the number a gap may stand; behind that, the text of a cell does not run on. */
    const char *text = across ? line->text + line->label : line->text;
    return line->label && !numbered && !strchr(text, '\t') && g_ascii_isdigit(line->text[0]);
}

/* Whether a table has a column of numbers, which may be the one whose heading is empty. */
static bool is_numbered(const char *first, const char *const roles[], guint n)
{
    bool numbered = !*first;

    for (guint i = 0; i < n; i++)
        numbered = numbered || !g_strcmp0(roles[i], "number");
    return numbered;
}

/* The row before which a table ends that has row `last` for certain. */
static guint table_end(const BpColumn *column, const GPtrArray *rows, guint last,
                       const BpTable *table, bool numbered, bool tagged)
{
    guint end = last + 1;

    for (guint r = last + 1; r < rows->len; r++) {
        const BpTextRow *row = rows->pdata[r], *above = rows->pdata[r - 1];
        if (row->box.y0 - above->box.y1 > TABLE_GAP * row->size)
            break;
        if (ends_table(column, table, row, numbered) &&
            !(tagged && bp_tag_goes_on(column->page, table, above, row)))
            break;
        end = r + 1;
    }
    return end;
}

static void set_edges(const BpColumn *column, BpTable *table, const Headings *headings,
                      const GPtrArray *rows, guint start)
{
    guint look = MIN(rows->len, start + 1 + LOOK_AHEAD);

    table->edges[0] = MIN(headings->x0[0], column->column.x0);
    for (guint c = 1; c < headings->n; c++)
        table->edges[c] = best_edge(column->page, rows, start, look, headings->x0[c - 1],
                                    headings->x0[c], headings->x1[c]);
    table->edges[headings->n] = MAX(headings->x1[headings->n - 1], column->column.x1);
}

static void take_header(BpTable *table, Headings *headings)
{
    table->header = g_ptr_array_steal_index(table->rows, 0);
    for (guint c = 0; c < headings->n; c++) {
        table->roles[c] = headings->role[c];
        g_free(table->heads->pdata[c]);
        table->heads->pdata[c] = g_steal_pointer(&headings->text[c]);
    }
}

/* The table below a heading that ends before row `below`; its rows as the plan has them, from its
 * row `first` on, where there is one. */
static BpTable *table_below(const BpColumn *column, const GPtrArray *rows, guint start, guint below,
                            const BpTagPlan *plan, guint first, guint *out_next)
{
    Headings headings = {.n = 0};
    g_autoptr(BpTextRow) joined =
        below > start + 1 ? bp_heading_of_rows(column->page, rows, start, below) : NULL;
    BpTable *table = NULL;

    read_pieces(column, joined ? joined : rows->pdata[start], &headings);
    if (are_headings(&headings, plan && plan->head) && below < rows->len) {
        if (has_unnamed(column, rows, start, &headings))
            add_unnamed(column, &headings);
        table = bp_layout_add_table(column->layout, headings.n);
        set_edges(column, table, &headings, rows, start);
        guint last = plan ? bp_tag_plan_last(plan) : start;
        *out_next =
            table_end(column, rows, last, table,
                      is_numbered(headings.text[0], headings.role, headings.n), plan != NULL);
        if (plan ? !bp_tag_plan_agrees(plan, column->page, table, rows, first, *out_next)
                 : *out_next == below)
            table = NULL;
    }
    if (table) {
        bp_fill_row(column, table, rows, start, below);
        take_header(table, &headings);
        if (plan)
            bp_tag_plan_fill(plan, column, table, rows, first, *out_next);
        else
            bp_fill_rows(column, table, rows, below, *out_next);
    }
    headings_clear(&headings);
    return table;
}

BpTable *bp_table_of_headings(const BpColumn *column, const GPtrArray *rows, guint start,
                              guint *out_next)
{
    const BpTextRow *row = rows->pdata[start];
    BpTable *table = NULL;

    if (row->words->len < 2 || row->words->len > 40)
        return NULL;
    g_autoptr(BpTagPlan) plan = bp_tag_plan_from(column->page, rows, start);
    if (plan) {
        /* A heading that a page repeats is not told of again. */
        bool own = bp_tag_plan_start(plan, 0) == start;
        guint below = own ? bp_tag_plan_end(plan, 0, rows->len) : bp_tag_plan_start(plan, 0);
        table = table_below(column, rows, start, below, plan, own, out_next);
    }
    return table ? table : table_below(column, rows, start, start + 1, NULL, 0, out_next);
}

BpTable *bp_table_of_rest(const BpColumn *column, const GPtrArray *rows, const BpTable *above,
                          guint *out_next)
{
    g_autoptr(BpTagPlan) plan = rows->len ? bp_tag_plan_from(column->page, rows, 0) : NULL;
    if (!plan || bp_tag_plan_start(plan, 0) > 0)
        return NULL;
    bool numbered = is_numbered(above->heads->pdata[0], above->roles, above->n_columns);
    BpTable *table = bp_layout_add_table(column->layout, above->n_columns);
    memcpy(table->edges, above->edges, (above->n_columns + 1) * sizeof *table->edges);
    memcpy(table->roles, above->roles, above->n_columns * sizeof *table->roles);
    *out_next = table_end(column, rows, bp_tag_plan_last(plan), table, numbered, true);
    if (!bp_tag_plan_agrees(plan, column->page, table, rows, 0, *out_next))
        return NULL;
    bp_tag_plan_fill(plan, column, table, rows, 0, *out_next);
    return table;
}
