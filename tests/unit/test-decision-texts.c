/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the text of a decision begins and ends: leads that their first part needs, sentences that
 * go on in a list, topics before a colon, lists of matters, paragraphs set in below a lead,
 * outcomes below a vote.
 */
#include "decisions-fixture.h"

static void test_lead_in_first_part(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "Agreed: That the following be noted:", PLAIN);
    paper_add(&p, "A)", "The depth of the pond.", INDENTED);
    paper_add(&p, "B)", "The age of the ducks.", INDENTED);
    paper_add(&p, "3.", "The fence", BOLD);
    paper_add(&p, "", "RESOLVED that the Council:", PLAIN);
    paper_add(&p, "(a)", "approve the colour;", INDENTED);
    paper_add(&p, "(b)", "the rest be left.", INDENTED);
    expect(&p, "2|A|noted|That the following be noted: The depth of the pond.\n"
               "2|B|noted|The age of the ducks.\n"
               "3|a|approved|approve the colour;\n"
               "3|b|resolved|the rest be left.\n");
}

/* A mark of an action below a list is no part of it. */
static void test_list_ends_at_action(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "It was agreed:", PLAIN);
    paper_add(&p, "•", "To buy a net", INDENTED);
    paper_add(&p, "•", "To report back in March", INDENTED);
    paper_add(&p, "", "ACTION: Clerk", FAR)->gap = 0.1;
    paper_add(&p, "", "RESOLVED: That the bank be mended. ACTION: Clerk to ask the owner.", PLAIN);
    expect(&p, "2||agreed|To buy a net\n"
               "2||agreed|To report back in March\n"
               "2||resolved|That the bank be mended.\n");
}

/* A part may have parts with other labels, after which its own list goes on; text below the label
 * of a part that has ended is none of it. */
static void test_inner_parts(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "RESOLVED:", PLAIN);
    paper_add(&p, "(1)", "That the net be bought;", PLAIN);
    paper_add(&p, "(2)", "That these rules be put up:", PLAIN);
    paper_add(&p, "a)", "nobody shall swim; and", INDENTED);
    paper_add(&p, "b)", "nobody shall dive.", INDENTED);
    paper_add(&p, "(3)", "That the oar be mended.", PLAIN)->text_indent = 2;
    paper_add(&p, "", "The ducks were asked about the oar.", PLAIN)->gap = 0.3;
    expect(&p, "2|1|resolved|That the net be bought;\n"
               "2|2|resolved|That these rules be put up:\n"
               "2|a|resolved|nobody shall swim; and\n"
               "2|b|resolved|nobody shall dive.\n"
               "2|3|resolved|That the oar be mended.\n");
}

static void test_sentence_into_list(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "There was a debate, and it was agreed that a letter would ask the owner to",
              PLAIN);
    paper_add(&p, "a)", "Mend the bank and", INDENTED);
    paper_add(&p, "b)", "Cut the reeds", INDENTED);
    paper_add(&p, "", "The sun came out.", PLAIN);
    expect(&p,
           "2|a|agreed|There was a debate, and it was agreed that a letter would ask the owner to "
           "Mend the bank and\n"
           "2|b|agreed|Cut the reeds\n");
}

static void test_topic_before_colon(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "Rules for the boats: The new rules were approved with one change.", PLAIN);
    paper_add(&p, "", "Oars: Two were lost. The hut: It was agreed that the door be mended.",
              PLAIN);
    paper_add(&p, "", "Payments: RESOLVED to pay for the net.", PLAIN);
    expect(&p, "2||approved|The new rules were approved with one change.\n"
               "2||agreed|It was agreed that the door be mended.\n"
               "2||resolved|RESOLVED to pay for the net.\n");
}

static void test_list_of_matters(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "The meeting considered and agreed the following:", PLAIN);
    paper_add(&p, "a.", "Boats. The boats leak. It was agreed that the blue one be sold.",
              INDENTED);
    paper_add(&p, "b.", "Oars. They were counted on Monday.", INDENTED);
    paper_add(&p, "c.", "The hut. It was agreed that the door be mended. The key is with Jo.",
              INDENTED);
    paper_add(&p, "", "The sun came out.", PLAIN);
    expect(&p, "2|a|agreed|It was agreed that the blue one be sold.\n"
               "2|c|agreed|It was agreed that the door be mended.\n");
}

static void test_set_in_paragraphs(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "RESOLVED that:", PLAIN);
    paper_add(&p, "", "Members note the depth of the pond.", INDENTED);
    paper_add(&p, "", "Members thank the ducks.", INDENTED);
    paper_add(&p, "", "The ducks left the room.", PLAIN);
    expect(&p, "2||noted|Members note the depth of the pond. Members thank the ducks.\n");
}

