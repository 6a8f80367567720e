/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbering as a system: which label follows which, and which entries of minutes are headings of
 * items, over the schemes that boards, councils, schools and charities use.
 */
#include "items-fixture.h"

static bool goes_on(const char *before, const char *after, guint skipped)
{
    BpLabel a, b;

    bp_label_read(&a, before);
    bp_label_read(&b, after);
    bool result = bp_label_goes_on(&a, &b, skipped);
    bp_label_clear(&a);
    bp_label_clear(&b);
    return result;
}

static void test_goes_on(void)
{
    static const char *const pairs[][2] = {{"7.", "8."},
                                           {"7", "7a"},
                                           {"7a.", "7b."},
                                           {"7b", "8"},
                                           {"4.2", "4.3"},
                                           {"4.9", "5.1"},
                                           {"4.2.9", "4.2.10"},
                                           {"(c)", "(d)"},
                                           {"iv)", "v)"},
                                           {"H.", "I."},
                                           {"I.", "II."},
                                           {"IX", "X"},
                                           {"92/1920", "93/1920"},
                                           {"FGB 9/24", "FGB 10/24"},
                                           {"24.05.09", "24.05.10"},
                                           {"5-A", "5-B"},
                                           {"18.01.10", "18.11.11"},
                                           {"105a/24", "105b/24"}};
    static const char *const others[][2] = {
        {"7.", "7."}, {"8.", "7."}, {"7.", "9."},     {"7.", "8)"}, {"7.", "7.1"},
        {"(a)", "b"}, {"c.", "a."}, {"4.2", "4.2.1"}, {"1.", "i."}, {"FGB 9/24", "10/24"}};

    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
        g_assert_true(goes_on(pairs[i][0], pairs[i][1], 0));
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_false(goes_on(others[i][0], others[i][1], 0));
    g_assert_true(goes_on("7.", "9.", 1));
    g_assert_false(goes_on("7.", "10.", 1));
}

/* Plain headings; a list inside an item counts for itself, though its numbers would go on. */
static void test_plain(void)
{
    static const Line lines[] = {{"1.", "Apologies", PLAIN},
                                 {"", "There were none.", PLAIN},
                                 {"2.", "The ferry", PLAIN},
                                 {"", "The ferryman had written to the Council about it:", PLAIN},
                                 {"1.", "the rope is worn;", PLAIN},
                                 {"2.", "the bell is cracked;", PLAIN},
                                 {"3.", "the lamp is out;", PLAIN},
                                 {"4.", "the cat has gone.", PLAIN},
                                 {"", "Was it to be mended?", PLAIN},
                                 {"3.", "The ford", PLAIN},
                                 {"", "It was wet.", PLAIN},
                                 {"4.", "The bridge", PLAIN},
                                 {"", "It was dry.", PLAIN},
                                 {NULL, NULL, 0}};

    items_expect(lines, "1 Apologies\n2 The ferry\n3 The ford\n4 The bridge\n", "2 ");
}

/* Paragraphs are numbered below their item's number, which is no item of its own. */
static void test_paragraph_numbers(void)
{
    static const Line lines[] = {
        {"5.", "Finance", BOLD},
        {"5.1", "The treasurer had paid for the new bell out of the old rope fund.", PLAIN},
        {"5.2", "Members asked whether the rope would last another winter?", PLAIN},
        {"6.", "Estates", BOLD},
        {"6.1", "The landing stage had been seen to be afloat.", PLAIN},
        {"6.2", "Lease", BOLD},
        {"", "The landlord was asked to sign it before the flood?", PLAIN},
        {"7.", "Close", BOLD},
        {NULL, NULL, 0}};

    items_expect(lines, "5 Finance\n6 Estates\n6.2 Lease\n7 Close\n", "5 6.2 ");
}

