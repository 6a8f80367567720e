/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Plain text, set as a typewriter would: every column 6 points wide, every line 12 points high,
 * form feeds begin pages.
 *
 * Text is kept in two ways. Either its lines were broken when it was made (pdftotext, mail): they
 * are set as they are. Or a paragraph is one long line, as text saved from a web page has it: then
 * paragraphs are broken at the width of a page, and the end of a line in the file is the end of a
 * paragraph. Which of the two it is, is told by how much of the text stands in lines that are
 * longer than any that is printed.
 */
#include <string.h>

#include "common/limits.h"

#include "extract/charset.h"
#include "extract/readers.h"
#include "extract/refuse.h"
#include "extract/text-lines.h"

#define COLUMN_WIDTH 6.0
#define LINE_HEIGHT  12.0
#define TYPE_SIZE    10.0

/* A blank of a typewriter is twice as wide as one that is set, and layout would take it for more
 * than a blank: the word before it is set wider by half of it. Two blanks part columns (1.2 em),
 * but after a full stop they are one. */
#define WIDENED 3.0

/* Longer lines are paragraphs, or rows of wide tables. */
#define LONGEST_LINE 200
#define LONGEST_ROW  500
/* Share of the text in such lines from which its paragraphs are not broken into lines. */
#define FLOWED_SHARE 0.2
/* Where they are broken then. */
#define FLOWED_COLUMNS 96
/* White above a paragraph that only a line end parts from the one before, in lines. */
#define FLOWED_GAP 1
/* A longer stretch of blank lines is cut. */
#define MOST_BLANKS 60

typedef struct {
    BpSheets *sheets;
    bool flowed;
    double top; /* of a page's first line */
    double y;   /* of the next line */
} Text;

/* Whether paragraphs stand on one line each. */
static bool is_flowed(const GString *text)
{
    BpTextLine line;
    guint64 all = 0, in_long = 0;
    bp_text_line_init(&line, text);
    while (bp_text_line_next(&line)) {
        bool gapped = bp_text_line_is_gapped(&line);
        all += gapped ? 0 : line.columns;
        in_long += !gapped && line.columns > LONGEST_LINE ? line.columns : 0;
    }
    bp_text_line_clear(&line);
    return in_long > FLOWED_SHARE * (double)all;
}

static void start_page(Text *text)
{
    bp_sheets_start_page(text->sheets);
    text->y = text->top;
}

/* The pages that form feeds begin, or that are begun because the last one is full. */
static void turn_pages(Text *text, const BpTextLine *line)
{
    for (guint i = 0; i < line->feeds; i++)
        start_page(text);
    double fill = bp_sheets_get_fill(text->sheets);
    bool parted = line->blanks > 0 || text->flowed;
    if (fill >= BP_SHEET_BRIM || (parted && fill >= BP_SHEET_FULL))
        start_page(text);
}

/* What a piece of the line is set wider than its letters. */
static double widening(const BpTextLine *line, guint i)
{
    const BpTextPiece *piece = bp_text_line_piece(line, i);
    bool is_last = i + 1 == line->pieces->len;
    guint white = is_last ? 0 : piece[1].column - piece->column - piece->columns;
    bool sentence_ends = strchr(".?!:", line->text->str[piece->start + piece->len - 1]);
    return white == 1 ? WIDENED : white == 2 && sentence_ends ? 2 * WIDENED : 0;
}

/* Set piece `i` of a line; `before` is the white space before it in the text of the page. */
static void set_piece(Text *text, const BpTextLine *line, guint i, guint column, guint columns,
                      char before)
{
    const BpTextPiece *piece = bp_text_line_piece(line, i);
    double x = BP_SHEET_MARGIN + column * COLUMN_WIDTH;
    double middle = text->y + LINE_HEIGHT / 2;
    BpWord word = {.size = TYPE_SIZE};
    word.box = (BpBox){x, middle - TYPE_SIZE / 2, x + columns * COLUMN_WIDTH + widening(line, i),
                       middle + TYPE_SIZE / 2};
    if (i > 0)
        word.line_start = BP_LINE_GOES_ON;
    else if (text->flowed)
        word.line_start = BP_LINE_STARTS;
    bp_sheets_add_word(text->sheets, line->text->str + piece->start, piece->len, before, &word);
}

static void wrap_line(Text *text)
{
    text->y += LINE_HEIGHT;
    if (bp_sheets_get_fill(text->sheets) >= BP_SHEET_BRIM)
        start_page(text);
}

/* Set a line, broken where it goes beyond `most` columns; what is wider alone is set narrower. An
 * indent of more than half of them is cut. */
static void set_line(Text *text, const BpTextLine *line, guint most)
{
    const BpTextPiece *first = bp_text_line_piece(line, 0);
    guint start = MIN(first->column, most / 2), shift = first->column - start;
    guint body = MIN(bp_text_line_find_body(line) - shift, most / 2), end = start;
    for (guint i = 0; i < line->pieces->len; i++) {
        const BpTextPiece *piece = bp_text_line_piece(line, i);
        guint gap = i > 0 ? piece->column - piece[-1].column - piece[-1].columns : 0;
        bool wraps = i > 0 && end + gap + piece->columns > most && end > body;
        guint column = wraps ? body : end + gap;
        guint columns = MIN(piece->columns, most > column ? most - column : 1);
        char before = gap > 0 ? ' ' : 0;
        if (wraps)
            wrap_line(text);
        set_piece(text, line, i, column, columns, i == 0 || wraps ? '\n' : before);
        end = column + columns;
    }
    text->y += LINE_HEIGHT;
}

static void set_text(Text *text, const GString *all)
{
    BpTextLine line;
    bp_text_line_init(&line, all);
    start_page(text);
    while (bp_text_line_next(&line)) {
        turn_pages(text, &line);
        bool first = bp_sheets_peek_page(text->sheets)->words->len == 0;
        text->y += MIN(line.blanks, MOST_BLANKS) * LINE_HEIGHT;
        text->y += text->flowed && !first ? FLOWED_GAP * LINE_HEIGHT : 0;
        bp_sheets_peek_page(text->sheets)->replaced += line.replaced;
        guint unbroken = bp_text_line_is_gapped(&line) ? LONGEST_ROW : LONGEST_LINE;
        set_line(text, &line, text->flowed ? FLOWED_COLUMNS : unbroken);
    }
    /* The form feed behind the last page begins none. */
    for (guint i = 1; i < line.feeds; i++)
        start_page(text);
    bp_text_line_clear(&line);
    bp_sheets_finish(text->sheets);
}

BpSheets *bp_text_read(const char *data, gsize len, BpDocument *document)
{
    g_autoptr(GString) text = bp_charset_decode(data, len, NULL);
    guint64 feeds = 0;
    for (gsize i = 0; i < text->len; i++)
        feeds += text->str[i] == '\f';
    if (feeds > bp_limit_value(BP_LIMIT_PAGES)) {
        bp_refuse_large(document, BP_LIMIT_PAGES, feeds);
        return NULL;
    }
    Text state = {.sheets = bp_sheets_new(document), .flowed = is_flowed(text)};
    if (feeds > 0)
        bp_sheets_set_feet(state.sheets);
    else
        state.top = BP_SHEET_MARGIN;
    set_text(&state, text);
    return state.sheets;
}
