/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Who was there, in lists whose form has to be learnt from their other lines: names, offices and
 * initials in columns, offices before names, marks of presence in a table.
 */
#include "attendance-fixture.h"

static BpBlock *add_row(Paper *paper, const char *text, const char *initials)
{
    BpBlock *block = paper_add(paper, "", text, PLAIN);

    block->gap = 0.1;
    return *initials ? add_note(paper, block, initials) : block;
}

/* A row a block, the heading before the first; one of the headings wraps beside its first row. */
static void test_columns(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    add_row(&paper, "Present:\tMrs Jo Oakes\tChair", "JO");
    add_row(&paper, "Mr Lee Elm\tChief Nurse", "LE");
    BpBlock *block = add_row(&paper, "In\tDr Ann Yew\tDirector of Trees", "AY");
    g_ptr_array_add(block->lines, paper_make(&paper, "", "attendance:", PLAIN)->lines->pdata[0]);
    add_row(&paper, "Mr Tom Ash\tClerk", "TA");
    add_row(&paper, "Apologies:\tMs Kim Lime\tNon-Executive Director", "KL");
    add_row(&paper, "Dr Sam Pine\tAssociate Medical Planner", "");
    assert_people(&paper, "present Mrs Jo Oakes/Chair//JO/\n"
                          "present Mr Lee Elm/Chief Nurse//LE/\n"
                          "in_attendance Dr Ann Yew/Director of Trees//AY/\n"
                          "in_attendance Mr Tom Ash/Clerk//TA/\n"
                          "apologies Ms Kim Lime/Non-Executive Director//KL/\n"
                          "apologies Dr Sam Pine/Associate Medical Planner///\n");
}

/* A line that goes on with the block, set full. */
static void add_line(Paper *paper, BpBlock *block, const char *text)
{
    BpLine *line = paper_make(paper, "", text, PLAIN)->lines->pdata[0];

    line->first_width = 60;
    g_ptr_array_add(block->lines, line);
}

/* Offices before the names; an office waits for its holder on the next line; a heading begins a
 * line of its own even where the one before it is full. */
static void test_offices_first(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    BpBlock *block = paper_add(&paper, "", "Council Members Present: Mayor Jo Oakes and", PLAIN);
    add_line(&paper, block, "Councilor Lee Elm");
    add_line(&paper, block, "Council Members Absent: Councilor Sam Pine (excused)");
    block = paper_add(&paper, "", "Staff Present: City Manager Ann Yew; Finance Director", PLAIN);
    add_line(&paper, block, "Tom Ash; Public Works Director Kim Lime");
    assert_people(&paper, "present Jo Oakes/Mayor///\n"
                          "present Lee Elm/Councilor///\n"
                          "absent Sam Pine/Councilor///excused\n"
                          "in_attendance Ann Yew/City Manager///\n"
                          "in_attendance Tom Ash/Finance Director///\n"
                          "in_attendance Kim Lime/Public Works Director///\n");
}

/* Apologies end with their sentence. */
static void test_sentence_end(void)
{
    Paper paper;

    paper_open(&paper, "minutes");
    paper_add(&paper, "1.1",
              "Apologies were received from Mr J. Oakes. Lee Elm and Ann Yew declared an interest.",
              PLAIN);
    assert_people(&paper, "apologies Mr J. Oakes////\n");
}

/* Marks under "Present", some of which say more; people under a heading inside have none. */
static void test_marks(void)
{
    static const char *const texts[] = {
        "Jo Oakes", "Parent",   "Present", /* */
        "Lee Elm",  "Staff",    "Apologies", "Ann Yew", "Parent", "Present from 5.50pm", "Tom Ash",
        "Parent",   "Absent",   "Vacancy",   "Staff",   "",       "In attendance",       "",
        "",         "Kim Lime", "Clerk",     "",        NULL};
    static const char *const roles[] = {"name", "position", "name"};
    static const char *const heads[] = {"Name", "Type", "Present"};
    Paper paper;

    paper_open(&paper, "minutes");
    BpTable *table = paper_add_table(&paper, 3, texts);
    table->kind = BP_TABLE_ATTENDANCE;
    set_roles(table, roles);
    for (guint c = 0; c < 3; c++)
        g_ptr_array_add(table->heads, g_strdup(heads[c]));
    assert_people(&paper, "present Jo Oakes/Parent///\n"
                          "apologies Lee Elm/Staff///\n"
                          "present Ann Yew/Parent///from 5.50pm\n"
                          "absent Tom Ash/Parent///\n"
                          "in_attendance Kim Lime/Clerk///\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/attendance/columns", test_columns);
    g_test_add_func("/attendance/offices-first", test_offices_first);
    g_test_add_func("/attendance/sentence-end", test_sentence_end);
    g_test_add_func("/attendance/marks", test_marks);
    return g_test_run();
}