static void test_outcome_below_vote(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "Mr Ash proposed and Ms Elm seconded that the pond be drained.", PLAIN);
    paper_add(&p, "", "For (9)", PLAIN);
    paper_add(&p, "", "Against (3)", PLAIN);
    paper_add(&p, "", "Agreed.", PLAIN);
    expect(&p, "2||agreed|Mr Ash proposed and Ms Elm seconded that the pond be drained.\n");
}

static void test_record_of_minutes(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "The minutes of May had been sent out. All agreed this was a true record.",
              PLAIN);
    expect(&p,
           "2||agreed|The minutes of May had been sent out. All agreed this was a true record.\n");
}

static void test_parts_in_paragraph(void)
{
    Paper p;

    minutes(&p);
    paper_add(
        &p, "",
        "RESOLVED – That (1) the pond be dug; (2) the ducks be told; and (3) the cost be met.",
        PLAIN);
    paper_add(&p, "", "RESOLVED: a) To sell the boat under section 4 (1) and (2). b) To buy a net.",
              PLAIN);
    paper_add(&p, "", "RESOLVED that the claim under sections (1) and (2) of the lease be met.",
              PLAIN);
    expect(&p,
           "2|1|resolved|the pond be dug;\n"
           "2|2|resolved|the ducks be told; and\n"
           "2|3|resolved|the cost be met.\n"
           "2|a|resolved|To sell the boat under section 4 (1) and (2).\n"
           "2|b|resolved|To buy a net.\n"
           "2||resolved|RESOLVED that the claim under sections (1) and (2) of the lease be met.\n");
}

static void test_motion_in_lines(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "MOTION: Approve the permit for the jetty.", PLAIN);
    paper_add(&p, "", "Moved: Ash", PLAIN);
    paper_add(&p, "", "Second: Elm", PLAIN);
    paper_add(&p, "", "Vote: Ayes 4, Noes 0. Motion carried.", PLAIN);
    paper_add(&p, "", "Mr Ash moved and Ms Elm seconded the following motion:", PLAIN);
    paper_add(&p, "", "That this Council plants oaks.", INDENTED);
    paper_add(&p, "", "Upon being put to the meeting the motion was declared CARRIED.", PLAIN);
    expect(&p, "2||carried|Approve the permit for the jetty.\n"
               "2|||That this Council plants oaks.\n");
}

static void test_things(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "The following policies were approved:", PLAIN);
    paper_add(&p, "a)", "Bonfire policy", INDENTED);
    paper_add(&p, "b)", "Boat policy", INDENTED);
    paper_add(&p, "3.", "The fence", BOLD);
    paper_add(&p, "", "The following papers were agreed as shown:", PLAIN);
    paper_add(&p, "a)", "Fence plan - Agreed", INDENTED);
    expect(&p, "2|a|approved|The following policies were approved: Bonfire policy\n"
               "2|b|approved|Boat policy\n"
               "3|a|agreed|Fence plan - Agreed\n");
}

static void test_cut_above(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "The band will play. Jo Field proposed a donation of £50;", PLAIN);
    paper_add(&p, "", "seconded by Ms Elm. This was agreed.", PLAIN);
    expect(&p,
           "2||agreed|Jo Field proposed a donation of £50; seconded by Ms Elm. This was agreed.\n");
}

static void test_motion_in_paragraph(void)
{
    Paper p;

    minutes(&p);
    paper_add(
        &p, "",
        "The Board reviewed the rules. Oak moved, Fir seconded, to adopt them. Ayes: Oak, Fir. "
        "Motion carried.",
        PLAIN);
    paper_add(&p, "", "RESOLVED:", PLAIN);
    paper_add(&p, "", "That the permit be refused for the following reasons:", INDENTED);
    paper_add(&p, "1.", "The bank is soft.", INDENTED);
    paper_add(&p, "2.", "The ducks nest.", INDENTED);
    expect(&p,
           "2||carried|Oak moved, Fir seconded, to adopt them. Ayes: Oak, Fir. Motion carried.\n"
           "2||rejected|That the permit be refused for the following reasons:\n");
}

/* A word above the first item tells of the minutes, not of the meeting. */
static void test_status_of_minutes(void)
{
    Paper p;

    paper_open(&p, "minutes");
    paper_add(&p, "", "APPROVED", PLAIN);
    paper_add(&p, "1.", "Apologies", BOLD);
    paper_add(&p, "", "There were none.", PLAIN);
    paper_add(&p, "2.", "The pond", BOLD);
    paper_add(&p, "", "Noted.", PLAIN);
    expect(&p, "2||noted|Noted.\n");
}

