/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the layout stage hands on: paragraphs and tables in reading order, and the furniture
 * (running headers, footers, page numbers, notes) that was set aside.
 *
 * A BpLayout owns every line, block and table of a document. A line's text has single spaces
 * between words and a TAB where a wide gap stands; a block's text is that of its lines, joined,
 * with words broken at a line end put together again.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"
#include "model/table.h"

typedef struct {
    guint page;
    BpBox box;
    double size;    /* font size of most of it, in points */
    double text_x;  /* left edge of the text after a label or bullet; box.x0 when there is none */
    double tab_x;   /* left edge of what stands after its first wide gap; 0 when there is none */
    double last_x;  /* left edge of what stands behind its last wide gap; box.x0 without */
    double aside_x; /* right edge of the text (after a label) before a wide gap; box.x1 without */
    guint8 style;   /* BpStyle flags that hold for all words */
    bool lead_bold; /* its first words are bold, the rest is not */
    bool start_bold, end_bold; /* its first, its last word */
    bool text_bold;            /* its first word after a label */
    bool hyphened;             /* the hyphen it ends with does not break a word */
    double first_width;        /* of its first word, points */
    bool caps;                 /* has letters, all of them capitals */
    bool heading;              /* the whole of it is a heading by the tags of the PDF */
    guint bold; /* bytes of `text` up to the end of the bold words it begins with (after a label) */
    char *text;
    guint label; /* bytes of a numbering token or bullet at its start, 0 when there is none */
    guint label_from, label_to; /* where the number stands in it, of "Item 3 -"; 0, 0: all of it */
    guint8 line_start;          /* BpLineStart of its first word */
} BpLine;

typedef enum { BP_BLOCK_PARA, BP_BLOCK_TABLE } BpBlockKind;

typedef struct BpBlock {
    BpBlockKind kind;
    guint page;       /* where it begins */
    BpBox box;        /* of the part on that page */
    GPtrArray *lines; /* BpLine*, borrowed from the layout */
    char *text;
    guint label; /* bytes of `text` that are a numbering token or bullet (with the blank) */
    guint label_from, label_to; /* where the number stands in them; 0, 0: all of them */
    bool bullet;                /* the label is a bullet */
    guint8 style;               /* BpStyle flags that hold for the whole text */
    bool lead_bold;
    bool caps, centred, page_start;
    bool heading;       /* a heading by the tags of the PDF, and short and alone as headings are */
    double size;        /* over the body's size */
    double indent;      /* left edge over its column's left edge, in body em */
    double text_indent; /* the same of the text after the label */
    double gap;         /* white space above, in body line heights; 9 at the top of a page */
    double width;       /* longest line over the column's width */
    GPtrArray *notes; /* BpBlock*: short texts in the margin beside it; NULL when there are none */
    struct BpTable *table;
    bool claimed; /* a splitter made a record of it that no other kind may be made of */
} BpBlock;

/* A stretch of the document with one purpose: an agenda, minutes, a paper, an action log. Made by
 * recognise, one for each `part` record. */
typedef struct {
    BpRecord *record;  /* the part record; borrowed */
    BpRecord *meeting; /* the meeting it belongs to, NULL when none is known; borrowed */
    const char *kind;  /* its kind, interned */
    bool timed;        /* an agenda that is a list of times of day */
    GPtrArray *blocks; /* BpBlock*, top level, in reading order; borrowed */
} BpPart;

typedef enum {
    BP_FURNITURE_HEADER,
    BP_FURNITURE_FOOTER,
    BP_FURNITURE_NOTE, /* a line of a note at the foot of a page or at the end */
    BP_FURNITURE_MARK  /* a mark in the text that points to one */
} BpFurnitureKind;

typedef struct {
    BpFurnitureKind kind;
    BpLine *line;
} BpFurniture;

/* Whether it belongs to a note, not to what runs along all pages. */
bool bp_furniture_is_note(const BpFurniture *furniture);

typedef struct BpLayout {
    GPtrArray *blocks;    /* BpBlock*: top level, in reading order over all pages */
    GPtrArray *furniture; /* BpFurniture* */
    GPtrArray *marks;     /* BpBlock*: tables of marks beside the text, page by page; in no part */
    GPtrArray *parts;     /* BpPart*; empty before recognise */
    double body_size;     /* font size of most text, points */
    GPtrArray *draft; /* GArray* of guint by page: the words that became blocks; NULL when this is
                         no draft */
    /* owners */
    GPtrArray *all_lines, *all_blocks, *all_tables;
} BpLayout;

BpLayout *bp_layout_new(void);
void bp_layout_free(gpointer layout);

/* All owned by the layout. */
BpLine *bp_layout_add_line(BpLayout *layout, guint page);
BpBlock *bp_layout_add_block(BpLayout *layout, BpBlockKind kind, guint page);
BpTable *bp_layout_add_table(BpLayout *layout, guint n_columns);

/* Text of a block after its label, borrowed. */
const char *bp_block_peek_body(const BpBlock *block);
/* The label without white space and what stands beside its number; the caller frees. */
char *bp_block_dup_label(const BpBlock *block);
/* Whether a label goes on counting from another in one of its numbers or letters: 1. and 2., A and
 * B, 24/031 and 24/032. */
bool bp_label_follows(const char *label, const char *next);
/* Set text, label and looks from the lines. */
void bp_block_finish(BpBlock *block, double body_size);
