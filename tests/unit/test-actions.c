/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which words a mark in the margin, below or inside a paragraph makes an action of: the sentence
 * that says what is to be done or whom it is for, the nearest among equals, with what it cannot be
 * understood without.
 */
#include <string.h>

#include "paper-fixture.h"
#include "split/flow.h"

/* Compare "owners|due|text", a line a record; owners are parted by "+". */
static void expect(Paper *paper, const char *want)
{
    BpSplit split = {paper->document, paper->matcher, paper->part};
    g_autoptr(BpFlow) flow = bp_flow_of_part(paper->part);
    g_autoptr(GString) got = g_string_new(NULL);

    bp_split_find_items(&split, flow);
    bp_split_find_actions(&split, flow);
    g_autoptr(GPtrArray) records = bp_document_dup_records(paper->document, "action");
    for (guint i = 0; i < records->len; i++) {
        const BpRecord *r = records->pdata[i];
        const GPtrArray *owners = bp_record_get_list(r, "owners");
        for (guint k = 0; owners && k < owners->len; k++)
            g_string_append_printf(got, "%s%s", k ? "+" : "", (char *)owners->pdata[k]);
        g_string_append_printf(got, "|%s|%s\n", bp_record_get(r, "due"), bp_record_get(r, "text"));
        g_assert_cmpuint(r->spans->len, >=, 1);
    }
    g_assert_cmpstr(got->str, ==, want);
    paper_close(paper);
}

static void minutes(Paper *paper)
{
    paper_open(paper, "minutes");
    paper_add(paper, "1.", "The pond", BOLD);
}

static BpLine *add_line(Paper *paper, BpBlock *block, const char *text)
{
    BpLine *line = bp_layout_add_line(paper->layout, paper->page);

    line->box = (BpBox){72, paper->y, 500, paper->y + 12};
    line->size = 12;
    line->text = g_strdup(text);
    g_ptr_array_add(block->lines, line);
    paper->y += 12;
    return line;
}

/* A paragraph of lines 12 points apart. */
static BpBlock *paragraph(Paper *paper, const char *const *lines)
{
    BpBlock *block = paper_add(paper, "", *lines, PLAIN);

    paper->y -= 12;
    while (*++lines)
        add_line(paper, block, *lines);
    bp_block_finish(block, 12);
    paper->y += 12;
    return block;
}

/* A note in the margin whose middle is `lines` lines below that of the block's first line. */
static void note(Paper *paper, BpBlock *block, double lines, const char *text)
{
    BpBlock *own = bp_layout_add_block(paper->layout, BP_BLOCK_PARA, paper->page);
    double y = block->box.y0 + 12 * lines;
    BpLine *line = add_line(paper, own, text);

    paper->y -= 12;
    line->box = (BpBox){520, y, 550, y + 12};
    bp_block_finish(own, 12);
    own->box = line->box;
    if (!block->notes)
        block->notes = g_ptr_array_new();
    g_ptr_array_add(block->notes, own);
}

static void test_sentence(void)
{
    static const char *const meadow[] = {"The meadow was mown. JF to write to the",
                                         "farmer. The hay was late and wet and has",
                                         "been sold. It would be mown again.", NULL};
    static const char *const jetty[] = {"The planks will come from the yard.",
                                        "The Board agreed the price of the jetty.",
                                        "Visitors would like to see it.", NULL};
    static const char *const bridge[] = {"The bridge was painted green,", "like the one before it.",
                                         NULL};
    Paper p;

    minutes(&p);
    /* Who acts tells more than the line. */
    note(&p, paragraph(&p, meadow), 2, "JF");
    /* What was agreed, beside the mark, more than what will be. */
    note(&p, paragraph(&p, jetty), 1, "AB");
    /* Nothing is to be done: all of it. */
    note(&p, paragraph(&p, bridge), 0, "CD");
    expect(&p, "JF||JF to write to the farmer.\n"
               "AB||The Board agreed the price of the jetty.\n"
               "CD||The bridge was painted green, like the one before it.\n");
}

