/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables of people: one person a row, the columns known by their roles; and tables that hold a
 * heading in the first cell of a row and the people beside it.
 */
#include <string.h>

#include "common/text.h"

#include "split/attendance.h"

/* Roles of columns that a table of people does not have. */
static const char *const foreign[] = {"item",           "action",  "due",
                                      "recommendation", "purpose", "pages"};

/* Which field of a person a column fills; several columns may fill one. */
static const struct {
    const char *role;
    gsize field;
    const char *gap;
} fields[] = {
    {"position", G_STRUCT_OFFSET(BpPerson, role), ", "},
    {"title", G_STRUCT_OFFSET(BpPerson, role), ", "},
    {"person", G_STRUCT_OFFSET(BpPerson, role), ", "},
    {"organisation", G_STRUCT_OFFSET(BpPerson, organisation), ", "},
    {"initials", G_STRUCT_OFFSET(BpPerson, initials), ", "},
    {"notes", G_STRUCT_OFFSET(BpPerson, note), ", "},
    {"time", G_STRUCT_OFFSET(BpPerson, note), ", "},
};

static bool has_role(const BpTable *table, const char *role)
{
    return bp_table_find_role(table, role) >= 0;
}

bool bp_attendance_is_of_people(const BpTable *table)
{
    for (guint i = 0; i < G_N_ELEMENTS(foreign); i++)
        if (has_role(table, foreign[i]))
            return false;
    return has_role(table, "name") || (has_role(table, "surname") && has_role(table, "forename"));
}

/* First cell with text; `out_rest` (freed by the caller) the text of the others. */
static const char *key_of(const BpRow *row, char **out_rest, const BpBlock **out_where)
{
    g_autoptr(GString) rest = g_string_new(NULL);
    const char *key = NULL;

    for (guint c = 0; c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        if (!cell || bp_text_is_blank(cell->text))
            continue;
        *out_where = cell->blocks->len ? cell->blocks->pdata[0] : *out_where;
        if (key)
            g_string_append_printf(rest, "%s%s", rest->len ? " " : "", cell->text);
        else
            key = cell->text;
    }
    *out_rest = bp_attendance_dup_text(rest->str);
    return key ? key : "";
}

/* Whether a text says that nobody is meant: an empty seat. */
static bool is_skipped(BpMatcher *matcher, const char *text)
{
    BpMatch match;
    BpSubject subject;

    return bp_people_ask(matcher, "segment", text, &match, &subject) &&
           bp_rule_get_set(match.rule, "other") != NULL;
}

BpPerson *bp_attendance_person_of_cell(BpMatcher *matcher, const char *text)
{
    g_autofree char *wide = bp_attendance_dup_text(text);
    g_autoptr(BpPeople) people = bp_people_read(matcher, g_strstrip(wide), NULL, BP_LIST_IN_TABLE);
    BpMatch match;
    BpSubject subject;

    if (bp_people_ask(matcher, "cell-reversed", wide, &match, &subject)) {
        BpPerson *reversed = g_new0(BpPerson, 1);
        reversed->name = bp_match_dup(&match, &subject, "name");
        return reversed;
    }
    if (people->people->len && people->clean)
        return g_ptr_array_steal_index(people->people, 0);
    if (people->skipped || !bp_people_ask(matcher, "cell", wide, &match, &subject))
        return NULL;
    BpPerson *person = g_new0(BpPerson, 1);
    person->name = bp_match_dup(&match, &subject, "name");
    g_autofree char *other = bp_match_dup(&match, &subject, "other");
    if (other)
        bp_person_add_details(person, matcher, other);
    return person;
}

static BpPerson *person_of_row(BpMatcher *matcher, const BpTable *table, const BpRow *row)
{
    int surname = bp_table_find_role(table, "surname");
    int forename = bp_table_find_role(table, "forename");
    int name = bp_table_find_role(table, "name");

    if (surname >= 0 && forename >= 0) {
        const char *last = bp_row_peek_text(row, (guint)surname);
        if (bp_text_is_blank(last) || is_skipped(matcher, last))
            return NULL;
        BpPerson *person = g_new0(BpPerson, 1);
        bp_person_add(&person->name, bp_row_peek_text(row, (guint)forename), " ");
        bp_person_add(&person->name, last, " ");
        return person;
    }
    return name >= 0 ? bp_attendance_person_of_cell(matcher, bp_row_peek_text(row, (guint)name))
                     : NULL;
}

/* What a mark in a column of presence means; NULL when nothing. `out_note` (may be NULL; freed by
 * the caller) is what else it says. */
