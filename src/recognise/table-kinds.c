/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a table is for, from the roles of its columns.
 *
 * One heading names several things ("Lead" of an item, of an action), so kinds are told by which
 * roles come together and by how much text stands where. The kinds are asked in the order of the
 * table below; the first whose roles are there wins.
 */
#include "recognise/table-kinds.h"

#include <string.h>

#define MAX_NEEDS 3

/* Of what is asked for, letters a row: more are a task, fewer a word such as "To note". */
#define TASK_LETTERS 24

typedef struct {
    BpTableKind kind;
    const char *any[MAX_NEEDS][8]; /* of each group one role must be there; groups end with NULL */
    const char *none[6];           /* none of these may be there */
} KindRow;

static const KindRow kinds[] = {
    {BP_TABLE_ATTENDANCE, {{"surname", "forename"}, {NULL}}, {"action", "due"}},
    {BP_TABLE_ATTENDANCE,
     {{"name"}, {"position", "organisation", "initials", "title", "present"}},
     {"action", "due", "item", "status"}},
    {BP_TABLE_ACTIONS, {{"action"}, {"due", "status", "progress"}}, {NULL}},
    {BP_TABLE_ACTIONS, {{"person"}, {"due"}}, {"time", "purpose", "notes"}},
    {BP_TABLE_RECOMMENDATIONS, {{"recommendation"}}, {"time", "pages"}},
    {BP_TABLE_AGENDA,
     {{"item", "title"}, {"person", "purpose", "time", "pages"}},
     {"action", "due", "notes", "status"}},
    {BP_TABLE_AGENDA,
     {{"number"}, {"time", "purpose", "pages"}},
     {"action", "due", "notes", "status"}},
    {BP_TABLE_AGENDA, {{"time"}, {"person", "pages"}}, {"action", "due", "notes", "status"}},
    {BP_TABLE_AGENDA, {{"pages"}, {"person"}}, {"action", "due", "notes", "status"}},
};

static bool has_any(const BpTable *table, const char *const *roles)
{
    for (guint i = 0; i < 8 && roles[i]; i++)
        if (bp_table_find_role(table, roles[i]) >= 0)
            return true;
    return false;
}

static bool fits(const BpTable *table, const KindRow *row)
{
    for (guint i = 0; i < MAX_NEEDS && row->any[i][0]; i++)
        if (!has_any(table, row->any[i]))
            return false;
    for (guint i = 0; i < G_N_ELEMENTS(row->none) && row->none[i]; i++)
        if (bp_table_find_role(table, row->none[i]) >= 0)
            return false;
    return true;
}

static gsize text_in(const BpTable *table, guint column)
{
    gsize n = 0;

    for (guint i = 0; i < table->rows->len; i++)
        n += strlen(bp_row_peek_text(table->rows->pdata[i], column));
    return n;
}

/* Running text with a narrow column of owners at its right, perhaps with their dates behind it. */
static bool is_minutes(const BpTable *table)
{
    int margin = bp_table_find_role(table, "action"), due = bp_table_find_role(table, "due");
    gsize widest = 0;

    if (margin < 0)
        margin = bp_table_find_role(table, "person");
    if (margin <= 0 || (due >= 0 && due != margin + 1) ||
        (guint)(margin + 1 + (due >= 0)) != table->n_columns)
        return false;
    for (guint c = 0; c < (guint)margin; c++)
        widest = MAX(widest, text_in(table, c));
    return widest > 4 * text_in(table, (guint)margin) && widest > 60 * table->rows->len &&
           (due < 0 || bp_table_find_role(table, "notes") >= 0) &&
           bp_table_find_role(table, "time") < 0;
}

/* An agenda whose "Action" is what the meeting is asked to do: a word beside each item. */
static bool is_agenda(const BpTable *table)
{
    static const char *const others[] = {"due", "notes", "status", "progress"};
    int action = bp_table_find_role(table, "action"), item = bp_table_find_role(table, "title");
    bool dated = bp_table_find_role(table, "time") >= 0 || bp_table_find_role(table, "pages") >= 0;

    if (item < 0)
        item = bp_table_find_role(table, "item");
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        if (bp_table_find_role(table, others[i]) >= 0)
            return false;
    return item >= 0 && action >= 0 && dated &&
           2 * text_in(table, (guint)action) < text_in(table, (guint)item);
}

/* A table of actions whose "Action" stands alone beside a reference and an owner. */
static bool is_actions(const BpTable *table)
{
    int action = bp_table_find_role(table, "action");

    return action >= 0 && bp_table_find_role(table, "person") >= 0 &&
           text_in(table, (guint)action) > 0 &&
           text_in(table, (guint)action) >=
               text_in(table, (guint)bp_table_find_role(table, "person"));
}

/* "Action required" of an agenda is what for; beside dates or states it heads the tasks of a log.
 */
static void name_tasks(BpTable *table)
{
    static const char *const followed[] = {"due", "progress", "status", NULL};
    int purpose = bp_table_find_role(table, "purpose");

    if (purpose >= 0 && bp_table_find_role(table, "action") < 0 && has_any(table, followed) &&
        text_in(table, (guint)purpose) > TASK_LETTERS * table->rows->len)
        table->roles[purpose] = g_intern_static_string("action");
}

static BpTableKind kind_of(const BpTable *table)
{
    if (is_minutes(table))
        return BP_TABLE_MINUTES;
    if (is_agenda(table))
        return BP_TABLE_AGENDA;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (fits(table, &kinds[i]))
            return kinds[i].kind;
    if (is_actions(table))
        return BP_TABLE_ACTIONS;
    if (bp_table_find_role(table, "notes") >= 0 || bp_table_find_role(table, "outcome") > 0 ||
        bp_table_find_role(table, "action") > 0)
        return BP_TABLE_MINUTES;
    return BP_TABLE_OTHER;
}

void bp_recognise_tables(BpLayout *layout)
{
    for (guint i = 0; i < layout->blocks->len; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        if (block->kind != BP_BLOCK_TABLE)
            continue;
        name_tasks(block->table);
        block->table->kind = kind_of(block->table);
    }
}

const char *bp_table_kind_name(BpTableKind kind)
{
    switch (kind) {
    case BP_TABLE_OTHER:
        return "other";
    case BP_TABLE_AGENDA:
        return "agenda";
    case BP_TABLE_MINUTES:
        return "minutes";
    case BP_TABLE_ACTIONS:
        return "actions";
    case BP_TABLE_ATTENDANCE:
        return "attendance";
    case BP_TABLE_RECOMMENDATIONS:
        return "recommendations";
    }
    return "other";
}
