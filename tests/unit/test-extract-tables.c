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

static void test_glyphs(void)
{
    static const struct {
        gunichar c;
        bool pictorial;
        BpGlyphKind kind;
        const char *text;
    } cases[] = {
        {'a', false, BP_GLYPH_KEEP, NULL},
        {0xFB03, false, BP_GLYPH_TEXT, "ffi"},
        {0xF0B7, false, BP_GLYPH_TEXT, "\xe2\x80\xa2"},
        {0xA7, true, BP_GLYPH_TEXT, "\xe2\x80\xa2"},
        {0xA7, false, BP_GLYPH_KEEP, NULL}, /* a section sign elsewhere */
        {0xF0FE, false, BP_GLYPH_TEXT, "\xe2\x98\x91"},
        {0xA0, false, BP_GLYPH_SPACE, NULL},
        {0x0B, false, BP_GLYPH_BREAK, NULL},
        {0x200B, false, BP_GLYPH_DROP, NULL},
        {0xAD, false, BP_GLYPH_HYPHEN, NULL},
        {0x07, false, BP_GLYPH_BAD, NULL},
        {0xFFFE, false, BP_GLYPH_BAD, NULL},
        {0x1F600, false, BP_GLYPH_KEEP, NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *text = NULL;
        g_test_message("U+%04X", (guint)cases[i].c);
        g_assert_cmpint(bp_glyph_classify(cases[i].c, cases[i].pictorial, &text), ==,
                        cases[i].kind);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/extract/fonts", test_fonts);
    g_test_add_func("/extract/glyphs", test_glyphs);
    return g_test_run();
}
