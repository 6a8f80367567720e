/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lists of agendas that do not simply count: letters below Roman numbers, numbers that begin again,
 * advice before the list, times of day, numbers of files before the titles.
 */
#include "paper-fixture.h"
#include "split/split.h"

/* Compare the items with `want`: number, title and time, a line each. */
static void expect(Paper *paper, const char *want)
{
    g_autoptr(GString) got = g_string_new(NULL);
    BpSplit split = {paper->document, paper->matcher, paper->part};

    bp_split_agenda(&split);
    g_autoptr(GPtrArray) items = bp_document_dup_records(paper->document, "agenda_item");
    for (guint i = 0; i < items->len; i++) {
        const BpRecord *item = items->pdata[i];
        g_string_append_printf(got, "%s|%s|%s\n", bp_record_get(item, "number"),
                               bp_record_get(item, "title"), bp_record_get(item, "time"));
    }
    g_assert_cmpstr(got->str, ==, want);
    paper_close(paper);
}

static void test_roman(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    paper_add(&paper, "I.", "Opening", BOLD);
    paper_add(&paper, "II.", "Consent agenda", BOLD);
    paper_add(&paper, "A.", "Minutes", FAR)->text_indent = 12;
    paper_add(&paper, "B.", "Personnel", FAR)->text_indent = 12;
    paper_add(&paper, "1.", "The new warden", FAR)->text_indent = 12;
    paper_add(&paper, "C.", "Bills", FAR)->text_indent = 12;
    paper_add(&paper, "III.", "Close", BOLD);
    expect(&paper, "I|Opening|\nII|Consent agenda|\nA|Minutes|\nB|Personnel|\n"
                   "1|The new warden|\nC|Bills|\nIII|Close|\n");
}

/* Each session counts from one; how to speak at it is numbered as well. */
static void test_sessions(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    paper_add(&paper, "1.",
              "Write to the Clerk before noon, who will read what you say out to all.", PLAIN);
    paper_add(&paper, "2.",
              "Or come to the Old Dairy and speak for no more than three minutes:", PLAIN);
    paper_add(&paper, "", "Afternoon session", BOLD);
    paper_add(&paper, "1.", "The pond", PLAIN);
    paper_add(&paper, "2.", "The bees", PLAIN);
    paper_add(&paper, "", "Evening session", BOLD);
    paper_add(&paper, "1.", "Opening", PLAIN);
    paper_add(&paper, "2.", "Close", PLAIN);
    expect(&paper, "1|The pond|\n2|The bees|\n1|Opening|\n2|Close|\n");
}

static void test_times(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    paper.part->timed = true;
    paper_add(&paper, "", "What we will talk about", BOLD);
    paper_add(&paper, "10.30", "Welcome", PLAIN);
    paper_add(&paper, "10.45", "The pond", PLAIN);
    paper_add(&paper, "11.15", "Coffee", PLAIN);
    paper_add(&paper, "11.30", "The bees", PLAIN);
    expect(&paper, "|Welcome|10.30\n|The pond|10.45\n|The bees|11.30\n");
}

/* The second line of a title stands below it and not below the number of its file; an item goes on
 * counting below the recommendation of the one before. */
static void test_files(void)
{
    Paper paper;

    paper_open(&paper, "agenda");
    paper_add(&paper, "", "CONSENT", BOLD);
    BpBlock *block =
        paper_add(&paper, "1.A", "32-0177\tA resolution on what is to be done with", PLAIN);
    BpLine *line = block->lines->pdata[0];
    line->aside_x = 150;
    line->last_x = 200;
    block = paper_add(&paper, "", "the pond", FAR);
    ((BpLine *)block->lines->pdata[0])->first_width = 20;
    block->gap = 0.1;
    paper_add(&paper, "", "Recommendation: Adopt it.", INDENTED);
    paper_add(&paper, "1.B", "32-0178\tThe bees", PLAIN);
    expect(&paper, "1.A|A resolution on what is to be done with the pond|\n1.B|The bees|\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/agenda-lists/roman", test_roman);
    g_test_add_func("/agenda-lists/sessions", test_sessions);
    g_test_add_func("/agenda-lists/times", test_times);
    g_test_add_func("/agenda-lists/files", test_files);
    return g_test_run();
}
