/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the extract stage hands on: a page as words with a box, a font and a style.
 *
 * Text is stored once a page (`text`), a word is a half-open range of its bytes. Coordinates are
 * points (1/72 inch), origin at the top left of the page as it is shown (rotation applied), y
 * grows downwards. Pages count from 1.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    double x0, y0, x1, y1;
} BpBox;

/* A place on a page: what every record is traced back to. */
typedef struct {
    guint page;
    BpBox box;
} BpSpan;

typedef enum {
    BP_STYLE_BOLD = 1 << 0,
    BP_STYLE_ITALIC = 1 << 1,
    BP_STYLE_UNDERLINED = 1 << 2,
    BP_STYLE_RAISED = 1 << 3, /* smaller and above the baseline: a note mark or an ordinal */
    BP_STYLE_UP = 1 << 4,     /* it runs up the page, its letters lie on their backs */
    BP_STYLE_DOWN = 1 << 5,
    BP_STYLE_HYPHENED = 1 << 6 /* the hyphen it ends with at a line's end is its own */
} BpStyle;

/* What is known of a word that begins a line; formats other than PDF tell. */
typedef enum { BP_LINE_UNKNOWN, BP_LINE_STARTS, BP_LINE_GOES_ON } BpLineStart;

typedef struct {
    guint32 start, end; /* bytes of BpPage.text */
    BpBox box;
    float size;        /* font size in points */
    guint16 font;      /* index into BpDocument.fonts */
    guint8 style;      /* BpStyle flags */
    bool spaced;       /* white space stood before it in poppler's text, on the same line */
    guint32 rgb;       /* 0xRRGGBB */
    guint8 line_start; /* BpLineStart: it begins a paragraph, or a line goes on with one */
} BpWord;

/* A straight rule drawn on the page (a table's line or the edge of a filled area). */
typedef struct {
    bool vertical;
    double at;       /* y of a horizontal one, x of a vertical one */
    double from, to; /* its extent along the other axis */
} BpRuling;

/* White between two letters of a word that is wide enough for a ruling. */
typedef struct {
    guint32 at; /* byte of BpPage.text where the second letter begins */
    float from, to;
} BpGap;

typedef struct {
    BpBox box;
    char *uri;         /* NULL for a link inside the document */
    guint target_page; /* 0 when it leads nowhere in this document */
} BpLink;

struct BpTags; /* model/tags.h */

typedef struct {
    guint number; /* from 1 */
    char *label;  /* its label, where the file has one ("iv"), NULL when it has none of its own */
    double width, height;
    guint turns;         /* quarters to the right that it was turned by, to be read: model/turn.h */
    char *text;          /* clean UTF-8; owned */
    GArray *words;       /* BpWord, in poppler's order until layout sorts them */
    GArray *gaps;        /* BpGap: inside words, in the order of the text */
    GArray *links;       /* BpLink */
    GArray *rulings;     /* BpRuling; NULL when the page was not looked at for them */
    struct BpTags *tags; /* what the PDF says of the page; NULL when it says nothing */
    guint n_images;
    double image_cover; /* share of the page under images, 0 to 1; only known for pages with little
                           text */
    bool needs_ocr;     /* images (or unusable fonts) and no text */
    guint replaced;     /* characters that had to be replaced in the text */
} BpPage;

BpPage *bp_page_new(guint number, double width, double height);
void bp_page_free(BpPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpPage, bp_page_free)

#define bp_page_word(page, i) (&g_array_index((page)->words, BpWord, (i)))

/* The text of a word, to be freed by the caller. */
char *bp_page_dup_word(const BpPage *page, const BpWord *word);

/* The smallest box around both. */
BpBox bp_box_union(BpBox a, BpBox b);
bool bp_box_is_empty(BpBox box);
