/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From words at places to paragraphs, columns, tables and furniture, without a PDF.
 */
#include "layout-describe.h"

static void test_paragraphs(void)
{
    static const char *const first[] = {
        "The pond in the lower field was looked at by the wardens in the week after the long",
        "rain, and was found to be fuller than it had been at any time since the year of the",
        "flood.", NULL};
    static const char *const second[] = {"Nobody could say where the ducks had gone.", NULL};
    Sheet s;

    sheet_open(&s);
    double y = sheet_lines(&s, 72, 100, first);
    sheet_lines(&s, 72, y + 8, second); /* white space parts */
    sheet_expect(
        &s, "The pond in the lower field was looked at by the wardens in the week after the "
            "long rain, and was found to be fuller than it had been at any time since the year "
            "of the flood.\nNobody could say where the ducks had gone.\n");
}

/* A line that ends early ends a paragraph though the distance of lines says nothing. */
static void test_short_line_ends(void)
{
    static const char *const lines[] = {
        "The wardens walked along the stream from the mill to the bridge and back on the other",
        "side of it without meeting anybody.",
        "A second walk will be needed when the leaves are down and the banks can be seen from",
        "the path.", NULL};
    Sheet s;

    sheet_open(&s);
    sheet_lines(&s, 72, 100, lines);
    sheet_expect(&s, "The wardens walked along the stream from the mill to the bridge and back on "
                     "the other side of it without meeting anybody.\nA second walk will be needed "
                     "when the leaves are down and the banks can be seen from the path.\n");
}

/* A bold title is a paragraph of its own, also behind a plain number. */
static void test_bold_title(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 80, "2");
    sheet_bold(&s, 92, 80, "What is to be done with the pond this year");
    sheet_text(&s, 92, 92, "To hear from the Warden");
    sheet_expect(&s, "<2> What is to be done with the pond this year\nTo hear from the Warden\n");
}

static void test_hanging_labels(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_bold(&s, 72, 100, "1.");
    sheet_bold(&s, 100, 100, "Apologies for absence");
    sheet_text(&s, 100, 118,
               "None of the members had sent word that they would not be able to come to");
    sheet_text(&s, 100, 130, "the hall.");
    sheet_text(&s, 100, 148, "(a)");
    sheet_text(&s, 122, 148,
               "that the ladder be mended before anybody climbs it again, and that the");
    sheet_text(&s, 122, 160, "bill be sent to the treasurer;");
    sheet_text(&s, 100, 178, "•");
    sheet_text(&s, 122, 178, "rope");
    sheet_expect(&s, "<1.> Apologies for absence\n"
                     "None of the members had sent word that they would not be able to come to the "
                     "hall.\n"
                     "<(a)> that the ladder be mended before anybody climbs it again, and that the "
                     "bill be sent to the treasurer;\n"
                     "<•> rope\n");
}

/* Rulings of a table of three columns and the heights given (ended by 0). */
static void rule_table(Sheet *sheet, const double *ys)
{
    static const double xs[] = {72, 120, 400, 520};
    guint n = 0;

    for (; ys[n] > 0; n++)
        sheet_level(sheet, ys[n], xs[0], xs[3]);
    for (guint i = 0; i < G_N_ELEMENTS(xs); i++)
        sheet_upright(sheet, xs[i], ys[0], ys[n - 1]);
}

static void head_row(Sheet *sheet, double y)
{
    sheet_bold(sheet, 76, y, "Ref");
    sheet_bold(sheet, 124, y, "Action");
    sheet_bold(sheet, 404, y, "Owner");
}

static void table_row(Sheet *sheet, double y, const char *ref, const char *action,
                      const char *owner)
{
    sheet_text(sheet, 76, y, ref);
    sheet_text(sheet, 124, y, action);
    sheet_text(sheet, 404, y, owner);
}

static void test_grid(void)
{
    static const double ys[] = {100, 120, 150, 170, 0};
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 80, "What is to be done is listed below.");
    rule_table(&s, ys);
    head_row(&s, 104);
    table_row(&s, 124, "1", "Find the key of the shed, which hung behind the", "AB");
    sheet_text(&s, 124, 136, "door until the spring");
    table_row(&s, 154, "2", "Oil the hinges", "CD, EF");
    sheet_text(&s, 72, 190, "There was nothing else.");
    sheet_expect(
        &s, "What is to be done is listed below.\n"
            "ruled number action person\n"
            "  1 | Find the key of the shed, which hung behind the door until the spring | AB\n"
            "  2 | Oil the hinges | CD, EF\n"
            "There was nothing else.\n");
}

