/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What minutes decide: leads and their parts, motions and votes, bare outcomes, agreements whose
 * subject stands above, the wordings of boards, councils, governors and commissions; and what only
 * looks like a decision.
 */
#include <string.h>

#include "decisions-fixture.h"

static void test_lettered_parts(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "RESOLVED that the Council:", PLAIN);
    paper_add(&p, "(a)", "notes the depth of the pond;", INDENTED);
    paper_add(&p, "(b)", "buys a net", INDENTED);
    paper_add(&p, "", "with a long handle; and", FAR)->gap = 0.1;
    paper_add(&p, "(c)", "thanks the ducks:", INDENTED);
    paper_add(&p, "•", "the white one", FAR);
    paper_add(&p, "•", "the brown one", FAR);
    paper_add(&p, "", "The ducks left the room.", PLAIN);
    paper_add(&p, "3.", "The fence", BOLD);
    expect(&p, "2|a|noted|notes the depth of the pond;\n"
               "2|b|resolved|buys a net with a long handle; and\n"
               "2|c|resolved|thanks the ducks: the white one the brown one\n");
}

static void test_second_list(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "RESOLVED that:", PLAIN);
    paper_add(&p, "", "This Council holds that:", INDENTED);
    paper_add(&p, "(a)", "ponds matter;", INDENTED);
    paper_add(&p, "(b)", "nets matter.", INDENTED);
    paper_add(&p, "", "And", INDENTED);
    paper_add(&p, "", "This Council calls on the Clerk to:", INDENTED);
    paper_add(&p, "(a)", "write to the ducks.", INDENTED);
    expect(&p, "2|a|resolved|ponds matter;\n"
               "2|b|resolved|nets matter.\n"
               "2|a|resolved|write to the ducks.\n");
}

static void test_list_headings(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "The Board AGREED the following:", PLAIN);
    paper_add(&p, "", "Capital", INDENTED);
    paper_add(&p, "(a)", "a new jetty;", INDENTED);
    paper_add(&p, "", "Revenue", INDENTED);
    paper_add(&p, "(b)", "paint for the jetty.", INDENTED);
    expect(&p, "2|a|agreed|The Board AGREED the following: a new jetty;\n"
               "2|b|agreed|paint for the jetty.\n");
}

static void test_bullets(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "The Audit Committee:", PLAIN);
    paper_add(&p, "•", "NOTED the register of boats", INDENTED);
    paper_add(&p, "•", "APPROVED the purchase of oars", INDENTED);
    paper_add(&p, "", "Agreed: That the plan be noted, in particular the:", PLAIN);
    paper_add(&p, "•", "Depth of the pond", INDENTED);
    paper_add(&p, "•", "Age of the ducks", INDENTED);
    paper_add(&p, "", "It was agreed that the dates would be:", PLAIN);
    paper_add(&p, "", "4 May", INDENTED)->gap = 0.1;
    paper_add(&p, "", "6 June", INDENTED)->gap = 0.1;
    paper_add(&p, "", "The sun came out.", PLAIN);
    expect(&p, "2||noted|NOTED the register of boats\n"
               "2||approved|APPROVED the purchase of oars\n"
               "2||noted|That the plan be noted, in particular the: Depth of the pond Age of the "
               "ducks\n"
               "2||agreed|It was agreed that the dates would be: 4 May 6 June\n");
}

static void test_lead_helper(void)
{
    static const struct {
        const char *text;
        bool lead;
    } rows[] = {{"Agreed that:", true},
                {"AGREED:", true},
                {"RESOLVED (unanimously):", true},
                {"The Governing Body approved:", true},
                {"RESOLVED that the net be bought.", false},
                {"Members heard about the following:", false},
                {"The pond", false}};
    Paper p;

    paper_open(&p, "minutes");
    BpSplit split = {p.document, p.matcher, p.part};
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        BpEntry entry = {.block = paper_add(&p, "", rows[i].text, PLAIN)};
        g_assert_cmpint(bp_decision_is_lead(&split, &entry), ==, rows[i].lead);
    }
    /* A lead with nothing below it that could be decided makes no decision. */
    paper_close(&p);
    minutes(&p);
    paper_add(&p, "", "Agreed that:", PLAIN);
    paper_add(&p, "3.", "The fence", BOLD);
    expect(&p, "");
}

