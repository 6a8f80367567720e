/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files on notes share: the marks that point to them, and the pieces of rows of a page. */
#pragma once

#include "layout/lines.h"

#define BP_NOTE_KEY 8

/* A mark in the text. */
typedef struct {
    guint page;
    guint word;  /* index into page->words */
    guint base;  /* the word it hangs on */
    double size; /* of that word */
    char key[BP_NOTE_KEY];
    bool sure;  /* what it hangs on says that it is no formula */
    bool noted; /* its note was found */
} BpNoteMark;

/* What a word says when it is the mark of a note: "3", "*", "iv"; false when it can be none. */
bool bp_note_key(const BpPage *page, const BpWord *word, char out_key[BP_NOTE_KEY]);

/* Whether a word is raised before the next one, as marks are before their note. */
bool bp_note_leads(const BpPage *page, const BpWord *mark, const BpWord *next);

/* Append the raised words of a page that may be marks (BpNoteMark). */
void bp_note_marks_of_page(const BpPage *page, GArray *marks);

/* A stretch of a row without a gap as wide as between columns. */
typedef struct {
    const BpTextRow *row;
    guint from, to; /* of row->words */
    BpBox box;
    double size; /* of its last word: the first may be a mark */
    bool bold;
    bool taken; /* is part of a note */
} BpNotePiece;

/* Append the pieces of a row (BpNotePiece), left to right. */
void bp_note_cut_row(const BpPage *page, const BpTextRow *row, GArray *pieces);

const BpWord *bp_note_word(const BpPage *page, const BpNotePiece *piece, guint i);

/* Whether two sizes of type are the same, but for rounding. */
bool bp_note_is_alike(double a, double b);

/* Whether the piece `at` does not go on with type of the same size right above it, notes apart. */
bool bp_note_is_fresh(const GArray *pieces, guint at);

/* Whether the piece `lower` may go on with the note that `first` begins and `last` ends so far. */
bool bp_note_goes_on(const BpNotePiece *first, const BpNotePiece *last, const BpNotePiece *lower);
/* Whether it stands below the end of that note. */
bool bp_note_is_beyond(const BpNotePiece *last, const BpNotePiece *lower);
