/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text columns side by side.
 *
 * A gutter is an upright strip of white that rows one after the other leave free. It parts columns
 * in two cases only: text of its own on the right stands on baselines that the left does not have
 * (a sidebar), or both sides are full lines of running text. Everything else (a label and its text,
 * a name and its role, an item and its presenter) belongs together row by row.
 */
#include "layout/columns.h"

#include "layout/lines.h"

/* Narrowest gutter, in font sizes. */
#define GUTTER 1.5
/* Fewest rows that can make columns. */
#define MIN_ROWS 5
/* Running text has at least so many words a line. */
#define PROSE_WORDS 4
/* A side line is full when it reaches this share of its column. */
#define FULL 0.75

typedef struct {
    double x0, x1;                 /* the gutter */
    guint keys;                    /* rows whose left text is a number, a label or "Key:" */
    guint both, left, right;       /* rows with text on both sides, only left, only right */
    guint full_left, full_right;   /* rows of both that fill their side */
    guint words_left, words_right; /* in rows of both */
} Run;

static const BpWord *word_at(const BpPage *page, const BpTextRow *row, guint i)
{
    return bp_page_word(page, g_array_index(row->words, guint, i));
}

/* The widest gap inside a row. */
static bool widest_gap(const BpPage *page, const BpTextRow *row, double *out_x0, double *out_x1)
{
    double width = 0;

    for (guint i = 1; i < row->words->len; i++) {
        const BpWord *a = word_at(page, row, i - 1), *b = word_at(page, row, i);
        if (b->box.x0 - a->box.x1 > width) {
            width = b->box.x0 - a->box.x1;
            *out_x0 = a->box.x1;
            *out_x1 = b->box.x0;
        }
    }
    return width >= GUTTER * row->size;
}

/* Narrow the run's gutter by a row; false when the row closes it. */
static bool narrow(const BpPage *page, const BpTextRow *row, Run *run)
{
    double x0 = run->x0, x1 = run->x1;

    for (guint i = 0; i < row->words->len; i++) {
        const BpWord *word = word_at(page, row, i);
        if (word->box.x1 <= x0 || word->box.x0 >= x1)
            continue;
        if ((word->box.x0 + word->box.x1) / 2 < (x0 + x1) / 2)
            x0 = word->box.x1;
        else
            x1 = word->box.x0;
    }
    if (x1 - x0 < GUTTER * row->size)
        return false;
    run->x0 = x0;
    run->x1 = x1;
    return true;
}

/* "7.", "(a)", "24/031", "From:" as the whole left side of a row. */
static bool is_key(const BpPage *page, const BpWord *last, guint words)
{
    char end = page->text[last->end - 1], start = page->text[last->start];

    if (end == ':')
        return true;
    return words == 1 && last->end - last->start <= 9 &&
           (g_ascii_isdigit(start) || start == '(' || end == '.' || end == ')' || end == '\t' ||
            (guchar)start >= 0x80);
}

static void count_sides(const BpPage *page, const GPtrArray *rows, guint from, guint to,
                        const BpBox *box, Run *run)
{
    for (guint r = from; r < to; r++) {
        const BpTextRow *row = rows->pdata[r];
        double left = 0, right = 0;
        const BpWord *last = NULL;
        guint words = 0, others = 0;
        for (guint i = 0; i < row->words->len; i++) {
            const BpWord *word = word_at(page, row, i);
            if (word->box.x1 <= run->x0 + 0.1) {
                left = word->box.x1;
                last = word;
                words++;
            } else {
                right = word->box.x1;
                others++;
            }
        }
        run->keys += last && is_key(page, last, words);
        run->words_left += right > 0 ? words : 0;
        run->words_right += left > 0 ? others : 0;
        run->both += left > 0 && right > 0;
        run->left += left > 0 && right == 0;
        run->right += left == 0 && right > 0;
        run->full_left += left > 0 && right > 0 && left - box->x0 > FULL * (run->x0 - box->x0);
        run->full_right += left > 0 && right > 0 && right - run->x1 > FULL * (box->x1 - run->x1);
    }
}

static bool parts_columns(const Run *run, const BpBox *box)
{
    guint rows = run->both + run->left + run->right;
    /* Lists side by side share most of their baselines; a sidebar does not. */
    bool sidebar = run->right >= 3 && run->left >= 1 && 2 * run->both <= rows;
    double width = box->x1 - box->x0;
    bool prose = 5 * run->both >= 3 * rows && run->x0 - box->x0 > 0.3 * width &&
                 box->x1 - run->x1 > 0.3 * width && 2 * run->full_left > run->both &&
                 2 * run->full_right > run->both && run->words_left >= PROSE_WORDS * run->both &&
                 run->words_right >= PROSE_WORDS * run->both;

    /* Numbers and keys belong to what stands beside them. */
    return rows >= MIN_ROWS && 2 * run->keys < run->both + run->left && (sidebar || prose);
}

static void add_side(const BpColumn *column, const GPtrArray *rows, guint from, guint to,
                     const Run *run, bool right, GPtrArray *out)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(guint));
    BpColumn side = *column;
    double middle = (run->x0 + run->x1) / 2;

    for (guint r = from; r < to; r++) {
        const BpTextRow *row = rows->pdata[r];
        for (guint i = 0; i < row->words->len; i++) {
            const BpWord *word = word_at(column->page, row, i);
            if (((word->box.x0 + word->box.x1) / 2 > middle) == right)
                g_array_append_val(words, g_array_index(row->words, guint, i));
        }
    }
    if (right)
        side.column.x0 = run->x1;
    else
        side.column.x1 = run->x0;
    if (words->len)
        bp_paragraphs_of_words(&side, words, out);
}

static void add_plain(const BpColumn *column, const GPtrArray *rows, guint from, guint to,
                      GPtrArray *out)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint r = from; r < to; r++) {
        const BpTextRow *row = rows->pdata[r];
        g_array_append_vals(words, row->words->data, row->words->len);
    }
    if (words->len)
        bp_paragraphs_of_words(column, words, out);
}

void bp_columns_of_words(const BpColumn *column, const GArray *words, GPtrArray *out)
{
    g_autoptr(GPtrArray) rows = bp_rows_of_words(column->page, words);
    guint plain = 0;

    for (guint r = 0; r < rows->len;) {
        Run run = {0};
        if (!widest_gap(column->page, rows->pdata[r], &run.x0, &run.x1)) {
            r++;
            continue;
        }
        guint end = r + 1;
        while (end < rows->len && narrow(column->page, rows->pdata[end], &run))
            end++;
        count_sides(column->page, rows, r, end, &column->column, &run);
        if (!parts_columns(&run, &column->column)) {
            r++;
            continue;
        }
        add_plain(column, rows, plain, r, out);
        add_side(column, rows, r, end, &run, false, out);
        add_side(column, rows, r, end, &run, true, out);
        plain = r = end;
    }
    add_plain(column, rows, plain, rows->len, out);
}
