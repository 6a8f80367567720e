/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Facts of a meeting from papers made here, with the project's own rules: forms with and without a
 * table, tables of dates that name none, places over several lines, and when it ended.
 */
#include "paper-fixture.h"
#include "recognise/meeting.h"

static const BpRecord *meeting_of(Paper *paper)
{
    bp_recognise_meetings(paper->document, paper->matcher);
    g_assert_nonnull(paper->part->meeting);
    return paper->part->meeting;
}

static void assert_fact(const BpRecord *meeting, const char *field, const char *value)
{
    g_assert_cmpstr(bp_record_get(meeting, field), ==, value);
}

static void test_form(void)
{
    static const char *const dates[] = {"21/09/2020", "23/11/2020", "18/01/2021", NULL};
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "ANYTOWN SCHOOL BOARD OF GOVERNORS", BOLD);
    paper_add(&paper, "", "COMMITTEE;\tDATE;", PLAIN);
    paper_add(&paper, "", "Premises Committee\t23/11/2020", PLAIN);
    paper_add_table(&paper, 3, dates);
    paper_add(&paper, "", "The meeting closed at 2021", PLAIN);
    const BpRecord *meeting = meeting_of(&paper);
    assert_fact(meeting, "body", "Premises Committee");
    assert_fact(meeting, "date", "2020-11-23");
    assert_fact(meeting, "end", "20:21");
    paper_close(&paper);
}

static void test_place(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    paper_add(&paper, "", "Organization: Anytown Library Board of Trustees", PLAIN);
    paper_add(&paper, "", "Date: 10:00 AM, Saturday, August 11, 2018", PLAIN);
    paper_add(&paper, "", "Location: Anytown Library", PLAIN);
    paper.y -= 12;
    paper_add(&paper, "", "401 High St.", FAR);
    paper.y -= 12;
    paper_add(&paper, "", "Ground Floor", FAR);
    paper_add(&paper, "", "The meeting is scheduled to end by 4.30 pm.", PLAIN);
    const BpRecord *meeting = meeting_of(&paper);
    assert_fact(meeting, "body", "Anytown Library Board of Trustees");
    assert_fact(meeting, "date", "2018-08-11");
    assert_fact(meeting, "start", "10:00");
    assert_fact(meeting, "end", "16:30");
    assert_fact(meeting, "venue", "Anytown Library 401 High St. Ground Floor");
    g_assert_cmpuint(meeting->spans->len, ==, 1);
    paper_close(&paper);
}

/* The name stands beside another word, and the first part of the name above the sentence. */
static void test_names(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "ANYTOWN PARISH COUNCIL\tMINUTES", BOLD);
    paper_add(&paper, "", "Minutes of the Parish Council meeting held on 3 September 2024", PLAIN);
    const BpRecord *meeting = meeting_of(&paper);
    assert_fact(meeting, "body", "ANYTOWN PARISH COUNCIL");
    assert_fact(meeting, "date", "2024-09-03");
    paper_close(&paper);
}

/* The day of a date and an initial are no items; the letters of a list are, and what stands below
 * them is not the meeting's. */
static void test_above_list(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    paper_add(&paper, "", "ANYTOWN PARISH COUNCIL", BOLD);
    paper_add(&paper, "28", "Ebrill / April 2032", PLAIN);
    paper_add(&paper, "B.", "Jones, Clerk", PLAIN);
    paper_add(&paper, "", "The Council will be held on 4 May 2032 at 7.00 pm", PLAIN);
    paper_add(&paper, "A.", "Opening", BOLD);
    paper_add(&paper, "", "Minutes of the Regular Meeting of April 6, 2032", PLAIN);
    paper_add(&paper, "B.", "Business", BOLD);
    const BpRecord *meeting = meeting_of(&paper);
    assert_fact(meeting, "body", "ANYTOWN PARISH COUNCIL");
    assert_fact(meeting, "date", "2032-05-04");
    assert_fact(meeting, "start", "19:00");
    assert_fact(meeting, "type", "");
    paper_close(&paper);
}

/* A log that is kept from meeting to meeting is of none. */
static void test_log(void)
{
    Paper paper;

    paper_open(&paper, "action-log");
    paper_add(&paper, "", "Anytown Library Board", BOLD);
    bp_recognise_meetings(paper.document, paper.matcher);
    g_assert_null(paper.part->meeting);
    paper_close(&paper);
}

/* A centred heading whose lines are paragraphs, broken within the date. */
static void test_broken_date(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "ANYTOWN PARISH COUNCIL", BOLD);
    paper_add(&paper, "", "Minutes of the meeting of the Council held on Tuesday 3 September",
              PLAIN);
    paper_add(&paper, "", "2024 at 7.00 pm in the Village Hall", FAR)->gap = 0.1;
    const BpRecord *meeting = meeting_of(&paper);
    assert_fact(meeting, "date", "2024-09-03");
    assert_fact(meeting, "start", "19:00");
    paper_close(&paper);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/meeting/form", test_form);
    g_test_add_func("/meeting/place", test_place);
    g_test_add_func("/meeting/names", test_names);
    g_test_add_func("/meeting/broken-date", test_broken_date);
    g_test_add_func("/meeting/above-list", test_above_list);
    g_test_add_func("/meeting/log", test_log);
    return g_test_run();
}
