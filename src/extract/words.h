/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words from characters: poppler's text, one rectangle a character, and runs of characters that
 * look the same.
 */
#pragma once

#include "extract/edges.h"
#include "extract/glyphs.h"
#include "extract/pdf.h"

/* The looks of the characters from that of the last run up to `end` (not included). */
typedef struct {
    guint end;
    float size;
    guint16 font;
    guint8 style;
    BpPictures pictures;
    guint32 rgb;
} BpRun;

typedef struct {
    const char *text; /* valid UTF-8, as poppler hands it out */
    gsize text_len;
    const PopplerRectangle *boxes; /* one a character */
    bool marks_have_boxes;         /* marks of writing direction have a box too */
    const BpRun *runs;
    guint n_runs; /* at least 1; the last one is taken for all that follows */
} BpChars;

/* What was met on the way, for the findings. */
typedef struct {
    guint n_visible;  /* characters that are not white space */
    guint n_unusable; /* ... of which no reader could tell the meaning */
    guint n_off_page; /* words dropped because they lie outside the page */
    guint n_back;     /* letters and figures that stand left of the one before */
    guint n_tiny;     /* words dropped because nobody could read them */
    bool truncated;   /* a limit was reached */
} BpWordCounts;

/* Fill page->text, page->words and page->replaced. */
void bp_words_build(BpPage *page, const BpChars *chars, BpWordCounts *out_counts);

/* Second looks at the words of a page, in this order: the page is turned when most of them run
 * another way, broken ones are joined, doubled ones become one bold one, small raised ones are
 * marked. */
void bp_words_turn_page(BpPage *page, const BpWordCounts *counts);
void bp_words_join_broken(BpPage *page);
void bp_words_drop_doubled(BpPage *page);
void bp_words_mark_raised(BpPage *page);

/* hidden[i]: the word i cannot be seen in a picture of the page at a pixel a point. NULL when all
 * can; the caller frees. */
guint8 *bp_words_find_hidden(const BpPage *page, const BpPicture *picture);
/* Drop those words, append their text to `out_text`, and return how many they were. */
guint bp_words_drop_hidden(BpPage *page, const guint8 *hidden, GString *out_text);

/* Part words over whose inner gaps an upright ruling of the page passes: they are of two cells. */
void bp_words_part_at_rulings(BpPage *page);
