/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines to paragraphs.
 *
 * A new paragraph starts where at least one of these says so: a numbering token or bullet, more
 * white space than between other lines, another font size, bold beginning or ending with the line,
 * a change of indent, or a line that ends although the next word would have fitted on it. The last
 * is how a word processor's own line breaking is read backwards, and needs the column's right edge.
 * Where the file itself says what a paragraph is, that decides.
 */
#include "layout/paragraphs.h"

#include <math.h>
#include <string.h>

#include "layout/lines.h"
#include "layout/ragged.h"

/* White space above a line, in units of the usual distance of lines, that parts paragraphs. 1.3:
 * Word's "6 pt after" on 11 pt text is 1.4; loose lines inside one paragraph stay below 1.25. */
#define PARAGRAPH_LEADING 1.3
/* Font sizes further apart than this share are different. */
#define SIZE_CHANGE 0.12
/* Indents within this many em are the same. */
#define SAME_INDENT 0.8
/* A margin note stands this far from the text, in em, and right of this share of the column. */
#define NOTE_GAP 1.5
/* A bold note after plain text may stand nearer. */
#define BOLD_NOTE_GAP  0.5
#define NOTE_FROM      0.7
#define NOTE_MAX_WIDTH 0.3
/* Assumed distance of lines in font sizes where a column has too few lines to tell. */
#define DEFAULT_LEADING 1.2
/* Lines of one paragraph are at most this many font sizes apart (one and a half spacing); double
 * spacing is read as paragraphs of their own. */
#define MAX_LEADING 1.75
/* So many dots are leaders; what they lead to is at most so many bytes. */
#define MIN_LEADERS       5
#define MAX_AFTER_LEADERS 48
/* With fewer lines than this the column's own edge says where lines end. */
#define FEW_LINES 8

typedef struct {
    const BpColumn *column;
    GPtrArray *lines; /* BpLine* */
    GPtrArray *notes; /* BpLine* or NULL, one a line */
    double leading, right, left;
    double edge; /* up to which the line before could have been filled */
} Flow;

bool bp_text_goes_on(const char *text, const char *next)
{
    gsize len = strlen(text);

    while (len > 0 && strchr(" \t)\"'", text[len - 1]))
        len--;
    if (len == 0)
        return false;
    if (strchr(".!?:;", text[len - 1]))
        return false;
    gunichar first = g_utf8_get_char(next);
    return g_unichar_islower(first) || first == '(' || strchr(",-&", text[len - 1]);
}

/* Index of the first word of a margin note in a row, or the number of words. */
static guint note_start(const Flow *flow, const BpTextRow *row)
{
    const BpColumn *column = flow->column;
    const BpPage *page = column->page;
    double width = column->column.x1 - column->column.x0;

    if (width < 250)
        return row->words->len;
    for (guint i = row->words->len - 1; i > 0; i--) {
        const BpWord *word = bp_page_word(page, g_array_index(row->words, guint, i));
        const BpWord *before = bp_page_word(page, g_array_index(row->words, guint, i - 1));
        if (word->box.x0 < column->column.x0 + NOTE_FROM * width)
            break;
        if (row->box.x1 - word->box.x0 > NOTE_MAX_WIDTH * width)
            break;
        bool bolder = word->style & ~before->style & BP_STYLE_BOLD;
        if (word->box.x0 - before->box.x1 >= (bolder ? BOLD_NOTE_GAP : NOTE_GAP) * word->size)
            return i;
    }
    const BpWord *first = bp_page_word(page, g_array_index(row->words, guint, 0));
    return first->box.x0 >= column->column.x0 + 0.85 * width ? 0 : row->words->len;
}

static bool is_note(const Flow *flow, const BpLine *line)
{
    BpSubject subject = {.text = line->text,
                         .len = strlen(line->text),
                         .page = line->page,
                         .style = line->style,
                         .caps = line->caps};
    BpMatch match;

    return bp_matcher_match(flow->column->matcher, "owner", "margin", &subject, &match);
}

static void add_row(Flow *flow, const BpTextRow *row)
{
    const BpColumn *column = flow->column;
    guint start = note_start(flow, row);
    BpLine *note = NULL;

    if (start < row->words->len) {
        g_autoptr(GArray) tail = g_array_new(FALSE, FALSE, sizeof(guint));
        g_array_append_vals(tail, &g_array_index(row->words, guint, start),
                            row->words->len - start);
        note = bp_line_of_words(column->layout, column->page, tail, column->matcher);
        if (!is_note(flow, note))
            note = NULL;
    }
    if (!note) {
        g_ptr_array_add(flow->lines, bp_line_of_words(column->layout, column->page, row->words,
                                                      column->matcher));
        g_ptr_array_add(flow->notes, NULL);
        return;
    }
    if (start == 0) {
        g_ptr_array_add(flow->lines, NULL);
    } else {
        g_autoptr(GArray) head = g_array_new(FALSE, FALSE, sizeof(guint));
        g_array_append_vals(head, row->words->data, start);
        g_ptr_array_add(flow->lines,
                        bp_line_of_words(column->layout, column->page, head, column->matcher));
    }
    g_ptr_array_add(flow->notes, note);
}