static void test_two_marks(void)
{
    static const char *const lines[] = {"The hedge will be cut in May. The ditch will be",
                                        "dug in June. The wall is sound.", NULL};
    Paper p;

    minutes(&p);
    BpBlock *block = paragraph(&p, lines);
    note(&p, block, 0, "JF");
    note(&p, block, 1, "AB");
    expect(&p, "JF|May|The hedge will be cut in May.\n"
               "AB|June|The ditch will be dug in June.\n");
}

static void test_what_goes_with_it(void)
{
    static const char *const path[] = {"The path is muddy. Stones were seen at the quarry.",
                                       "It will be mended with them.", NULL};
    static const char *const sign[] = {"It is old. Jo Field will paint the sign. AB will buy",
                                       "the paint. Nobody came.", NULL};
    static const char *const mill[] = {"The mill was shut; the miller was ill; JF would ask",
                                       "him; AB would bring soup.", NULL};
    static const char *const oar[] = {"CD proposed that an oar should be bought. All agreed.",
                                      "The boat is dry.", NULL};
    static const char *const duck[] = {"A duck was seen. It was agreed that it would be fed.",
                                       "Ducks are shy.", NULL};
    Paper p;

    minutes(&p);
    note(&p, paragraph(&p, path), 1, "JF");
    note(&p, paragraph(&p, sign), 1, "JF/AB");
    note(&p, paragraph(&p, mill), 1, "JF/AB");
    note(&p, paragraph(&p, oar), 0, "CD");
    note(&p, paragraph(&p, duck), 0, "CD");
    expect(&p, "JF||Stones were seen at the quarry. It will be mended with them.\n"
               "JF+AB||Jo Field will paint the sign. AB will buy the paint.\n"
               "JF+AB||JF would ask him; AB would bring soup.\n"
               "CD||CD proposed that an oar should be bought. All agreed.\n"
               "CD||It was agreed that it would be fed.\n");
}

static void test_between_paragraphs(void)
{
    static const char *const title[] = {"Boats", NULL};
    static const char *const boats[] = {"Two boats leak. They were seen by a boatman who",
                                        "came in May.", NULL};
    static const char *const oars[] = {"The oars were counted.", NULL};
    Paper p;

    minutes(&p);
    note(&p, paragraph(&p, title), 1, "JF");
    paragraph(&p, boats);
    note(&p, paragraph(&p, oars), 0, "AB");
    expect(&p, "JF||Two boats leak. They were seen by a boatman who came in May.\n"
               "AB||The oars were counted.\n");
}

/* Initials in the margin, the surname in the text. */
static void test_surname(void)
{
    static const char *const lines[] = {"It was agreed that the pond should be dug. Ms Field",
                                        "would draw up a plan. The Chair thanked her.", NULL};
    Paper p;

    minutes(&p);
    BpRecord *person = bp_document_take_record(p.document, bp_record_new("attendance", 1));
    bp_record_set(person, "name", "Jo Field");
    note(&p, paragraph(&p, lines), 0, "JF");
    expect(&p, "JF||Ms Field would draw up a plan.\n");
}

static void test_owner_below(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "The Board asked for a paper on the pond.", PLAIN);
    paper_add(&p, "", "ACTION:", BOLD);
    paper_add(&p, "", "Town Clerk", BOLD)->gap = 0.1;
    expect(&p, "Town Clerk||The Board asked for a paper on the pond.\n");
}

static void test_margin_says_it(void)
{
    static const char *const lines[] = {"The minutes were signed.", NULL};
    Paper p;

    minutes(&p);
    note(&p, paragraph(&p, lines), 0, "Clerk to put them on the website");
    note(&p, paragraph(&p, lines), 0, "JF to action");
    expect(&p, "Clerk||Clerk to put them on the website\n"
               "JF||The minutes were signed.\n");
}