/* Sub-items count from 1, or by letters, below each item; what they decide is the item's. */
static void test_local_numbers(void)
{
    static const Line lines[] = {{"4.", "Decisions", BOLD},
                                 {"1.", "Opening hours", BOLD},
                                 {"", "Is the hall to open at nine?", PLAIN},
                                 {"2.", "Charges", BOLD},
                                 {"", "Are they to rise?", PLAIN},
                                 {"5.", "Committees", BOLD},
                                 {"a)", "Finance", BOLD},
                                 {"", "Has it met?", PLAIN},
                                 {"b)", "Estates", BOLD},
                                 {"", "The agreed order of work:", PLAIN},
                                 {"1.", "Roof", FAR},
                                 {"2.", "Walls", FAR},
                                 {"6.", "Close", BOLD},
                                 {NULL, NULL, 0}};

    items_expect(
        lines,
        "4 Decisions\n1 Opening hours\n2 Charges\n5 Committees\na Finance\nb Estates\n6 Close\n",
        "4 4 5 ");
}

/* Numbers begin again in each section; addresses and sums that begin with a number are none. */
static void test_sections(void)
{
    static const Line lines[] = {
        {"", "Hearings on Tuesday", BOLD},
        {"1.", "Otter & Sons", BOLD},
        {"12", "Weir Street", PLAIN | CAPS},
        {"", "Was it granted?", PLAIN},
        {"2.", "The Eel Pie Company", BOLD},
        {"85", "Ferry Lane Limited", BOLD},
        {"", "Was it refused?", PLAIN},
        {"", "Changes of manager", BOLD},
        {"1.", "The Heron, 4 Mill Lane, asks to change its manager.", PLAIN},
        {"", "Was it allowed?", PLAIN},
        {"2.", "The Coot, 9 Mill Lane, asks to change its name.", PLAIN},
        {"", "Was it put off?", PLAIN},
        {NULL, NULL, 0}};

    items_expect(lines,
                 "1 Otter & Sons\n2 The Eel Pie Company\n"
                 "1 The Heron, 4 Mill Lane, asks to change its manager.\n"
                 "2 The Coot, 9 Mill Lane, asks to change its name.\n",
                 "1 2 1 2 ");
}

/* Slips and repeats are kept as printed. */
static void test_slips(void)
{
    static const Line lines[] = {{"8.", "Swans", BOLD},     {"", "They were counted.", PLAIN},
                                 {"7.", "Geese", BOLD},     {"", "They had gone.", PLAIN},
                                 {"8.", "Ducks", BOLD},     {"", "They were fed.", PLAIN},
                                 {"9.", "Coots", PLAIN},    {"", "They were left.", PLAIN},
                                 {"10.", "Herons", BOLD},   {"", "They were seen.", PLAIN},
                                 {"10.", "Bitterns", BOLD}, {"", "They were heard.", PLAIN},
                                 {"55.", "Rails", BOLD},    {"", "They were not.", PLAIN},
                                 {"11.", "Close", BOLD},    {NULL, NULL, 0}};

    items_expect(lines,
                 "8 Swans\n7 Geese\n8 Ducks\n9 Coots\n10 Herons\n10 Bitterns\n55 Rails\n11 Close\n",
                 NULL);
}

/* References with a year, a misprint in one, and one out of its turn. */
static void test_references(void)
{
    static const Line lines[] = {
        {"24.05.1", "Apologies", PLAIN},
        {"", "None had come.", PLAIN},
        {"24.05.7", "Item 7 was taken first, as the ferryman had to go.", PLAIN},
        {"", "It was talked about.", PLAIN},
        {"24.05.2", "Minutes", PLAIN},
        {"", "They were signed.", PLAIN},
        {"24.06.3", "Matters arising", PLAIN},
        {"", "There were none?", PLAIN},
        {NULL, NULL, 0}};

    items_expect(lines,
                 "24.05.1 Apologies\n24.05.7 Item 7 was taken first, as the ferryman had to go.\n"
                 "24.05.2 Minutes\n24.06.3 Matters arising\n",
                 "24.06.3 ");
}

