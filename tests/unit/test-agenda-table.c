/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables whose headings would fit an agenda and a log, and rows of an agenda that are no items.
 */
#include "paper-fixture.h"
#include "recognise/table-kinds.h"
#include "split/split.h"

/* A table of three columns with these roles; where a number is, it stands before the title. */
static BpTable *add_table(Paper *paper, const char *const *texts, const char *const *roles,
                          const char *const *numbers, guint n)
{
    BpTable *table = paper_add_table(paper, 3, texts);

    for (guint c = 0; c < 3; c++)
        table->roles[c] = roles[c] ? g_intern_string(roles[c]) : NULL;
    for (guint r = 0; r < n; r++) {
        const BpCell *cell = bp_row_get_cell(table->rows->pdata[r], 0);
        if (!numbers[r])
            continue;
        cell->blocks->pdata[0] = paper_make(paper, numbers[r], cell->text, PLAIN);
    }
    bp_recognise_tables(paper->layout);
    return table;
}

static void assert_item(const GPtrArray *items, guint index, const char *number, const char *title,
                        const char *presenter)
{
    const BpRecord *item = items->pdata[index];

    g_assert_cmpstr(bp_record_get(item, "number"), ==, number);
    g_assert_cmpstr(bp_record_get(item, "title"), ==, title);
    g_assert_cmpstr(bp_record_get(item, "presenter"), ==, presenter);
}

/* Pages and who leads head the columns; a row with neither a number nor these explains. */
static void test_explained_rows(void)
{
    static const char *const texts[] = {"Apologies for absence",
                                        "",
                                        "",
                                        "Ducks of the river",
                                        "4",
                                        "Jo Field",
                                        "To hear how many there are.",
                                        "",
                                        "",
                                        "Ponds",
                                        "5-6",
                                        "Abe Cole",
                                        "Jo Field, Warden",
                                        "",
                                        "",
                                        NULL};
    static const char *const roles[] = {NULL, "pages", "person"};
    static const char *const numbers[] = {"1.", "2.", NULL, "3.", NULL};
    Paper paper;

    paper_open(&paper, "agenda");
    const BpTable *table = add_table(&paper, texts, roles, numbers, G_N_ELEMENTS(numbers));
    BpSplit split = {paper.document, paper.matcher, paper.part};
    g_assert_cmpint(table->kind, ==, BP_TABLE_AGENDA);
    bp_split_agenda(&split);
    g_autoptr(GPtrArray) items = bp_document_dup_records(paper.document, "agenda_item");
    g_assert_cmpuint(items->len, ==, 3);
    assert_item(items, 0, "1", "Apologies for absence", "");
    assert_item(items, 1, "2", "Ducks of the river", "Jo Field");
    assert_item(items, 2, "3", "Ponds", "Abe Cole");
    paper_close(&paper);
}

/* "Action required" beside what became of it heads tasks, where it says more than what for. */
static void test_action_required(void)
{
    static const char *const tasks[] = {"Pond", "Ask the owner about the price of the pond", "Open",
                                        NULL};
    static const char *const words[] = {"Pond", "To note", "Open", NULL};
    static const char *const roles[] = {"title", "purpose", "status"};
    Paper paper;

    paper_open(&paper, "action-log");
    g_assert_cmpint(add_table(&paper, tasks, roles, NULL, 0)->kind, ==, BP_TABLE_ACTIONS);
    g_assert_cmpint(add_table(&paper, words, roles, NULL, 0)->kind, !=, BP_TABLE_ACTIONS);
    paper_close(&paper);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/agenda-table/explained-rows", test_explained_rows);
    g_test_add_func("/agenda-table/action-required", test_action_required);
    return g_test_run();
}
