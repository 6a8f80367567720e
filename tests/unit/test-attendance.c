/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Who was there: headings, run-in lists, one person a line, sentences, tables, tables by meetings;
 * and what must not be taken for a person.
 */
#include <glib.h>

#include "attendance-fixture.h"

static void test_run_in(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "",
              "PRESENT: Mr J Oakes (Chairman), Mrs T Ash, MBE, Sir Lee Elm and Dr A Yew.", PLAIN);
    paper_add(&paper, "", "Also present: Jo Lime, Cabinet Member for Trees and Parks.", PLAIN);
    paper_add(&paper, "", "Apologies; Ann Pine (AP)", PLAIN);
    assert_people(&paper, "present Mr J Oakes/Chairman///\n"
                          "present Mrs T Ash, MBE////\n"
                          "present Sir Lee Elm////\n"
                          "present Dr A Yew////\n"
                          "in_attendance Jo Lime/Cabinet Member for Trees and Parks///\n"
                          "apologies Ann Pine///AP/\n");
}

static void test_groups(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "Present: Miss J Oakes and Mr T Ash, Councillors, Mrs A Yew, Clerk",
              PLAIN);
    paper_add(&paper, "", "ROLL CALL - Present: Councilmembers Elm, Lime and Mayor Pine - 3",
              PLAIN);
    assert_people(&paper, "present Miss J Oakes/Councillor///\n"
                          "present Mr T Ash/Councillor///\n"
                          "present Mrs A Yew/Clerk///\n"
                          "present Elm/Councilmember///\n"
                          "present Lime/Councilmember///\n"
                          "present Pine/Mayor///\n");
}

static void test_lines(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "Present", BOLD);
    paper_add(&paper, "", "Jo Oakes (JO)\tRed Branch", PLAIN);
    paper_add(&paper, "", "Lee Elm (LE)\tTimber, Chair", PLAIN);
    paper_add(&paper, "", "In attendance", BOLD);
    paper_add(&paper, "1.", "Ann Yew (Timber Council, Clerk) *", PLAIN);
    paper_add(&paper, "2.", "Dr T Ash (from 7:45 pm)", PLAIN);
    paper_add(&paper, "", "Bonfire Night", BOLD);
    paper_add(&paper, "", "Jo Smoke", PLAIN);
    assert_people(&paper, "present Jo Oakes//Red Branch/JO/\n"
                          "present Lee Elm/Chair/Timber/LE/\n"
                          "in_attendance Ann Yew/Clerk/Timber Council//\n"
                          "in_attendance Dr T Ash////from 7:45 pm\n");
}

static void test_pairs(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "PRESENT\tJo Oakes\tJO\tLee Elm\tLE", PLAIN);
    paper_add(&paper, "", "Ann Yew (SBC)\tAY\tTom Ash\tTA", PLAIN);
    paper_add(&paper, "", "LE chaired the meeting.", PLAIN);
    assert_people(&paper, "present Jo Oakes///JO/\n"
                          "present Lee Elm/Chair//LE/\n"
                          "present Ann Yew//SBC/AY/\n"
                          "present Tom Ash///TA/\n");
}

static void test_sentences(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "1.", "Apologies", BOLD);
    paper_add(&paper, "", "The Manager reported apologies from Mr Oakes, Mrs Ash and Ms Elm.",
              PLAIN);
    paper_add(&paper, "2.", "Welcome and Apologies", BOLD);
    paper_add(&paper, "", "There were no apologies, all members being present.", PLAIN);
    paper_add(&paper, "3.", "Apologies", BOLD);
    paper_add(&paper, "", "None", PLAIN);
    paper_add(&paper, "", "Jo Lime", PLAIN);
    assert_people(&paper, "apologies Mr Oakes////\n"
                          "apologies Mrs Ash////\n"
                          "apologies Ms Elm////\n");
}

static void test_not_people(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "Present", BOLD);
    paper_add(&paper, "", "Members of the Public - Three Members", PLAIN);
    paper_add(&paper, "", "Present were plans for the hall, which were discussed.", PLAIN);
    paper_add(&paper, "1.", "Apologies for absence", BOLD);
    paper_add(&paper, "2.", "Previous Minutes", BOLD);
    paper_add(&paper, "", "Attendance at events was good; Jo Oakes was thanked.", PLAIN);
    assert_people(&paper, "");
}

