/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables of people by meetings: the columns bear the dates of a year's meetings, the cells marks.
 * Only the column of the meeting that the minutes are of counts. Its date is the one of the
 * columns that is printed outside of tables too, at the head of the minutes or in their furniture,
 * or else that of the part's meeting.
 *
 * The dates may stand in a table of their own above the one of the people, and the people go on
 * over pages without them: the columns are remembered by their place.
 */
#include <math.h>
#include <string.h>

#include "common/text.h"

#include "split/attendance.h"

enum {
    MIN_MEETINGS = 2,
    HEAD_ROWS = 4, /* rows at the top of a table among which dates are looked for */
    MAX_DATE_CELL = 40,
    MAX_MARK = 24
};

static bool to_number(const BpMatch *match, const BpSubject *subject, const char *field, int *out)
{
    g_autofree char *text = bp_match_dup(match, subject, field);
    guint64 value;

    if (!text || !bp_parse_uint(text, 9999, &value))
        return false;
    *out = (int)value;
    return true;
}

static bool month_of(BpMatcher *matcher, const BpMatch *match, const BpSubject *subject, int *out)
{
    if (to_number(match, subject, "month", out))
        return true;
    g_autofree char *name = bp_match_dup(match, subject, "month");
    BpSubject word = {.text = name ? name : "", .len = name ? strlen(name) : 0};
    BpMatch month;
    guint64 value;
    if (!name || !bp_matcher_match(matcher, "month", NULL, &word, &month) ||
        !bp_parse_uint(bp_rule_get_set(month.rule, "value"), 12, &value))
        return false;
    *out = (int)value;
    return true;
}

/* The next date in a text from `at` on, which is moved behind it. */
static bool next_date(BpMatcher *matcher, const BpSubject *subject, gsize *at, BpMeetingColumn *out)
{
    BpMatch match;

    while (*at < subject->len && bp_matcher_search(matcher, "date", NULL, subject, *at, &match)) {
        *at = MAX(match.end, *at + 1);
        if (!to_number(&match, subject, "day", &out->day) ||
            !to_number(&match, subject, "year", &out->year) ||
            !month_of(matcher, &match, subject, &out->month))
            continue;
        out->year += out->year < 100 ? 2000 : 0;
        return true;
    }
    return false;
}

/* A date printed in a narrow cell may be broken anywhere: blanks do not count. */
static bool date_of_cell(BpMatcher *matcher, const char *text, BpMeetingColumn *out)
{
    g_autoptr(GString) tight = g_string_new(NULL);
    gsize at = 0;

    if (strlen(text) > MAX_DATE_CELL)
        return false;
    BpSubject subject = {.text = text, .len = strlen(text)};
    if (next_date(matcher, &subject, &at, out))
        return true;
    for (const char *p = text; *p; p++)
        if (!g_ascii_isspace(*p))
            g_string_append_c(tight, *p);
    subject = (BpSubject){.text = tight->str, .len = tight->len};
    at = 0;
    return next_date(matcher, &subject, &at, out);
}

/* Of the ink in a cell, not of the cell: tables that go on may have other columns. */
static double middle_of(const BpCell *cell)
{
    const BpBlock *block = cell->blocks->pdata[0];

    return (block->box.x0 + block->box.x1) / 2;
}

static void look_at_row(BpMatcher *matcher, const BpRow *row, GArray *out)
{
    for (guint c = 0; row && c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        BpMeetingColumn column = {0};
        if (!cell || !cell->blocks->len || !date_of_cell(matcher, cell->text, &column))
            continue;
        column.middle = middle_of(cell);
        g_array_append_val(out, column);
    }
}

/* The meetings of a table, from the first row that has several dates. Returns that row's index
 * plus one, 1 for the header, 0 when there is none. */
