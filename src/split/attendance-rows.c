/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Several people a line, each with initials in a column of their own, beside a heading: "Present |
 * name | initials | name | initials". Names wrap in their narrow columns, and a line without a
 * name goes on with those above it, one piece each; the last column of initials may have been
 * taken for a margin; the heading may wrap too.
 */
#include <string.h>

#include "common/text.h"

#include "split/attendance.h"

enum { MAX_ENTRIES = 200 };

/* White space above a line that goes on with the rows, in line heights. */
#define MAX_ROW_GAP 0.6

typedef struct {
    char *text, *letters;
} Entry;

typedef struct {
    GArray *entries; /* Entry */
    guint row;       /* the first entry of the last row */
} Rows;

static void entry_clear(gpointer data)
{
    g_free(((Entry *)data)->text);
    g_free(((Entry *)data)->letters);
}

/* Initials: a short word with a capital at each end. */
static bool is_initials(const char *text)
{
    gsize len = strlen(text);

    return len >= 2 && len <= 5 && g_ascii_isupper(text[0]) && g_ascii_isupper(text[len - 1]) &&
           !strchr(text, ' ');
}

static bool has_initials(const Entry *entry)
{
    const char *last = strrchr(entry->text, ' ');

    return entry->letters || (last && is_initials(last + 1));
}

static bool is_open(const char *text)
{
    const char *open = strrchr(text, '(');

    return open && !strchr(open, ')');
}

static void go_on(Entry *entry, const char *piece)
{
    char *joined = g_strconcat(entry->text, " ", piece, NULL);

    g_free(entry->text);
    entry->text = joined;
}

/* A line without names: a piece for each entry of the row, or one piece for the entry that waits
 * for it. */
static bool wrap_row(Rows *rows, char **pieces, guint n)
{
    guint in_row = rows->entries->len - rows->row, to = 0;

    if (n != 1 && n != in_row)
        return false;
    for (guint i = 0; n == 1 && i < in_row; i++)
        if (is_open(g_array_index(rows->entries, Entry, rows->row + i).text))
            to = i;
    for (guint i = 0; i < n && in_row; i++)
        go_on(&g_array_index(rows->entries, Entry, rows->row + (n == 1 ? to : i)), pieces[i]);
    return in_row > 0;
}

/* False when the pieces are unlike those of such a list. */
static bool add_row(BpMatcher *matcher, Rows *rows, char **pieces)
{
    guint n = g_strv_length(pieces), names = 0, start = rows->entries->len;

    for (guint i = 0; i < n; i++)
        names += bp_people_is_name(matcher, g_strstrip(pieces[i]));
    if (!names)
        return wrap_row(rows, pieces, n);
    if (start + n > MAX_ENTRIES)
        return false;
    for (guint i = 0; i < n; i++) {
        guint len = rows->entries->len;
        Entry *last = len > start ? &g_array_index(rows->entries, Entry, len - 1) : NULL;
        if (last && !last->letters && is_initials(pieces[i])) {
            last->letters = g_strdup(pieces[i]);
            continue;
        }
        if (!bp_people_is_name(matcher, pieces[i]))
            return false;
        Entry entry = {g_strdup(pieces[i]), NULL};
        g_array_append_val(rows->entries, entry);
    }
    rows->row = start;
    return true;
}

/* Initials in the margin go to the entries from `start` on that have none. */
static void add_margin(Rows *rows, const BpBlock *block, guint start)
{
    guint at = start;

    for (guint k = 0; block->notes && k < block->notes->len; k++) {
        const BpBlock *note = block->notes->pdata[k];
        g_auto(GStrv) words = g_strsplit(note->text, " ", -1);
        for (guint i = 0; words[i]; i++) {
            while (at < rows->entries->len &&
                   has_initials(&g_array_index(rows->entries, Entry, at)))
                at++;
            if (at < rows->entries->len && is_initials(words[i]))
                g_array_index(rows->entries, Entry, at).letters = g_strdup(words[i]);
        }
    }
}

