/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Actions from tables made here, with the project's own rules: several tasks in one cell.
 */
#include "paper-fixture.h"
#include "split/split.h"

static GPtrArray *actions_of(Paper *paper, const char *task, const char *owner, const char *due)
{
    const char *const texts[] = {task, owner, due, NULL};
    BpTable *table = paper_add_table(paper, 3, texts);
    BpSplit split = {paper->document, paper->matcher, paper->part};

    table->kind = BP_TABLE_ACTIONS;
    table->roles[0] = g_intern_string("action");
    table->roles[1] = g_intern_string("person");
    table->roles[2] = g_intern_string("due");
    bp_split_action_tables(&split);
    return bp_document_dup_records(paper->document, "action");
}

static void assert_action(const GPtrArray *actions, guint index, const char *ref, const char *text,
                          const char *owner)
{
    g_assert_cmpuint(index, <, actions->len);
    const BpRecord *action = actions->pdata[index];
    const GPtrArray *owners = bp_record_get_list(action, "owners");
    g_assert_cmpstr(bp_record_get(action, "ref"), ==, ref);
    g_assert_cmpstr(bp_record_get(action, "text"), ==, text);
    g_assert_cmpuint(owners->len, ==, 1);
    g_assert_cmpstr(owners->pdata[0], ==, owner);
    g_assert_cmpstr(bp_record_get(action, "due"), ==, "4 May 2031");
}

static void test_parts(void)
{
    Paper paper;

    paper_open(&paper, "action-log");
    paper_add(&paper, "", "Action log", BOLD);
    g_autoptr(GPtrArray) actions = actions_of(&paper, "b. Paint the hut c. Oil the gate e. Mow",
                                              "b. Jo Field c. Abe Cole e. Jo Field", "4 May 2031");
    g_assert_cmpuint(actions->len, ==, 3);
    assert_action(actions, 0, "b", "Paint the hut", "Jo Field");
    assert_action(actions, 1, "c", "Oil the gate", "Abe Cole");
    assert_action(actions, 2, "e", "Mow", "Jo Field");
    paper_close(&paper);
}

/* With one owner for all, the letters are parts of one task. */
static void test_whole(void)
{
    Paper paper;

    paper_open(&paper, "action-log");
    g_autoptr(GPtrArray) actions =
        actions_of(&paper, "a. Paint the hut b. Oil the gate", "Jo Field", "4 May 2031");
    g_assert_cmpuint(actions->len, ==, 1);
    assert_action(actions, 0, "", "a. Paint the hut b. Oil the gate", "Jo Field");
    paper_close(&paper);
}

/* A row "4.2 | Mow | Jo Field" of a table whose first column refers to minutes. */
static void add_row_of_minute(Paper *paper)
{
    static const char *const texts[] = {"4.2", "Mow the green", "Jo Field", NULL};
    BpTable *table = paper_add_table(paper, 3, texts);

    table->kind = BP_TABLE_ACTIONS;
    table->roles[0] = g_intern_string("item");
    table->roles[1] = g_intern_string("action");
    table->roles[2] = g_intern_string("person");
}

static void assert_reference(BpSplit *split, const char *ref, const char *item)
{
    bp_split_action_tables(split);
    g_autoptr(GPtrArray) actions = bp_document_dup_records(split->document, "action");
    g_assert_cmpuint(actions->len, ==, 1);
    g_assert_cmpstr(bp_record_get(actions->pdata[0], "ref"), ==, ref);
    g_assert_cmpstr(bp_record_get(actions->pdata[0], "item"), ==, item);
}

/* In a log the minute is all the reference that there is. */
static void test_log_reference(void)
{
    Paper paper;

    paper_open(&paper, "action-log");
    BpSplit split = {paper.document, paper.matcher, paper.part};
    add_row_of_minute(&paper);
    assert_reference(&split, "4.2", "4.2");
    paper_close(&paper);
}

static void add_item(Paper *paper, BpSplit *split, const char *number)
{
    const BpBlock *block = paper_add(paper, number, "Heading", BOLD);

    bp_record_set(bp_split_add(split, "minute_item", block, NULL, "test"), "number", number);
}

/* Inside an item the minute is of an earlier meeting; at the end of minutes it is of this one. */
static void test_minutes_reference(void)
{
    for (guint after = 0; after < 2; after++) {
        Paper paper;
        paper_open(&paper, "minutes");
        BpSplit split = {paper.document, paper.matcher, paper.part};
        add_item(&paper, &split, "3");
        if (after)
            add_item(&paper, &split, "4");
        add_row_of_minute(&paper);
        if (!after)
            add_item(&paper, &split, "4");
        assert_reference(&split, after ? "" : "4.2", after ? "4.2" : "3");
        paper_close(&paper);
    }
}

/* A cell that gives the title of an item gives no number. */
static void test_titles_of_items(void)
{
    static const char *const texts[] = {"The pond", "7", "Mow the green", "Jo Field", NULL};
    static const char *const roles[] = {"item", "number", "action", "person"};
    Paper paper;

    paper_open(&paper, "action-log");
    BpSplit split = {paper.document, paper.matcher, paper.part};
    BpTable *table = paper_add_table(&paper, 4, texts);
    table->kind = BP_TABLE_ACTIONS;
    for (guint c = 0; c < 4; c++)
        table->roles[c] = g_intern_string(roles[c]);
    assert_reference(&split, "7", "");
    paper_close(&paper);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/action-tables/parts", test_parts);
    g_test_add_func("/action-tables/whole", test_whole);
    g_test_add_func("/action-tables/log-reference", test_log_reference);
    g_test_add_func("/action-tables/minutes-reference", test_minutes_reference);
    g_test_add_func("/action-tables/titles-of-items", test_titles_of_items);
    return g_test_run();
}
