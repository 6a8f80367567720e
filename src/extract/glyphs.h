/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Characters as PDFs have them, turned into the ones that a reader would type.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Fonts that have pictures in the places of letters; the same byte is another picture in each. */
typedef enum {
    BP_PICTURES_NONE,
    BP_PICTURES_WINGDINGS,
    BP_PICTURES_WINGDINGS2,
    BP_PICTURES_WINGDINGS3,
    BP_PICTURES_WEBDINGS,
    BP_PICTURES_DINGBATS,
    BP_PICTURES_SYMBOL
} BpPictures;

typedef enum {
    BP_GLYPH_KEEP,   /* as it is */
    BP_GLYPH_SPACE,  /* white space within a line */
    BP_GLYPH_BREAK,  /* the end of a line */
    BP_GLYPH_DROP,   /* takes no room and means nothing to us */
    BP_GLYPH_TEXT,   /* is written as `out_text` */
    BP_GLYPH_HYPHEN, /* a soft hyphen */
    BP_GLYPH_JOINED, /* between small letters `out_text`, elsewhere as it is */
    BP_GLYPH_BAD     /* no text: control characters, noncharacters */
} BpGlyphKind;

/* What becomes of a character of a font with those pictures. */
BpGlyphKind bp_glyph_classify(gunichar c, BpPictures pictures, const char **out_text);

/* Marks of writing direction, for which poppler hands out no rectangles. */
bool bp_glyph_is_direction_mark(gunichar c);

/* Figures that are raised by themselves, as in "m" with U+00B2. */
bool bp_glyph_is_superscript(gunichar c);

/* Letters of hardly any alphabet, and of private use: they begin no word. */
bool bp_glyph_is_odd(gunichar c);

/* Characters that say nothing to a reader: replacements and what is left of private use. */
bool bp_glyph_is_unusable(gunichar c);

/* Append what becomes of a character of text without a font; white space and what takes no room
 * append nothing. Counts in `replaced` what is no text. */
BpGlyphKind bp_glyph_append(GString *out, gunichar c, guint *replaced);