static void test_over_page(void)
{
    static const char *const above[] = {"The pond is full of weed and has been for so long. It was",
                                        "agreed that the net would be lent to the school and to",
                                        NULL};
    static const char *const below[] = {"Mr Elm before the end of May, when the children come",
                                        "for the fair. They like it.", NULL};
    Paper p;

    minutes(&p);
    note(&p, paragraph(&p, above), 1, "JF");
    p.page = 2;
    p.y = 60;
    paragraph(&p, below)->gap = 9;
    expect(&p,
           "JF|before the end of May|It was agreed that the net would be lent to the school and to "
           "Mr Elm before the end of May, when the children come for the fair.\n");
}

/* In a table whose notes go on in a second one, the two are beside the paragraph in their middle.
 */
static void test_stacked_notes(void)
{
    static const char *const cells[] = {"2.", "The jetty was closed after the storm.", "", NULL};
    Paper p;

    minutes(&p);
    BpTable *table = paper_add_table(&p, 3, cells);
    table->kind = BP_TABLE_MINUTES;
    table->roles[2] = "action";
    table->edges[0] = 72, table->edges[1] = 90, table->edges[2] = 500, table->edges[3] = 560;
    BpCell *text = bp_row_get_cell(table->rows->pdata[0], 1);
    BpCell *margin = bp_row_get_cell(table->rows->pdata[0], 2);
    p.y -= 12;
    g_ptr_array_add(text->blocks,
                    paper_make(&p, "", "A rope would keep it shut until May.", PLAIN));
    for (guint i = 0; i < 2; i++) {
        const BpBlock *first = text->blocks->pdata[0];
        p.y = first->box.y0 + 4 + 12 * i;
        g_ptr_array_add(margin->blocks, paper_make(&p, "", i ? "Agenda" : "JF/", FAR));
        ((BpBlock *)margin->blocks->pdata[i])->gap = 0.1;
    }
    bp_cell_finish(text);
    bp_cell_finish(margin);
    expect(&p, "JF||A rope would keep it shut until May.\n");
}

static void test_inline(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "It leaks. JF will ask the owner. (Action: JF)", PLAIN);
    paper_add(&p, "",
              "It is deep. ACTION: AB to write. Ducks came. ACTION: Clerk to ask the school.",
              PLAIN);
    paper_add(&p, "", "The gate is open and CD will shut it. ACTION CD", PLAIN);
    paper_add(&p, "", "Decision - NO ACTION", PLAIN);
    expect(&p, "JF||JF will ask the owner.\n"
               "AB||AB to write. Ducks came.\n"
               "Clerk||Clerk to ask the school.\n"
               "CD||The gate is open and CD will shut it.\n");
}

/* The owner in the margin of a row in which a paragraph says the action. */
static void test_marked_in_row(void)
{
    static const char *const cells[] = {
        "2.", "It was agreed that a plan would come to the meeting in July.", "JF", NULL};
    Paper p;

    minutes(&p);
    BpTable *table = paper_add_table(&p, 3, cells);
    table->kind = BP_TABLE_MINUTES;
    table->roles[2] = "action";
    table->edges[0] = 72, table->edges[1] = 90, table->edges[2] = 500, table->edges[3] = 560;
    BpCell *text = bp_row_get_cell(table->rows->pdata[0], 1);
    BpBlock *note = bp_row_get_cell(table->rows->pdata[0], 2)->blocks->pdata[0];
    const BpBlock *top = text->blocks->pdata[0];
    note->box.y0 = top->box.y0, note->box.y1 = top->box.y1;
    g_ptr_array_add(
        text->blocks,
        paper_make(&p, "", "Action 24/5a: Chief Nurse to bring the plan in July.", PLAIN));
    bp_cell_finish(text);
    expect(&p, "JF||Chief Nurse to bring the plan in July.\n");
}