/* A heading over all columns, a cell over two rows. */
static void test_grid_spans(void)
{
    static const double xs[] = {72, 120, 400, 520};
    Sheet s;

    sheet_open(&s);
    for (guint i = 0; i < 2; i++) { /* top and bottom of the table and of its first rows */
        sheet_level(&s, 100 + 20 * i, 72, 520);
        sheet_level(&s, 140 + 40 * i, 72, 520);
    }
    sheet_level(&s, 160, 72, 400); /* the owner's cell goes on below it */
    for (guint i = 0; i < G_N_ELEMENTS(xs); i++) {
        bool outer = i == 0 || i == 3;
        sheet_upright(&s, xs[i], 100, 120);
        if (outer)
            sheet_upright(&s, xs[i], 120, 140);
        sheet_upright(&s, xs[i], 140, 180);
    }
    head_row(&s, 104);
    sheet_bold(&s, 76, 124, "Left over from the spring");
    table_row(&s, 144, "1", "Find the key", "AB");
    table_row(&s, 164, "2", "Oil the hinges", "");
    sheet_expect(&s, "ruled number action person\n"
                     "  groupLeft over from the spring (over 3) |  | \n"
                     "  1 | Find the key | AB\n"
                     "  2 | Oil the hinges | ^\n");
}

/* A table that goes on behind the page's end, its heading repeated or not. */
static void continued(bool repeat)
{
    static const double ys[] = {700, 720, 740, 0}, more[] = {80, 100, 0},
                        again[] = {80, 100, 120, 0};
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 640, "The list.");
    rule_table(&s, ys);
    head_row(&s, 704);
    table_row(&s, 724, "1", "Find the key", "AB");
    sheet_page(&s);
    rule_table(&s, repeat ? again : more);
    if (repeat)
        head_row(&s, 84);
    table_row(&s, repeat ? 104 : 84, "2", "Oil the hinges", "CD");
    sheet_text(&s, 72, 150, "The end.");
    sheet_expect(&s, "The list.\nruled number action person\n  1 | Find the key | AB\n"
                     "  2 | Oil the hinges | CD\nThe end.\n");
}

static void test_continued(void)
{
    continued(false);
}

static void test_continued_with_heading(void)
{
    continued(true);
}

/* A heading whose words no rule knows, on top of every page: neither a header of the page nor a row
 * of the table again and again. */
static void test_continued_with_unknown_heading(void)
{
    static const double ys[] = {60, 80, 780, 0};
    static const char *const aims[] = {"Ducks", "Geese", "Swans", "Herons"};
    Sheet s;

    sheet_open(&s);
    for (guint i = 0; i < G_N_ELEMENTS(aims); i++) {
        if (i)
            sheet_page(&s);
        rule_table(&s, ys);
        table_row(&s, 64, "Aim", "Measured in", "Band");
        table_row(&s, 90, aims[i], "Birds a pond", i % 2 ? "low" : "high");
    }
    sheet_expect(&s, "ruled ? ? ?\n  Aim | Measured in | Band\n"
                     "  Ducks | Birds a pond | high\n  Geese | Birds a pond | low\n"
                     "  Swans | Birds a pond | high\n  Herons | Birds a pond | low\n");
}

static void test_columns(void)
{
    static const char *const left[] = {"The first column tells of the",
                                       "meadow, which was mown late in",
                                       "the summer because of the larks",
                                       "that nested in it, and of the",
                                       "hedge, which was not cut at all",
                                       "and is now as high as a house.",
                                       NULL};
    static const char *const right[] = {"The second column tells of the",
                                        "orchard, where forty trees have",
                                        "been planted by the school, and",
                                        "of the bees, which came without",
                                        "being asked and have stayed in",
                                        "the wall of the old dairy.",
                                        NULL};
    Sheet s;

    sheet_open(&s);
    sheet_lines(&s, 72, 100, left);
    sheet_lines(&s, 310, 100, right);
    sheet_expect(&s,
                 "The first column tells of the meadow, which was mown late in the summer because "
                 "of the larks that nested in it, and of the hedge, which was not cut at all and "
                 "is now as high as a house.\nThe second column tells of the orchard, where forty "
                 "trees have been planted by the school, and of the bees, which came without "
                 "being asked and have stayed in the wall of the old dairy.\n");
}

/* Initials in the margin belong to the paragraph beside them. */
static void test_margin(void)
{
    static const char *const lines[] = {
        "The treasurer will write to the bank about the charge that was",
        "made in May without any reason being given for it, and will tell",
        "the next meeting what the bank has said.", NULL};
    Sheet s;

    sheet_open(&s);
    sheet_lines(&s, 72, 100, lines);
    sheet_bold(&s, 495, 112, "AB");
    sheet_text(&s, 72, 150,
               "The meeting noted that the bank is not known for the speed of its answers, as a");
    sheet_text(&s, 72, 162, "rule.");
    sheet_expect(&s,
                 "The treasurer will write to the bank about the charge that was made in May "
                 "without any reason being given for it, and will tell the next meeting what the "
                 "bank has said.\n  note AB\nThe meeting noted that the bank is not known for the "
                 "speed of its answers, as a rule.\n");
}

