/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rows cut at wide gaps: where notes are looked for, columns of text are not known yet, and two
 * columns may each have notes at their foot.
 */
#include <math.h>

#include "layout/note-parts.h"

/* A gap this wide, in em, parts columns. A mark stays with its note up to twice that. */
#define COLUMN_GAP 2.0
#define SAME_SIZE  0.05
/* White space, in em, that ends a note; leading and what is set between notes are less. */
#define NOTE_GAP 0.8

const BpWord *bp_note_word(const BpPage *page, const BpNotePiece *piece, guint i)
{
    return bp_page_word(page, g_array_index(piece->row->words, guint, piece->from + i));
}

static void add_piece(const BpPage *page, const BpTextRow *row, guint from, guint to,
                      GArray *pieces)
{
    BpNotePiece piece = {.row = row, .from = from, .to = to};
    const BpWord *last = bp_note_word(page, &piece, to - from - 1);

    piece.box = last->box;
    for (guint i = 0; i + from < to; i++)
        piece.box = bp_box_union(piece.box, bp_note_word(page, &piece, i)->box);
    piece.size = last->size;
    piece.bold = last->style & BP_STYLE_BOLD;
    g_array_append_val(pieces, piece);
}

void bp_note_cut_row(const BpPage *page, const BpTextRow *row, GArray *pieces)
{
    char key[BP_NOTE_KEY];
    guint from = 0;

    for (guint i = 1; i < row->words->len; i++) {
        const BpWord *a = bp_page_word(page, g_array_index(row->words, guint, i - 1));
        const BpWord *b = bp_page_word(page, g_array_index(row->words, guint, i));
        double gap = b->box.x0 - a->box.x1, size = MAX(a->size, b->size);
        bool mark = i == from + 1 && bp_note_key(page, a, key);
        if (gap < (mark ? 2 : 1) * COLUMN_GAP * size)
            continue;
        add_piece(page, row, from, i, pieces);
        from = i;
    }
    add_piece(page, row, from, row->words->len, pieces);
}

bool bp_note_is_alike(double a, double b)
{
    return fabs(a - b) <= SAME_SIZE * MAX(a, b);
}

bool bp_note_is_fresh(const GArray *pieces, guint at)
{
    const BpNotePiece *piece = &g_array_index(pieces, BpNotePiece, at);

    for (guint i = at; i > 0; i--) {
        const BpNotePiece *above = &g_array_index(pieces, BpNotePiece, i - 1);
        if (above->row == piece->row || above->box.x1 < piece->box.x0 ||
            above->box.x0 > piece->box.x1)
            continue;
        return above->taken || !bp_note_is_alike(above->size, piece->size) ||
               bp_note_is_beyond(above, piece);
    }
    return true;
}

bool bp_note_is_beyond(const BpNotePiece *last, const BpNotePiece *lower)
{
    return lower->box.y0 - last->box.y1 > NOTE_GAP * last->size;
}

bool bp_note_goes_on(const BpNotePiece *first, const BpNotePiece *last, const BpNotePiece *lower)
{
    return !bp_note_is_beyond(last, lower) && !lower->taken && lower->bold == first->bold &&
           bp_note_is_alike(lower->size, first->size);
}
