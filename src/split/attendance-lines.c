/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lines of a block as the author ended them: what is one entry of a list of people and wraps
 * is joined again, within a block and from a block to the next.
 */
#include <string.h>

#include "common/text.h"

#include "split/attendance.h"

/* White space above a line that is no more than that between lines, in line heights. */
#define MAX_LINE_GAP 0.4

char *bp_attendance_dup_text(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "\t", -1);

    return g_strjoinv("  ", parts);
}

/* Whether the author ended a line: there was room for the next word, or one of the two is a
 * heading. */
static bool is_line_end(const BpLine *last, const BpLine *line, double right)
{
    bool bold = line->style & BP_STYLE_BOLD, was_bold = last->style & BP_STYLE_BOLD;

    return bold != was_bold ||
           last->box.x1 + 0.3 * last->size + line->first_width < right - 0.5 * last->size;
}

/* Whether a line begins with a heading over people and a mark behind it. */
static bool is_headed(BpMatcher *matcher, const char *text)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;

    return strchr(text, ':') &&
           bp_matcher_match(matcher, "section", "attendance", &subject, &match);
}

GPtrArray *bp_attendance_dup_lines(BpMatcher *matcher, const BpBlock *block, double em)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    double widest = 0;
    g_autofree char *before = NULL;

    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        widest = MAX(widest, line->box.x1 - line->box.x0);
    }
    double left = block->box.x0 - MAX(block->indent, 0) * em;
    double right = block->width > 0 ? left + widest / MIN(block->width, 1) : block->box.x0 + widest;
    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        const BpLine *last = i > 0 ? block->lines->pdata[i - 1] : NULL;
        char *text = bp_attendance_dup_text(line->text + line->label);
        if (!last || is_line_end(last, line, right) || is_headed(matcher, text) ||
            bp_people_are_apart(matcher, before, text)) {
            g_ptr_array_add(lines, g_strdup(text));
        } else {
            char **open = (char **)&lines->pdata[lines->len - 1];
            const char *gap = g_str_has_suffix(*open, "-") ? "" : " ";
            char *joined = g_strconcat(*open, gap, text, NULL);
            g_free(*open);
            *open = joined;
        }
        g_free(before);
        before = text;
    }
    return lines;
}

void bp_attendance_join_heading(BpAttendance *walk, GPtrArray *lines, const BpBlock *block)
{
    g_autofree char *none = NULL, *rest = NULL;

    if (block->lines->len < 2 || lines->len < 2 || !strstr(lines->pdata[0], "  "))
        return;
    const BpLine *first = block->lines->pdata[0], *second = block->lines->pdata[1];
    if (second->box.x0 > first->box.x0 + first->size)
        return;
    g_auto(GStrv) above = g_strsplit(lines->pdata[0], "  ", 2);
    g_auto(GStrv) below = g_strsplit(lines->pdata[1], "  ", 2);
    g_autofree char *both = g_strconcat(above[0], " ", below[0], NULL);
    if (bp_attendance_heading(walk, above[0], &none) || !bp_attendance_heading(walk, both, &rest) ||
        (rest && *rest))
        return;
    char *joined = g_strconcat(both, "  ", above[1], below[1] ? " " : "", below[1], NULL);
    g_free(lines->pdata[0]);
    lines->pdata[0] = joined;
    g_ptr_array_remove_index(lines, 1);
}

void bp_attendance_add_notes(GPtrArray *lines, const BpBlock *block)
{
    for (guint i = 0; block->notes && i < block->notes->len && i < lines->len; i++) {
        const BpBlock *note = block->notes->pdata[i];
        char *joined = g_strconcat(lines->pdata[i], "  ", note->text, NULL);
        g_free(lines->pdata[i]);
        lines->pdata[i] = joined;
    }
}

bool bp_attendance_goes_on(const BpAttendance *walk, const BpBlock *block, const char *list)
{
    const GPtrArray *blocks = walk->split->part->blocks;
    const BpBlock *next = walk->at + 1 < blocks->len ? blocks->pdata[walk->at + 1] : NULL;

    if (!next || next->kind != BP_BLOCK_PARA || next->page != block->page || next->label ||
        !next->lines->len || next->gap > MAX_LINE_GAP || next->box.x0 < block->box.x0 ||
        bp_text_is_blank(list))
        return false;
    const BpLine *line = next->lines->pdata[0], *last = block->lines->pdata[block->lines->len - 1];
    g_autofree char *text = bp_attendance_dup_text(line->text);
    double right = MAX(next->box.x1, last->box.x1);
    bool full = next->lines->len > 1 && !is_line_end(last, line, right);
    const char *open = strrchr(list, '(');
    bool waits = strchr(",;&", list[strlen(list) - 1]) || (open && !strchr(open, ')'));
    return (full || waits) && !bp_people_are_apart(walk->split->matcher, list, text);
}