static int compare_doubles(gconstpointer a, gconstpointer b)
{
    double d = *(const double *)a - *(const double *)b;

    return d < 0 ? -1 : d > 0;
}

static double quantile(GArray *values, double q)
{
    g_array_sort(values, compare_doubles);
    return g_array_index(values, double, (guint)(q * (values->len - 1) + 0.5));
}

/* Usual distance of lines and the edges of the column, from its own lines. */
static void measure(Flow *flow)
{
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(double));
    const BpLine *before = NULL;
    double size = 0, right = 0, second = 0;
    guint n = 0;

    flow->left = G_MAXDOUBLE;
    for (guint i = 0; i < flow->lines->len; i++) {
        const BpLine *line = flow->lines->pdata[i];
        if (!line)
            continue;
        if (before) {
            double step = (line->box.y0 + line->box.y1 - before->box.y0 - before->box.y1) / 2;
            double em = MAX(line->size, 1);
            if (step > 0.8 * em && step < 2.2 * em)
                g_array_append_val(steps, step);
        }
        if (line->box.x1 > right) {
            second = right;
            right = line->box.x1;
        } else {
            second = MAX(second, line->box.x1);
        }
        flow->left = MIN(flow->left, line->box.x0);
        size = MAX(size, line->size);
        g_array_append_val(sizes, line->size);
        before = line;
        n++;
    }
    /* The lower quartile: in lists most lines stand apart by paragraph spacing. A title is no
     * measure of the text below it. */
    double usual = sizes->len ? quantile(sizes, 0.5) : 1;
    flow->leading = steps->len >= 3 ? quantile(steps, 0.25) : DEFAULT_LEADING * MAX(usual, 1);
    flow->leading = MAX(MIN(flow->leading, MAX_LEADING * usual), 1);
    flow->right = n >= 5 && right - second > 3 * size ? second : right;
    if (n < FEW_LINES && !flow->column->in_table)
        flow->right = MAX(flow->right, flow->column->column.x1 - 2 * size);
    if (flow->column->in_table)
        flow->right = MAX(flow->right, flow->column->column.x1 - 0.7 * MAX(size, 1));
    if (flow->left == G_MAXDOUBLE)
        flow->left = flow->column->column.x0;
}

static bool is_centred(const Flow *flow, const BpLine *line)
{
    double lead = line->box.x0 - flow->column->column.x0;
    double trail = flow->column->column.x1 - line->box.x1;

    return lead > 3 * line->size && trail > 3 * line->size && fabs(lead - trail) < 2.5 * line->size;
}

/* Set against the right edge, away from the left one. */
static bool is_flush_right(const Flow *flow, const BpLine *line)
{
    return line->box.x0 - flow->left > 3 * line->size &&
           fabs(line->box.x1 - flow->right) < 0.5 * line->size;
}

static bool ends_sentence(const char *text)
{
    gsize len = strlen(text);

    while (len > 0 && strchr(" \t)\"'", text[len - 1]))
        len--;
    return len > 0 && strchr(".!?:;", text[len - 1]);
}

/* A line of leader dots ends its entry, however full the dots make it: "Minutes . . . . . AB, 3".
 */
static bool ends_in_leaders(const char *text)
{
    guint dots = 0;

    for (const char *p = text; *p; p++)
        if (*p == '.' || *p == '_')
            dots++;
        else if (*p != ' ' && *p != '\t') {
            if (dots >= MIN_LEADERS)
                return strlen(p) <= MAX_AFTER_LEADERS;
            dots = 0;
        }
    return dots >= MIN_LEADERS;
}

static bool fits(const Flow *flow, const BpLine *line, const BpLine *next)
{
    return line->box.x1 + 0.3 * line->size + next->first_width < flow->edge - 0.5 * line->size;
}

/* Whether a label at the start of `line` is one, and not a number that a sentence happens to break
 * before: then the line before is full, unfinished, looks the same, and stands close above at the
 * same indent. */
static bool is_true_label(const Flow *flow, const BpLine *before, const BpLine *line, bool apart)
{
    if (!line->label)
        return false;
    if (!g_ascii_isdigit(line->text[0]) || ends_in_leaders(before->text) || apart ||
        (line->style & ~before->style & BP_STYLE_BOLD))
        return true;
    bool wrapped = !fits(flow, before, line) && !ends_sentence(before->text);
    bool flush = fabs(line->box.x0 - before->text_x) < SAME_INDENT * line->size;
    return !(wrapped && flush);
}

