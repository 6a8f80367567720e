/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Items of minutes where numbers alone do not tell: headings without them, tables, titles of the
 * minutes, headings printed again.
 */
#include "items-fixture.h"

static void test_letters(void)
{
    static const Line lines[] = {{"", "UNFINISHED BUSINESS", CAPS},
                                 {"A.", "Signs for the towpath", PLAIN},
                                 {"", "Were they too large?", PLAIN},
                                 {"B.", "Seats for the towpath", PLAIN},
                                 {"", "Were they too small?", PLAIN},
                                 {"", "NEW BUSINESS", CAPS},
                                 {"A.", "Lamps for the towpath", PLAIN},
                                 {"", "Were they too bright?", PLAIN},
                                 {"", "ADJOURNMENT", CAPS},
                                 {"", "The meeting ended at nine.", PLAIN},
                                 {NULL, NULL, 0}};

    items_expect(lines,
                 "A Signs for the towpath\nB Seats for the towpath\nA Lamps for the towpath\n"
                 " ADJOURNMENT\n",
                 "A B A ");
}

/* The title of the minutes and the headings of lists of people are no items. */
static void test_head(void)
{
    static const Line lines[] = {{"", "Otterford Parish Council", BOLD},
                                 {"", "Minutes of the meeting of 4 May 2024", PLAIN},
                                 {"", "Present: Ann Able and Bo Banks", PLAIN},
                                 {"", "Apologies", BOLD},
                                 {"", "Cy Cole had sent his.", PLAIN},
                                 {"", "Correspondence", BOLD},
                                 {"", "A letter was read.", PLAIN},
                                 {"", "The pound", BOLD},
                                 {"", "It was empty.", PLAIN},
                                 {NULL, NULL, 0}};

    items_expect(lines, " Apologies\n Correspondence\n The pound\n", NULL);
}

/* Titles in a column of a table without numbers. */
static void test_titles(void)
{
    static const char *const rows[] = {
        "Apologies",
        "None had come, as all were there, and all had been there since before the hour.",
        "The weir",
        "It leaks on both sides, and the miller is to be asked to mend it before the winter comes.",
        "The pound",
        "It has been empty for as long as anybody could remember, and may be let to the heron.",
        NULL};
    Paper paper;

    paper_open(&paper, "minutes");
    BpTable *table = paper_add_table(&paper, 2, rows);
    table->kind = BP_TABLE_MINUTES;
    table->roles[0] = g_intern_string("item");
    table->roles[1] = g_intern_string("notes");
    BpSplit split = {paper.document, paper.matcher, paper.part};
    g_autoptr(BpFlow) flow = bp_flow_of_part(paper.part);
    bp_split_find_items(&split, flow);
    g_autoptr(GPtrArray) records = bp_document_dup_records(paper.document, "minute_item");
    g_assert_cmpuint(records->len, ==, 3);
    for (guint i = 0; i < records->len; i++) {
        g_assert_cmpstr(bp_record_get(records->pdata[i], "title"), ==, rows[2 * i]);
        g_assert_cmpstr(bp_record_get(records->pdata[i], "text"), ==, rows[2 * i + 1]);
    }
    paper_close(&paper);
}

/* What stands in a column of items, beside a column of what was decided on them, is an item. */
static void test_outcomes(void)
{
    static const char *const rows[] = {"Consent items", "", NULL};
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "A.", "Roll call", BOLD);
    paper_add(&paper, "B.", "Reports", BOLD);
    paper_add(&paper, "C.", "Consent items", BOLD);
    BpTable *table = paper_add_table(&paper, 2, rows);
    table->kind = BP_TABLE_MINUTES;
    table->roles[0] = g_intern_string("item");
    table->roles[1] = g_intern_string("outcome");
    BpRow *row = table->rows->pdata[0];
    GPtrArray *items = ((BpCell *)row->cells->pdata[0])->blocks;
    g_ptr_array_add(items, paper_make(&paper, "1.",
                                      "Lease of the lock, as set out by the clerk in "
                                      "her paper for the meeting of May.",
                                      PLAIN));
    double y = paper.y;
    g_ptr_array_add(items, paper_make(&paper, "2.", "Sale of the weir to the miller", PLAIN));
    paper.y = y;
    g_ptr_array_add(((BpCell *)row->cells->pdata[1])->blocks,
                    paper_make(&paper, "", "Put off?", FAR));
    BpSplit split = {paper.document, paper.matcher, paper.part};
    g_autoptr(BpFlow) flow = bp_flow_of_part(paper.part);
    bp_split_find_items(&split, flow);
    g_autoptr(GPtrArray) records = bp_document_dup_records(paper.document, "minute_item");
    g_assert_cmpuint(records->len, ==, 5);
    g_assert_cmpstr(bp_record_get(records->pdata[3], "number"), ==, "1");
    g_assert_cmpstr(bp_record_get(records->pdata[4], "title"), ==,
                    "Sale of the weir to the miller");
    g_assert_cmpstr(bp_record_get(records->pdata[4], "text"), ==, "Put off?");
    paper_close(&paper);
}