static void test_motions(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "Mr Ash proposed and Ms Elm seconded that the pond be drained.", PLAIN);
    paper_add(&p, "", "For (3)", PLAIN);
    paper_add(&p, "", "Mr Ash, Ms Elm, Dr Yew", PLAIN);
    paper_add(&p, "", "Against (9)", PLAIN);
    paper_add(&p, "", "Motion lost.", PLAIN);
    paper_add(&p, "3.", "The fence", BOLD);
    paper_add(&p, "", "Mr Ash proposed and Ms Elm seconded that the fence be painted.", PLAIN);
    paper_add(&p, "", "The Chair put the motion to the vote.", PLAIN);
    paper_add(&p, "", "Motion carried.", PLAIN);
    paper_add(&p, "4.", "The gate", BOLD);
    paper_add(&p, "", "Mr Ash proposed and Ms Elm seconded the following motion:", PLAIN);
    paper_add(&p, "(a)", "that the gate be shut", INDENTED);
    paper_add(&p, "", "Motion carried.", PLAIN);
    paper_add(&p, "", "RESOLVED that the gate be shut.", PLAIN);
    paper_add(&p, "5.", "The bell", BOLD);
    paper_add(&p, "", "Member Oak moved approval of the bell.", PLAIN);
    paper_add(&p, "", "Member Fir seconded the motion, which carried by voice vote: Ayes: 5.",
              PLAIN);
    expect(&p, "3||agreed|Mr Ash proposed and Ms Elm seconded that the fence be painted.\n"
               "4||resolved|RESOLVED that the gate be shut.\n"
               "5||carried|Member Oak moved approval of the bell.\n");
}

static void test_votes_below(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "RESOLVED: That the net of the Pond", PLAIN);
    paper_add(&p, "", "Society be mended.", INDENTED)->gap = 0.1;
    paper_add(&p, "", "Moved by Red, seconded by Blue. Passed 6, 0, 1.", PLAIN);
    BpSplit split = {p.document, p.matcher, p.part};
    g_autoptr(BpFlow) flow = bp_flow_of_part(p.part);
    bp_split_find_decisions(&split, flow);
    g_autoptr(GPtrArray) records = bp_document_dup_records(p.document, "decision");
    g_assert_cmpuint(records->len, ==, 1);
    g_assert_cmpstr(bp_record_get(records->pdata[0], "text"), ==,
                    "That the net of the Pond Society be mended.");
    g_assert_cmpstr(bp_record_get(records->pdata[0], "proposer"), ==, "Red");
    g_assert_cmpstr(bp_record_get(records->pdata[0], "seconder"), ==, "Blue");
    g_assert_cmpstr(bp_record_get(records->pdata[0], "votes"), ==, "6, 0, 1");
    paper_close(&p);
}

static void test_subject_before(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "It rained. The plan of the pond had been sent out. The Councillors agreed.",
              PLAIN);
    paper_add(&p, "", "JO suggested that the net be hung. It is heavy. It is old. All agreed.",
              PLAIN);
    paper_add(&p, "3.", "The fence", BOLD);
    paper_add(&p, "", "JO proposed that the fence be moved.", PLAIN);
    paper_add(&p, "", "It stands too near.", PLAIN);
    paper_add(&p, "", "All agreed", PLAIN);
    paper_add(&p, "4.", "The gate", BOLD);
    paper_add(&p, "", "The gate is to be oiled in May.", PLAIN);
    paper_add(&p, "", "The Board were in agreement with this.", PLAIN);
    expect(&p,
           "2||agreed|The plan of the pond had been sent out. The Councillors agreed.\n"
           "2||agreed|JO suggested that the net be hung. It is heavy. It is old. All agreed.\n"
           "3||agreed|JO proposed that the fence be moved. It stands too near. All agreed\n"
           "4||agreed|The gate is to be oiled in May. The Board were in agreement with this.\n");
}

