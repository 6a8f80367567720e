/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Three tables: ligatures, pictures of symbol fonts, and ranges of characters that are not text.
 *
 * Symbol fonts have their pictures at 0x20..0xFF; word processors write these as U+F020..U+F0FF,
 * others as the plain byte, so one table by byte serves both. Most bytes below 0x80 mean a letter
 * in one symbol font and a picture in another, hence only those rows that occur as list bullets,
 * ticks and boxes.
 */
#include "extract/glyphs.h"

typedef struct {
    guint8 byte;
    const char *text;
} PictureRow;

/* Sorted by byte. The source is the font that has this picture there. */
static const PictureRow pictures[] = {
    {0x4F, "\xe2\x9c\x97"}, /* Wingdings 2: ballot X */
    {0x50, "\xe2\x9c\x93"}, /* Wingdings 2: tick */
    {0x52, "\xe2\x98\x91"}, /* Wingdings 2: box with a tick */
    {0x53, "\xe2\x98\x92"}, /* Wingdings 2: box with a cross */
    {0x54, "\xe2\x98\x92"}, /* Wingdings 2: box with a bold cross */
    {0x6C, "\xe2\x80\xa2"}, /* Wingdings, ZapfDingbats: black circle */
    {0x6E, "\xe2\x80\xa2"}, /* Wingdings, ZapfDingbats: black square */
    {0x6F, "\xe2\x98\x90"}, /* Wingdings: empty box */
    {0x71, "\xe2\x98\x90"}, /* Wingdings, ZapfDingbats: box with a shadow */
    {0x72, "\xe2\x98\x90"}, /* Wingdings: box with a shadow */
    {0x75, "\xe2\x80\xa2"}, /* Wingdings: black diamond */
    {0x76, "\xe2\x80\xa2"}, /* Wingdings: four diamonds */
    {0x77, "\xe2\x80\xa2"}, /* Wingdings: small diamond */
    {0x9E, "\xe2\x80\xa2"}, /* Wingdings: small dot */
    {0x9F, "\xe2\x80\xa2"}, /* Wingdings: bullet */
    {0xA3, "\xe2\x98\x90"}, /* Wingdings 2: empty box */
    {0xA7, "\xe2\x80\xa2"}, /* Wingdings: small black square */
    {0xA8, "\xe2\x98\x90"}, /* Wingdings: empty box */
    {0xB7, "\xe2\x80\xa2"}, /* Symbol: bullet */
    {0xD8, "\xe2\x80\xa2"}, /* Wingdings: arrowhead */
    {0xE0, "\xe2\x86\x92"}, /* Wingdings: arrow to the right */
    {0xE8, "\xe2\x86\x92"}, /* Wingdings: heavy arrow to the right */
    {0xF0, "\xe2\x86\x92"}, /* Wingdings: white arrow to the right */
    {0xFB, "\xe2\x9c\x97"}, /* Wingdings: cross */
    {0xFC, "\xe2\x9c\x93"}, /* Wingdings: tick */
    {0xFD, "\xe2\x98\x92"}, /* Wingdings: box with a cross */
    {0xFE, "\xe2\x98\x91"}, /* Wingdings: box with a tick */
};

/* U+FB00 and the next ones. */
static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

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

static const char *find_picture(gunichar byte)
{
    for (guint i = 0; i < G_N_ELEMENTS(pictures) && pictures[i].byte <= byte; i++) {
        if (pictures[i].byte == byte)
            return pictures[i].text;
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

BpGlyphKind bp_glyph_classify(gunichar c, bool pictorial, const char **out_text)
{
    /* Nearly every character of a pack ends here. */
    if (c > 0x20 && c < 0x7F && !pictorial)
        return BP_GLYPH_KEEP;
    if ((c >= 0xF020 && c <= 0xF0FF) || (pictorial && c > 0x20 && c < 0x100)) {
        *out_text = find_picture(c & 0xFF);
        return *out_text ? BP_GLYPH_TEXT : BP_GLYPH_KEEP;
    }
    BpGlyphKind kind = find_range(c);
    if (kind == BP_GLYPH_TEXT)
        *out_text = ligatures[c - 0xFB00];
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
