/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tables of the extract stage: what the name of a font tells, and what becomes of ligatures,
 * pictures of symbol fonts and characters that are no text.
 */
#include "extract/fonts.h"
#include "extract/glyphs.h"

static void test_fonts(void)
{
    static const struct {
        const char *name, *shown;
        bool bold, italic;
    } cases[] = {
        {"ABCDEF+Arial,Bold", "Arial,Bold", true, false},
        {"Arial-BoldItalicMT", "Arial-BoldItalicMT", true, true},
        {"Frutiger-Black", "Frutiger-Black", true, false},
        {"GillSans-BdIt", "GillSans-BdIt", true, true},
        {"Futura-Bd", "Futura-Bd", true, false},
        {"FranklinGothic-Demi", "FranklinGothic-Demi", true, false},
        {"SegoeUI-Semibold", "SegoeUI-Semibold", true, false},
        {"Helvetica-Oblique", "Helvetica-Oblique", false, true},
        {"BodoniMT", "BodoniMT", false, false},
        {"Gotham-Book", "Gotham-Book", false, false},
        {"BlackadderITC-Regular", "BlackadderITC-Regular", false, false},
        {"CMBX10", "CMBX10", true, false},
        {"ABCDEFG+X", "ABCDEFG+X", false, false},
        {NULL, "", false, false},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        BpFont font = {0};
        bp_font_init_from_name(&font, cases[i].name);
        g_test_message("%s", cases[i].shown);
        g_assert_cmpstr(font.name, ==, cases[i].shown);
        g_assert_cmpint(font.bold, ==, cases[i].bold);
        g_assert_cmpint(font.italic, ==, cases[i].italic);
        g_free(font.name);
    }
}

static void test_pictures(void)
{
    static const struct {
        const char *name;
        BpPictures pictures;
    } cases[] = {
        {"ABCDEF+Wingdings-Regular", BP_PICTURES_WINGDINGS},
        {"Wingdings2", BP_PICTURES_WINGDINGS2},
        {"Wingdings-3", BP_PICTURES_WINGDINGS3},
        {"Webdings", BP_PICTURES_WEBDINGS},
        {"ITCZapfDingbats", BP_PICTURES_DINGBATS},
        {"SymbolMT", BP_PICTURES_SYMBOL},
        {"SegoeUISymbol", BP_PICTURES_NONE},
        {"ArialMT", BP_PICTURES_NONE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        BpFont font = {0};
        bp_font_init_from_name(&font, cases[i].name);
        g_test_message("%s", cases[i].name);
        g_assert_cmpint(font.pictures, ==, cases[i].pictures);
        g_free(font.name);
    }
}

static void test_glyphs(void)
{
    static const struct {
        gunichar c;
        BpPictures pictures;
        BpGlyphKind kind;
        const char *text;
    } cases[] = {
        {'a', BP_PICTURES_NONE, BP_GLYPH_KEEP, NULL},
        {0xFB03, BP_PICTURES_NONE, BP_GLYPH_TEXT, "ffi"},
        {0x019F, BP_PICTURES_NONE, BP_GLYPH_JOINED, "ti"},
        {0xF0B7, BP_PICTURES_NONE, BP_GLYPH_TEXT, "\xe2\x80\xa2"},
        {0xA7, BP_PICTURES_WINGDINGS, BP_GLYPH_TEXT, "\xe2\x80\xa2"},
        {0xA7, BP_PICTURES_NONE, BP_GLYPH_KEEP, NULL}, /* a section sign elsewhere */
        {0xF0FE, BP_PICTURES_NONE, BP_GLYPH_TEXT, "\xe2\x98\x91"},
        /* One byte, three fonts. */
        {0xF0A3, BP_PICTURES_NONE, BP_GLYPH_TEXT, "\xe2\x98\x90"},
        {0xF0A3, BP_PICTURES_SYMBOL, BP_GLYPH_TEXT, "\xe2\x89\xa4"},
        {'r', BP_PICTURES_WEBDINGS, BP_GLYPH_TEXT, "\xe2\x9c\x97"},
        {'r', BP_PICTURES_WINGDINGS, BP_GLYPH_TEXT, "\xe2\x98\x90"},
        {'R', BP_PICTURES_WINGDINGS2, BP_GLYPH_TEXT, "\xe2\x98\x91"},
        {'4', BP_PICTURES_DINGBATS, BP_GLYPH_TEXT, "\xe2\x9c\x93"},
        {0xA0, BP_PICTURES_NONE, BP_GLYPH_SPACE, NULL},
        {0x0B, BP_PICTURES_NONE, BP_GLYPH_BREAK, NULL},
        {0x200B, BP_PICTURES_NONE, BP_GLYPH_DROP, NULL},
        {0xAD, BP_PICTURES_NONE, BP_GLYPH_HYPHEN, NULL},
        {0x07, BP_PICTURES_NONE, BP_GLYPH_BAD, NULL},
        {0xFFFE, BP_PICTURES_NONE, BP_GLYPH_BAD, NULL},
        {0x1F600, BP_PICTURES_NONE, BP_GLYPH_KEEP, NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *text = NULL;
        g_test_message("U+%04X", (guint)cases[i].c);
        g_assert_cmpint(bp_glyph_classify(cases[i].c, cases[i].pictures, &text), ==, cases[i].kind);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/extract/fonts", test_fonts);
    g_test_add_func("/extract/pictures", test_pictures);
    g_test_add_func("/extract/glyphs", test_glyphs);
    return g_test_run();
}