static void test_bare(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "Noted", BOLD);
    paper_add(&p, "3.", "The fence", BOLD);
    paper_add(&p, "", "Written report noted.", PLAIN);
    paper_add(&p, "4.", "Policies", BOLD);
    paper_add(&p, "a.", "Rope Policy - agreed", PLAIN);
    paper_add(&p, "b.", "Boat Policy - to follow", PLAIN);
    paper_add(&p, "5.", "The gate", BOLD);
    paper_add(&p, "", "Permission refused", PLAIN);
    paper_add(&p, "6.", "The bell", BOLD);
    paper_add(&p, "", "AGREED", PLAIN);
    paper_add(&p, "a)", "to ring it", PLAIN);
    expect(&p, "2||noted|Noted\n"
               "3||noted|Written report noted.\n"
               "4|a|agreed|Rope Policy - agreed\n"
               "5||rejected|Permission refused\n"
               "6|a|agreed|to ring it\n");
}

static void test_table(void)
{
    static const char *const rows[] = {
        "1",
        "The pond",
        "The Board heard that it had frozen over. It was agreed to wait for "
        "spring before any of the work on the new jetty would begin.",
        "2",
        "The fence",
        "Approved",
        NULL};
    Paper p;

    paper_open(&p, "minutes");
    paper_add_table(&p, 3, rows)->kind = BP_TABLE_MINUTES;
    BpSplit split = {p.document, p.matcher, p.part};
    g_autoptr(BpFlow) flow = bp_flow_of_part(p.part);
    bp_split_find_decisions(&split, flow);
    g_autoptr(GPtrArray) records = bp_document_dup_records(p.document, "decision");
    g_assert_cmpuint(records->len, ==, 2);
    g_assert_cmpstr(bp_record_get(records->pdata[0], "text"), ==,
                    "It was agreed to wait for spring before any of the work on the new jetty "
                    "would begin.");
    g_assert_cmpstr(bp_record_get(records->pdata[1], "text"), ==, "Approved");
    paper_close(&p);
}

/* One sentence each, as paragraphs of one item. */
static void expect_each(const char *const *sentences, bool decided)
{
    for (guint i = 0; sentences[i]; i++) {
        Paper p;
        minutes(&p);
        paper_add(&p, "", sentences[i], PLAIN);
        BpSplit split = {p.document, p.matcher, p.part};
        g_autoptr(BpFlow) flow = bp_flow_of_part(p.part);
        bp_split_find_items(&split, flow);
        bp_split_find_decisions(&split, flow);
        g_autoptr(GPtrArray) records = bp_document_dup_records(p.document, "decision");
        if (records->len != (decided ? 1 : 0))
            g_test_message("%u decisions in: %s", records->len, sentences[i]), g_test_fail();
        paper_close(&p);
    }
}