static void test_table(void)
{
    static const char *const texts[] = {"Oakes", "Jo",    "Chair", "JO", "Yew",
                                        "Ann",   "Clerk", "AY",    NULL};
    static const char *const late[] = {"Ash", "Tom", "Adviser", "TA", NULL};
    static const char *const roles[] = {"surname", "forename", "title", "initials"};
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "Members:", BOLD);
    set_roles(paper_add_table(&paper, 4, texts), roles);
    paper_add(&paper, "", "Apologies from members:", BOLD);
    set_roles(paper_add_table(&paper, 4, late), roles);
    assert_people(&paper, "present Jo Oakes/Chair//JO/\n"
                          "present Ann Yew/Clerk//AY/\n"
                          "apologies Tom Ash/Adviser//TA/\n");
}

static void test_key_rows(void)
{
    static const char *const texts[] = {"Place",     "Village Hall",
                                        "Attendees", "Jo Oakes (Chair), Lee Elm (LE)",
                                        "Invited",   "Ann Yew (Works Manager)",
                                        NULL};
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add_table(&paper, 2, texts);
    assert_people(&paper, "present Jo Oakes/Chair///\n"
                          "present Lee Elm///LE/\n"
                          "in_attendance Ann Yew/Works Manager///\n");
}

/* Cells of a table in columns of 60 points. */
static void spread(BpTable *table)
{
    for (guint c = 0; c <= table->n_columns; c++)
        table->edges[c] = 60.0 * c;
    for (guint r = 0; r < table->rows->len; r++) {
        const BpRow *row = table->rows->pdata[r];
        for (guint c = 0; c < row->cells->len; c++) {
            const BpCell *cell = row->cells->pdata[c];
            if (!cell->blocks->len)
                continue;
            BpBlock *block = cell->blocks->pdata[0];
            block->box.x0 = 60.0 * c + 5;
            block->box.x1 = 60.0 * c + 30;
        }
    }
}

static void test_meetings(void)
{
    static const char *const texts[] = {"Governor",
                                        "Type",
                                        "14/1 0/20 19",
                                        "03/02/2020",
                                        "Date resigned",
                                        "JO OAKES",
                                        "Parent",
                                        "A",
                                        "P",
                                        "",
                                        "LEE ELM",
                                        "Co-opted",
                                        "P",
                                        "S",
                                        "",
                                        "ANN YEW",
                                        "Staff",
                                        "P",
                                        "",
                                        "",
                                        "TOM ASH",
                                        "Staff",
                                        "P",
                                        "P",
                                        "18/10/2019",
                                        "VACANT",
                                        "Parent",
                                        "",
                                        "",
                                        "",
                                        NULL};
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "Full Governing Body, 3 February 2020", BOLD);
    spread(paper_add_table(&paper, 5, texts));
    paper_add(&paper, "", "P – Present\tS – Sanctioned A – Absent", PLAIN);
    assert_people(&paper, "present JO OAKES/Parent///\n"
                          "apologies LEE ELM/Co-opted///\n");
}

static void test_side_by_side(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "Board members\tIn attendance", BOLD);
    paper_add(&paper, "", "Jo Oakes (Chair)\tAnn Yew, Director of Trees", PLAIN);
    paper_add(&paper, "", "Lee Elm\tTom Ash, observer", PLAIN);
    paper_add(&paper, "", "Kim Lime", PLAIN);
    paper_add(&paper, "", "Apologies", BOLD);
    paper_add(&paper, "", "Cllr Sam Pine", PLAIN);
    assert_people(&paper, "present Jo Oakes/Chair///\n"
                          "present Lee Elm////\n"
                          "present Kim Lime////\n"
                          "in_attendance Ann Yew/Director of Trees///\n"
                          "in_attendance Tom Ash/observer///\n"
                          "apologies Cllr Sam Pine////\n");
}

/* A list that hangs beside its heading, broken in the middle of a name. */
static void test_hanging(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "Present:\tCouncillors A.B. Oakes (Chair), Ms L. Elm, T.J.", PLAIN);
    BpBlock *rest =
        paper_add(&paper, "", "Ash, Mrs K. Lime, P. Pine, M. Box, Dr R. Yew and J.", FAR);
    BpLine *line = bp_layout_add_line(paper.layout, 1);
    line->text = g_strdup("Hazel");
    line->size = 12;
    line->first_width = 30;
    line->box = (BpBox){200, rest->box.y1, 230, rest->box.y1 + 12};
    g_ptr_array_add(rest->lines, line);
    rest->gap = 0.2;
    ((BpLine *)rest->lines->pdata[0])->first_width = 30;
    assert_people(&paper, "present A.B. Oakes/Chair///\n"
                          "present Ms L. Elm/Councillor///\n"
                          "present T.J. Ash/Councillor///\n"
                          "present Mrs K. Lime/Councillor///\n"
                          "present P. Pine/Councillor///\n"
                          "present M. Box/Councillor///\n"
                          "present Dr R. Yew/Councillor///\n"
                          "present J. Hazel/Councillor///\n");
}

