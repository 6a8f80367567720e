/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rows of a table that was found by its headings.
 *
 * Lines of text are gathered into rows: at level rulings where the page has them between the
 * lines; otherwise where the distance between lines says so; otherwise where the first column
 * begins a new entry. A line that names the rows below it becomes a row of one cell.
 */
#include "layout/heading-rows.h"

#include "layout/text-margin.h"

/* A gap narrower than this, in em, at a column edge is a space inside running text. */
#define GUTTER 0.45
/* Rows stand apart by more than this many line distances of a cell's own lines: 1.19 is common,
 * and baselines are exact to 0.04. */
#define ROW_LEADING 1.1
/* Lines of a cell fill fewer columns than rows, by this share. */
#define FEWER 0.75

static guint word_at(const BpTextRow *row, guint i)
{
    return g_array_index(row->words, guint, i);
}

static int compare_lefts(gconstpointer a, gconstpointer b)
{
    double d = ((const BpBox *)a)->x0 - ((const BpBox *)b)->x0;

    return d < 0 ? -1 : d > 0;
}

/* The left edges of the pieces that a gap of at least `gap` parts in all the rows. */
static GArray *find_pieces(const BpPage *page, const GPtrArray *rows, guint from, guint to,
                           double gap)
{
    GArray *lefts = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(BpBox));
    double right = -G_MAXDOUBLE;

    for (guint r = from; r < to; r++) {
        const BpTextRow *row = rows->pdata[r];
        for (guint i = 0; i < row->words->len; i++)
            g_array_append_val(boxes, bp_page_word(page, word_at(row, i))->box);
    }
    g_array_sort(boxes, compare_lefts);
    for (guint i = 0; i < boxes->len; i++) {
        const BpBox *box = &g_array_index(boxes, BpBox, i);
        if (box->x0 - right >= gap)
            g_array_append_val(lefts, box->x0);
        right = MAX(right, box->x1);
    }
    return lefts;
}

BpTextRow *bp_heading_of_rows(const BpPage *page, const GPtrArray *rows, guint from, guint to)
{
    const BpTextRow *first = rows->pdata[from];
    BpTextRow *joined = g_new0(BpTextRow, 1);

    *joined = *first;
    joined->words = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint r = from; r < to; r++)
        joined->box = bp_box_union(joined->box, ((const BpTextRow *)rows->pdata[r])->box);
    g_autoptr(GArray) lefts = find_pieces(page, rows, from, to, BP_HEADING_GAP * first->size);
    for (guint p = 0; p < lefts->len; p++) {
        double left = g_array_index(lefts, double, p);
        double end = p + 1 < lefts->len ? g_array_index(lefts, double, p + 1) : G_MAXDOUBLE;
        for (guint r = from; r < to; r++) {
            const BpTextRow *row = rows->pdata[r];
            for (guint i = 0; i < row->words->len; i++) {
                guint index = word_at(row, i);
                double x = bp_page_word(page, index)->box.x0;
                if (x >= left && x < end)
                    g_array_append_val(joined->words, index);
            }
        }
    }
    return joined;
}

/* Whether the row's text runs on across an edge: a word covers it or only a space lies there. */
bool bp_row_runs_across(const BpPage *page, const BpTextRow *row, double edge)
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

static bool is_bold(const BpPage *page, const BpTextRow *row)
{
    for (guint i = 0; i < row->words->len; i++)
        if (!(bp_page_word(page, word_at(row, i))->style & BP_STYLE_BOLD))
            return false;
    return true;
}

/* Bold words that end with a colon: the name of what follows ("Apologies:"). */
static bool is_label(const BpPage *page, const BpTextRow *row)
{
    const BpWord *last = bp_page_word(page, word_at(row, row->words->len - 1));

    return is_bold(page, row) && page->text[last->end - 1] == ':';
}

