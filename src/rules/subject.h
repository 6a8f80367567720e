/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text that rules are asked about. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* What layout knows about a text that is matched. All zero means: nothing special. */
typedef struct {
    const char *text; /* clean UTF-8, no line breaks needed; */
    gsize len;
    guint page;    /* for diagnostics; 0 for none */
    guint line;    /* line or block number on the page, for diagnostics */
    guint8 style;  /* BpStyle flags that hold for the whole text */
    bool caps;     /* all letters are capitals */
    bool in_table; /* stands in a table cell */
    bool bullet;   /* a bullet stands before it */
    bool centred;
    bool heading;     /* the tags of the PDF say so and the page may be read so */
    bool top_of_page; /* among the first lines below the header */
    bool page_start;  /* the first body text of its page */
    double size;      /* font size over the body's size; 1 is body text; 0 unknown */
    double indent;    /* left edge over the body's left edge, in body em; 0 flush left */
    double gap;       /* white space above, in body line heights */
    double width;     /* of the text, as a share of the column's width */
} BpSubject;