/* A table that tells of the discussion before its actions is text as well. */
static void test_discussion_beside_actions(void)
{
    static const char *const cells[] = {
        "The pond was discussed, and it was agreed that the net be mended before the fair.",
        "Mend the net",
        "JF",
        "May",
        "The ducks came back.",
        "",
        "",
        "",
        NULL};
    Paper p;

    minutes(&p);
    BpTable *table = paper_add_table(&p, 4, cells);
    table->kind = BP_TABLE_ACTIONS;
    table->roles[0] = "notes", table->roles[1] = "action", table->roles[2] = "person",
    table->roles[3] = "due";
    for (guint i = 0; i <= 4; i++)
        table->edges[i] = 72 + 100 * i;
    expect(&p, "2||agreed|The pond was discussed, and it was agreed that the net be mended before "
               "the fair.\n");
}

/* Cells of a column of decisions, which need no verb of deciding in the past. */
static void test_column(void)
{
    static const char *const cells[] = {
        "Regular meeting, 7 August. The clerk had sent the minutes out.",
        "Approve and adopt minutes.",
        "The net was torn in the storm and could not be mended by hand.",
        "See exhibit 4",
        "The ducks were counted again.",
        "Clerk to thank the school",
        NULL};
    Paper p;

    minutes(&p);
    BpTable *table = paper_add_table(&p, 2, cells);
    table->kind = BP_TABLE_MINUTES;
    table->roles[1] = "outcome";
    table->edges[0] = 72, table->edges[1] = 300, table->edges[2] = 500;
    expect(&p, "2||approved|Approve and adopt minutes.\n");
}

static void test_agreement_with_above(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "The paper recommended a second boat.", PLAIN);
    paper_add(&p, "", "The Board were in full agreement.", PLAIN);
    paper_add(
        &p, "",
        "Could a group be formed? This was agreed in principle by the trustees, who will ask Jo.",
        PLAIN);
    paper_add(&p, "", "Resolution on the felling of the old trees by the pond.", PLAIN);
    paper_add(&p, "", "Motion: Oak. Second: Fir.", PLAIN);
    paper_add(&p, "", "Roll call: Oak – yes, Fir – yes. Resolution adopted.", PLAIN);
    paper_add(&p, "", "Chair Oak moved to accept the plan.", PLAIN);
    paper_add(&p, "", "M/S Commissioner Fir / Commissioner Elm", PLAIN);
    paper_add(&p, "", "All present in favor with 3 ayes via roll call vote.", PLAIN);
    expect(&p,
           "2||agreed|The paper recommended a second boat. The Board were in full agreement.\n"
           "2||agreed|Could a group be formed? This was agreed in principle by the trustees, who "
           "will ask Jo.\n"
           "2||carried|Resolution on the felling of the old trees by the pond.\n"
           "2||carried|Chair Oak moved to accept the plan.\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/decision-texts/inner-parts", test_inner_parts);
    g_test_add_func("/decision-texts/lead-in-first-part", test_lead_in_first_part);
    g_test_add_func("/decision-texts/sentence-into-list", test_sentence_into_list);
    g_test_add_func("/decision-texts/topic-before-colon", test_topic_before_colon);
    g_test_add_func("/decision-texts/list-of-matters", test_list_of_matters);
    g_test_add_func("/decision-texts/set-in-paragraphs", test_set_in_paragraphs);
    g_test_add_func("/decision-texts/outcome-below-vote", test_outcome_below_vote);
    g_test_add_func("/decision-texts/record-of-minutes", test_record_of_minutes);
    g_test_add_func("/decision-texts/parts-in-paragraph", test_parts_in_paragraph);
    g_test_add_func("/decision-texts/motion-in-lines", test_motion_in_lines);
    g_test_add_func("/decision-texts/things", test_things);
    g_test_add_func("/decision-texts/motion-in-paragraph", test_motion_in_paragraph);
    g_test_add_func("/decision-texts/cut-above", test_cut_above);
    g_test_add_func("/decision-texts/status-of-minutes", test_status_of_minutes);
    g_test_add_func("/decision-texts/discussion-beside-actions", test_discussion_beside_actions);
    g_test_add_func("/decision-texts/column", test_column);
    g_test_add_func("/decision-texts/agreement-with-above", test_agreement_with_above);
    g_test_add_func("/decision-texts/list-ends-at-action", test_list_ends_at_action);
    return g_test_run();
}
