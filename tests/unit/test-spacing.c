/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Gaps between words and letters of a line: which are spaces. A blank of a text is 0.25 em, two
 * are 0.75, three 1.25; words can be set at gaps of their own.
 */
#include "layout-describe.h"

/* What a line of this text is read as. */
static void expect(const char *text, const char *want)
{
    g_autofree char *line = g_strconcat(want, "\n", NULL);
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 100, text);
    sheet_expect(&s, line);
}

/* Words of a line with a gap of that many points before each, 0 for the first; ends with NULL. */
static void expect_words(const double *gaps, const char *const *words, const char *want)
{
    g_autofree char *line = g_strconcat(want, "\n", NULL);
    double x = 72;
    Sheet s;

    sheet_open(&s);
    for (guint i = 0; words[i]; i++) {
        x += gaps[i];
        sheet_text(&s, x, 100, words[i]);
        x += CHARACTER * (double)strlen(words[i]);
    }
    sheet_expect(&s, line);
}

static void test_set_apart(void)
{
    expect("A G E N D A", "AGENDA");
    expect("A  G  E  N  D  A", "AGENDA");
    expect("M I N U T E S  O F  T H E  B O A R D", "MINUTES OF THE BOARD");
    expect("M I N U T E S   O F   T H E   B O A R D", "MINUTES OF THE BOARD");
    expect("N O T I C E  to all who live here", "NOTICE to all who live here");
    expect("R O O F :  what it costs", "R O O F : what it costs"); /* too few among others */
}

/* Marks, letters of a list, initials. */
static void test_single_letters(void)
{
    expect("X X X X X X", "X X X X X X");
    expect("Y N Y Y N A", "Y N Y Y N A");
    expect("A B C D E F", "A B C D E F");
    expect("They voted Y N Y Y N Y A in that order", "They voted Y N Y Y N Y A in that order");
    expect("Cllr A B Smith and Cllr J R Jones", "Cllr A B Smith and Cllr J R Jones");
    expect("Lots 1 2 3 4 5 6", "Lots 1 2 3 4 5 6");
}

/* What poppler found a space in is one, however thin, when the type is the same. */
static void test_thin(void)
{
    static const double gaps[] = {0, 0.5, 0.6, 0.9};
    static const char *const words[] = {"THE", "WARDENS", "OF", "THE", NULL};

    expect_words(gaps, words, "THE WARDENS OF THE");
}

/* A line stretched to the width of its column, and words in columns. */
static void test_stretched(void)
{
    static const double even[] = {0, 20, 20, 20, 20}, stops[] = {0, 45, 20, 40};
    static const char *const words[] = {"the", "secretary", "had", "written", NULL};
    static const char *const marks[] = {"Attended", "Yes", "Yes", "Yes", "Yes", NULL};

    expect_words(even, words, "the secretary had written");
    expect_words(stops, words, "the~secretary~had~written");
    expect_words(even, marks, "Attended~Yes~Yes~Yes~Yes");
}

/* A word set wide, of which poppler has cut off a letter. */
static void test_broken(void)
{
    static const double gaps[] = {0, 1, 4, 4, 1};
    static const char *const words[] = {"N", "OTICE", "OF", "MEETIN", "G", NULL};
    static const double even[] = {0, 1, 1.5, 1.5, 1};

    expect_words(gaps, words, "NOTICE OF MEETING");
    expect_words(even, words, "N OTICE OF MEETIN G");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spacing/set-apart", test_set_apart);
    g_test_add_func("/spacing/single-letters", test_single_letters);
    g_test_add_func("/spacing/thin", test_thin);
    g_test_add_func("/spacing/stretched", test_stretched);
    g_test_add_func("/spacing/broken", test_broken);
    return g_test_run();
}
