/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a decision says of itself: what was done, who moved and seconded it, how the vote went; and
 * motions that a resolution says again, which are no decisions beside it.
 */
#include "decisions-fixture.h"

/* Compare "outcome|proposer|seconder|votes|text", a line a record. */
static void expect_facts(Paper *paper, const char *want)
{
    BpSplit split = {paper->document, paper->matcher, paper->part};
    g_autoptr(BpFlow) flow = bp_flow_of_part(paper->part);
    g_autoptr(GString) got = g_string_new(NULL);
    static const char *const fields[] = {"outcome", "proposer", "seconder", "votes", "text"};

    bp_split_find_items(&split, flow);
    bp_split_find_decisions(&split, flow);
    g_autoptr(GPtrArray) records = bp_document_dup_records(paper->document, "decision");
    for (guint i = 0; i < records->len; i++)
        for (guint k = 0; k < G_N_ELEMENTS(fields); k++)
            g_string_append_printf(got, "%s%s", bp_record_get(records->pdata[i], fields[k]),
                                   k + 1 < G_N_ELEMENTS(fields) ? "|" : "\n");
    g_assert_cmpstr(got->str, ==, want);
    paper_close(paper);
}

/* "Resolved" says little: the first verb of the text says what was done. */
static void test_outcomes(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "RESOLVED that the report be noted and a second one be approved in May.",
              PLAIN);
    paper_add(&p, "", "Resolved: That the pond be deepened.", PLAIN);
    paper_add(&p, "", "Agreed: That the plan not be approved.", PLAIN);
    paper_add(&p, "", "RESOLVED that the Council agree to:", PLAIN);
    paper_add(&p, "(a)", "buy a net; and", INDENTED);
    paper_add(&p, "(b)", "note the depth.", INDENTED);
    expect_facts(&p, "noted||||RESOLVED that the report be noted and a second one be approved in "
                     "May.\n"
                     "resolved||||That the pond be deepened.\n"
                     "rejected||||That the plan not be approved.\n"
                     "agreed||||buy a net; and\n"
                     "noted||||note the depth.\n");
}

/* Movers and votes stand in the text, or behind it, where they are no part of a resolution. */
static void test_movers(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "",
              "It was proposed by Cllr. Ash, seconded by Cllr Elm and RESOLVED (5 in favour, 1 "
              "abstention) that the pond be drained.",
              PLAIN);
    paper_add(
        &p, "",
        "Resolved: that a net be bought. Proposed by JO, seconded by LE. Carried unanimously.",
        PLAIN);
    paper_add(&p, "", "RESOLVED: That the gate be oiled (carried by 3 votes to 2).", PLAIN);
    paper_add(&p, "", "The proposed gate was approved.", PLAIN);
    expect_facts(&p, "resolved|Cllr. Ash|Cllr Elm|5 in favour, 1 abstention|It was proposed by "
                     "Cllr. Ash, seconded by Cllr Elm and RESOLVED (5 in favour, 1 abstention) "
                     "that the pond be drained.\n"
                     "resolved|JO|LE||that a net be bought.\n"
                     "resolved|||carried by 3 votes to 2|That the gate be oiled\n"
                     "approved||||The proposed gate was approved.\n");
}

static void test_restated(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "",
              "Mr Ash moved and Dr Elm seconded that the recommendations be agreed. On being put "
              "to the vote this was carried by 9 votes to 1.",
              PLAIN);
    paper_add(&p, "", "RESOLVED that:", PLAIN);
    paper_add(&p, "(a)", "the pond be drained; and", INDENTED);
    paper_add(&p, "(b)", "the net be mended.", INDENTED);
    paper_add(&p, "", "It was agreed that the hut be painted.", PLAIN);
    expect_facts(&p, "resolved|Mr Ash|Dr Elm|9 votes to 1|the pond be drained; and\n"
                     "resolved|Mr Ash|Dr Elm|9 votes to 1|the net be mended.\n"
                     "agreed||||It was agreed that the hut be painted.\n");
}

/* What stands below a table, counts on from the lead, or is an action, is no part of a list. */
static void test_list_ends(void)
{
    static const char *const cells[] = {"Net Ltd", "40", NULL};
    Paper p;

    minutes(&p);
    paper_add(&p, "(a)", "It was RESOLVED to make the following payments:", INDENTED);
    paper_add_table(&p, 2, cells);
    paper_add(&p, "(b)", "The bank was closed.", INDENTED);
    paper_add(&p, "3.", "The fence", BOLD);
    paper_add(&p, "(a)", "It was agreed to write to the owner:", INDENTED);
    paper_add(&p, "(b)", "The gate squeaks.", INDENTED);
    paper_add(&p, "4.", "The hut", BOLD);
    paper_add(&p, "", "Resolved: That", PLAIN);
    paper_add(&p, "(a)", "the hut be painted", INDENTED);
    paper_add(&p, "", "ACTION: JO to buy paint", INDENTED)->gap = 0.1;
    expect(&p, "2||resolved|It was RESOLVED to make the following payments:\n"
               "3||agreed|It was agreed to write to the owner:\n"
               "4|a|resolved|the hut be painted\n");
}

/* A form that is to be filled in decides nothing. */
static void test_blanks(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "Approved by Council: ……………………", PLAIN);
    paper_add(&p, "", "Approved by the Chair ____________", PLAIN);
    expect(&p, "");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/decisions/outcomes", test_outcomes);
    g_test_add_func("/decisions/movers", test_movers);
    g_test_add_func("/decisions/restated", test_restated);
    g_test_add_func("/decisions/list-ends", test_list_ends);
    g_test_add_func("/decisions/blanks", test_blanks);
    return g_test_run();
}
