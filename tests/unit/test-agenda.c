/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Agenda items from papers made here, with the project's own rules: lists with leaders and times,
 * business without numbers, parts of recommendations that are no items, and stacks in tables.
 */
#include "paper-fixture.h"
#include "recognise/table-kinds.h"
#include "split/split.h"

static GPtrArray *items_of(Paper *paper)
{
    BpSplit split = {paper->document, paper->matcher, paper->part};

    bp_split_agenda(&split);
    return bp_document_dup_records(paper->document, "agenda_item");
}

static void assert_item(const GPtrArray *items, guint index, const char *number, const char *title,
                        const char *presenter)
{
    g_assert_cmpuint(index, <, items->len);
    const BpRecord *item = items->pdata[index];
    g_assert_cmpstr(bp_record_get(item, "number"), ==, number);
    g_assert_cmpstr(bp_record_get(item, "title"), ==, title);
    g_assert_cmpstr(bp_record_get(item, "presenter"), ==, presenter);
}

static void test_leaders(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    paper_add(&paper, "", "Agenda", BOLD);
    paper_add(&paper, "13:00 1.", "Welcome . . . . . . . . . AB", PLAIN);
    paper_add(&paper, "2.", "Minutes of 4 May (Approve) . . . . . . . . AB, Paper 1", PLAIN);
    paper_add(&paper, "2.1.", "Matters arising – WITHDRAWN . . . . . . . CD", INDENTED);
    paper_add(&paper, "", "14:35 Break", BOLD);
    paper_add(&paper, "3.", "Any other business . . . . . . . . All", PLAIN);
    g_autoptr(GPtrArray) items = items_of(&paper);
    g_assert_cmpuint(items->len, ==, 4);
    assert_item(items, 0, "1", "Welcome", "AB");
    g_assert_cmpstr(bp_record_get(items->pdata[0], "time"), ==, "13:00");
    assert_item(items, 1, "2", "Minutes of 4 May", "AB");
    g_assert_cmpstr(bp_record_get(items->pdata[1], "purpose"), ==, "Approve");
    g_assert_cmpstr(bp_record_get(items->pdata[1], "pages"), ==, "Paper 1");
    assert_item(items, 2, "2.1", "Matters arising", "CD");
    assert_item(items, 3, "3", "Any other business", "All");
    paper_close(&paper);
}

static void test_headings(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    paper_add(&paper, "", "Call to Order", BOLD);
    paper_add(&paper, "", "Mayor Jo Banks", PLAIN);
    paper_add(&paper, "", "Consent Calendar", BOLD);
    paper_add(&paper, "1.", "Adopt the budget", PLAIN);
    paper_add(&paper, "", "Recommendation:", PLAIN);
    paper_add(&paper, "1.", "Adopt it; and", FAR)->text_indent = 12;
    paper_add(&paper, "2.", "Publish it.", FAR)->text_indent = 12;
    paper_add(&paper, "", "Estimated Time: 15 Minutes", PLAIN);
    paper_add(&paper, "2.", "Award the contract", PLAIN);
    paper_add(&paper, "", "Adjournment", BOLD);
    g_autoptr(GPtrArray) items = items_of(&paper);
    g_assert_cmpuint(items->len, ==, 4);
    assert_item(items, 0, "", "Call to Order", "Mayor Jo Banks");
    assert_item(items, 1, "1", "Adopt the budget", "");
    g_assert_cmpstr(bp_record_get(items->pdata[1], "time"), ==, "15 Minutes");
    g_assert_cmpstr(bp_record_get(items->pdata[1], "section"), ==, "Consent Calendar");
    assert_item(items, 2, "2", "Award the contract", "");
    assert_item(items, 3, "", "Adjournment", "");
    paper_close(&paper);
}

/* The heading of the first group is known by those after it; titles above it are none. */
static void test_groups(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    paper_add(&paper, "", "Ferry Committee", BOLD);
    paper_add(&paper, "", "Open items", BOLD);
    paper_add(&paper, "", "(the public may stay)", PLAIN);
    paper_add(&paper, "1.", "Apologies", PLAIN);
    paper_add(&paper, "2.", "The rope", PLAIN);
    paper_add(&paper, "", "Closed items", BOLD);
    paper_add(&paper, "3.", "The price of the rope", PLAIN);
    g_autoptr(GPtrArray) items = items_of(&paper);
    g_assert_cmpuint(items->len, ==, 3);
    g_assert_cmpstr(bp_record_get(items->pdata[0], "section"), ==, "Open items");
    g_assert_cmpstr(bp_record_get(items->pdata[1], "section"), ==, "Open items");
    g_assert_cmpstr(bp_record_get(items->pdata[2], "section"), ==, "Closed items");
    paper_close(&paper);

    paper_open(&paper, "agenda");
    paper_add(&paper, "", "FERRY COMMITTEE", BOLD)->caps = true;
    paper_add(&paper, "1.", "Apologies", PLAIN);
    paper_add(&paper, "", "Closed items", BOLD);
    paper_add(&paper, "2.", "The price of the rope", PLAIN);
    g_autoptr(GPtrArray) others = items_of(&paper);
    g_assert_cmpstr(bp_record_get(others->pdata[0], "section"), ==, "");
    g_assert_cmpstr(bp_record_get(others->pdata[1], "section"), ==, "Closed items");
    paper_close(&paper);
}

