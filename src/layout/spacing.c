/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Gaps between words: where poppler found a space there mostly is one, except between the letters
 * of text set apart, where the gaps have two widths: one between letters, one between words.
 *
 * Such text is a run of single letters, a few of which poppler has kept together. Its gaps are
 * sorted; where they grow most, letters end and words begin.
 */
#include "layout/spacing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Gap between words, in em of the larger font, from which it is written as a TAB: a space is about
 * 0.25, justified text stretches it to about 1. */
#define TAB_GAP 1.2
/* ... but where at least so many gaps are the same within so much, and the words are not, a line
 * was stretched to the width of a narrow column. */
#define STRETCHED_GAPS 3
#define SAME_GAP       0.08
#define OTHER_WIDTH    0.3
/* Where the type changes poppler takes a gap of 0.03 em for a space; so much is one. */
#define TYPE_GAP 0.105
#define WORD_GAP 0.1

/* Letters that stand apart: fewest of them, the widest gap between two, in em, and how much wider
 * the gaps between words are. */
#define MIN_LETTERS 4
#define LETTER_GAP  0.9
#define WIDER       1.6
#define MAX_IN_LINE 128
#define MAX_PIECE   8 /* bytes of one or two letters and what follows them */
/* In the middle of other text so many letters are needed. */
#define MIN_AMONG_WORDS 6
/* A letter broken off a word set wide: its gap, in em, and how much wider all others are. */
#define BROKEN_GAP   0.21
#define BROKEN_WIDER 2.5

typedef struct {
    const BpPage *page;
    const GArray *words;
} Line;

static const BpWord *word_at(const Line *line, guint i)
{
    return bp_page_word(line->page, g_array_index(line->words, guint, i));
}

static double gap_before(const Line *line, guint i)
{
    const BpWord *word = word_at(line, i), *before = word_at(line, i - 1);

    return (word->box.x0 - before->box.x1) / MAX(MAX(word->size, before->size), 1);
}

static BpSpacing plain_spacing(const Line *line, guint i)
{
    const BpWord *word = word_at(line, i), *before = word_at(line, i - 1);
    double gap = gap_before(line, i);
    bool same_type = word->font == before->font && fabsf(word->size - before->size) < 0.01f;

    if (gap >= TAB_GAP)
        return BP_SPACING_TAB;
    if (word->spaced && same_type)
        return BP_SPACING_SPACE;
    return gap < (word->spaced ? TYPE_GAP : WORD_GAP) ? BP_SPACING_NONE : BP_SPACING_SPACE;
}

/* Letters of a word, as far as 3; 0 when there is anything but letters and what may follow them. */
static guint count_letters(const Line *line, guint i)
{
    const BpWord *word = word_at(line, i);
    const char *at = line->page->text + word->start, *end = line->page->text + word->end;
    guint n = 0;

    for (; at < end && n < 3; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isalpha(c))
            n++;
        else if (c >= 0x80 || !strchr("&,.:'-/()", (int)c))
            return 0;
    }
    return n;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* The gap from which words of the run are apart; 0 when the gaps are not those of letters. */
static double word_gap(const Line *line, guint from, guint to)
{
    double gaps[MAX_IN_LINE], wider = WIDER, limit = G_MAXDOUBLE;
    guint n = 0;

    for (guint i = from + 1; i <= to && n < MAX_IN_LINE; i++)
        gaps[n++] = MAX(gap_before(line, i), WORD_GAP / 2);
    qsort(gaps, n, sizeof *gaps, compare);
    for (guint i = 1; i < n; i++)
        if (gaps[i] > wider * gaps[i - 1]) {
            wider = gaps[i] / gaps[i - 1];
            limit = (gaps[i] + gaps[i - 1]) / 2;
        }
    return gaps[n / 2] < MIN(limit, LETTER_GAP) ? limit : 0;
}

/* Whether the single letters of a run could be words: most of them differ from one another, and
 * they are no alphabet. What stands in columns ("X X X", "Y N Y Y") is neither. */
static bool are_of_words(const Line *line, guint from, guint to, guint fewest)
{
    guint n = 0, different = 0, in_order = 0;
    gunichar seen[MAX_IN_LINE], last = 0;

    for (guint i = from; i <= to && n < MAX_IN_LINE; i++) {
        gunichar c = g_utf8_get_char(line->page->text + word_at(line, i)->start);
        guint k = 0;
        if (count_letters(line, i) != 1)
            continue;
        while (k < n && seen[k] != c)
            k++;
        different += k == n;
        seen[n++] = c;
        in_order += c == last + 1;
        last = c;
    }
    return n >= fewest && 2 * n > to - from && 2 * different > MIN(n, 2 * fewest - 1) &&
           2 * in_order < n;
}

