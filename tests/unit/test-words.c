/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Characters at places to words, without a PDF: what begins a word, what is raised.
 */
#include <math.h>
#include <string.h>

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
    guint n = print->runs->len;
    BpRun run = {.end = print->n, .size = (float)size};
    if (n > 0 && fabsf(g_array_index(print->runs, BpRun, n - 1).size - run.size) < 0.01f)
        g_array_set_size(print->runs, n - 1);
    g_array_append_val(print->runs, run);
}

/* Text in which a stroke is a space of a tenth of the size that poppler reads, and a low line one
 * that it has left out. */
static void print_spaced(Print *print, double size, const char *text)
{
    g_auto(GStrv) pieces = g_strsplit_set(text, "|_", -1);

    for (guint i = 0; pieces[i]; i++) {
        print_text(print, size, 0, pieces[i]);
        text += strlen(pieces[i]);
        if (*text == '|') {
            print_text(print, size, 0, " ");
            print->x -= 0.4 * size;
        } else if (*text == '_') {
            print->x += 0.02 * size;
        }
        text += *text != '\0';
    }
}

/* The words, raised ones in <>, parted by a blank or, where they touch, by +. */
static char *print_close(Print *print)
{
    g_autoptr(BpPage) page = bp_page_new(1, 2000, 600);
    BpWordCounts counts = {0};
    BpChars chars = {.text = print->text->str,
                     .text_len = print->text->len,
                     .boxes = &g_array_index(print->boxes, PopplerRectangle, 0),
                     .runs = &g_array_index(print->runs, BpRun, 0),
                     .n_runs = print->runs->len};
    GString *out = g_string_new(NULL);

    bp_words_build(page, &chars, &counts);
    bp_words_join_broken(page);
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

/* Spaces that poppler found inside words go; those between words that stand clear elsewhere stay,
 * and those behind letters that never have one behind them alone. */
static void test_broken(void)
{
    Print print;
    print_open(&print);
    print_spaced(&print, 10,
                 "The s|tones of the wall has|been s|een by a|ll, a|nd i|t was s|aid tha|t s|ome "
                 "of|them has fa|llen a|nd been use|d i|n the s|ties.");
    g_autofree char *got = print_close(&print);
    g_assert_cmpstr(got, ==,
                    "The stones of the wall has been seen by all, and it was said that some "
                    "of them has fallen and been used in the sties.");
}

/* Thin spaces of honest text: hardly any beside a single letter. */
static void test_thin(void)
{
    static const char text[] =
        "The|stones of|the wall|were|seen by|all, and|it was|said|that a|few "
        "of|them had|fallen";
    g_autofree char *want = g_strdelimit(g_strdup(text), "|", ' ');
    Print print;
    print_open(&print);
    print_spaced(&print, 10, text);
    g_autofree char *got = print_close(&print);
    g_assert_cmpstr(got, ==, want);
}

/* Where words do not touch, poppler has left out a space. */
static void test_left_out(void)
{
    Print print;
    print_open(&print);
    print_spaced(&print, 10, "Payment_for_the_clerk");
    g_autofree char *got = print_close(&print);
    g_assert_cmpstr(got, ==, "Payment for the clerk");
}

/* Ligatures that a printer driver has numbered its own way, and letters of other alphabets. */
static void test_joined(void)
{
    Print print;
    print_open(&print);
    print_text(&print, 10, 0,
               "The mee\xc6\x9fng o\xc5\x8c"
               "en a\xc6\xa9"
               "ends in \xc6\x9fme, "
               "\xc5\x8ctaki, \xc6\x9f");
    g_autofree char *got = print_close(&print);
    g_assert_cmpstr(got, ==, "The meeting often attends in time, \xc5\x8ctaki, \xc6\x9f");
}

/* Type that nobody can read is no text. */
static void test_tiny(void)
{
    Print print;
    print_open(&print);
    print_text(&print, 10, 0, "Seen ");
    print_text(&print, 0.5, 0, "not");
    print_text(&print, 10, 0, " by all");
    g_autofree char *got = print_close(&print);
    g_assert_cmpstr(got, ==, "Seen by all");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/words/raised", test_raised);
    g_test_add_func("/words/small-capitals", test_small_capitals);
    g_test_add_func("/words/superscripts", test_superscripts);
    g_test_add_func("/words/broken", test_broken);
    g_test_add_func("/words/thin", test_thin);
    g_test_add_func("/words/joined", test_joined);
    g_test_add_func("/words/tiny", test_tiny);
    g_test_add_func("/words/left-out", test_left_out);
    return g_test_run();
}
