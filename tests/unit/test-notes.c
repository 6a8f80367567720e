/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Notes at the foot of pages and their marks in the text, on pages made in memory.
 */
#include "layout-describe.h"

#define SMALL 8.0f

static void sheet_small(Sheet *sheet, double x, double y, const char *text)
{
    sheet->size = SMALL;
    sheet_text(sheet, x, y, text);
    sheet->size = 10;
}

/* Figures of 6 points whose foot is 5 points above that of text at the same height, set right
 * behind the last word; returns where they end. */
static double sheet_raised(Sheet *sheet, double y, const char *text)
{
    guint n = sheet->page->words->len;
    double x = n ? bp_page_word(sheet->page, n - 1)->box.x1 : 72;

    sheet->size = 6;
    sheet->style = BP_STYLE_RAISED;
    sheet_text(sheet, x, y - 1, text);
    sheet->size = 10;
    sheet->style = 0;
    return bp_page_word(sheet->page, n)->box.x1;
}

/* A note whose mark is raised. */
static void sheet_note(Sheet *sheet, double y, const char *mark, const char *text)
{
    sheet->size = 5;
    sheet_text(sheet, 72, y - 1, mark);
    sheet_small(sheet, 80, y, text);
}

/* What is furniture, then the blocks. */
static void expect(Sheet *sheet, const char *furniture, const char *blocks)
{
    static const char *const kinds[] = {"header", "footer", "note", "mark"};
    g_autoptr(GString) got = g_string_new(NULL);

    sheet_run(sheet);
    const BpLayout *layout = sheet->document->layout;
    const GPtrArray *all = layout->furniture;
    for (guint i = 0; i < all->len; i++) {
        const BpFurniture *one = all->pdata[i];
        g_string_append_printf(got, "%u %s %s\n", one->line->page, kinds[one->kind],
                               one->line->text);
    }
    g_assert_cmpstr(got->str, ==, furniture);
    g_autofree char *described = sheet_describe(sheet);
    g_assert_cmpstr(described, ==, blocks);
    sheet_close(sheet);
}

/* A sentence goes on over the page as if the note were not there, and without the mark in it. */
static void test_over_page(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 640, "The wardens have read the report");
    double x = sheet_raised(&s, 640, "3");
    sheet_text(&s, x + 2, 640, "on the reeds and have asked that nobody should come");
    sheet_text(&s, 72, 652,
               "near them before the end of May, when the birds will have left the nests, or");
    sheet_note(&s, 780, "3", "Sent out with the papers, and laid on the table for those who had");
    sheet_small(&s, 72, 790, "left theirs at home.");
    sheet_page(&s);
    sheet_text(&s, 72, 72, "else to ring the office.");
    sheet_text(&s, 72, 200, "There was nothing else to be said about it by anybody who was there.");
    expect(
        &s,
        "1 note 3 Sent out with the papers, and laid on the table for those who had\n"
        "1 note left theirs at home.\n1 mark 3\n",
        "The wardens have read the report on the reeds and have asked that nobody should come near "
        "them before the end of May, when the birds will have left the nests, or else to ring the "
        "office.\nThere was nothing else to be said about it by anybody who was there.\n");
}

/* Marks that stand on the line in smaller type; two at one place; before a full stop. */
static void test_flat(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 100, "The pond is deeper than in 2023");
    double x = sheet_raised(&s, 100, "1");
    sheet_text(&s, x + 2, 100, "and colder");
    x = sheet_raised(&s, 100, "2,3");
    sheet_text(&s, x, 100, ".");
    sheet_small(&s, 72, 400, "1. By a foot.");
    sheet_small(&s, 72, 410, "2. At noon.");
    sheet_small(&s, 72, 420, "3. By night it could not be told, for want of a");
    sheet_small(&s, 72, 430, "lamp.");
    expect(&s,
           "1 note 1. By a foot.\n1 note 2. At noon.\n"
           "1 note 3. By night it could not be told, for want of a\n1 note lamp.\n"
           "1 mark 1\n1 mark 2,3\n",
           "The pond is deeper than in 2023 and colder.\n");
}

/* Powers, ordinals and fractions keep what is raised. */
static void test_no_marks(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 100, "On the 13");
    double x = sheet_raised(&s, 100, "th");
    sheet_text(&s, x + 2, 100, "of May 40 m");
    x = sheet_raised(&s, 100, "2");
    sheet_text(&s, x + 2, 100, "were mown, 3 x 10");
    x = sheet_raised(&s, 100, "3");
    sheet_text(&s, x + 2, 100, "blades, in an hour and 3");
    x = sheet_raised(&s, 100, "1");
    sheet_text(&s, x, 100, "/2.");
    sheet_small(&s, 72, 400, "2 The mower was lent.");
    expect(&s, "",
           "On the 13th of May 40 m2 were mown, 3 x 103 blades, in an hour and 31/2.\n"
           "<2> The mower was lent.\n");
}