static void join_letters(const Line *line, guint from, guint to, guint8 *spacings)
{
    bool alone = from == 0 && to + 1 == line->words->len;

    if (to - from + 1 < MIN_LETTERS ||
        !are_of_words(line, from, to, alone ? MIN_LETTERS : MIN_AMONG_WORDS))
        return;
    double limit = word_gap(line, from, to);
    for (guint i = from + 1; limit > 0 && i <= to; i++) {
        bool apart = gap_before(line, i) >= limit;
        spacings[i] = apart ? BP_SPACING_SPACE : BP_SPACING_NONE;
    }
}

/* A letter with nothing on it, or a mark that closes. */
static bool is_bare(const Line *line, guint i)
{
    const BpWord *word = word_at(line, i);
    const char *text = line->page->text + word->start;
    gunichar c = g_utf8_get_char(text);

    return g_utf8_next_char(text) == line->page->text + word->end &&
           (g_unichar_isalpha(c) || c == '.' || c == ',');
}

/* Join a letter that stands much nearer to its neighbour than whole words do to each other. */
static void join_broken(const Line *line, guint at, guint8 *spacings)
{
    double gap = gap_before(line, at);
    guint wider = 0;

    if (gap > BROKEN_GAP || !(is_bare(line, at) || is_bare(line, at - 1)))
        return;
    for (guint i = 1; i < line->words->len; i++) {
        if (spacings[i] == BP_SPACING_NONE || is_bare(line, i) || is_bare(line, i - 1))
            continue;
        if (gap_before(line, i) < BROKEN_WIDER * gap)
            return;
        wider += spacings[i] == BP_SPACING_SPACE;
    }
    if (wider > 0)
        spacings[at] = BP_SPACING_NONE;
}

/* Whether a piece may be part of text set apart: at the end of it only in capitals, or alone. */
static bool is_of_letters(const Line *line, guint i)
{
    const BpWord *word = word_at(line, i);
    const char *text = line->page->text + word->start;
    guint len = word->end - word->start;

    /* Nearly every word ends here. */
    if (len > MAX_PIECE || (len > 2 && g_ascii_isalpha(text[0]) && g_ascii_isalpha(text[1]) &&
                            g_ascii_isalpha(text[2])))
        return false;
    guint n = count_letters(line, i);

    return n == 1 || (n == 2 && g_unichar_isupper(g_utf8_get_char(text)));
}

/* Whether the line is stretched: what stands in columns has gaps as different as its words, or most
 * words as wide as the next. */
static bool is_stretched(const Line *line)
{
    double least = G_MAXDOUBLE, most = 0, last = -1;
    guint n = line->words->len, alike = 0;

    for (guint i = 0; i < n; i++) {
        const BpWord *word = word_at(line, i);
        double width = (word->box.x1 - word->box.x0) / MAX(word->size, 1);
        double gap = i ? gap_before(line, i) : 0;
        alike += fabs(width - last) < OTHER_WIDTH;
        last = width;
        if (i)
            least = MIN(least, gap), most = MAX(most, gap);
        if (most - least > SAME_GAP)
            return false;
    }
    return n > STRETCHED_GAPS && 2 * alike < n;
}

guint8 *bp_spacings_of_words(const BpPage *page, const GArray *words)
{
    Line line = {page, words};
    guint8 *spacings = g_new0(guint8, words->len + 1);
    guint from = 0, tabs = 0;

    for (guint i = 1; i < words->len; i++) {
        spacings[i] = (guint8)plain_spacing(&line, i);
        tabs += spacings[i] == BP_SPACING_TAB;
    }
    if (tabs + 1 == words->len && is_stretched(&line))
        memset(spacings + 1, BP_SPACING_SPACE, tabs);
    for (guint i = 0; i <= words->len; i++) {
        if (i < words->len && is_of_letters(&line, i))
            continue;
        if (i >= from + MIN_LETTERS)
            join_letters(&line, from, i - 1, spacings);
        from = i + 1;
    }
    for (guint i = 1; i < words->len; i++)
        if (spacings[i] == BP_SPACING_SPACE)
            join_broken(&line, i, spacings);
    return spacings;
}
