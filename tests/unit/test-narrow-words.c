/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words from characters at places: where an upright of the page parts them again, and which way
 * they run.
 */
#include "extract/words.h"

/* A page of one line of text, each character in the box of the same index. */
static BpPage *page_of(const char *text, const PopplerRectangle *boxes)
{
    BpPage *page = bp_page_new(1, 400, 400);
    BpRun run = {.end = G_MAXUINT, .size = 10};
    BpChars chars = {text, strlen(text), boxes, false, &run, 1};
    BpWordCounts counts = {0};

    bp_words_build(page, &chars, &counts);
    page->rulings = g_array_new(FALSE, FALSE, sizeof(BpRuling));
    return page;
}

static void expect_words(const BpPage *page, const char *want)
{
    g_autoptr(GString) got = g_string_new(NULL);

    for (guint i = 0; i < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i);
        g_autofree char *text = bp_page_dup_word(page, word);
        const char *way = word->style & BP_STYLE_UP ? "^" : word->style & BP_STYLE_DOWN ? "v" : "";
        g_string_append_printf(got, "%s%s%s", i ? " " : "", text, way);
    }
    g_assert_cmpstr(got->str, ==, want);
}

/* Three letters of three columns 12 points wide; poppler sees one word with wide spacing. */
static const PopplerRectangle three[] = {{2, 10, 9, 22}, {14, 10, 21, 22}, {26, 10, 33, 22}};

static void test_parted(void)
{
    g_autoptr(BpPage) page = page_of("BRA", three);
    BpRuling uprights[] = {{true, 11.5, 0, 100}, {true, 23.5, 0, 100}};

    expect_words(page, "BRA");
    g_array_append_vals(page->rulings, uprights, 2);
    bp_words_part_at_rulings(page);
    expect_words(page, "B R A");
    g_assert_cmpfloat(bp_page_word(page, 0)->box.x1, ==, 9);
    g_assert_cmpfloat(bp_page_word(page, 1)->box.x0, ==, 14);
    g_assert_true(bp_page_word(page, 2)->spaced);
}

/* Uprights that end above the line, level rules, and uprights through a letter part nothing. */
static void test_not_parted(void)
{
    g_autoptr(BpPage) page = page_of("BRA", three);
    BpRuling rulings[] = {{true, 11.5, 0, 8}, {false, 16, 0, 100}, {true, 17, 0, 100}};

    g_array_append_vals(page->rulings, rulings, 3);
    bp_words_part_at_rulings(page);
    expect_words(page, "BRA");
}

static void test_turned(void)
{
    static const PopplerRectangle up[] = {{10, 50, 20, 56}, {10, 44, 20, 50}, {10, 38, 20, 44}};
    static const PopplerRectangle down[] = {{10, 38, 20, 44}, {10, 44, 20, 50}, {10, 50, 20, 56}};
    g_autoptr(BpPage) first = page_of("may", up);
    g_autoptr(BpPage) second = page_of("may", down);

    expect_words(first, "may^");
    expect_words(second, "mayv");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/narrow-words/parted", test_parted);
    g_test_add_func("/narrow-words/not-parted", test_not_parted);
    g_test_add_func("/narrow-words/turned", test_turned);
    return g_test_run();
}
