/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Front sheets as lines, as tabs and as tables give the same pairs.
 */
#include <string.h>

#include "paper-fixture.h"
#include "recognise/front.h"
#include "recognise/tick-boxes.h"

/* Read the sheet and compare "field|label|value", a line a pair; returns the number of labels. */
static void expect(Paper *paper, guint n, const char *want)
{
    g_autoptr(GString) got = g_string_new(NULL);
    guint counted = bp_front_count(paper->part->blocks, 0, 40, paper->matcher);
    guint read = bp_front_read(paper->part->record, paper->part->blocks, 40, paper->matcher);
    int index = bp_record_type_field(paper->part->record->type, "front");
    const GPtrArray *pairs = paper->part->record->values[index].list;

    for (guint i = 0; pairs && i < pairs->len; i++) {
        const BpPair *pair = pairs->pdata[i];
        g_string_append_printf(got, "%s|%s|%s\n", pair->field, pair->label, pair->value);
    }
    g_assert_cmpstr(got->str, ==, want);
    g_assert_cmpuint(read, ==, n);
    g_assert_cmpuint(counted, ==, n);
    paper_close(paper);
}

static void test_lines(void)
{
    Paper p;

    paper_open(&p, "paper");
    paper_add(&p, "", "The Pond", BOLD);
    paper_add(&p, "", "Date: 4 May 2031", PLAIN);
    paper_add(&p, "", "Agenda item: 6 Lead: Jo Field, Gardener", PLAIN);
    paper_add(&p, "", "Report Author: Al Marsh", PLAIN);
    paper_add(&p, "1.0", "Executive Summary", BOLD);
    paper_add(&p, "", "Purpose: this is the report already", PLAIN);
    expect(&p, 4,
           "date|Date|4 May 2031\nitem|Agenda item|6\nsponsor|Lead|Jo Field, Gardener\n"
           "author|Report Author|Al Marsh\n");
}

static void test_tabs(void)
{
    Paper p;

    paper_open(&p, "paper");
    paper_add(&p, "", "From:\tJo Field, Member for", PLAIN);
    paper_add(&p, "", "Ponds and Ditches", FAR);
    paper_add(&p, "", "To:\tParish Council", PLAIN);
    paper_add(&p, "", "The report begins.", PLAIN);
    expect(&p, 2, "from|From|Jo Field, Member for Ponds and Ditches\nto|To|Parish Council\n");
}

static void test_table(void)
{
    static const char *const texts[] = {"Title of report", "The Pond", "Date:",
                                        "4 May 2031",      "Purpose",  "☐ Approve ☒ Note ☑ Discuss",
                                        "Presented by",    "",         NULL};
    Paper p;

    paper_open(&p, "paper");
    paper_add_table(&p, 4, texts);
    expect(&p, 4,
           "title|Title of report|The Pond\ndate|Date|4 May 2031\npurpose|Purpose|Note, Discuss\n");
}

/* Layout may take the first row of a sheet for a header, or leave a row outside of its table. */
static void test_beside(void)
{
    static const char *const texts[] = {"Lead", "Jo Field", NULL};
    Paper p;

    paper_open(&p, "paper");
    BpBlock *label = paper_add(&p, "", "Title of report", BOLD);
    label->box.x1 = 150;
    BpBlock *value = paper_add(&p, "", "The Pond", FAR);
    value->box.y0 = label->box.y0;
    BpTable *table = paper_add_table(&p, 2, texts);
    table->header = g_ptr_array_steal_index(table->rows, 0);
    expect(&p, 2, "title|Title of report|The Pond\nsponsor|Lead|Jo Field\n");
}

static void test_not_a_sheet(void)
{
    Paper p;

    paper_open(&p, "paper");
    paper_add(&p, "", "We met for this purpose: to talk of the date: none.", PLAIN);
    paper_add(&p, "", "Purpose", BOLD);
    expect(&p, 0, "");
}

static void test_ticks(void)
{
    static const char *const rows[][2] = {{"no boxes", "no boxes"},
                                          {"Approve ☐ Note ☒ Discuss ☐", "Note"},
                                          {"☒ Open ☐ Closed", "Open"},
                                          {"☐ Open ☐ Closed", ""},
                                          {"❑ Open √ Closed", "Closed"}};

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *chosen = bp_tick_boxes_dup_chosen(rows[i][0]);
        g_assert_cmpstr(chosen, ==, rows[i][1]);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/front/lines", test_lines);
    g_test_add_func("/front/tabs", test_tabs);
    g_test_add_func("/front/table", test_table);
    g_test_add_func("/front/beside", test_beside);
    g_test_add_func("/front/not-a-sheet", test_not_a_sheet);
    g_test_add_func("/front/ticks", test_ticks);
    return g_test_run();
}
