/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables: ligatures, pictures of symbol fonts, and ranges of characters that are not text.
 *
 * Symbol fonts have their pictures at 0x20..0xFF; word processors write these as U+F020..U+F0FF,
 * others as the plain byte, so one table by byte serves both. Only those rows are here that occur
 * as list bullets, ticks, boxes and arrows.
 */
#include "extract/glyphs.h"

#define BULLET   "\xe2\x80\xa2"
#define EMPTY    "\xe2\x98\x90"
#define TICKED   "\xe2\x98\x91"
#define CROSSED  "\xe2\x98\x92"
#define TICK     "\xe2\x9c\x93"
#define CROSS    "\xe2\x9c\x97"
#define TO_RIGHT "\xe2\x86\x92"

typedef struct {
    BpPictures pictures;
    guint8 byte;
    const char *text;
} PictureRow;

/* By font; where it is not known which one, the first row with the byte counts. */
static const PictureRow pictures_of[] = {
    {BP_PICTURES_WINGDINGS, 0x6C, BULLET}, /* black circle */
    {BP_PICTURES_WINGDINGS, 0x6D, BULLET}, /* shadowed circle */
    {BP_PICTURES_WINGDINGS, 0x6E, BULLET}, /* black square */
    {BP_PICTURES_WINGDINGS, 0x6F, EMPTY},
    {BP_PICTURES_WINGDINGS, 0x70, EMPTY},  /* bold */
    {BP_PICTURES_WINGDINGS, 0x71, EMPTY},  /* with a shadow */
    {BP_PICTURES_WINGDINGS, 0x72, EMPTY},  /* with a shadow */
    {BP_PICTURES_WINGDINGS, 0x73, BULLET}, /* lozenge */
    {BP_PICTURES_WINGDINGS, 0x74, BULLET}, /* lozenge */
    {BP_PICTURES_WINGDINGS, 0x75, BULLET}, /* black diamond */
    {BP_PICTURES_WINGDINGS, 0x76, BULLET}, /* four diamonds */
    {BP_PICTURES_WINGDINGS, 0x77, BULLET}, /* small diamond */
    {BP_PICTURES_WINGDINGS, 0x78, CROSSED},
    {BP_PICTURES_WINGDINGS, 0x9E, BULLET}, /* small dot */
    {BP_PICTURES_WINGDINGS, 0x9F, BULLET},
    {BP_PICTURES_WINGDINGS, 0xA1, BULLET}, /* white circle */
    {BP_PICTURES_WINGDINGS, 0xA7, BULLET}, /* small black square */
    {BP_PICTURES_WINGDINGS, 0xA8, EMPTY},
    {BP_PICTURES_WINGDINGS, 0xD8, BULLET}, /* arrowhead */
    {BP_PICTURES_WINGDINGS, 0xE0, TO_RIGHT},
    {BP_PICTURES_WINGDINGS, 0xE8, TO_RIGHT}, /* heavy */
    {BP_PICTURES_WINGDINGS, 0xF0, TO_RIGHT}, /* white */
    {BP_PICTURES_WINGDINGS, 0xFB, CROSS},
    {BP_PICTURES_WINGDINGS, 0xFC, TICK},
    {BP_PICTURES_WINGDINGS, 0xFD, CROSSED},
    {BP_PICTURES_WINGDINGS, 0xFE, TICKED},
    {BP_PICTURES_WINGDINGS2, 0x4F, CROSS},
    {BP_PICTURES_WINGDINGS2, 0x50, TICK},
    {BP_PICTURES_WINGDINGS2, 0x51, CROSSED},
    {BP_PICTURES_WINGDINGS2, 0x52, TICKED},
    {BP_PICTURES_WINGDINGS2, 0x53, CROSSED},
    {BP_PICTURES_WINGDINGS2, 0x54, CROSSED}, /* bold */
    {BP_PICTURES_WINGDINGS2, 0x96, BULLET},
    {BP_PICTURES_WINGDINGS2, 0x97, BULLET},
    {BP_PICTURES_WINGDINGS2, 0x98, BULLET},
    {BP_PICTURES_WINGDINGS2, 0xA2, BULLET}, /* black square */
    {BP_PICTURES_WINGDINGS2, 0xA3, EMPTY},
    {BP_PICTURES_WINGDINGS3, 0x22, TO_RIGHT},
    {BP_PICTURES_WINGDINGS3, 0x7D, BULLET}, /* triangle to the right */
    {BP_PICTURES_SYMBOL, 0x2D, "-"},
    {BP_PICTURES_SYMBOL, 0xA3, "\xe2\x89\xa4"},
    {BP_PICTURES_SYMBOL, 0xA8, BULLET}, /* diamond */
    {BP_PICTURES_SYMBOL, 0xAE, TO_RIGHT},
    {BP_PICTURES_SYMBOL, 0xB0, "\xc2\xb0"},
    {BP_PICTURES_SYMBOL, 0xB1, "\xc2\xb1"},
    {BP_PICTURES_SYMBOL, 0xB3, "\xe2\x89\xa5"},
    {BP_PICTURES_SYMBOL, 0xB4, "\xc3\x97"},
    {BP_PICTURES_SYMBOL, 0xB7, BULLET},
    {BP_PICTURES_SYMBOL, 0xB8, "\xc3\xb7"},
    {BP_PICTURES_SYMBOL, 0xD6, TICK}, /* a root, for want of a tick */
    {BP_PICTURES_SYMBOL, 0xDE, TO_RIGHT},
    {BP_PICTURES_WEBDINGS, 0x34, BULLET}, /* triangle to the right */
    {BP_PICTURES_WEBDINGS, 0x61, TICK},
    {BP_PICTURES_WEBDINGS, 0x63, EMPTY},
    {BP_PICTURES_WEBDINGS, 0x67, BULLET}, /* black square */
    {BP_PICTURES_WEBDINGS, 0x6E, BULLET}, /* black circle */
    {BP_PICTURES_WEBDINGS, 0x72, CROSS},
    {BP_PICTURES_DINGBATS, 0x33, TICK},
    {BP_PICTURES_DINGBATS, 0x34, TICK}, /* heavy */
    {BP_PICTURES_DINGBATS, 0x35, CROSS},
    {BP_PICTURES_DINGBATS, 0x36, CROSS},  /* heavy */
    {BP_PICTURES_DINGBATS, 0x37, CROSS},  /* ballot */
    {BP_PICTURES_DINGBATS, 0x38, CROSS},  /* heavy ballot */
    {BP_PICTURES_DINGBATS, 0x6C, BULLET}, /* black circle */
    {BP_PICTURES_DINGBATS, 0x6E, BULLET}, /* black square */
    {BP_PICTURES_DINGBATS, 0x6F, EMPTY},
    {BP_PICTURES_DINGBATS, 0x70, EMPTY},
    {BP_PICTURES_DINGBATS, 0x71, EMPTY},
    {BP_PICTURES_DINGBATS, 0x72, EMPTY},
    {BP_PICTURES_DINGBATS, 0x75, BULLET}, /* black diamond */
    {BP_PICTURES_DINGBATS, 0x76, BULLET}, /* four diamonds */
    {BP_PICTURES_DINGBATS, 0xD4, TO_RIGHT},
    {BP_PICTURES_DINGBATS, 0xD5, TO_RIGHT},
    {BP_PICTURES_DINGBATS, 0xE2, BULLET}, /* arrowhead */
};

