/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What counts as a recommendation: sections, lead-ins, parts, tables, and what only looks so.
 */
#include <string.h>

#include "paper-fixture.h"
#include "split/recommendations.h"

/* Split the paper and compare "number|verb|addressee|item|text", a line a record. */
static void expect(Paper *paper, const char *want)
{
    BpSplit split = {paper->document, paper->matcher, paper->part};
    g_autoptr(GString) got = g_string_new(NULL);

    bp_split_recommendations(&split);
    g_autoptr(GPtrArray) records = bp_document_dup_records(paper->document, "recommendation");
    for (guint i = 0; i < records->len; i++) {
        const BpRecord *r = records->pdata[i];
        g_string_append_printf(got, "%s|%s|%s|%s|%s\n", bp_record_get(r, "number"),
                               bp_record_get(r, "verb"), bp_record_get(r, "addressee"),
                               bp_record_get(r, "item"), bp_record_get(r, "text"));
        g_assert_cmpuint(r->spans->len, >=, 1);
    }
    g_assert_cmpstr(got->str, ==, want);
    paper_close(paper);
}

static void test_section(void)
{
    Paper p;

    paper_open(&p, "paper");
    BpRecord *item = bp_document_take_record(p.document, bp_record_new("agenda_item", 1));
    bp_record_set(item, "number", "7");
    bp_record_set_ref(p.part->record, "agenda_item", item);
    paper_add(&p, "1.", "The board is asked for money in many ways.", PLAIN);
    paper_add(&p, "2.", "Recommendations", BOLD);
    paper_add(&p, "", "The Hedge Committee is asked to:", PLAIN);
    paper_add(&p, "a)", "note the height of the hedges;", INDENTED);
    paper_add(&p, "b)", "approve the purchase of", INDENTED);
    paper_add(&p, "", "a pair of shears.", FAR)->gap = 0.1;
    paper_add(&p, "3.", "Background", BOLD);
    paper_add(&p, "a)", "approve of nothing in the background.", INDENTED);
    expect(&p, "a|note|The Hedge Committee|7|note the height of the hedges;\n"
               "b|approve|The Hedge Committee|7|approve the purchase of a pair of shears.\n");
}

static void test_decimals(void)
{
    Paper p;

    paper_open(&p, "paper");
    paper_add(&p, "2.0", "Recommendations", BOLD);
    paper_add(&p, "2.1", "The members are asked to:", PLAIN);
    paper_add(&p, "1.", "Note the report; and", INDENTED);
    paper_add(&p, "2.", "Discuss it in May.", INDENTED);
    paper_add(&p, "2.2", "That the fees be approved.", PLAIN);
    paper_add(&p, "3.0", "Key implications of it", BOLD);
    paper_add(&p, "3.1", "Agree with everyone.", PLAIN);
    expect(&p, "1|note|The members||Note the report; and\n"
               "2|discuss|The members||Discuss it in May.\n"
               "2.2|approve|The members||That the fees be approved.\n");
}

static void test_prose_resumes(void)
{
    Paper p;

    paper_open(&p, "paper");
    paper_add(&p, "", "RECOMMENDATION", BOLD);
    paper_add(&p, "1.", "Adopt the budget entitled:", PLAIN);
    paper_add(&p, "", "A budget for the year", INDENTED);
    paper_add(&p, "2.", "Deny the appeal.", PLAIN);
    paper_add(&p, "", "The budget was first seen in June.", PLAIN);
    paper_add(&p, "3.", "Approve nothing here.", PLAIN);
    expect(&p, "1|adopt|||Adopt the budget entitled: A budget for the year\n"
               "2|decide|||Deny the appeal.\n");
}

static void test_run_in(void)
{
    Paper p;

    paper_open(&p, "paper");
    paper_add(&p, "", "Recommendation: That the bench be painted.", PLAIN);
    paper_add(&p, "", "Attachments: Colours", PLAIN);
    paper_add(&p, "", "Recommendation(s): 1. Approve the paint.", PLAIN);
    paper_add(&p, "2.", "Authorize the Clerk to buy a brush.", INDENTED);
    paper_add(&p, "", "Recommended Action: None", PLAIN);
    expect(&p, "||||That the bench be painted.\n"
               "1|approve|||Approve the paint.\n"
               "2|approve|||Authorize the Clerk to buy a brush.\n");
}