/* The lines of a block from `from` on (0: it is not the first block), without the `skip`ped line of
 * a wrapped heading. */
static bool add_block(BpMatcher *matcher, Rows *rows, const BpBlock *block, guint from, guint skip)
{
    guint start = from ? 0 : rows->entries->len;

    for (guint i = from; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        g_auto(GStrv) pieces = g_strsplit(line->text + line->label, "\t", -1);
        if (i == skip && !pieces[1])
            continue;
        if (line->label || !add_row(matcher, rows, pieces + (i == skip ? 1 : 0)))
            return false;
    }
    add_margin(rows, block, start);
    return true;
}

/* The heading in the first piece of a block, or in the first pieces of its first two lines; then
 * `out_skip` is 1. */
static const BpRule *find_heading(BpAttendance *walk, const BpBlock *block, char **pieces,
                                  guint *out_skip)
{
    const BpLine *first = block->lines->pdata[0];
    g_autofree char *rest = NULL;
    const BpRule *rule = bp_attendance_heading(walk, g_strstrip(pieces[0]), &rest);

    *out_skip = 0;
    if (rule)
        return rest && !bp_text_is_blank(rest) ? NULL : rule;
    const BpLine *second = block->lines->len > 1 ? block->lines->pdata[1] : NULL;
    if (!second || second->label || second->box.x0 > first->box.x0 + first->size)
        return NULL;
    g_auto(GStrv) below = g_strsplit(second->text, "\t", 2);
    g_autofree char *both = g_strconcat(pieces[0], " ", g_strstrip(below[0]), NULL);
    g_autofree char *more = NULL;
    rule = bp_attendance_heading(walk, both, &more);
    *out_skip = 1;
    return more && !bp_text_is_blank(more) ? NULL : rule;
}

/* Blocks below that hang beside the heading. */
static void add_below(BpAttendance *walk, Rows *rows, const BpBlock *block)
{
    const GPtrArray *blocks = walk->split->part->blocks;

    for (guint i = walk->at + 1; i < blocks->len; i++) {
        const BpBlock *next = blocks->pdata[i];
        if (next->kind != BP_BLOCK_PARA || next->page != block->page || next->label ||
            next->gap > MAX_ROW_GAP || next->box.x0 < block->box.x0 + 2 ||
            !add_block(walk->split->matcher, rows, next, 0, G_MAXUINT))
            return;
        walk->at = i;
    }
}

bool bp_attendance_rows(BpAttendance *walk, const BpBlock *block)
{
    const BpLine *line = block->lines->len ? block->lines->pdata[0] : NULL;
    guint skip = 0;

    if (!line || block->label || block->page > walk->first_page + 1)
        return false;
    g_auto(GStrv) pieces = g_strsplit(line->text, "\t", -1);
    const BpRule *rule = pieces[0] && pieces[1] ? find_heading(walk, block, pieces, &skip) : NULL;
    if (!rule || !g_strcmp0(bp_rule_get_set(rule, "section"), "end"))
        return false;
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    g_array_set_clear_func(entries, entry_clear);
    Rows rows = {.entries = entries};
    bool read = add_row(walk->split->matcher, &rows, pieces + 1);
    guint wide = entries->len;
    read = read && add_block(walk->split->matcher, &rows, block, 1, skip ? 1 : G_MAXUINT);
    for (guint i = 0; read && wide > 1 && i < wide; i++)
        read = has_initials(&g_array_index(entries, Entry, i));
    if (!read || wide == 0 || (wide == 1 && !skip))
        return false;
    add_below(walk, &rows, block);
    bp_attendance_open(walk, rule);
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index(entries, Entry, i);
        g_string_append_printf(list, "%s%s%s%s", i ? "\n" : "", entry->text,
                               entry->letters ? "  " : "", entry->letters ? entry->letters : "");
    }
    if (!bp_attendance_list(walk, block, list->str))
        bp_attendance_open(walk, NULL);
    return true;
}