/* U+FB00 and the next ones. */
static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

/* Ligatures without a character of their own, which some printer drivers give the number of the
 * glyph in the font. All but the last two are those of Calibri. */
static const struct {
    gunichar c;
    const char *text;
} joined[] = {{0x012E, "fi"},  {0x014C, "ft"},  {0x019E, "tf"}, {0x019F, "ti"}, {0x01A9, "tt"},
              {0x01AB, "tti"}, {0x021A, "ffi"}, {0xF001, "fi"}, {0xF002, "fl"}};

typedef struct {
    gunichar from, to;
    BpGlyphKind kind;
} RangeRow;

/* Sorted; what is in none of them is kept. */
static const RangeRow ranges[] = {
    {0x00, 0x08, BP_GLYPH_BAD},       {0x09, 0x09, BP_GLYPH_SPACE},
    {0x0A, 0x0D, BP_GLYPH_BREAK},     {0x0E, 0x1F, BP_GLYPH_BAD},
    {0x20, 0x20, BP_GLYPH_SPACE},     {0x7F, 0x84, BP_GLYPH_BAD},
    {0x85, 0x85, BP_GLYPH_BREAK},     {0x86, 0x9F, BP_GLYPH_BAD},
    {0xA0, 0xA0, BP_GLYPH_SPACE},     {0xAD, 0xAD, BP_GLYPH_HYPHEN},
    {0x1680, 0x1680, BP_GLYPH_SPACE}, {0x2000, 0x200A, BP_GLYPH_SPACE},
    {0x200B, 0x200F, BP_GLYPH_DROP},  {0x2028, 0x2029, BP_GLYPH_BREAK},
    {0x202A, 0x202E, BP_GLYPH_DROP},  {0x202F, 0x202F, BP_GLYPH_SPACE},
    {0x205F, 0x205F, BP_GLYPH_SPACE}, {0x2060, 0x206F, BP_GLYPH_DROP},
    {0x3000, 0x3000, BP_GLYPH_SPACE}, {0xD800, 0xDFFF, BP_GLYPH_BAD},
    {0xFB00, 0xFB06, BP_GLYPH_TEXT},  {0xFDD0, 0xFDEF, BP_GLYPH_BAD},
    {0xFEFF, 0xFEFF, BP_GLYPH_DROP},
};

