/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Who was there, by the grid of marks beside the minutes: the line whose label says so, and marks
 * without a label further down, where somebody arrives.
 */
#include "split/attendance.h"
#include "split/mark-lines.h"

/* Where a name is printed first: the first grid of the part has it as a rule. */
static const BpBlock *place_of(const GArray *lines, const BpMarkLine *line, guint column)
{
    const char *name = line->table->heads->pdata[column];

    for (guint i = 0; i < lines->len; i++) {
        const BpTable *table = g_array_index(lines, BpMarkLine, i).table;
        for (guint c = 1; c < table->n_columns; c++) {
            const BpCell *cell = bp_row_get_cell(table->header, c);
            if (cell && cell->blocks->len && !g_strcmp0(table->heads->pdata[c], name))
                return cell->blocks->pdata[0];
        }
    }
    return NULL;
}

static void read_line(BpAttendance *walk, const GArray *lines, const BpMarkLine *line,
                      const BpRule *rule)
{
    for (guint c = 1; c < line->table->n_columns; c++) {
        const BpBlock *where = place_of(lines, line, c);
        if (!where || !bp_mark_line_has(line, c))
            continue;
        /* Above marks a short word in capitals is a name too. */
        BpPerson person = {.name = line->table->heads->pdata[c]};
        bp_attendance_add_person(walk, where, &person, bp_rule_get_set(rule, "status"), rule);
    }
}

void bp_attendance_marks(BpAttendance *walk)
{
    g_autoptr(GArray) lines = bp_mark_lines(walk->split);
    const BpRule *rule = NULL;

    for (guint i = 0; i < lines->len; i++) {
        const BpMarkLine *line = &g_array_index(lines, BpMarkLine, i);
        BpSubject subject;
        BpMatch match;
        if (line->vote)
            continue;
        if (*line->label)
            rule = bp_people_ask(walk->split->matcher, "mark", line->label, &match, &subject)
                       ? match.rule
                       : NULL;
        if (rule)
            read_line(walk, lines, line, rule);
    }
}
