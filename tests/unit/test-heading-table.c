/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables without rulings that are found by their headings. */
#include "layout-describe.h"

static void test_heading_table(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 80, "What the meeting will deal with.");
    sheet_bold(&s, 72, 110, "No.");
    sheet_bold(&s, 110, 110, "Item");
    sheet_bold(&s, 330, 110, "Lead");
    sheet_bold(&s, 450, 110, "Time");
    sheet_text(&s, 72, 130, "1");
    sheet_text(&s, 110, 130, "Welcome");
    sheet_text(&s, 330, 130, "Chair");
    sheet_text(&s, 450, 130, "09:00");
    sheet_text(&s, 72, 150, "2");
    sheet_text(&s, 110, 150, "What the pond has cost and what");
    sheet_text(&s, 330, 150, "Jo Field");
    sheet_text(&s, 450, 150, "09:05");
    sheet_text(&s, 110, 162, "it will cost when it is full");
    sheet_expect(&s,
                 "What the meeting will deal with.\n"
                 "table number item person time\n"
                 "  1 | Welcome | Chair | 09:00\n"
                 "  2 | What the pond has cost and what it will cost when it is full | Jo Field "
                 "| 09:05\n");
}

/* Headings over the right columns only; a title that reaches to the next column. */
static void test_headings_at_right(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_bold(&s, 330, 80, "Lead");
    sheet_bold(&s, 470, 80, "Time (pm)");
    sheet_text(&s, 72, 110, "1.");
    sheet_text(&s, 92, 110, "Apologies and interests that have to be declared Chair");
    sheet_text(&s, 470, 110, "4.00");
    sheet_text(&s, 72, 130, "2.    The pond and what has");
    sheet_text(&s, 330, 130, "Director of Ponds");
    sheet_text(&s, 470, 130, "4.05");
    sheet_text(&s, 92, 142, "become of it");
    sheet_text(&s, 330, 142, "and Ducks");
    sheet_text(&s, 72, 162, "3.    Ducks");
    sheet_text(&s, 330, 162, "Warden");
    sheet_text(&s, 470, 162, "4.20");
    sheet_expect(&s,
                 "table ? person time\n"
                 "  1. Apologies and interests that have to be declared | Chair | 4.00\n"
                 "  2. The pond and what has become of it | Director of Ponds and Ducks | 4.05\n"
                 "  3. Ducks | Warden | 4.20\n");
}

/* What somebody is, in two words that are headings elsewhere. */
static void test_no_headings(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 80, "Jo Field     Lead Governor     JF");
    sheet_text(&s, 72, 92, "Di Brook     Chief Warden      DB");
    sheet_run(&s);
    const BpLayout *layout = s.document->layout;
    for (guint i = 0; i < layout->blocks->len; i++)
        g_assert_cmpint(((BpBlock *)layout->blocks->pdata[i])->kind, ==, BP_BLOCK_PARA);
    sheet_close(&s);
}

/* A time before the number, a heading of a group with a shade behind it, and a pause. */
static void test_shaded(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_bold(&s, 72, 80, "Time");
    sheet_bold(&s, 120, 80, "No");
    sheet_bold(&s, 150, 80, "Item");
    sheet_bold(&s, 350, 80, "Lead");
    sheet_level(&s, 98, 70, 520);
    sheet_bold(&s, 72, 100, "1. OPENING MATTERS OF THE DAY");
    sheet_level(&s, 114, 70, 520);
    sheet_text(&s, 72, 120, "10:00");
    sheet_text(&s, 120, 120, "1.1");
    sheet_text(&s, 150, 120, "Apologies");
    sheet_text(&s, 350, 120, "Chair");
    sheet_text(&s, 120, 140, "1.2");
    sheet_text(&s, 150, 140, "What the pond has cost and");
    sheet_text(&s, 350, 140, "Warden");
    sheet_text(&s, 150, 152, "what it will");
    sheet_text(&s, 120, 172, "1.3");
    sheet_text(&s, 150, 172, "Ducks");
    sheet_text(&s, 350, 172, "All");
    sheet_expect(&s, "table time number item person\n"
                     "  group1. OPENING MATTERS OF THE DAY (over 4) |  |  | \n"
                     "  10:00 | 1.1 | Apologies | Chair\n"
                     "   | 1.2 | What the pond has cost and what it will | Warden\n"
                     "   | 1.3 | Ducks | All\n");
}

/* A numbered heading below a table, with a gap behind the number, is none of its rows. */
static void test_heading_below(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_bold(&s, 72, 80, "Name");
    sheet_bold(&s, 190, 80, "Role");
    sheet_bold(&s, 390, 80, "Organisation");
    sheet_text(&s, 72, 100, "Jo Field");
    sheet_text(&s, 190, 100, "Warden of the upper pond");
    sheet_text(&s, 390, 100, "Marsh Council");
    sheet_text(&s, 72, 120, "Lee Elm");
    sheet_text(&s, 190, 120, "Clerk");
    sheet_text(&s, 390, 120, "Elm Ltd");
    sheet_bold(&s, 72, 150, "1");
    sheet_bold(&s, 106, 150, "Welcome, introductions");
    sheet_expect(&s, "table name position organisation\n"
                     "  Jo Field | Warden of the upper pond | Marsh Council\n"
                     "  Lee Elm | Clerk | Elm Ltd\n"
                     "<1> Welcome, introductions\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/heading-table/columns", test_heading_table);
    g_test_add_func("/heading-table/at-right", test_headings_at_right);
    g_test_add_func("/heading-table/no-headings", test_no_headings);
    g_test_add_func("/heading-table/shaded", test_shaded);
    g_test_add_func("/layout/heading-below", test_heading_below);
    return g_test_run();
}
