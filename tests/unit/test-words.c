/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Characters at places to words, without a PDF: what begins a word, what is raised.
 */
#include "extract/words.h"

/* Characters as poppler hands them out, each half as wide as its type is large. */
typedef struct {
    GString *text;
    GArray *boxes, *runs;
    double x, y; /* of the baseline */
    guint n;
} Print;

static void print_open(Print *print)
{
    *print = (Print){.text = g_string_new(NULL),
                     .boxes = g_array_new(FALSE, FALSE, sizeof(PopplerRectangle)),
                     .runs = g_array_new(FALSE, FALSE, sizeof(BpRun)),
                     .x = 50,
                     .y = 100};
}

/* Text of a size, its baseline higher by `rise`. */
static void print_text(Print *print, double size, double rise, const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        double y = print->y - rise;
        PopplerRectangle box = {print->x, y - 0.8 * size, print->x + size / 2, y + 0.2 * size};
        g_array_append_val(print->boxes, box);
        print->x += size / 2;
        print->n++;
    }
    g_string_append(print->text, text);
    BpRun run = {.end = print->n, .size = (float)size};
    g_array_append_val(print->runs, run);
}

/* The words, raised ones in <>, parted by a blank or, where they touch, by +. */
static char *print_close(Print *print)
{
    g_autoptr(BpPage) page = bp_page_new(1, 400, 600);
    BpWordCounts counts = {0};
    BpChars chars = {.text = print->text->str,
                     .text_len = print->text->len,
                     .boxes = &g_array_index(print->boxes, PopplerRectangle, 0),
                     .runs = &g_array_index(print->runs, BpRun, 0),
                     .n_runs = print->runs->len};
    GString *out = g_string_new(NULL);

    bp_words_build(page, &chars, &counts);
    bp_words_drop_doubled(page);
    bp_words_mark_raised(page);
    for (guint i = 0; i < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i);
        g_autofree char *text = bp_page_dup_word(page, word);
        if (i)
            g_string_append_c(out, word->spaced ? ' ' : '+');
        g_string_append_printf(out, word->style & BP_STYLE_RAISED ? "<%s>" : "%s", text);
    }
    g_string_free(print->text, TRUE);
    g_array_unref(print->boxes);
    g_array_unref(print->runs);
    return g_string_free(out, FALSE);
}

static void test_raised(void)
{
    Print print;
    print_open(&print);
    print_text(&print, 12, 0, "the report");
    print_text(&print, 7, 4, "1,2");
    print_text(&print, 12, 0, ", on the 13");
    print_text(&print, 10, 4, "th");
    print_text(&print, 12, 0, " of CO");
    print_text(&print, 8, -2, "2");
    g_autofree char *got = print_close(&print);
    g_assert_cmpstr(got, ==, "the report+<1,2>+, on the 13+<th> of CO+2");
}

/* Small type on the line is not raised, nor is it a word of its own. */
static void test_small_capitals(void)
{
    Print print;
    print_open(&print);
    print_text(&print, 12, 0, "M");
    print_text(&print, 9, 0, "INUTES");
    print_text(&print, 12, 0, " 3");
    print_text(&print, 9, 0, "rd");
    g_autofree char *got = print_close(&print);
    g_assert_cmpstr(got, ==, "MINUTES 3rd");
}

/* Figures that are raised by themselves are words of their own, as if they were set so. */
static void test_superscripts(void)
{
    Print print;
    print_open(&print);
    print_text(&print, 12, 0, "40 m\xc2\xb2 of report\xc2\xb9\xe2\x81\xb4.");
    g_autofree char *got = print_close(&print);
    g_assert_cmpstr(got, ==, "40 m+<\xc2\xb2> of report+<\xc2\xb9\xe2\x81\xb4>+.");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/words/raised", test_raised);
    g_test_add_func("/words/small-capitals", test_small_capitals);
    g_test_add_func("/words/superscripts", test_superscripts);
    return g_test_run();
}