/* One line of text that runs on across an edge: a heading inside the table. */
bool bp_row_is_group(const BpPage *page, const BpTable *table, const BpTextRow *row)
{
    for (guint i = 1; i < row->words->len; i++) {
        const BpWord *a = bp_page_word(page, word_at(row, i - 1));
        const BpWord *b = bp_page_word(page, word_at(row, i));
        if (b->box.x0 - a->box.x1 > BP_HEADING_GAP * a->size)
            return false;
    }
    for (guint c = 1; c < table->n_columns; c++)
        if (bp_row_runs_across(page, row, table->edges[c]))
            return true;
    return is_label(page, row);
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

static int compare_doubles(gconstpointer a, gconstpointer b)
{
    double d = *(const double *)a - *(const double *)b;

    return d < 0 ? -1 : d > 0;
}

/* Distance of a text row from the one above it, in its own font size. */
static double leading_of(const GPtrArray *rows, guint r)
{
    const BpTextRow *a = rows->pdata[r - 1], *b = rows->pdata[r];

    return MAX(b->y - a->y, 0.1) / MAX(b->size, 1);
}

/* The columns in which a text row has words, a bit each. */
static guint64 columns_of(const BpPage *page, const BpTable *table, const BpTextRow *row)
{
    guint64 columns = 0;

    for (guint i = 0; i < row->words->len; i++) {
        const BpWord *word = bp_page_word(page, word_at(row, i));
        guint c = 0;
        while (c + 1 < table->n_columns && (word->box.x0 + word->box.x1) / 2 >= table->edges[c + 1])
            c++;
        columns |= G_GUINT64_CONSTANT(1) << c;
    }
    return columns;
}

guint bp_rows_filled(const BpPage *page, const BpTable *table, const GPtrArray *rows, guint from,
                     guint to)
{
    guint64 columns = 0;

    for (guint r = from; r < to; r++)
        columns |= columns_of(page, table, rows->pdata[r]);
    return (guint)__builtin_popcountll(columns);
}

/*
 * The distance (in font sizes) that parts the lines of a cell from the rows of the table: in the
 * middle of the first jump among the distances, sorted. Lines of a cell fill fewer columns than the
 * rows they belong to; where they do not, the near ones are rows and the far ones stand below a
 * gap, and there is no such distance: 0.
 */
static double row_distance(const BpPage *page, const BpTable *table, const GPtrArray *rows,
                           guint from, guint to)
{
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(double));
    double distance = 0, near = 0, far = 0;
    guint n_near = 0, n_far = 0;

    for (guint r = from + 1; r < to; r++) {
        double step = leading_of(rows, r);
        g_array_append_val(steps, step);
    }
    g_array_sort(steps, compare_doubles);
    for (guint i = 1; i < steps->len && distance <= 0; i++) {
        double low = g_array_index(steps, double, i - 1), high = g_array_index(steps, double, i);
        if (high > ROW_LEADING * low)
            distance = (low + high) / 2;
    }
    for (guint r = from + 1; r < to && distance > 0; r++) {
        bool is_far = leading_of(rows, r) > distance;
        double n = bp_rows_filled(page, table, rows, r, r + 1);
        *(is_far ? &far : &near) += n;
        *(is_far ? &n_far : &n_near) += 1;
    }
    return n_near && n_far && near / n_near < FEWER * far / n_far ? distance : 0;
}

/* A bold line alone in its row, in one of several columns, names the rows below it. */
static bool is_lone(const BpPage *page, const BpTable *table, const BpTextRow *row)
{
    return table->n_columns > 2 && is_bold(page, row) &&
           __builtin_popcountll(columns_of(page, table, row)) == 1;
}

static bool is_heading(const BpPage *page, const BpTable *table, const BpTextRow *row)
{
    return bp_row_is_group(page, table, row) || is_lone(page, table, row);
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

void bp_fill_row(const BpColumn *column, BpTable *table, const GPtrArray *rows, guint from,
                 guint to)
{
    const BpPage *page = column->page;

    if (to == from + 1 && table->rows->len + (table->header != NULL) > 0 &&
        is_heading(page, table, rows->pdata[from])) {
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

void bp_fill_rows(const BpColumn *column, BpTable *table, const GPtrArray *rows, guint from,
                  guint to)
{
    const BpPage *page = column->page;
    double distance = row_distance(page, table, rows, from, to);
    bool running = bp_is_text_and_margin(page, table, rows, from, to);
    bool ruled = false;
    guint start = from;

    for (guint r = from + 1; r < to && !ruled; r++) {
        const BpTextRow *a = rows->pdata[r - 1], *b = rows->pdata[r];
        /* The edges of a shaded heading say nothing of the other rows. */
        ruled = ruled_between(page, table, a->y, b->y) && !is_heading(page, table, a) &&
                !is_heading(page, table, b);
    }
    running = running && !ruled;
    for (guint r = from + 1; r <= to; r++) {
        if (r < to) {
            const BpTextRow *a = rows->pdata[r - 1], *b = rows->pdata[r];
            bool apart = distance > 0 && leading_of(rows, r) > distance;
            bool begins = ruled ? ruled_between(page, table, a->y, b->y)
                                : apart || (distance <= 0 && has_word_in_first(page, table, b));
            begins = (begins && !running) || bp_row_is_group(page, table, b) ||
                     (start + 1 == r && bp_row_is_group(page, table, a));
            if (!begins)
                continue;
        }
        table->guessed = table->guessed || (!ruled && distance <= 0 && r > start + 1);
        bp_fill_row(column, table, rows, start, r);
        if (running)
            bp_part_notes(column, table->rows->pdata[table->rows->len - 1]);
        start = r;
    }
}