static void test_wordings(void)
{
    static const char *const sentences[] = {
        "The Trust Board APPROVED the annual plan for submission.",
        "The Integrated Care Board noted the contents of the finance report.",
        "The Committee received and noted the report.",
        "The Audit Committee ratified the treasury policy.",
        "It was RESOLVED to accept the tender.",
        "Resolved: to pay the invoices listed.",
        "The Council resolved to object to the application.",
        "Proposed by Cllr Ash, seconded by Cllr Elm and resolved that the bench be mended.",
        "It was proposed by Cllr Ash, seconded by Cllr Elm and agreed to mend the bench.",
        "Cllr Ash proposed, Cllr Elm seconded and all were in favour of the fair: agreed.",
        "Governors approved the budget for the coming year.",
        "The Governing Body unanimously agreed to adopt the model policy.",
        "Trustees agreed to open a second account.",
        "The recommendations in the report were accepted.",
        "The recommendation was agreed.",
        "The minutes of the meeting held on 4 May were agreed as a correct record.",
        "Minutes of the last meeting: approved.",
        "Authority was delegated to the Clerk to sign the lease.",
        "Cllr Ash was duly elected Chair for the year.",
        "Jo Oak was re-elected as Treasurer.",
        "The motion to close the path, seconded by Ms Elm, was carried.",
        "On a motion by Oak, seconded by Fir, the Commission voted 5-0 to approve the permit.",
        "Motion by Oak, second by Fir, to adopt Ordinance 12. Motion carried 5-0.",
        "M/S/C (Oak/Fir) to approve the consent agenda; passed unanimously.",
        "The City Council voted unanimously to approve the lease.",
        "The scheme was not adopted.",
        "It was noted and agreed that the jetty be mended.",
        "Unanimously resolved to mend the jetty.",
        "Approval was given to mend the jetty.",
        "The governors were happy to approve the policy.",
        "The application was refused.",
        "The Council had no objections to this application.",
        "The Council declined to support the fair.",
        "Everyone agreed that Jo should write.",
        "The Board directed staff to post the results.",
        "The Board REQUESTED a paper on the jetty.",
        "The application was discussed and accepted unanimously.",
        "The Board thanked the staff and formally adopted the plan.",
        "Proposed AP, seconded AH and agreed that the fair be supported.",
        "M/S Oak/Fir to accept the report. Motion passed 4-0.",
        "Motion by Oak, supported by Fir, to adopt Resolution 3. Resolution adopted.",
        "RECOMMENDED to Council that the plan be approved.",
        "Twelve houses off Mill Lane – objection on grounds of drainage",
        NULL};

    expect_each(sentences, true);
}

static void test_false_friends(void)
{
    static const char *const sentences[] = {
        "Mr Ash was appointed to the bench in 1998.",
        "Ms Elm confirmed that Jo Oak was appointed as warden.",
        "There were 12 visits, 9 homes were seen and 4 were approved.",
        "The policy is to be approved at the next meeting.",
        "The Board noted that it had rained.",
        "The fault was resolved by the builder.",
        "On 3 May 2019 the Board agreed to sell the barn.",
        "The committee asked whether the plan was agreed.",
        "Mr Ash proposed a vote of thanks.",
        "The motion was lost.",
        "He said that the committee agreed the costs were high.",
        "Once approval was granted the work could begin.",
        "The members agreed with this view.",
        "They spoke about how the format should be supported.",
        "A letter told of the lease which the Board approved in May.",
        "The owner directed the builder to stop.",
        NULL};
    Paper p;

    expect_each(sentences, false);
    minutes(&p);
    paper_add(&p, "", "It was agreed to look into three options for the pond:", PLAIN);
    paper_add(&p, "a)", "To drain it", INDENTED);
    paper_add(&p, "b)", "To keep it", INDENTED);
    paper_add(&p, "3.", "The fence", BOLD);
    paper_add(&p, "", "We would propose the following resolution:", PLAIN);
    paper_add(&p, "", "RESOLVED: That the fence be painted.", PLAIN);
    expect(&p, "2||agreed|It was agreed to look into three options for the pond:\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/decisions/lettered-parts", test_lettered_parts);
    g_test_add_func("/decisions/second-list", test_second_list);
    g_test_add_func("/decisions/list-headings", test_list_headings);
    g_test_add_func("/decisions/bullets", test_bullets);
    g_test_add_func("/decisions/lead-helper", test_lead_helper);
    g_test_add_func("/decisions/motions", test_motions);
    g_test_add_func("/decisions/votes-below", test_votes_below);
    g_test_add_func("/decisions/subject-before", test_subject_before);
    g_test_add_func("/decisions/bare", test_bare);
    g_test_add_func("/decisions/table", test_table);
    g_test_add_func("/decisions/wordings", test_wordings);
    g_test_add_func("/decisions/false-friends", test_false_friends);
    return g_test_run();
}