/* Give a paragraph another line, at the text of its first. */
static void add_line(Paper *paper, BpBlock *block, const char *text)
{
    const BpBlock *more = paper_make(paper, "", text, PLAIN);
    BpLine *line = more->lines->pdata[0];

    line->box.x0 = line->text_x = ((BpLine *)block->lines->pdata[0])->text_x;
    line->aside_x = line->box.x1 = line->text_x + 60;
    line->first_width = 40;
    g_ptr_array_add(block->lines, line);
    bp_block_finish(block, 12);
}

/* Titles that go on below columns at their right, and one that is explained there. */
static void test_columns(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    BpBlock *block = paper_add(&paper, "1.", "What the half year has told\tWarden of\t5.25", PLAIN);
    ((BpLine *)block->lines->pdata[0])->aside_x = 300;
    add_line(&paper, block, "us about ponds\tPonds");
    block = paper_add(&paper, "2.", "Ducks\tJo Field", PLAIN);
    ((BpLine *)block->lines->pdata[0])->aside_x = 130;
    add_line(&paper, block, "To hear how many there are.");
    block = paper_add(&paper, "3.", "A hearing on the rules of the\t9:30 a.m.", BOLD);
    ((BpLine *)block->lines->pdata[0])->aside_x = 290;
    block = paper_add(&paper, "", "bridge", BOLD | INDENTED);
    ((BpLine *)block->lines->pdata[0])->first_width = 40;
    block->gap = 0.1;
    g_autoptr(GPtrArray) items = items_of(&paper);
    g_assert_cmpuint(items->len, ==, 3);
    assert_item(items, 0, "1", "What the half year has told us about ponds", "Warden of Ponds");
    g_assert_cmpstr(bp_record_get(items->pdata[0], "time"), ==, "5.25");
    assert_item(items, 1, "2", "Ducks", "Jo Field");
    assert_item(items, 2, "3", "A hearing on the rules of the bridge", "");
    g_assert_cmpstr(bp_record_get(items->pdata[2], "time"), ==, "9:30 a.m.");
    paper_close(&paper);
}

/* The last title is the longest: what stands below it has a full stop. */
static void test_longest(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    BpBlock *block = paper_add(&paper, "i.", "Apologies", PLAIN);
    ((BpLine *)block->lines->pdata[0])->aside_x = 200;
    block = paper_add(&paper, "ii.", "24/01847/FUL - Mill Lane\t7 - 22", PLAIN);
    ((BpLine *)block->lines->pdata[0])->aside_x = 300;
    add_line(&paper, block, "A house of two floors.");
    g_autoptr(GPtrArray) items = items_of(&paper);
    g_assert_cmpuint(items->len, ==, 2);
    assert_item(items, 0, "i", "Apologies", "");
    assert_item(items, 1, "ii", "24/01847/FUL - Mill Lane", "");
    g_assert_cmpstr(bp_record_get(items->pdata[1], "pages"), ==, "7 - 22");
    paper_close(&paper);
}

/* What an agenda calls the action is its purpose; a pause begins in the column of numbers. */
static void test_action_column(void)
{
    static const char *const texts[] = {
        "1.1", "Minutes of the last meeting", "Approve", "10:00", "Comfort", "break", "", "10:30",
        "1.2", "What the pond has cost",      "Note",    "10:40", NULL};
    static const char *const roles[] = {"number", "item", "action", "time"};
    Paper paper;

    paper_open(&paper, "agenda");
    BpTable *table = paper_add_table(&paper, 4, texts);
    for (guint c = 0; c < 4; c++)
        table->roles[c] = g_intern_string(roles[c]);
    bp_recognise_tables(paper.layout);
    g_assert_cmpint(table->kind, ==, BP_TABLE_AGENDA);
    g_autoptr(GPtrArray) items = items_of(&paper);
    g_assert_cmpuint(items->len, ==, 2);
    assert_item(items, 0, "1.1", "Minutes of the last meeting", "");
    g_assert_cmpstr(bp_record_get(items->pdata[0], "purpose"), ==, "Approve");
    assert_item(items, 1, "1.2", "What the pond has cost", "");
    paper_close(&paper);
}

