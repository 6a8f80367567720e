/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A line is filled from the left with the widths of an average letter; which font a browser would
 * take does not matter, the stages behind compare with the size. Words of a line stand on one
 * baseline whatever their sizes, so they are placed from its top and put right when it ends.
 */
#include "extract/pen.h"

#include <string.h>

/* Shares of the size: of an average letter, of a blank, of a line. */
#define LETTER 0.5
#define BLANK  0.28
#define LINE   1.2

/* Pieces that touch are kept on one line, unless they go beyond the edge by this share of it. */
#define OVERHANG 0.25

/* White between a term and what stands beside it, points: more than between words. */
#define TERM_GAP 15.0

/* How far small raised type stands above the line, of its size. */
#define RAISED_BY 0.45

void bp_pen_init(BpPen *pen, BpSheets *sheets, double left, double right)
{
    *pen = (BpPen){.sheets = sheets, .left = left, .right = right, .x = left, .at_top = true};
    pen->y = BP_SHEET_MARGIN;
    pen->line_start = BP_LINE_STARTS;
    pen->links = g_array_new(FALSE, FALSE, sizeof(gconstpointer));
    bp_sheets_start_page(sheets);
}

void bp_pen_clear(BpPen *pen)
{
    g_array_unref(pen->links);
    g_clear_pointer(&pen->label, g_free);
}

double bp_pen_width(double size, guint n_chars)
{
    return LETTER * size * n_chars;
}

static bool is_empty(const BpPen *pen)
{
    return pen->links->len == 0;
}

/* One link for each run of words that have the same. */
static void add_links(BpPen *pen)
{
    const BpPage *page = bp_sheets_peek_page(pen->sheets);
    for (guint i = 0, to; i < pen->links->len; i = to) {
        gconstpointer link = g_array_index(pen->links, gconstpointer, i);
        BpBox box = bp_page_word(page, pen->first + i)->box;
        for (to = i + 1; to < pen->links->len; to++) {
            if (g_array_index(pen->links, gconstpointer, to) != link)
                break;
            box = bp_box_union(box, bp_page_word(page, pen->first + to)->box);
        }
        char *uri = link && pen->dup_uri ? pen->dup_uri(link, pen->data) : NULL;
        if (uri)
            bp_sheets_take_link(pen->sheets, box, uri);
    }
}

static void align(const BpPen *pen)
{
    BpPage *page = bp_sheets_peek_page(pen->sheets);
    for (guint i = pen->first; i < page->words->len; i++) {
        BpWord *word = bp_page_word(page, i);
        double up = word->style & BP_STYLE_RAISED ? RAISED_BY * word->size : 0;
        double white = (LINE - 1) / 2 * pen->height / LINE;
        word->box.y1 = pen->y + pen->height - white - up;
        word->box.y0 = word->box.y1 - word->size;
    }
}

void bp_pen_turn_page(BpPen *pen)
{
    bp_pen_release(pen);
    if (pen->in_table || bp_sheets_peek_page(pen->sheets)->words->len == 0)
        return;
    bp_sheets_start_page(pen->sheets);
    bp_pen_move(pen, BP_SHEET_MARGIN, 0);
}

/* Turn it when that much of it is used. */
static void turn_full_page(BpPen *pen, double fill)
{
    if (bp_sheets_get_fill(pen->sheets) >= fill)
        bp_pen_turn_page(pen);
}

void bp_pen_end_line(BpPen *pen)
{
    pen->blanks = 0;
    if (is_empty(pen) || pen->held)
        return;
    align(pen);
    add_links(pen);
    g_array_set_size(pen->links, 0);
    pen->y += pen->height;
    pen->x = pen->left;
    pen->height = 0;
    turn_full_page(pen, BP_SHEET_BRIM);
}

void bp_pen_break(BpPen *pen, double size)
{
    if (is_empty(pen) && !pen->at_top && !pen->label)
        pen->gap += LINE * size;
    bp_pen_end_line(pen);
    if (pen->line_start == BP_LINE_GOES_ON)
        pen->line_start = BP_LINE_UNKNOWN;
}