static void test_recommended(void)
{
    Paper p;

    paper_open(&p, "paper");
    paper_add(&p, "", "RECOMMENDED: That", BOLD);
    paper_add(&p, "a.", "the order be confirmed; and", INDENTED);
    paper_add(&p, "b.", "the costs be noted.", INDENTED);
    paper_add(&p, "", "Reasons for recommendation", BOLD);
    paper_add(&p, "", "The Clerk proposes the following resolution:", PLAIN);
    paper_add(&p, "", "RESOLVED: That the ash be felled.", PLAIN);
    expect(&p, "a|approve|||the order be confirmed; and\n"
               "b|note|||the costs be noted.\n"
               "||||RESOLVED: That the ash be felled.\n");
}

static void test_inline_parts(void)
{
    Paper p;

    paper_open(&p, "paper");
    paper_add(&p, "4.", "Recommendation", BOLD);
    paper_add(&p, "4.1",
              "The Panel is recommended to (i) approve the loan; and (ii) note its cost.", PLAIN);
    expect(&p, "i|approve|The Panel||approve the loan; and\n"
               "ii|note|The Panel||note its cost.\n");
}

static void test_twice(void)
{
    Paper p;

    paper_open(&p, "paper");
    paper_add(&p, "", "Recommendations", BOLD);
    paper_add(&p, "A.", "Agree the move of the library", PLAIN);
    paper_add(&p, "", "Introduction", BOLD);
    paper_add(&p, "", "The council is asked to consider its books.", PLAIN);
    paper_add(&p, "", "Recommendations", BOLD);
    paper_add(&p, "A.", "Agree the move of the library;", PLAIN);
    paper_add(&p, "B.", "Sell the shelves.", PLAIN);
    expect(&p, "A|agree|||Agree the move of the library\n"
               "B||||Sell the shelves.\n");
}

/* Only where there is no section are sentences looked for. */
static void test_asks(void)
{
    Paper p;

    paper_open(&p, "paper");
    paper_add(&p, "", "Members are asked to declare any interests.", PLAIN);
    paper_add(&p, "", "The Trust Board is asked to:", PLAIN);
    paper_add(&p, "•", "note the risks", INDENTED);
    paper_add(&p, "•", "endorse the plan", INDENTED);
    paper_add(&p, "", "The plan is long.", PLAIN);
    expect(&p, "|note|The Trust Board||note the risks\n"
               "|endorse|The Trust Board||endorse the plan\n");
}

static void test_false_friends(void)
{
    Paper p;

    paper_open(&p, "paper");
    paper_add(&p, "", "Recommendations . . . . . . . 4", PLAIN);
    paper_add(&p, "", "Recommendations of the auditor were discussed.", PLAIN);
    paper_add(&p, "", "Recommendation to accept the report of the auditor", BOLD);
    paper_add(&p, "1.", "Accept it.", PLAIN);
    paper_add(&p, "5.", "Recommendations", BOLD);
    paper_add(&p, "", "The recommendations are set out at the head of this report.", PLAIN);
    expect(&p, "");
}

static void test_agenda(void)
{
    Paper p;

    paper_open(&p, "agenda");
    paper_add(&p, "", "The Council is asked to stand.", PLAIN);
    for (guint i = 1; i <= 2; i++) {
        g_autofree char *number = g_strdup_printf("%u", i);
        BpBlock *block = paper_add(&p, number, "APPROVE THE MINUTES", BOLD);
        BpRecord *item =
            bp_document_take_record(p.document, bp_record_new("agenda_item", block->page));
        item->part_record = p.part->record;
        bp_record_add_span(item, block->page, block->box);
        bp_record_set(item, "number", number);
        paper_add(&p, "", "Recommendation:", INDENTED);
        paper_add(&p, "", "Approve Minutes.", INDENTED);
    }
    expect(&p, "|approve||1|Approve Minutes.\n"
               "|approve||2|Approve Minutes.\n");
}

