/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines of plain text, each as pieces with columns, as they stand on a terminal.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    guint start, len;      /* bytes of BpTextLine.text */
    guint column, columns; /* where it begins, how wide it is */
} BpTextPiece;

/* A line that is not blank, and what stands before it. */
typedef struct {
    GString *text;  /* of its pieces, one after the other, clean */
    GArray *pieces; /* BpTextPiece: runs without white space */
    guint columns;  /* where its last piece ends */
    guint blanks;   /* blank lines between it and the line or form feed before */
    guint feeds;    /* form feeds between it and the line before */
    guint replaced; /* characters in it that are no text */
    /* where the reader is */
    const char *at, *end;
} BpTextLine;

/* Begin to read valid UTF-8, which is borrowed. */
void bp_text_line_init(BpTextLine *line, const GString *text);
void bp_text_line_clear(BpTextLine *line);

/* Read the next line that is not blank; false at the end, when only `feeds` still tells of form
 * feeds behind the last line. */
bool bp_text_line_next(BpTextLine *line);

#define bp_text_line_piece(line, i) (&g_array_index((line)->pieces, BpTextPiece, (i)))

/* The column where the text begins behind a numbering token or bullet at the start of the line;
 * where the line begins when it has none. */
guint bp_text_line_find_body(const BpTextLine *line);

/* Whether columns of a table or a form stand in it: white wider than between words. */
bool bp_text_line_is_gapped(const BpTextLine *line);