/* A heading that is printed again on the next page goes on with its item. */
static void test_continued(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "1.", "Apologies", BOLD);
    paper_add(&paper, "", "There were none.", PLAIN);
    paper_add(&paper, "2.", "The weir", BOLD);
    paper_add(&paper, "", "It leaked.", PLAIN);
    paper.page = 2;
    paper_add(&paper, "2.", "The weir (continued)", BOLD);
    paper_add(&paper, "", "It was to be mended.", PLAIN);
    paper_add(&paper, "3.", "Close", BOLD);
    BpSplit split = {paper.document, paper.matcher, paper.part};
    g_autoptr(BpFlow) flow = bp_flow_of_part(paper.part);
    bp_split_find_items(&split, flow);
    g_autoptr(GPtrArray) records = bp_document_dup_records(paper.document, "minute_item");
    g_assert_cmpuint(records->len, ==, 3);
    const char *text = bp_record_get(records->pdata[1], "text");
    g_assert_true(g_str_has_prefix(text, "It leaked."));
    g_assert_true(g_str_has_suffix(text, "It was to be mended."));
    const BpRecord *weir = records->pdata[1];
    g_assert_cmpuint(weir->spans->len, ==, 2);
    paper_close(&paper);
}

/* Items that are a paragraph each, with and without words that head it. */
static void test_paragraphs(void)
{
    static const Line headed[] = {
        {"1.", "Apologies: none had come.", PLAIN},
        {"2.", "Minutes – those of May were signed.", PLAIN},
        {"3.", "The weir – it leaks, and the miller is to be asked to mend it.", PLAIN},
        {NULL, NULL, 0}};
    static const Line bare[] = {{"1.", "The chair opened the meeting. All were there.", PLAIN},
                                {"2.", "The minutes of May were signed.", PLAIN},
                                {"3.", "The miller was asked to mend the weir.", PLAIN},
                                {"4.", "The meeting ended at nine.", PLAIN},
                                {NULL, NULL, 0}};

    items_expect(headed, "1 Apologies\n2 Minutes\n3 The weir\n", NULL);
    items_expect(bare,
                 "1 The chair opened the meeting.\n2 The minutes of May were signed.\n"
                 "3 The miller was asked to mend the weir.\n4 The meeting ended at nine.\n",
                 NULL);
}

/* The marks between a heading and the text behind it belong to neither. */
static void test_marks(void)
{
    static const char *const lines[] = {"Apologies: none had come.",
                                        "Minutes \xe2\x80\x93 those of May were signed."};
    static const char *const texts[] = {"none had come.", "those of May were signed."};
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "1.", lines[0], PLAIN);
    paper_add(&paper, "2.", lines[1], PLAIN);
    BpSplit split = {paper.document, paper.matcher, paper.part};
    g_autoptr(BpFlow) flow = bp_flow_of_part(paper.part);
    bp_split_find_items(&split, flow);
    g_autoptr(GPtrArray) records = bp_document_dup_records(paper.document, "minute_item");
    g_assert_cmpuint(records->len, ==, 2);
    for (guint i = 0; i < records->len; i++)
        g_assert_cmpstr(bp_record_get(records->pdata[i], "text"), ==, texts[i]);
    paper_close(&paper);
}

/* The number of an agenda item behind a heading is that of the item; behind a name it says when
 * somebody was there. */
static void test_agenda_numbers(void)
{
    static const Line lines[] = {{"", "Bo Banks - Warden (item 2)", PLAIN},
                                 {"", "The weir (item 1)", BOLD},
                                 {"", "It leaks on both sides.", PLAIN},
                                 {"", "The pound (item 2)", BOLD},
                                 {"", "It was empty.", PLAIN},
                                 {NULL, NULL, 0}};

    items_expect(lines, "1 The weir\n2 The pound\n", NULL);
}

/* Those present may be numbered; what is decided may be set as headings are. */
static void test_others(void)
{
    static const char *const people[] = {"Ann Able", "Bo Banks", "Cy Cole", NULL};
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "Present:", BOLD);
    for (guint i = 0; people[i]; i++) {
        g_autofree char *number = g_strdup_printf("%u.", i + 1);
        const BpBlock *block = paper_add(&paper, number, people[i], PLAIN);
        BpRecord *person = bp_document_take_record(paper.document, bp_record_new("attendance", 1));
        bp_record_add_span(person, 1, block->box);
    }
    paper_add(&paper, "", "Apologies", BOLD);
    paper_add(&paper, "", "There were none.", PLAIN);
    paper_add(&paper, "", "Budget", BOLD);
    paper_add(&paper, "", "It was read out.", PLAIN);
    paper_add(&paper, "", "Approved", BOLD);
    BpSplit split = {paper.document, paper.matcher, paper.part};
    g_autoptr(BpFlow) flow = bp_flow_of_part(paper.part);
    bp_split_find_items(&split, flow);
    g_autoptr(GPtrArray) records = bp_document_dup_records(paper.document, "minute_item");
    g_assert_cmpuint(records->len, ==, 2);
    g_assert_cmpstr(bp_record_get(records->pdata[0], "title"), ==, "Apologies");
    g_assert_cmpstr(bp_record_get(records->pdata[1], "title"), ==, "Budget");
    paper_close(&paper);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/items/letters", test_letters);
    g_test_add_func("/items/head", test_head);
    g_test_add_func("/items/titles", test_titles);
    g_test_add_func("/items/outcomes", test_outcomes);
    g_test_add_func("/items/continued", test_continued);
    g_test_add_func("/items/paragraphs", test_paragraphs);
    g_test_add_func("/items/marks", test_marks);
    g_test_add_func("/items/agenda-numbers", test_agenda_numbers);
    g_test_add_func("/items/others", test_others);
    return g_test_run();
}