/* Below a recommendation its parts are no items, what has the main item's letter is. */
static void test_below_recommendations(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    paper_add(&paper, "A.", "CONSENT", BOLD);
    paper_add(&paper, "A1.", "Minutes", BOLD);
    paper_add(&paper, "", "Recommendation: Approve them.", INDENTED);
    paper_add(&paper, "A2.", "Claims", BOLD);
    paper_add(&paper, "", "Recommendation:", INDENTED);
    paper_add(&paper, "a)", "Pay them; and", FAR);
    paper_add(&paper, "b)", "Publish them.", FAR);
    paper_add(&paper, "A4.", "Letter", BOLD);
    paper_add(&paper, "B.", "CLOSE", BOLD);
    g_autoptr(GPtrArray) items = items_of(&paper);
    g_assert_cmpuint(items->len, ==, 5);
    assert_item(items, 1, "A1", "Minutes", "");
    assert_item(items, 2, "A2", "Claims", "");
    assert_item(items, 3, "A4", "Letter", "");
    assert_item(items, 4, "B", "CLOSE", "");
    paper_close(&paper);
}

/* A list of the papers repeats the agenda; a telephone number is no item. */
static void test_repeated(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    paper_add(&paper, "949", "425-2509 takes messages", PLAIN);
    paper_add(&paper, "1.", "Welcome", PLAIN);
    paper_add(&paper, "2.", "Finance", PLAIN);
    paper_add(&paper, "3.", "Close", PLAIN);
    paper_add(&paper, "", "Contents of the pack", BOLD);
    paper_add(&paper, "3.", "Close", PLAIN);
    paper_add(&paper, "4.", "Appendix of figures", PLAIN);
    g_autoptr(GPtrArray) items = items_of(&paper);
    g_assert_cmpuint(items->len, ==, 3);
    assert_item(items, 0, "1", "Welcome", "");
    assert_item(items, 2, "3", "Close", "");
    paper_close(&paper);
}

/* Put another paragraph below the last one of a cell, at a height. */
static void stack(Paper *paper, BpRow *row, guint column, const char *text, double y)
{
    BpCell *cell = bp_row_get_cell(row, column);
    double before = paper->y;

    paper->y = y;
    g_ptr_array_add(cell->blocks, paper_make(paper, "", text, PLAIN));
    paper->y = before;
    bp_cell_finish(cell);
}

static void test_stack(void)
{
    static const char *const texts[] = {"", "", "", "12:00", "Close", "Jo Banks", NULL};
    Paper paper;

    paper_open(&paper, "agenda");
    BpTable *table = paper_add_table(&paper, 3, texts);
    table->kind = BP_TABLE_AGENDA;
    table->roles[0] = g_intern_string("time");
    table->roles[1] = g_intern_string("title");
    table->roles[2] = g_intern_string("person");
    BpRow *row = table->rows->pdata[0];
    stack(&paper, row, 0, "10:00", 500);
    stack(&paper, row, 1, "Opening", 500);
    stack(&paper, row, 1, "Treasurer", 520);
    stack(&paper, row, 2, "Ann Able", 500);
    stack(&paper, row, 2, "Bo Baker", 520);
    g_autoptr(GPtrArray) items = items_of(&paper);
    g_assert_cmpuint(items->len, ==, 3);
    assert_item(items, 0, "", "Opening", "Ann Able");
    g_assert_cmpstr(bp_record_get(items->pdata[0], "time"), ==, "10:00");
    assert_item(items, 1, "", "Treasurer", "Bo Baker");
    g_assert_cmpstr(bp_record_get(items->pdata[1], "time"), ==, "");
    assert_item(items, 2, "", "Close", "Jo Banks");
    paper_close(&paper);
}

/* Short notes print their agenda in one paragraph; only the next number begins an item. */
static void test_run_in(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "Agenda: 1. Welcome 2. Form 7. Sign it (Tess) 3. Any other business.",
              PLAIN);
    BpSplit split = {paper.document, paper.matcher, paper.part};
    bp_split_agenda_in_minutes(&split);
    g_autoptr(GPtrArray) items = bp_document_dup_records(paper.document, "agenda_item");
    g_assert_cmpuint(items->len, ==, 3);
    assert_item(items, 0, "1", "Welcome", "");
    assert_item(items, 1, "2", "Form 7. Sign it", "Tess");
    assert_item(items, 2, "3", "Any other business", "");
    paper_close(&paper);
}