static const char *status_of_mark(BpMatcher *matcher, const char *text, char **out_note)
{
    g_autofree char *mark = bp_text_dup_squeezed(text);
    BpMatch match;
    BpSubject subject;

    if (!bp_people_ask(matcher, "mark", mark, &match, &subject))
        return NULL;
    if (out_note)
        *out_note = bp_match_dup(&match, &subject, "note");
    return bp_rule_get_set(match.rule, "status");
}

/* The column of marks; it may be headed like one of names ("Present"), and then its cells tell. */
static int find_present(BpMatcher *matcher, const BpTable *table)
{
    int present = bp_table_find_role(table, "present");
    int name = bp_table_find_role(table, "name");

    for (guint c = (guint)(name + 1); present < 0 && name >= 0 && c < table->n_columns; c++) {
        guint marks = 0, others = 0;
        for (guint r = 0; !g_strcmp0(table->roles[c], "name") && r < table->rows->len; r++) {
            const char *text = bp_row_peek_text(table->rows->pdata[r], c);
            bool mark = status_of_mark(matcher, text, NULL) != NULL;
            marks += mark;
            others += !mark && !bp_text_is_blank(text);
        }
        if (marks > others)
            present = (int)c;
    }
    return present;
}

/* What the mark beside a person says; `under` is the status of a heading inside the table. */
static const char *read_mark(BpMatcher *matcher, const char *text, const char *under,
                             BpPerson *person)
{
    g_autofree char *note = NULL;
    const char *status = status_of_mark(matcher, text, &note);

    bp_person_add(&person->note, note, ", ");
    if (!status && under)
        bp_person_add_details(person, matcher, text);
    return status ? status : under;
}

static void read_row(BpAttendance *walk, const BpTable *table, const BpRow *row,
                     const BpBlock *where, const char *under)
{
    BpMatcher *matcher = walk->split->matcher;
    BpPerson *person = person_of_row(matcher, table, row);
    const char *status = walk->status;
    int present = find_present(matcher, table);

    if (!person)
        return;
    for (guint c = 0; c < table->n_columns; c++) {
        const char *text = bp_row_peek_text(row, c);
        for (guint i = 0; table->roles[c] && i < G_N_ELEMENTS(fields); i++)
            if (!strcmp(fields[i].role, table->roles[c]))
                bp_person_add(G_STRUCT_MEMBER_P(person, fields[i].field), text, fields[i].gap);
    }
    if (present >= 0)
        status = read_mark(matcher, bp_row_peek_text(row, (guint)present), under, person);
    if (status) {
        bp_attendance_add_person(walk, where, person, status, walk->rule);
        walk->n_found++;
    }
    bp_person_free(person);
}

/* Rows of people under the open heading, or under headings inside the table. */
static void read_people(BpAttendance *walk, const BpBlock *block)
{
    const BpTable *table = block->table;
    int name = bp_table_find_role(table, "name");
    g_autofree char *none = NULL;
    const BpRule *head =
        name >= 0 ? bp_attendance_heading(walk, table->heads->pdata[name], &none) : NULL;
    const char *under = NULL; /* a heading inside the table */

    if (head && !walk->status)
        bp_attendance_open(walk, head);
    for (guint r = 0; r < table->rows->len; r++) {
        const BpRow *row = table->rows->pdata[r];
        const BpBlock *where = block;
        g_autofree char *rest = NULL, *text = NULL;
        const char *key = key_of(row, &rest, &where);
        const BpRule *rule = *rest ? NULL : bp_attendance_heading(walk, key, &text);
        if (rule) {
            bp_attendance_open(walk, rule);
            under = walk->status;
        } else {
            read_row(walk, table, row, where, under);
        }
    }
}

/* The column of a table without headings that holds names; -1 when none does. */
static int guess_names(BpMatcher *matcher, const BpTable *table)
{
    int best = -1;
    guint most = 0;

    for (guint c = 0; c < table->n_columns; c++) {
        guint names = 0;
        for (guint r = 0; r < table->rows->len; r++) {
            g_autofree char *text =
                bp_attendance_dup_text(bp_row_peek_text(table->rows->pdata[r], c));
            names += bp_people_is_name(matcher, text);
        }
        if (names > most) {
            most = names;
            best = (int)c;
        }
    }
    return 2 * most >= table->rows->len ? best : -1;
}

