/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words broken at the ends of lines, and compounds whose hyphen happens to stand there.
 */
#include "layout-describe.h"

/* A paragraph of two lines, below it another one, are read as `want` and the other one. */
static void expect(const char *line, const char *next, const char *other, const char *want)
{
    static const char filler[] =
        "so that all of them may see what it is that they have to deal with ";
    g_autofree char *full = g_strconcat(filler, line, NULL);
    g_autofree char *both = g_strconcat(filler, want, "\n", other, "\n", NULL);
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 100, full);
    sheet_text(&s, 72, 112, next);
    sheet_text(&s, 72, 150, other);
    sheet_expect(&s, both);
}

/* What stands in the middle of a line elsewhere says what the word is. */
static void test_known(void)
{
    expect("and the long-", "term plan", "A (long-term) view is needed.", "and the long-term plan");
    expect("and the long-", "term plan", "The Longterm Trust.", "and the longterm plan");
}

/* One word that is found whole shows that words are broken here, so that others are joined too. */
static void test_habit(void)
{
    static const char *const lines[] = {
        "The secretary had written to the owner of the meadow about the gate and the foot-",
        "path that leads to it, and asked him whether a part of it could be had for the con-",
        "sumption of hay, and the footpath be mown by those who walk on it to and from the",
        "hall.", NULL};
    Sheet s;

    sheet_open(&s);
    sheet_lines(&s, 72, 100, lines);
    sheet_expect(&s, "The secretary had written to the owner of the meadow about the gate and the "
                     "footpath that leads to it, and asked him whether a part of it could be had "
                     "for the consumption of hay, and the footpath be mown by those who walk on "
                     "it to and from the hall.\n");
}

/* Nothing known: the hyphen is printed, and stays, unless what follows is no word again and again.
 */
static void test_unknown(void)
{
    static const char *const lines[] = {
        "The secretary had written to the owner of the meadow about the gate and the con-",
        "sumption of the hay that was cut there, and asked him whether the neces-",
        "sity of it could be shown to the meeting by means of the pho-",
        "tograph that had been taken.", NULL};
    Sheet s;

    expect("and rent-", "stabilised homes", "There are few.", "and rent-stabilised homes");
    sheet_open(&s);
    sheet_lines(&s, 72, 100, lines);
    sheet_expect(&s, "The secretary had written to the owner of the meadow about the gate and the "
                     "consumption of the hay that was cut there, and asked him whether the "
                     "necessity of it could be shown to the meeting by means of the photograph "
                     "that had been taken.\n");
}

/* Hyphens that programs set, and those that only break. */
static void test_soft(void)
{
    expect("and a polite an\xe2\x80\x90", "swer", "None.", "and a polite answer");
    expect("and a polite an\xc2\xad", "swer", "None.", "and a polite answer");
    expect("and the out-of-", "date map", "None.", "and the out-of-date map");
    expect("and North-", "East Ward", "None.", "and North-East Ward");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hyphens/known", test_known);
    g_test_add_func("/hyphens/habit", test_habit);
    g_test_add_func("/hyphens/unknown", test_unknown);
    g_test_add_func("/hyphens/soft", test_soft);
    return g_test_run();
}
