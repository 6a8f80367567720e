/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Paragraphs set against the right edge, as marks of actions often are: their lines begin anywhere.
 */
#include "layout-describe.h"

/* A line of text that ends at x. */
static void sheet_right(Sheet *sheet, double x, double y, const char *text)
{
    double width = 0;

    for (const char *p = text; *p; p++)
        width += *p == ' ' ? CHARACTER / 2 : CHARACTER;
    sheet_text(sheet, x - width, y, text);
}

static void test_flush_right(void)
{
    static const char *const lines[] = {
        "The wardens had looked at the pond in the lower field after the long rain in May and",
        "had found that nobody knew where the ducks had gone, or whether they would be back.",
        "It was not known either who had left the gate to the lane open.", NULL};
    Sheet s;

    sheet_open(&s);
    double y = sheet_lines(&s, 72, 100, lines);
    sheet_right(&s, 455, y + 3, "ACTION: the wardens to ask the owner of the");
    sheet_right(&s, 455, y + 15, "field about the gate");
    sheet_right(&s, 455, y + 27, "ACTION: the clerk to count the ducks");
    sheet_expect(&s, "The wardens had looked at the pond in the lower field after the long rain in "
                     "May and had found that nobody knew where the ducks had gone, or whether they "
                     "would be back. It was not known either who had left the gate to the lane "
                     "open.\n"
                     "ACTION: the wardens to ask the owner of the field about the gate\n"
                     "ACTION: the clerk to count the ducks\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/flush-right", test_flush_right);
    return g_test_run();
}