/* All rows as lines, their cells as columns. */
static char *dup_as_lines(const BpTable *table, guint row, guint n)
{
    GString *text = g_string_new(NULL);

    for (guint r = row; r < table->rows->len && r < row + n; r++) {
        gsize start = text->len;
        for (guint c = 0; c < table->n_columns; c++) {
            const char *cell = bp_row_peek_text(table->rows->pdata[r], c);
            if (!bp_text_is_blank(cell))
                g_string_append_printf(text, "%s%s", text->len > start ? "  " : "", cell);
        }
        g_string_append_c(text, '\n');
    }
    g_strdelimit(text->str, "\t", ' ');
    return g_string_free(text, FALSE);
}

/* A table without headings under an open heading. False when it holds no names. */
static bool read_bare(BpAttendance *walk, const BpBlock *block)
{
    const BpTable *table = block->table;
    BpMatcher *matcher = walk->split->matcher;
    int names = guess_names(matcher, table);
    g_autofree char *all = dup_as_lines(table, 0, 40);

    for (guint r = 0; names >= 0 && r < table->rows->len; r++) {
        const BpRow *row = table->rows->pdata[r];
        const BpBlock *where = block;
        g_autofree char *rest = NULL, *line = dup_as_lines(table, r, 1);
        key_of(row, &rest, &where);
        if (names == 0) {
            g_autoptr(BpPeople) people =
                bp_people_read(matcher, g_strstrip(line), all, BP_LIST_UNDER_HEADING);
            bp_attendance_add(walk, where, people, walk->status, walk->rule);
            walk->n_found += people->people->len;
            continue;
        }
        BpPerson *person =
            bp_attendance_person_of_cell(matcher, bp_row_peek_text(row, (guint)names));
        for (guint c = 0; person && c < table->n_columns; c++)
            if ((int)c != names && !bp_text_is_blank(bp_row_peek_text(row, c)))
                bp_person_add_details(person, matcher, bp_row_peek_text(row, c));
        if (person) {
            bp_attendance_add_person(walk, where, person, walk->status, walk->rule);
            walk->n_found++;
        }
        bp_person_free(person);
    }
    return names >= 0;
}

static bool has_any_role(const BpTable *table)
{
    for (guint c = 0; c < table->n_columns; c++)
        if (table->roles[c])
            return true;
    return false;
}

/* A row "Attendees | names": true when its first cell is a heading over people. */
static bool read_key_row(BpAttendance *walk, const BpRow *row, const BpBlock *block)
{
    const BpBlock *where = block;
    g_autofree char *rest = NULL, *text = NULL;
    const char *key = key_of(row, &rest, &where);
    const BpRule *rule = *rest ? bp_attendance_heading(walk, key, &text) : NULL;

    if (!rule || !bp_text_is_blank(text))
        return false;
    bp_attendance_open(walk, rule);
    if (!walk->status)
        return true;
    g_autoptr(BpPeople) people =
        bp_people_read(walk->split->matcher, rest, NULL, BP_LIST_UNDER_HEADING);
    bool listed = people->people->len > 1 || (people->people->len == 1 && people->clean);
    if (listed)
        bp_attendance_add(walk, where, people, walk->status, rule);
    bp_attendance_open(walk, NULL);
    return listed;
}

/* Cells of a row that is not about people: minutes set as a table. */
static void read_cells(BpAttendance *walk, const BpRow *row)
{
    for (guint c = 0; c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        for (guint i = 0; cell && i < cell->blocks->len; i++)
            bp_attendance_read_block(walk, cell->blocks->pdata[i]);
    }
}

/* Whether a table begins with a heading of its own over people. */
static bool first_is_heading(BpAttendance *walk, const BpTable *table)
{
    const BpBlock *where = NULL;
    g_autofree char *rest = NULL, *text = NULL;

    return table->rows->len &&
           bp_attendance_heading(walk, key_of(table->rows->pdata[0], &rest, &where), &text);
}

void bp_attendance_table(BpAttendance *walk, const BpBlock *block)
{
    const BpTable *table = block->table;

    if (bp_attendance_is_of_people(table) &&
        (walk->status || has_role(table, "present") || has_role(table, "initials") ||
         table->kind == BP_TABLE_ATTENDANCE || table->n_columns == 1)) {
        if (!walk->status && table->kind == BP_TABLE_ATTENDANCE) {
            bp_attendance_open(walk, NULL);
            walk->status = g_intern_string("present");
        }
        read_people(walk, block);
        return;
    }
    if (walk->status && !has_any_role(table) && table->kind == BP_TABLE_OTHER &&
        !first_is_heading(walk, table) && read_bare(walk, block))
        return;
    for (guint r = 0; r < table->rows->len; r++) {
        const BpRow *row = table->rows->pdata[r];
        if (!read_key_row(walk, row, block))
            read_cells(walk, row);
    }
}
