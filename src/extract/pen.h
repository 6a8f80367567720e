/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Setting running text on sheets: pieces of words go to the end of a line, which is broken at the
 * right edge; white space above paragraphs, labels of lists, links.
 */
#pragma once

#include "extract/sheet.h"

typedef struct {
    double size; /* points */
    guint8 style;
    gconstpointer link; /* what it links to; equal ones are one link, NULL is none */
} BpType;

typedef struct {
    BpSheets *sheets;
    double left, right; /* edges of the text; may be set between lines */
    double y;           /* top of the line */
    /* The address of a link, to be freed by the caller; NULL when it has none. */
    char *(*dup_uri)(gconstpointer link, gconstpointer data);
    gconstpointer data;
    bool in_table;          /* which turns pages itself */
    bool exact;             /* white space is set as it is, also at the start of a line */
    BpLineStart line_start; /* of the next word */
    guint blanks;           /* white space before the next piece */
    bool held;              /* the line has a term on it and waits for what belongs beside it */
    /* the line */
    double x, height;
    guint first;   /* its first word */
    GArray *links; /* gconstpointer: of its words */
    double gap;    /* above the line, when it gets a word */
    bool at_top;   /* nothing is above, so no gap either */
    char *label;   /* to be set before the first word; NULL for none */
} BpPen;

void bp_pen_init(BpPen *pen, BpSheets *sheets, double left, double right);
void bp_pen_clear(BpPen *pen);

/* Width of so many characters, points. */
double bp_pen_width(double size, guint n_chars);

/* Set a piece of a word of `n_chars` characters, clean UTF-8. */
void bp_pen_put(BpPen *pen, const char *text, gsize len, guint n_chars, const BpType *type);

/* End the line when anything is on it. */
void bp_pen_end_line(BpPen *pen);

/* End the line, also an empty one of type of that size. */
void bp_pen_break(BpPen *pen, double size);

/* End the paragraph: at least `gap` points stand above the next one. */
void bp_pen_end_block(BpPen *pen, double gap);

/* Set `label` left of the next word. Takes it; NULL forgets one that found no word. */
void bp_pen_take_label(BpPen *pen, char *label);

/* Keep the line open for text at `column`, whatever blocks begin there; false when there is no
 * line, or it reaches so far. */
bool bp_pen_hold(BpPen *pen, double column);

/* Nothing came: the line is as any other. */
void bp_pen_release(BpPen *pen);

/* Go to the top of an area, or below one: nothing is above what comes next but `gap`. */
void bp_pen_move(BpPen *pen, double y, double gap);

/* Go on at the top of a new page, unless in a table or when nothing is on this one. */
void bp_pen_turn_page(BpPen *pen);