static guint find_meetings(BpAttendance *walk, const BpTable *table)
{
    BpMatcher *matcher = walk->split->matcher;
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(BpMeetingColumn));

    for (guint r = 0; r <= MIN(table->rows->len, HEAD_ROWS); r++) {
        const BpRow *row = r ? table->rows->pdata[r - 1] : table->header;
        g_array_set_size(found, 0);
        look_at_row(matcher, row, found);
        if (found->len < MIN_MEETINGS)
            continue;
        g_array_set_size(walk->columns, 0);
        g_array_append_vals(walk->columns, found->data, found->len);
        return r + 1;
    }
    return 0;
}

/* The column of a date. Years are misprinted in tables that are copied from one to the next. */
static const BpMeetingColumn *column_of_date(const BpAttendance *walk, const BpMeetingColumn *date,
                                             bool any_year)
{
    for (guint i = 0; i < walk->columns->len; i++) {
        const BpMeetingColumn *column = &g_array_index(walk->columns, BpMeetingColumn, i);
        if ((any_year || column->year == date->year) && column->month == date->month &&
            column->day == date->day)
            return column;
    }
    return NULL;
}

static const BpMeetingColumn *column_in_text(const BpAttendance *walk, const char *text,
                                             bool any_year)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMeetingColumn date = {0};

    for (gsize at = 0; next_date(walk->split->matcher, &subject, &at, &date);) {
        const BpMeetingColumn *column = column_of_date(walk, &date, any_year);
        if (column)
            return column;
    }
    return NULL;
}

/* The column of the meeting that the part is of. */
static const BpMeetingColumn *own_column(const BpAttendance *walk, bool any_year)
{
    const BpPart *part = walk->split->part;
    const BpLayout *layout = walk->split->document->layout;
    const BpMeetingColumn *column = NULL;

    for (guint i = 0; !column && i <= walk->at; i++) {
        const BpBlock *block = part->blocks->pdata[i];
        if (block->kind == BP_BLOCK_PARA)
            column = column_in_text(walk, block->text, any_year);
        for (guint n = 0; !column && block->notes && n < block->notes->len; n++)
            column =
                column_in_text(walk, ((const BpBlock *)block->notes->pdata[n])->text, any_year);
    }
    for (guint i = 0; !column && i < layout->furniture->len; i++) {
        const BpFurniture *furniture = layout->furniture->pdata[i];
        if (furniture->line->page == walk->first_page)
            column = column_in_text(walk, furniture->line->text, any_year);
    }
    if (!column && part->meeting)
        column = column_in_text(walk, bp_record_get(part->meeting, "date"), any_year);
    return column;
}

/* The mark of a row that stands under a meeting, NULL when there is none. The caller frees. */
static char *dup_mark(const BpAttendance *walk, const BpRow *row, const BpMeetingColumn *own)
{
    double reach = G_MAXDOUBLE;

    for (guint i = 0; i < walk->columns->len; i++) {
        const BpMeetingColumn *column = &g_array_index(walk->columns, BpMeetingColumn, i);
        if (column != own)
            reach = MIN(reach, fabs(column->middle - own->middle) / 2);
    }
    for (guint c = 0; c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        if (!cell || !cell->blocks->len || fabs(middle_of(cell) - own->middle) >= reach)
            continue;
        char *mark = bp_text_dup_squeezed(cell->text);
        if (*mark && strlen(mark) <= MAX_MARK)
            return mark;
        g_free(mark);
    }
    return NULL;
}

/* What the marks mean by the legend near the table; letters that it does not explain mean what
 * they do everywhere. */