static void test_furniture(void)
{
    static const char *const bodies[] = {"The meadow was mown.", "The hedge was left.",
                                         "The bees have stayed."};
    Sheet s;

    sheet_open(&s);
    for (guint i = 0; i < 3; i++) {
        g_autofree char *foot = g_strdup_printf("Meadow Trust papers, sheet %u", i + 1);
        if (i > 0)
            sheet_page(&s);
        sheet_text(&s, 72, 30, "Meadow Trust: Autumn Meeting");
        sheet_text(&s, 72, 200, bodies[i]);
        sheet_text(&s, 72, 800, foot);
    }
    sheet_run(&s);
    const BpLayout *layout = s.document->layout;
    g_autoptr(GString) furniture = g_string_new(NULL);
    for (guint i = 0; i < layout->furniture->len; i++) {
        const BpFurniture *one = layout->furniture->pdata[i];
        g_string_append_printf(furniture, "%u %s %s\n", one->line->page,
                               one->kind == BP_FURNITURE_HEADER ? "header" : "footer",
                               one->line->text);
    }
    g_assert_cmpstr(
        furniture->str, ==,
        "1 header Meadow Trust: Autumn Meeting\n1 footer Meadow Trust papers, sheet 1\n"
        "2 header Meadow Trust: Autumn Meeting\n2 footer Meadow Trust papers, sheet 2\n"
        "3 header Meadow Trust: Autumn Meeting\n3 footer Meadow Trust papers, sheet 3\n");
    g_autofree char *blocks = sheet_describe(&s);
    g_assert_cmpstr(blocks, ==,
                    "The meadow was mown.\nThe hedge was left.\nThe bees have stayed.\n");
    sheet_close(&s);
}

/* Of three pages the first may have its title where the others have their header. */
static void test_header_from_second_page(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 60, "MEADOW TRUST");
    sheet_text(&s, 72, 200, "The meadow was mown.");
    for (guint i = 0; i < 2; i++) {
        sheet_page(&s);
        sheet_text(&s, 72, 30, "DRAFT      Meadow Trust 12 June 2031");
        sheet_text(&s, 72, 200, i ? "The bees have stayed." : "The hedge was left.");
    }
    sheet_expect(&s, "MEADOW TRUST\nThe meadow was mown.\nThe hedge was left.\n"
                     "The bees have stayed.\n");
}

/* A year that ends a paragraph near the top is no page number. */
static void test_year_near_top(void)
{
    static const char *const lines[] = {"Minutes of a meeting held on Tuesday 9 September", "2025",
                                        NULL};
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 290, 30, "17");
    sheet_lines(&s, 72, 72, lines);
    sheet_text(&s, 72, 200, "The meadow was mown.");
    sheet_expect(&s, "Minutes of a meeting held on Tuesday 9 September 2025\n"
                     "The meadow was mown.\n");
}

/* A sentence that the end of a page cuts is one paragraph, whatever stands at the foot. */
static void test_over_page(void)
{
    static const char *const before[] = {
        "The wardens have asked that nobody should light a fire within sight of the reeds, and",
        "that those who have seen one should ring the", NULL};
    static const char *const after[] = {"office, where somebody will answer by day and by night.",
                                        NULL};
    Sheet s;

    sheet_open(&s);
    sheet_lines(&s, 72, 700, before);
    sheet_text(&s, 290, 810, "Page 1 of 2");
    sheet_page(&s);
    sheet_lines(&s, 72, 72, after);
    sheet_text(&s, 290, 810, "Page 2 of 2");
    sheet_expect(&s,
                 "The wardens have asked that nobody should light a fire within sight of the "
                 "reeds, and that those who have seen one should ring the office, where somebody "
                 "will answer by day and by night.\n");
}

static const struct {
    const char *name;
    void (*test)(void);
} tests[] = {
    {"paragraphs", test_paragraphs},
    {"short-line-ends", test_short_line_ends},
    {"hanging-labels", test_hanging_labels},
    {"bold-title", test_bold_title},
    {"grid", test_grid},
    {"grid-spans", test_grid_spans},
    {"continued", test_continued},
    {"continued-with-heading", test_continued_with_heading},
    {"continued-with-unknown-heading", test_continued_with_unknown_heading},
    {"columns", test_columns},
    {"margin", test_margin},
    {"furniture", test_furniture},
    {"header-from-second-page", test_header_from_second_page},
    {"year-near-top", test_year_near_top},
    {"over-page", test_over_page},
};

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(tests); i++) {
        g_autofree char *path = g_strconcat("/layout/", tests[i].name, NULL);
        g_test_add_func(path, tests[i].test);
    }
    return g_test_run();
}