/* Numbers with the same code behind each of them. */
static void test_codes(void)
{
    static const Line lines[] = {{"41", "PLAN Apologies", BOLD},
                                 {"", "There were none.", PLAIN},
                                 {"42", "PLAN Minutes", BOLD},
                                 {"", "They were signed.", PLAIN},
                                 {"43", "PLAN Sheds", BOLD},
                                 {"", "Were they to stay?", PLAIN},
                                 {NULL, NULL, 0}};

    items_expect(lines, "41 PLAN Apologies\n42 PLAN Minutes\n43 PLAN Sheds\n", "43 PLAN ");
}

/* Parts of a resolution in bold are no items. */
static void test_bold_parts(void)
{
    static const Line lines[] = {
        {"1.", "The pump", BOLD},         {"", "It was dry.", PLAIN},
        {"", "RESOLVED:", BOLD},          {"1.", "That it be primed", BOLD},
        {"2.", "That it be oiled", BOLD}, {"2.", "The well", BOLD},
        {"", "It was wet.", PLAIN},       {"3.", "The bucket", BOLD},
        {"", "It was lost.", PLAIN},      {NULL, NULL, 0}};

    items_expect(lines, "1 The pump\n2 The well\n3 The bucket\n", NULL);
}

/* Plain headings below an item that has no text of its own; a list of what comes next is none. */
static void test_plain_series(void)
{
    static const Line lines[] = {{"1.", "Decisions", BOLD},
                                 {"1.", "Tolls", PLAIN},
                                 {"", "Are they to rise?", PLAIN},
                                 {"2.", "Hours", PLAIN},
                                 {"", "Are they to be longer?", PLAIN},
                                 {"2.", "Close", BOLD},
                                 {"", "The meeting ended at nine.", PLAIN},
                                 {"3.", "Items for next time", BOLD},
                                 {"1.", "The ford", PLAIN},
                                 {"2.", "The ferry", PLAIN},
                                 {NULL, NULL, 0}};

    items_expect(lines, "1 Decisions\n1 Tolls\n2 Hours\n2 Close\n3 Items for next time\n", "1 1 ");
}

/* The first heading is not there, only its paragraphs; leads of decisions are numbered too. */
static void test_first_missing(void)
{
    static const Line lines[] = {
        {"1.1", "The Chair welcomed everybody to the boathouse.", PLAIN},
        {"2", "Interests", BOLD},
        {"2.1", "There were none to be declared by anybody present.", PLAIN},
        {"3", "Minutes", BOLD},
        {"3.1", "They were read out.", PLAIN},
        {"4", "Boats", BOLD},
        {"4.1", "The blue boat leaks.", PLAIN},
        {"4.2", "The Committee:", PLAIN},
        {"", "agreed to sell it.", INDENTED},
        {"5", "Oars", BOLD},
        {"5.1", "None are left?", PLAIN},
        {"6", "Close", BOLD},
        {NULL, NULL, 0}};

    items_expect(lines, "2 Interests\n3 Minutes\n4 Boats\n5 Oars\n6 Close\n", "5 ");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/numbering/goes-on", test_goes_on);
    g_test_add_func("/numbering/plain", test_plain);
    g_test_add_func("/numbering/paragraph-numbers", test_paragraph_numbers);
    g_test_add_func("/numbering/local-numbers", test_local_numbers);
    g_test_add_func("/numbering/sections", test_sections);
    g_test_add_func("/numbering/slips", test_slips);
    g_test_add_func("/numbering/references", test_references);
    g_test_add_func("/numbering/codes", test_codes);
    g_test_add_func("/numbering/bold-parts", test_bold_parts);
    g_test_add_func("/numbering/plain-series", test_plain_series);
    g_test_add_func("/numbering/first-missing", test_first_missing);
    return g_test_run();
}