/* A note that the page was too short for goes on at the foot of the next. */
static void test_unfinished(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 100, "The ducks have come back");
    sheet_raised(&s, 100, "1");
    sheet_note(&s, 800, "1", "They were last seen on the lake of the mill in the week when the");
    sheet_page(&s);
    sheet_text(&s, 72, 100,
               "The geese have not, and nobody looks for them before the frost has gone.");
    sheet_text(&s, 72, 130, "Where the swans are is not known.");
    sheet_small(&s, 72, 790, "ice was thick enough to walk on.");
    expect(&s,
           "1 note 1 They were last seen on the lake of the mill in the week when the\n"
           "2 note ice was thick enough to walk on.\n1 mark 1\n",
           "The ducks have come back\n"
           "The geese have not, and nobody looks for them before the frost has gone.\n"
           "Where the swans are is not known.\n");
}

/* Notes at the end, in type of their own, are a list that has all marks before it. */
static void test_end_notes(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 100, "The ducks");
    double x = sheet_raised(&s, 100, "i");
    sheet_text(&s, x + 2, 100, "and the JB");
    sheet_raised(&s, 100, "ii");
    sheet_page(&s);
    sheet_text(&s, 72, 72, "Notes");
    sheet_small(&s, 72, 100, "i      Eleven.");
    sheet_small(&s, 72, 112, "ii     So called after their feet.");
    expect(&s, "2 note i\tEleven.\n2 note ii\tSo called after their feet.\n1 mark i\n1 mark ii\n",
           "The ducks and the JB\nNotes\n");
}

/* A table in small type whose rows have numbers is none, though marks have the same. */
static void test_table(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 100, "The ducks");
    sheet_raised(&s, 100, "1");
    sheet_small(&s, 72, 140, "1   Ducks                      40");
    sheet_small(&s, 72, 150, "2   Geese                      12");
    expect(&s, "1 mark 1\n", "The ducks\n<1> Ducks~40\n<2> Geese~12\n");
}

/* Each column has its own notes at its foot. */
static void test_columns(void)
{
    Sheet s;

    sheet_open(&s);
    for (guint i = 0; i < 8; i++) {
        sheet_text(&s, 72, 100 + i * LEADING, "the meadow was mown in the sum-");
        sheet_text(&s, 310, 100 + i * LEADING, "the orchard was planted by chil");
    }
    sheet_text(&s, 72, 196, "the end of the left");
    sheet_raised(&s, 196, "1");
    sheet_text(&s, 310, 196, "the end of the right");
    sheet_raised(&s, 196, "2");
    sheet_small(&s, 72, 230, "1 Of the meadow and of");
    sheet_small(&s, 310, 230, "2 Of the orchard.");
    sheet_small(&s, 72, 240, "no other.");
    sheet_run(&s);
    const BpLayout *layout = s.document->layout;
    const GPtrArray *all = layout->furniture;
    static const char *const want[] = {"1 Of the meadow and of", "no other.", "2 Of the orchard.",
                                       "1", "2"};
    g_assert_cmpuint(all->len, ==, G_N_ELEMENTS(want));
    for (guint i = 0; i < all->len; i++)
        g_assert_cmpstr(((const BpFurniture *)all->pdata[i])->line->text, ==, want[i]);
    sheet_close(&s);
}

/* What an asterisk on the line means is said by a legend, which stays. */
static void test_legend(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 100, "Ann Alder*, Bob Beech, Cara Cedar*");
    sheet_small(&s, 72, 130, "* has a vote");
    expect(&s, "", "Ann Alder*, Bob Beech, Cara Cedar*\n<*> has a vote\n");
}

static const struct {
    const char *name;
    void (*test)(void);
} tests[] = {
    {"over-page", test_over_page},   {"flat", test_flat},           {"no-marks", test_no_marks},
    {"unfinished", test_unfinished}, {"end-notes", test_end_notes}, {"table", test_table},
    {"columns", test_columns},       {"legend", test_legend},
};

/* A number in smaller type at the end of a row of a table is no note. */
static void test_last_cell(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 100, "The pond is deeper than it was");
    sheet_raised(&s, 100, "1");
    sheet_text(&s, 72, 112, "and the reeds are higher");
    sheet_raised(&s, 112, "2");
    sheet_page(&s);
    sheet_text(&s, 72, 100, "What is to be done about it was put down by the wardens in a list.");
    sheet_small(&s, 72, 140, "Measure the depth");
    sheet_small(&s, 300, 140, "1 April 2031");
    sheet_small(&s, 72, 400, "1 It was dug in May.");
    sheet_small(&s, 72, 410, "2 By hand.");
    sheet_run(&s);
    const GPtrArray *all = ((BpLayout *)s.document->layout)->furniture;
    for (guint i = 0; i < all->len; i++)
        g_assert_null(strstr(((BpFurniture *)all->pdata[i])->line->text, "April"));
    sheet_close(&s);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(tests); i++) {
        g_autofree char *path = g_strconcat("/notes/", tests[i].name, NULL);
        g_test_add_func(path, tests[i].test);
    }
    g_test_add_func("/notes/last-cell", test_last_cell);
    return g_test_run();
}