static bool starts_paragraph(const Flow *flow, const BpBlock *block, BpLine *line)
{
    const BpLine *first = block->lines->pdata[0];
    const BpLine *before = block->lines->pdata[block->lines->len - 1];
    double em = MAX(line->size, 1);
    double step = (line->box.y0 + line->box.y1 - before->box.y0 - before->box.y1) / 2;

    bool apart = step > PARAGRAPH_LEADING * MAX(flow->leading, 0.95 * em);
    bool goes_on = line->line_start == BP_LINE_GOES_ON;

    if (line->label && (goes_on || !is_true_label(flow, before, line, apart)))
        line->label = 0, line->text_x = line->box.x0;
    if (line->line_start != BP_LINE_UNKNOWN)
        return !goes_on;
    if (line->label || apart || ends_in_leaders(before->text))
        return true;
    if ((line->style ^ before->style) & BP_STYLE_ITALIC)
        return true;
    if (fabs(line->size - before->size) > SIZE_CHANGE * MAX(line->size, before->size))
        return true;
    /* A bold title may stand behind a plain number. */
    bool title =
        (before->style & BP_STYLE_BOLD) || (before->label && before->text_bold && before->end_bold);
    if (line->start_bold != before->end_bold && (title || (line->style & BP_STYLE_BOLD)) &&
        (ends_sentence(before->text) || fits(flow, before, line) || title))
        return true;
    bool centred = is_centred(flow, line) && is_centred(flow, before);
    double expected = block->lines->len == 1 ? first->text_x : before->box.x0;
    bool hangs = fabs(line->box.x0 - first->tab_x) < SAME_INDENT * em ||
                 fabs(line->box.x0 - first->text_x) < SAME_INDENT * em ||
                 fabs(line->box.x0 - first->box.x0) < SAME_INDENT * em ||
                 fabs(line->box.x0 - before->box.x0) < SAME_INDENT * em;
    bool ragged = centred || (is_flush_right(flow, line) && is_flush_right(flow, before));
    if (!ragged && !hangs && line->box.x0 > expected + 1.5 * em)
        return true;
    if (!ragged && line->box.x0 < first->box.x0 - 2.5 * em)
        return true;
    if (ragged && !centred)
        return !g_unichar_islower(g_utf8_get_char(line->text));
    if (fits(flow, before, line) && !centred)
        return ends_sentence(before->text) || !g_unichar_islower(g_utf8_get_char(line->text));
    return false;
}

/* Tags call whole paragraphs, rows of figures and empty lines headings. */
static bool is_tagged_heading(const BpBlock *block)
{
    const BpLine *line = block->lines->pdata[0];

    return block->lines->len == 1 && line->heading && !strchr(line->text, '\t') &&
           !strchr(".;,", line->text[strlen(line->text) - 1]);
}

/* Facts of a block that depend on its column. */
static void place(const Flow *flow, BpBlock *block, const BpBlock *before)
{
    const BpLine *first = block->lines->pdata[0];
    double em = flow->column->layout->body_size, widest = 0;
    double width = MAX(flow->column->column.x1 - flow->column->column.x0, 1);

    bp_block_finish(block, em);
    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        widest = MAX(widest, line->box.x1 - line->box.x0);
    }
    block->centred = is_centred(flow, first);
    block->heading = is_tagged_heading(block);
    block->indent = (first->box.x0 - flow->left) / em;
    block->text_indent = (first->text_x - flow->left) / em;
    block->width = widest / width;
    block->gap = before ? (block->box.y0 - before->box.y1) / flow->leading : 9;
}

static void add_note(BpLayout *layout, BpBlock *block, BpLine *line)
{
    if (!block->notes)
        block->notes = g_ptr_array_new();
    BpBlock *note = NULL;
    if (block->notes->len) {
        BpBlock *last = block->notes->pdata[block->notes->len - 1];
        const BpLine *above = last->lines->pdata[last->lines->len - 1];
        if (line->box.y0 - above->box.y1 < 0.6 * line->size)
            note = last;
    }
    if (!note) {
        note = bp_layout_add_block(layout, BP_BLOCK_PARA, line->page);
        note->box = line->box;
        g_ptr_array_add(block->notes, note);
    }
    g_ptr_array_add(note->lines, line);
    bp_block_finish(note, layout->body_size);
}

void bp_paragraphs_of_words(const BpColumn *column, const GArray *words, GPtrArray *out)
{
    g_autoptr(GPtrArray) rows = bp_rows_of_words(column->page, words);
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    g_autoptr(GPtrArray) notes = g_ptr_array_new();
    Flow flow = {.column = column, .lines = lines, .notes = notes};
    BpBlock *block = NULL, *before = NULL;

    for (guint i = 0; i < rows->len; i++)
        add_row(&flow, rows->pdata[i]);
    measure(&flow);
    g_autofree double *edges = bp_right_edges(
        lines, flow.left, flow.right, column->in_table ? 0 : PARAGRAPH_LEADING * flow.leading);
    bp_edges_beside_notes(lines, notes, FEW_LINES, edges);
    for (guint i = 0; i < lines->len; i++) {
        BpLine *line = lines->pdata[i];
        if (line && (!block || starts_paragraph(&flow, block, line))) {
            if (block)
                place(&flow, block, before);
            before = block;
            block = bp_layout_add_block(column->layout, BP_BLOCK_PARA, column->page->number);
            block->box = line->box;
            g_ptr_array_add(out, block);
        }
        if (line) {
            g_ptr_array_add(block->lines, line);
            flow.edge = edges[i];
        }
        if (notes->pdata[i] && block)
            add_note(column->layout, block, notes->pdata[i]);
    }
    if (block)
        place(&flow, block, before);
}
