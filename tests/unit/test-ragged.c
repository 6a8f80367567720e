/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running text that is narrower than its column, and lists that only look like it. */
#include "layout-fixture.h"

/* Two columns of running text are read one after the other. */
/* Running text with a right margin of its own; lines of names that are as long as each other. */
static void test_ragged(void)
{
    static const char *const text[] = {"RECOMMENDATION that, in the words of the Rules of the",
                                       "Trust, the public be asked to go home before the item on",
                                       "Ducks, which is about people who are known to all of the",
                                       "Wardens.", NULL};
    static const char *const names[] = {"Jo Field of the Ponds and Ducks Committee",
                                        "Al Marsh of the Banks and Trees Committee",
                                        "Di Brook of the Paths and Gates Committee", NULL};
    Sheet s;

    sheet_open(&s);
    for (guint i = 0; i < 6; i++)
        sheet_text(&s, 72, 80 + 20 * i,
                   "A line of the agenda that is as wide as the page allows, and "
                   "then has the page of its paper");
    sheet_lines(&s, 90, 220, text);
    sheet_lines(&s, 90, 300, names);
    sheet_run(&s);
    const BpLayout *layout = s.document->layout;
    const GPtrArray *blocks = layout->blocks;
    g_assert_cmpuint(blocks->len, ==, 10);
    g_assert_cmpstr(
        ((BpBlock *)blocks->pdata[6])->text, ==,
        "RECOMMENDATION that, in the words of the Rules of the Trust, the public be "
        "asked to go home before the item on Ducks, which is about people who are known "
        "to all of the Wardens.");
    g_assert_cmpstr(((BpBlock *)blocks->pdata[8])->text, ==, names[1]);
    sheet_close(&s);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ragged/margin", test_ragged);
    return g_test_run();
}
