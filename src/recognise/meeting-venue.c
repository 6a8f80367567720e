/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A place that is printed over several lines: below "Location:" the lines at its indent, below any
 * other name of a place the lines that are an address (rules of kind `meeting`, context
 * `venue-more`).
 */
#include "recognise/meeting-venue.h"

#include <string.h>

/* A place has at most so many lines below its first. */
#define MOST_LINES 4
/* Its lines stand together: at most so much white space, in font sizes, between two. */
#define MOST_GAP 1.0
/* Lines below a label stand this far to the right of it, in font sizes. */
#define MIN_INDENT 1.5

/* The lines of the paragraphs at the top, in order. */
static GPtrArray *top_lines(const BpPart *part, guint most)
{
    GPtrArray *lines = g_ptr_array_new();

    for (guint i = 0; i < part->blocks->len && i < most; i++) {
        const BpBlock *block = part->blocks->pdata[i];
        if (block->kind != BP_BLOCK_PARA)
            continue;
        for (guint k = 0; k < block->lines->len; k++)
            g_ptr_array_add(lines, block->lines->pdata[k]);
    }
    return lines;
}

static bool ends_with(const char *text, const char *end)
{
    return *end && g_str_has_suffix(text, end);
}

/* Index of the last line of the block that holds the place, or the number of lines. */
static guint find_line(const GPtrArray *lines, const BpBlock *block, const char *venue)
{
    guint found = lines->len;

    if (block->kind != BP_BLOCK_PARA)
        return found;
    for (guint i = 0; i < lines->len; i++)
        for (guint k = 0; k < block->lines->len; k++) {
            const BpLine *line = lines->pdata[i];
            if (line == block->lines->pdata[k] &&
                (ends_with(line->text, venue) || ends_with(venue, line->text)))
                found = i;
        }
    return found;
}

const BpLine *bp_meeting_line_below(const BpPart *part, guint most, const BpBlock *block,
                                    const char *text)
{
    g_autoptr(GPtrArray) lines = top_lines(part, most);

    if (block->kind != BP_BLOCK_PARA)
        return NULL;
    for (guint i = 0; i + 1 < lines->len; i++) {
        const BpLine *line = lines->pdata[i], *next = lines->pdata[i + 1];
        if (g_ptr_array_find(block->lines, line, NULL) && strstr(line->text, text))
            return next->page == line->page && next->box.y0 - line->box.y1 <= MOST_GAP * line->size
                       ? next
                       : NULL;
    }
    return NULL;
}

static bool is_address(BpMatcher *matcher, const BpLine *line)
{
    BpSubject subject = {.text = line->text, .len = strlen(line->text), .page = line->page};
    BpMatch match;

    return bp_matcher_match(matcher, "meeting", "venue-more", &subject, &match);
}

/* Whether a line goes on with the place that `first` begins. */
static bool goes_on(BpMatcher *matcher, const BpLine *first, const BpLine *before,
                    const BpLine *line, bool labelled)
{
    if (line->page != before->page || line->label ||
        line->box.y0 - before->box.y1 > MOST_GAP * line->size)
        return false;
    if (labelled)
        return line->box.x0 > first->box.x0 + MIN_INDENT * line->size &&
               line->box.y0 - before->box.y1 < 0.5 * MOST_GAP * line->size;
    return is_address(matcher, line);
}

char *bp_meeting_dup_venue(BpMatcher *matcher, const BpPart *part, guint most, const char *venue,
                           const BpBlock *block, bool labelled)
{
    g_autoptr(GPtrArray) lines = top_lines(part, most);
    g_autoptr(GString) text = g_string_new(venue);
    guint at = find_line(lines, block, venue);

    for (guint i = at + 1; i < lines->len && i <= at + MOST_LINES; i++) {
        const BpLine *line = lines->pdata[i];
        if (!goes_on(matcher, lines->pdata[at], lines->pdata[i - 1], line, labelled))
            break;
        g_string_append_printf(text, " %s", line->text);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}
