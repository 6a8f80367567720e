/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One walk over the characters: white space moves on by columns, everything else makes pieces. A
 * line ends at any of the line ends there are (LF, CR LF, CR, NEL, U+2028), a page at a form feed.
 */
#include "extract/text-lines.h"

#include <string.h>

#include "extract/glyphs.h"

#define TAB_COLUMNS 8

/* Longer pieces are cut, as words of a PDF are. */
#define MAX_PIECE_COLUMNS 512

/* White of so many columns is more than what stands between two sentences. */
#define GAP_COLUMNS 3

/* A numbering token is no longer ("14.2.10."). */
#define LONGEST_LABEL 8

void bp_text_line_init(BpTextLine *line, const GString *text)
{
    *line = (BpTextLine){.at = text->str, .end = text->str + text->len};
    line->text = g_string_new(NULL);
    line->pieces = g_array_new(FALSE, FALSE, sizeof(BpTextPiece));
}

void bp_text_line_clear(BpTextLine *line)
{
    g_string_free(line->text, TRUE);
    g_array_unref(line->pieces);
}

static BpTextPiece *last_piece(const BpTextLine *line)
{
    return line->pieces->len ? bp_text_line_piece(line, line->pieces->len - 1) : NULL;
}

/* A character that is seen, in the piece that ends where it stands or in a new one. */
static void add_visible(BpTextLine *line, guint column, guint from)
{
    BpTextPiece *piece = last_piece(line);
    if (!piece || piece->column + piece->columns < column || piece->columns >= MAX_PIECE_COLUMNS) {
        BpTextPiece fresh = {.start = from, .column = column};
        g_array_append_val(line->pieces, fresh);
        piece = last_piece(line);
    }
    piece->len = (guint)line->text->len - piece->start;
    piece->columns++;
    line->columns = column + 1;
}

/* A soft hyphen counts where a line was broken at it. */
static bool is_line_end(const char *at, const char *end)
{
    return at >= end || *at == '\n' || *at == '\r' || *at == '\f';
}

static void skip_line_end(BpTextLine *line)
{
    if (line->at[0] == '\r' && line->at + 1 < line->end && line->at[1] == '\n')
        line->at++;
    line->at += g_utf8_skip[(guchar)*line->at];
}

/* Take the character, which is no line end, at `column`; the column behind it. */
static guint take_char(BpTextLine *line, guint column)
{
    gunichar c = g_utf8_get_char(line->at);
    guint from = (guint)line->text->len;
    line->at += g_utf8_skip[(guchar)*line->at];
    if (c == '\t')
        return (column / TAB_COLUMNS + 1) * TAB_COLUMNS;
    BpGlyphKind kind = bp_glyph_append(line->text, c, &line->replaced);
    if (kind == BP_GLYPH_HYPHEN && !is_line_end(line->at, line->end)) {
        g_string_truncate(line->text, from);
        kind = BP_GLYPH_DROP;
    }
    if (kind == BP_GLYPH_DROP)
        return column;
    if (kind != BP_GLYPH_SPACE)
        add_visible(line, column, from);
    return column + 1;
}

bool bp_text_line_next(BpTextLine *line)
{
    guint column = 0;
    g_string_truncate(line->text, 0);
    g_array_set_size(line->pieces, 0);
    line->columns = line->blanks = line->feeds = line->replaced = 0;
    while (line->at < line->end) {
        const char *other = NULL;
        bool feed = *line->at == '\f';
        if (bp_glyph_classify(g_utf8_get_char(line->at), false, &other) != BP_GLYPH_BREAK) {
            column = take_char(line, column);
            continue;
        }
        if (line->pieces->len > 0) {
            if (!feed)
                skip_line_end(line);
            return true;
        }
        skip_line_end(line);
        column = 0;
        line->feeds += feed;
        line->blanks = feed ? 0 : line->blanks + 1;
    }
    return line->pieces->len > 0;
}

/* "7.", "14.2", "(a)", "iv)", a bullet. */
static bool is_label(const char *text, guint len)
{
    if (len > LONGEST_LABEL)
        return false;
    char last = text[len - 1];
    gunichar first = g_utf8_get_char(text);
    if ((guint)g_utf8_skip[(guchar)*text] == len && !g_unichar_isalnum(first))
        return true;
    return strchr(".):", last) || (g_ascii_isdigit(*text) && g_ascii_isdigit(last));
}

static bool has_label(const BpTextLine *line)
{
    const BpTextPiece *first = bp_text_line_piece(line, 0);
    return line->pieces->len > 1 && is_label(line->text->str + first->start, first->len);
}

guint bp_text_line_find_body(const BpTextLine *line)
{
    return bp_text_line_piece(line, has_label(line) ? 1 : 0)->column;
}

bool bp_text_line_is_gapped(const BpTextLine *line)
{
    for (guint i = has_label(line) ? 2 : 1; i < line->pieces->len; i++) {
        const BpTextPiece *a = bp_text_line_piece(line, i - 1), *b = bp_text_line_piece(line, i);
        if (b->column - (a->column + a->columns) >= GAP_COLUMNS)
            return true;
    }
    return false;
}