static void test_column(void)
{
    static const char *const first[] = {"Theme", "Recommendation",
                                        "Paths", "Mend them.",
                                        "Trees", "Plant trees, and where they die,",
                                        NULL};
    static const char *const overleaf[] = {"", "plant them again.", "Ponds", "Dig one.", NULL};
    Paper p;

    paper_open(&p, "appendix");
    paper_add_table(&p, 2, first);
    p.page = 2;
    paper_add_table(&p, 2, overleaf);
    ((BpBlock *)p.part->blocks->pdata[1])->page_start = true;
    expect(&p, "||||Mend them.\n"
               "||||Plant trees, and where they die, plant them again.\n"
               "||||Dig one.\n");
}

static void test_sheet_row(void)
{
    static const char *const texts[] = {"Purpose",
                                        "To tell of the pond",
                                        "Recommendation",
                                        "The Governors are asked to note the pond.",
                                        "Risks",
                                        "Approve of wet feet",
                                        NULL};
    Paper p;

    paper_open(&p, "paper");
    paper_add_table(&p, 2, texts);
    expect(&p, "|note|The Governors||The Governors are asked to note the pond.\n");
}

static void test_numbered(void)
{
    Paper p;

    paper_open(&p, "appendix");
    paper_add(&p, "", "Recommendation 1: The school should open its gates.", PLAIN);
    paper_add(&p, "", "This was said by many.", PLAIN);
    paper_add(&p, "", "Recommendation 2", BOLD);
    paper_add(&p, "", "The gates should be painted.", PLAIN);
    paper_add(&p, "", "Recommendation 2 was accepted.", PLAIN);
    expect(&p, "1||||The school should open its gates.\n"
               "2||||The gates should be painted.\n");
}

static void test_labels(void)
{
    static const struct {
        const char *label;
        guint kind;
        bool first;
        const char *number;
    } rows[] = {{"1.", BP_LABEL_DECIMAL + 1, true, "1"},
                {"2.0", BP_LABEL_DECIMAL + 1, false, "2.0"},
                {"2.1", BP_LABEL_DECIMAL + 2, true, "2.1"},
                {"(iv)", BP_LABEL_LOWER, false, "iv"},
                {"a)", BP_LABEL_LOWER, true, "a"},
                {"B.", BP_LABEL_UPPER, false, "B"},
                {"•", BP_LABEL_BULLET, false, ""},
                {"o", BP_LABEL_BULLET, false, ""},
                {"", BP_LABEL_NONE, false, ""}};

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        BpListLabel label = bp_list_label_read(rows[i].label);
        g_autofree char *number = bp_list_label_dup_number(rows[i].label);
        g_assert_cmpuint(label.kind, ==, rows[i].kind);
        g_assert_cmpint(label.is_first, ==, rows[i].first);
        g_assert_cmpstr(number, ==, rows[i].number);
    }
    g_assert_null(bp_list_split_inline("one (a) only"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/recommendations/section", test_section);
    g_test_add_func("/recommendations/decimals", test_decimals);
    g_test_add_func("/recommendations/prose-resumes", test_prose_resumes);
    g_test_add_func("/recommendations/run-in", test_run_in);
    g_test_add_func("/recommendations/recommended", test_recommended);
    g_test_add_func("/recommendations/inline-parts", test_inline_parts);
    g_test_add_func("/recommendations/twice", test_twice);
    g_test_add_func("/recommendations/asks", test_asks);
    g_test_add_func("/recommendations/false-friends", test_false_friends);
    g_test_add_func("/recommendations/agenda", test_agenda);
    g_test_add_func("/recommendations/column", test_column);
    g_test_add_func("/recommendations/sheet-row", test_sheet_row);
    g_test_add_func("/recommendations/numbered", test_numbered);
    g_test_add_func("/recommendations/labels", test_labels);
    return g_test_run();
}