static const char *find_picture(BpPictures pictures, gunichar byte)
{
    for (guint i = 0; i < G_N_ELEMENTS(pictures_of); i++) {
        const PictureRow *row = &pictures_of[i];
        if (row->byte == byte && (row->pictures == pictures || pictures == BP_PICTURES_NONE))
            return row->text;
    }
    return NULL;
}

static const char *find_joined(gunichar c)
{
    for (guint i = 0; i < G_N_ELEMENTS(joined); i++) {
        if (joined[i].c == c)
            return joined[i].text;
    }
    return NULL;
}

static BpGlyphKind find_range(gunichar c)
{
    for (guint i = 0; i < G_N_ELEMENTS(ranges) && ranges[i].from <= c; i++) {
        if (c <= ranges[i].to)
            return ranges[i].kind;
    }
    return (c & 0xFFFE) == 0xFFFE || c > 0x10FFFF ? BP_GLYPH_BAD : BP_GLYPH_KEEP;
}

BpGlyphKind bp_glyph_classify(gunichar c, BpPictures pictures, const char **out_text)
{
    /* Nearly every character of a pack ends here. */
    if (c > 0x20 && c < 0x7F && pictures == BP_PICTURES_NONE)
        return BP_GLYPH_KEEP;
    if ((c >= 0xF020 && c <= 0xF0FF) || (pictures != BP_PICTURES_NONE && c > 0x20 && c < 0x100)) {
        *out_text = find_picture(pictures, c & 0xFF);
        return *out_text ? BP_GLYPH_TEXT : BP_GLYPH_KEEP;
    }
    BpGlyphKind kind = find_range(c);
    if (kind == BP_GLYPH_TEXT)
        *out_text = ligatures[c - 0xFB00];
    else if (kind == BP_GLYPH_KEEP && (*out_text = find_joined(c)))
        return BP_GLYPH_JOINED;
    return kind;
}

bool bp_glyph_is_direction_mark(gunichar c)
{
    return (c >= 0x202A && c <= 0x202E) || c == 0x200E || c == 0x200F;
}

bool bp_glyph_is_superscript(gunichar c)
{
    return c == 0xB2 || c == 0xB3 || c == 0xB9 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079);
}

bool bp_glyph_is_odd(gunichar c)
{
    return (c >= 0x019E && c <= 0x01AB) || (c >= 0xE000 && c <= 0xF8FF);
}

bool bp_glyph_is_unusable(gunichar c)
{
    return c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

BpGlyphKind bp_glyph_append(GString *out, gunichar c, guint *replaced)
{
    const char *other = NULL;
    BpGlyphKind kind = bp_glyph_classify(c, false, &other);
    if (kind == BP_GLYPH_KEEP || kind == BP_GLYPH_HYPHEN)
        g_string_append_unichar(out, c);
    else if (kind == BP_GLYPH_TEXT)
        g_string_append(out, other);
    else if (kind == BP_GLYPH_BAD)
        g_string_append_unichar(out, 0xFFFD);
    *replaced += kind == BP_GLYPH_BAD;
    return kind;
}
