/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lists of people side by side: a line of headings with wide gaps between them, and below each a
 * list. The layout hands on the lines across; here the pieces of a line go to the heading above
 * them. The lists end at a line that is a heading, an item or prose, and at the end of the page.
 */
#include <string.h>

#include "common/text.h"

#include "split/attendance.h"

enum {
    MAX_COLUMNS = 4,
    MAX_LINES = 60,  /* below the headings */
    LONG_PIECE = 120 /* bytes: no entry of a list */
};

typedef struct {
    guint n;
    char *heads[MAX_COLUMNS];
    GString *lists[MAX_COLUMNS];
    double left; /* of the lines in the first column */
} Columns;

static void columns_clear(Columns *columns)
{
    for (guint i = 0; i < columns->n; i++) {
        g_free(columns->heads[i]);
        g_string_free(columns->lists[i], TRUE);
    }
    columns->n = 0;
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Columns, columns_clear)

/* Whether every piece of a line is a heading over people with nothing behind it. */
static bool read_heads(BpAttendance *walk, const BpLine *line, Columns *out)
{
    g_auto(GStrv) pieces = g_strsplit(line->text + line->label, "\t", -1);
    guint n = g_strv_length(pieces);

    if (n < 2 || n > MAX_COLUMNS)
        return false;
    for (guint i = 0; i < n; i++) {
        g_autofree char *rest = NULL;
        const BpRule *rule = bp_attendance_heading(walk, g_strstrip(pieces[i]), &rest);
        if (!rule || !g_strcmp0(bp_rule_get_set(rule, "section"), "end") ||
            (rest && !bp_text_is_blank(rest)))
            return false;
    }
    for (guint i = 0; i < n; i++) {
        out->heads[i] = g_strdup(pieces[i]);
        out->lists[i] = g_string_new(NULL);
    }
    out->n = n;
    out->left = line->box.x0;
    return true;
}

/* An entry, or the rest of the one above it. */
static void add_entry(BpMatcher *matcher, GString *list, const char *piece)
{
    const char *last = strrchr(list->str, '\n');

    last = last ? last + 1 : list->str;
    if (list->len) {
        bool apart = bp_people_are_apart(matcher, last, piece) || bp_people_is_name(matcher, piece);
        g_string_append_c(list, apart ? '\n' : ' ');
    }
    g_string_append(list, piece);
}

/* The pieces of one line; false when the line is none of the lists'. */
static bool read_line(BpAttendance *walk, Columns *columns, const BpLine *line)
{
    g_auto(GStrv) pieces = g_strsplit(line->text, "\t", -1);
    guint n = g_strv_length(pieces);
    g_autofree char *rest = NULL;

    if (line->label || n == 0 || n > columns->n || bp_attendance_heading(walk, pieces[0], &rest))
        return false;
    for (guint i = 0; i < n; i++)
        if (strlen(g_strstrip(pieces[i])) > LONG_PIECE)
            return false;
    /* A line that begins further right belongs to the last columns. */
    bool right = line->box.x0 > columns->left + 4 * line->size;
    guint first = right ? columns->n - MIN(n, columns->n) : 0;
    for (guint i = 0; i < n; i++)
        add_entry(walk->split->matcher, columns->lists[first + i], pieces[i]);
    return true;
}

static bool reads_on(BpAttendance *walk, Columns *columns, const BpBlock *block, guint from,
                     guint *n_lines)
{
    for (guint i = from; i < block->lines->len; i++)
        if (++*n_lines > MAX_LINES || !read_line(walk, columns, block->lines->pdata[i]))
            return false;
    return true;
}

bool bp_attendance_columns(BpAttendance *walk, const BpBlock *block)
{
    const GPtrArray *blocks = walk->split->part->blocks;
    g_auto(Columns) columns = {0};
    guint n_lines = 0;

    if (!block->lines->len || block->page > walk->first_page + 1 ||
        !read_heads(walk, block->lines->pdata[0], &columns) ||
        !reads_on(walk, &columns, block, 1, &n_lines))
        return false;
    for (guint i = walk->at + 1; i < blocks->len; i++) {
        const BpBlock *next = blocks->pdata[i];
        bool item = next->label && !next->bullet;
        if (next->kind != BP_BLOCK_PARA || next->page != block->page || item ||
            (next->style & BP_STYLE_BOLD) || !reads_on(walk, &columns, next, 0, &n_lines))
            break;
        walk->at = i;
    }
    for (guint i = 0; i < columns.n; i++) {
        g_autofree char *rest = NULL;
        bp_attendance_open(walk, bp_attendance_heading(walk, columns.heads[i], &rest));
        if (walk->status)
            bp_attendance_list(walk, block, columns.lists[i]->str);
    }
    bp_attendance_open(walk, NULL);
    return true;
}
