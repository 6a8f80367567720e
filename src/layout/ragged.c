/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the lines of running text end that does not use the width of its column: set in, beside a
 * column of page numbers, or below a wider heading.
 *
 * Lines with one left edge are such a text when each is as full as it can be: the first word of the
 * next would reach beyond all of them. The lines of a list or an address do that only by chance, so
 * there have to be some, with several words each, and one has to break in the middle of a sentence.
 * A line that ends a sentence may be shorter.
 */
#include "layout/ragged.h"

#include <math.h>
#include <string.h>

/* Lines and words a line that make running text; of the lines so many have to be full. */
#define MIN_LINES 3
#define MIN_WORDS 6
#define MIN_FULL  2
/* Left edges within this many em are the same; sizes further apart are different. */
#define SAME_LEFT 0.5
#define SAME_SIZE 0.5
/* It reaches so far into its column. */
#define WIDE 0.5
/* A space, in em. */
#define SPACE 0.3

static bool is_prose(const BpLine *line)
{
    guint words = 1;

    for (const char *p = line->text; *p; p++) {
        if (*p == '\t')
            return false;
        words += *p == ' ';
    }
    return words >= MIN_WORDS;
}

static bool ends_sentence(const BpLine *line)
{
    gsize len = strlen(line->text);

    return len > 0 && strchr(".!?:;", line->text[len - 1]);
}

/* Whether a line breaks between words of which one is no name. */
static bool breaks_sentence(const BpLine *line, const BpLine *next)
{
    const char *last = strrchr(line->text, ' ');

    return !ends_sentence(line) && (g_unichar_islower(g_utf8_get_char(next->text)) ||
                                    (last && g_unichar_islower(g_utf8_get_char(last + 1))));
}

/* Whether a line stands below another in the same text. */
static bool is_below(const BpLine *line, const BpLine *next, double left, double step)
{
    return next && !next->label && fabs(next->box.x0 - left) <= SAME_LEFT * line->size &&
           fabs(next->size - line->size) <= SAME_SIZE &&
           next->box.y0 + next->box.y1 - line->box.y0 - line->box.y1 <= 2 * step;
}

/* Index of the last line of the text that begins with a line. */
static guint end_of_text(const GPtrArray *lines, guint first, double step)
{
    const BpLine *line = lines->pdata[first];
    guint last = first;

    while (is_prose(line) && last + 1 < lines->len &&
           is_below(line, lines->pdata[last + 1], ((BpLine *)lines->pdata[first])->text_x, step)) {
        line = lines->pdata[++last];
    }
    return last;
}

/* The right edge of running text, or a negative value when the lines are none. */
static double edge_of_text(const GPtrArray *lines, guint first, guint last)
{
    double right = 0;
    guint full = 0, broken = 0;

    if (last + 1 < first + MIN_LINES)
        return -1;
    for (guint i = first; i <= last; i++)
        right = MAX(right, ((const BpLine *)lines->pdata[i])->box.x1);
    for (guint i = first; i < last; i++) {
        const BpLine *line = lines->pdata[i], *next = lines->pdata[i + 1];
        if (line->box.x1 + SPACE * line->size + next->first_width > right)
            full++;
        else if (!ends_sentence(line))
            return -1;
        broken += breaks_sentence(line, next);
    }
    return full >= MIN_FULL && broken ? right : -1;
}

double *bp_right_edges(const GPtrArray *lines, double left, double right, double step)
{
    double *edges = g_new(double, lines->len + 1);

    for (guint i = 0; i < lines->len; i++)
        edges[i] = right;
    for (guint i = 0; i < lines->len;) {
        guint last = lines->pdata[i] ? end_of_text(lines, i, step) : i;
        double edge = lines->pdata[i] ? edge_of_text(lines, i, last) : -1;
        bool wide = edge - left >= WIDE * (right - left);
        for (guint k = i; wide && k < last; k++)
            edges[k] = MIN(right, edge);
        i = last + 1;
    }
    return edges;
}

void bp_edges_beside_notes(const GPtrArray *lines, const GPtrArray *notes, guint few, double *edges)
{
    double margin = G_MAXDOUBLE, right = 0;
    guint first = lines->len, n = 0;

    for (guint i = lines->len; i-- > 0;) {
        const BpLine *note = notes->pdata[i];
        if (note) {
            margin = MIN(margin, note->box.x0);
            first = i;
        }
    }
    for (guint i = first; i < lines->len; i++) {
        const BpLine *line = lines->pdata[i];
        if (line)
            right = MAX(right, line->box.x1);
        n += line != NULL;
    }
    for (guint i = first; n >= few && right < margin && i < lines->len; i++)
        edges[i] = MIN(edges[i], right);
}