static void test_lists(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "", "Actions arising", BOLD);
    paper_add(&p, "•", "JF – order the net (by 10 March)", INDENTED);
    paper_add(&p, "•", "The boat was sold in May.", INDENTED);
    paper_add(&p, "•", "AB to mend the oar", INDENTED);
    paper_add(&p, "", "Summary of actions", BOLD);
    paper_add(&p, "", "CD: count the ducks", PLAIN);
    paper_add(&p, "", "The Chair closed the meeting.", PLAIN);
    paper_add(&p, "", "EF: was not there", PLAIN);
    expect(&p, "JF|by 10 March|order the net (by 10 March)\n"
               "AB||AB to mend the oar\n"
               "CD||count the ducks\n");
}

/* Dates in a column behind the owners, a mark beside a title. */
static void test_dates_and_title(void)
{
    static const char *const cells[] = {"2.", "The pond", "JF", "14/11/24", NULL};
    Paper p;

    minutes(&p);
    BpTable *table = paper_add_table(&p, 4, cells);
    table->kind = BP_TABLE_MINUTES;
    table->roles[1] = "notes", table->roles[2] = "action", table->roles[3] = "due";
    table->edges[0] = 72, table->edges[1] = 90, table->edges[2] = 450, table->edges[3] = 500,
    table->edges[4] = 560;
    BpRow *row = table->rows->pdata[0];
    BpCell *text = bp_row_get_cell(row, 1);
    const BpBlock *top = text->blocks->pdata[0];
    BpCell *margin = bp_row_get_cell(row, 2), *due = bp_row_get_cell(row, 3);
    for (guint i = 0; i < 2; i++) {
        if (i)
            g_ptr_array_add(margin->blocks, paper_make(&p, "", "AB", PLAIN));
        if (i)
            g_ptr_array_add(due->blocks, paper_make(&p, "", "31/12/24", PLAIN));
        BpBlock *note = margin->blocks->pdata[i], *date = due->blocks->pdata[i];
        note->box.y0 = top->box.y0 + 48 * i, note->box.y1 = note->box.y0 + 12;
        ((BpLine *)note->lines->pdata[0])->box = date->box = note->box;
        ((BpLine *)date->lines->pdata[0])->box = note->box;
    }
    p.y = top->box.y0 + 24;
    g_ptr_array_add(text->blocks,
                    paper_make(&p, "", "There were ducks. JF will feed them.", PLAIN));
    g_ptr_array_add(text->blocks, paper_make(&p, "", "AB to buy corn.", PLAIN));
    bp_cell_finish(text);
    expect(&p, "JF|14/11/24|JF will feed them.\n"
               "AB|31/12/24|AB to buy corn.\n");
}

/* Marks in brackets, each behind its task. */
static void test_brackets(void)
{
    Paper p;

    minutes(&p);
    paper_add(&p, "",
              "It rained. Ask for two more prices [ACTION: JF] The gate to be shut meanwhile "
              "[Gweithredu / ACTION: AB/CD]",
              PLAIN);
    paper_add(&p, "", "It was dry. [ACTION: Clerk to order salt by 3 May]", PLAIN);
    expect(&p, "JF||Ask for two more prices\n"
               "AB+CD||The gate to be shut meanwhile\n"
               "Clerk|by 3 May|Clerk to order salt by 3 May\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/actions/sentence", test_sentence);
    g_test_add_func("/actions/two-marks", test_two_marks);
    g_test_add_func("/actions/what-goes-with-it", test_what_goes_with_it);
    g_test_add_func("/actions/between-paragraphs", test_between_paragraphs);
    g_test_add_func("/actions/margin-says-it", test_margin_says_it);
    g_test_add_func("/actions/over-page", test_over_page);
    g_test_add_func("/actions/stacked-notes", test_stacked_notes);
    g_test_add_func("/actions/inline", test_inline);
    g_test_add_func("/actions/marked-in-row", test_marked_in_row);
    g_test_add_func("/actions/dates-and-title", test_dates_and_title);
    g_test_add_func("/actions/lists", test_lists);
    g_test_add_func("/actions/surname", test_surname);
    g_test_add_func("/actions/owner-below", test_owner_below);
    g_test_add_func("/actions/brackets", test_brackets);
    return g_test_run();
}