void bp_pen_end_block(BpPen *pen, double gap)
{
    bp_pen_end_line(pen);
    if (pen->held)
        return;
    pen->line_start = BP_LINE_STARTS;
    if (!pen->at_top && !pen->label)
        pen->gap = MAX(pen->gap, gap);
    turn_full_page(pen, BP_SHEET_FULL);
}

void bp_pen_take_label(BpPen *pen, char *label)
{
    g_free(pen->label);
    pen->label = label;
}

bool bp_pen_hold(BpPen *pen, double column)
{
    pen->held = !is_empty(pen) && pen->x + TERM_GAP <= column;
    return pen->held;
}

void bp_pen_release(BpPen *pen)
{
    pen->held = false;
    bp_pen_end_line(pen);
}

void bp_pen_move(BpPen *pen, double y, double gap)
{
    pen->y = y;
    pen->x = pen->left;
    pen->gap = gap;
    pen->at_top = gap <= 0;
    pen->line_start = BP_LINE_STARTS;
    pen->blanks = 0;
}

/* Set a word at the pen. */
static void set_word(BpPen *pen, const char *text, gsize len, double width, const BpType *type)
{
    BpWord word = {.size = (float)type->size, .style = type->style, .line_start = pen->line_start};
    word.box = (BpBox){pen->x, pen->y, pen->x + width, pen->y + type->size};
    char before = is_empty(pen) ? '\n' : pen->blanks ? ' ' : 0;
    if (!bp_sheets_add_word(pen->sheets, text, len, before, &word))
        return;
    g_array_append_val(pen->links, type->link);
    pen->x += width;
    pen->line_start = BP_LINE_GOES_ON;
    pen->height = MAX(pen->height, LINE * type->size);
    pen->blanks = 0;
}

/* The label hangs left of the edge as far as it can, else it pushes the text. */
static void set_label(BpPen *pen, const BpType *type)
{
    g_autofree char *label = g_steal_pointer(&pen->label);
    BpType plain = {.size = type->size, .style = type->style};
    double width = bp_pen_width(type->size, (guint)g_utf8_strlen(label, -1));
    double blank = BLANK * type->size;
    pen->x = MAX(pen->left - width - 2 * blank, BP_SHEET_MARGIN);
    set_word(pen, label, strlen(label), width, &plain);
    pen->x = MAX(pen->left, pen->x + blank);
    pen->blanks = 1;
}

/* Begin a line: what stands above it and left of it. */
static void begin_line(BpPen *pen, const BpType *type)
{
    pen->y += pen->gap;
    pen->gap = 0;
    pen->at_top = false;
    pen->first = bp_sheets_peek_page(pen->sheets)->words->len;
    pen->x = pen->left + (pen->exact ? bp_pen_width(type->size, pen->blanks) : 0);
    pen->blanks = 0;
    if (pen->label)
        set_label(pen, type);
}

static double white_before(const BpPen *pen, const BpType *type)
{
    return pen->exact ? bp_pen_width(type->size, pen->blanks) : BLANK * type->size * pen->blanks;
}

void bp_pen_put(BpPen *pen, const char *text, gsize len, guint n_chars, const BpType *type)
{
    double room = MAX(pen->right - pen->left, type->size);
    double width = MIN(bp_pen_width(type->size, n_chars), room);
    if (pen->held) {
        pen->held = false;
        pen->blanks = 1;
        pen->x = pen->left - white_before(pen, type);
    }
    if (!is_empty(pen)) {
        double white = white_before(pen, type);
        double edge = pen->left + room + (pen->blanks ? 0 : OVERHANG * room);
        if (pen->x + white + width > edge)
            bp_pen_end_line(pen);
        else
            pen->x += white;
    }
    if (is_empty(pen))
        begin_line(pen, type);
    set_word(pen, text, len, width, type);
}