static void test_plain_words(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(
        &paper, "",
        "Here: Jo Oakes (JO, chair), Lee Elm (LE – from item 3). Staff: Ann Yew (AY, warden and "
        "manager). Sorry to miss it: Tom Ash (TA).",
        PLAIN);
    assert_people(&paper, "present Jo Oakes/chair//JO/\n"
                          "present Lee Elm///LE/from item 3\n"
                          "in_attendance Ann Yew/warden and manager//AY/\n"
                          "apologies Tom Ash///TA/\n");
}

/* Where semicolons part the people, what stands behind a comma is said of the one before it. */
static void test_semicolons(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "",
              "In attendance: Jo Oakes, Director of Trees (JO); Lee Elm, Headteacher, Pine Hill, "
              "items 1–4 (LE); Ann Yew (Clerk) AY; Town Councillor Mrs Kim Lime",
              PLAIN);
    assert_people(&paper, "in_attendance Jo Oakes/Director of Trees//JO/\n"
                          "in_attendance Lee Elm/Headteacher/Pine Hill/LE/items 1–4\n"
                          "in_attendance Ann Yew/Clerk//AY/\n"
                          "in_attendance Mrs Kim Lime/Town Councillor///\n");
}

/* Two people a line with initials, the last of them in the margin; roles and headings wrap. */
static void test_rows(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    add_note(&paper, paper_add(&paper, "", "Present\tJo Oakes\tJO\tAnn Yew", PLAIN), "AY");
    paper_add(&paper, "", "(Chair)", FAR)->gap = 0.1;
    add_note(&paper, paper_add(&paper, "", "Lee Elm\tLE\tTom de Ash (to", FAR), "TdA")->gap = 0.1;
    paper_add(&paper, "", "(Treasurer)\t6.15 pm)", FAR)->gap = 0.1;
    BpBlock *block = paper_add(&paper, "", "In\tKim Lime (Manager) KL\tSam Pine", PLAIN);
    BpBlock *below = paper_make(&paper, "", "attendance", PLAIN);
    g_ptr_array_add(block->lines, below->lines->pdata[0]);
    add_note(&paper, block, "SP");
    paper_add(&paper, "", "Apologies\tNone", PLAIN);
    assert_people(&paper, "present Jo Oakes/Chair//JO/\n"
                          "present Ann Yew///AY/\n"
                          "present Lee Elm/Treasurer//LE/\n"
                          "present Tom de Ash///TdA/to 6.15 pm\n"
                          "in_attendance Kim Lime/Manager//KL/\n"
                          "in_attendance Sam Pine///SP/\n");
}

/* What stands in a column behind a name without initials may be a body. */
static void test_rows_of_bodies(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "In attendance\tJo Oakes\tMarsh Council", PLAIN);
    assert_people(&paper, "in_attendance Jo Oakes//Marsh Council//\n");
}

static void test_once(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "", "Present: Jo Oakes, Lee Elm, Jo Oakes. Apologies: Dr Ann Yew", PLAIN);
    paper_add(&paper, "1.", "Welcome", BOLD);
    paper_add(&paper, "", "The Chair welcomed all. Apologies were received from Dr Yew.", PLAIN);
    assert_people(&paper, "present Jo Oakes////\n"
                          "present Lee Elm////\n"
                          "apologies Dr Ann Yew////\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/attendance/run-in", test_run_in);
    g_test_add_func("/attendance/groups", test_groups);
    g_test_add_func("/attendance/lines", test_lines);
    g_test_add_func("/attendance/pairs", test_pairs);
    g_test_add_func("/attendance/sentences", test_sentences);
    g_test_add_func("/attendance/not-people", test_not_people);
    g_test_add_func("/attendance/table", test_table);
    g_test_add_func("/attendance/key-rows", test_key_rows);
    g_test_add_func("/attendance/meetings", test_meetings);
    g_test_add_func("/attendance/side-by-side", test_side_by_side);
    g_test_add_func("/attendance/hanging", test_hanging);
    g_test_add_func("/attendance/plain-words", test_plain_words);
    g_test_add_func("/attendance/semicolons", test_semicolons);
    g_test_add_func("/attendance/rows", test_rows);
    g_test_add_func("/attendance/rows-of-bodies", test_rows_of_bodies);
    g_test_add_func("/attendance/once", test_once);
    return g_test_run();
}