/* Letters go on counting after a recommendation; its own letters are no items. */
static void test_after_recommendation(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    paper_add(&paper, "1.", "Announcements (The Mayor)", PLAIN);
    paper_add(&paper, "2.", "Money", PLAIN);
    paper_add(&paper, "(a)", "To pay the bills (list attached)", INDENTED);
    paper_add(&paper, "", "Recommendation: that they be paid.", FAR);
    paper_add(&paper, "(b)", "Rents (Cllr Mrs J. Banks)", INDENTED);
    paper_add(&paper, "", "Recommendations", FAR);
    paper_add(&paper, "(a)", "that the rents be raised; and", INDENTED);
    paper_add(&paper, "(b)", "that tenants be told.", INDENTED);
    paper_add(&paper, "3.", "Close", PLAIN);
    g_autoptr(GPtrArray) items = items_of(&paper);
    g_assert_cmpuint(items->len, ==, 5);
    assert_item(items, 0, "1", "Announcements", "The Mayor");
    assert_item(items, 1, "2", "Money", "");
    assert_item(items, 2, "a", "To pay the bills", "");
    g_assert_cmpstr(bp_record_get(items->pdata[2], "pages"), ==, "list attached");
    assert_item(items, 3, "b", "Rents", "Cllr Mrs J. Banks");
    assert_item(items, 4, "3", "Close", "");
    paper_close(&paper);
}

static GPtrArray *items_inside(Paper *paper)
{
    BpSplit split = {paper->document, paper->matcher, paper->part};

    bp_split_agenda_in_minutes(&split);
    return bp_document_dup_records(paper->document, "agenda_item");
}

/* Minutes print their agenda: below a title, or as a list or table that comes again. */
static void test_inside(void)
{
    static const char *const titles[] = {"Apologies", "The rope", "The bell", NULL};
    static const char *const rows[] = {"1", "Apologies", "2", "The rope", "3", "The bell", NULL};

    for (guint form = 0; form < 5; form++) {
        /* 0: numbers below a title, 1: bullets below one, 2: a table, 3: numbers without a title;
         * 4: the same, but nothing of it comes again. */
        Paper paper;
        paper_open(&paper, "minutes");
        paper_add(&paper, "", form <= 1 ? "Agenda" : "Present: Ann Able", BOLD);
        if (form == 2) {
            BpTable *table = paper_add_table(&paper, 2, rows);
            table->kind = BP_TABLE_AGENDA;
            table->roles[0] = g_intern_string("number");
            table->roles[1] = g_intern_string("title");
        }
        for (guint i = 0; form != 2 && titles[i]; i++) {
            g_autofree char *number = g_strdup_printf("%u.", i + 1);
            paper_add(&paper, form == 1 ? "•" : number, titles[i], PLAIN);
        }
        for (guint i = 0; titles[i]; i++) {
            g_autofree char *number = g_strdup_printf("%u.", i + 1);
            paper_add(&paper, number, form == 4 ? "Something else" : titles[i], BOLD);
            paper_add(&paper, "", "It was talked about.", PLAIN);
        }
        g_autoptr(GPtrArray) items = items_inside(&paper);
        g_assert_cmpuint(items->len, ==, form == 4 ? 0 : 3);
        for (guint i = 0; i < items->len; i++) {
            g_autofree char *number = g_strdup_printf("%u", i + 1);
            assert_item(items, i, form == 1 ? "" : number, titles[i], "");
        }
        paper_close(&paper);
    }
}

/* The word "Agenda" over the minutes themselves takes nothing away from them. */
static void test_not_inside(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "Agenda", BOLD);
    paper_add(&paper, "1.", "Apologies", BOLD);
    paper_add(&paper, "", "There were none.", PLAIN);
    paper_add(&paper, "2.", "The rope", BOLD);
    paper_add(&paper, "", "It was worn.", PLAIN);
    g_autoptr(GPtrArray) items = items_inside(&paper);
    g_assert_cmpuint(items->len, ==, 0);
    paper_close(&paper);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/agenda/columns", test_columns);
    g_test_add_func("/agenda/longest", test_longest);
    g_test_add_func("/agenda/action-column", test_action_column);
    g_test_add_func("/agenda/below-recommendations", test_below_recommendations);
    g_test_add_func("/agenda/leaders", test_leaders);
    g_test_add_func("/agenda/headings", test_headings);
    g_test_add_func("/agenda/groups", test_groups);
    g_test_add_func("/agenda/inside", test_inside);
    g_test_add_func("/agenda/not-inside", test_not_inside);
    g_test_add_func("/agenda/repeated", test_repeated);
    g_test_add_func("/agenda/stack", test_stack);
    g_test_add_func("/agenda/run-in", test_run_in);
    g_test_add_func("/agenda/after-recommendation", test_after_recommendation);
    return g_test_run();
}