static const char *status_of(const BpAttendance *walk, const char *mark)
{
    const GPtrArray *blocks = walk->split->part->blocks;
    BpMatcher *matcher = walk->split->matcher;
    BpSubject subject;
    BpMatch match;

    for (guint i = walk->at > 3 ? walk->at - 3 : 0; i < blocks->len && i < walk->at + 12; i++) {
        const BpBlock *block = blocks->pdata[i];
        if (block->kind != BP_BLOCK_PARA)
            continue;
        subject = (BpSubject){.text = block->text, .len = strlen(block->text)};
        for (gsize at = 0; at < subject.len && bp_matcher_search(matcher, "attendance", "legend",
                                                                 &subject, at, &match);) {
            at = MAX(match.end, at + 1);
            g_autofree char *letter = bp_match_dup(&match, &subject, "initials");
            g_autofree char *word = bp_match_dup(&match, &subject, "other");
            BpSubject meant;
            BpMatch meaning;
            if (letter && word && !strcmp(letter, mark) &&
                bp_people_ask(matcher, "mark", word, &meaning, &meant))
                return bp_rule_get_set(meaning.rule, "status");
        }
    }
    return bp_people_ask(matcher, "mark", mark, &match, &subject)
               ? bp_rule_get_set(match.rule, "status")
               : NULL;
}

/* What a column left of the dates holds, by the headings above it. */
static bool is_role_column(BpAttendance *walk, const BpTable *table, guint column, guint head_rows)
{
    BpSubject subject;
    BpMatch match;

    for (guint r = 0; r <= head_rows && r <= table->rows->len; r++) {
        const BpRow *row = r ? table->rows->pdata[r - 1] : table->header;
        const char *text = row ? bp_row_peek_text(row, column) : "";
        if (bp_people_ask(walk->split->matcher, "head", text, &match, &subject))
            return !g_strcmp0(bp_rule_get_set(match.rule, "other"), "role");
    }
    return false;
}

/* Whether a date behind the marks says that the person had gone before the meeting. */
static bool has_left(const BpAttendance *walk, const BpRow *row, const BpMeetingColumn *own)
{
    for (guint c = 0; c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        BpMeetingColumn date = {0};
        if (cell && cell->blocks->len && middle_of(cell) > own->middle &&
            date_of_cell(walk->split->matcher, cell->text, &date) &&
            (date.year * 16 + date.month) * 32 + date.day <
                (own->year * 16 + own->month) * 32 + own->day)
            return true;
    }
    return false;
}

/* One person: the first cell that names somebody, the role, and the mark under the meeting. */
static bool read_row(BpAttendance *walk, const BpTable *table, const BpRow *row,
                     const BpMeetingColumn *own, guint head_rows)
{
    const BpMeetingColumn *first = &g_array_index(walk->columns, BpMeetingColumn, 0);
    g_autofree char *mark = dup_mark(walk, row, own);
    const char *status = mark ? status_of(walk, mark) : NULL;
    BpPerson *person = NULL;
    const BpBlock *where = NULL;

    if (has_left(walk, row, own))
        return true;
    for (guint c = 0; status && c < table->n_columns && table->edges[c] < first->middle; c++) {
        const BpCell *left = row->cells->pdata[c];
        if (!left || !left->blocks->len || bp_text_is_blank(left->text))
            continue;
        if (!person) {
            person = bp_attendance_person_of_cell(walk->split->matcher, left->text);
            where = person ? left->blocks->pdata[0] : NULL;
        } else if (!person->role && is_role_column(walk, table, c, head_rows)) {
            person->role = bp_text_dup_squeezed(left->text);
        }
    }
    if (!person)
        return false;
    bp_attendance_add_person(walk, where, person, status, NULL);
    bp_person_free(person);
    return true;
}

bool bp_attendance_matrix(BpAttendance *walk, const BpBlock *block)
{
    const BpTable *table = block->table;
    guint head = find_meetings(walk, table);
    bool any = false;

    if (walk->columns->len < MIN_MEETINGS)
        return false;
    const BpMeetingColumn *own = own_column(walk, false);
    own = own ? own : own_column(walk, true);
    for (guint r = head ? head - 1 : 0; own && r < table->rows->len; r++)
        any = read_row(walk, table, table->rows->pdata[r], own, head) || any;
    return any;
}
