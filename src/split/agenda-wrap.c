/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Titles of agenda items over several lines, and what stands beside them.
 *
 * A title goes on in the next line when that line's first word had no room behind it: no item's
 * title reaches as far as the line would have with it. Otherwise the next line explains. Who
 * presents and when may stand beside the title in columns of their own, which go on below
 * themselves.
 */
#include <math.h>
#include <string.h>

#include "split/agenda.h"

/* The second line of a title stands this close, in line heights, and at most so far out of line. */
#define WRAP_GAP    0.3
#define WRAP_OFFSET 0.8
/* Columns beside a title. */
#define MAX_ASIDES 4

/* Whether pages in brackets stand beside the title on its line. */
static bool has_pages(const BpAgenda *agenda, const BpLine *line)
{
    BpSubject subject = {.text = line->text, .len = strlen(line->text)};
    BpMatch match;

    return bp_matcher_match(agenda->split->matcher, "agenda_item", "aside", &subject, &match);
}

double bp_agenda_widest(const BpAgenda *agenda, const GPtrArray *blocks)
{
    double widest = 0;

    for (guint i = 0; i < blocks->len; i++) {
        const BpBlock *block = blocks->pdata[i];
        if (block->kind != BP_BLOCK_PARA || !block->label || block->bullet)
            continue;
        for (guint k = 0; k < block->lines->len; k++) {
            const BpLine *line = block->lines->pdata[k];
            if (line->aside_x < line->box.x1 || !has_pages(agenda, line))
                widest = MAX(widest, line->aside_x);
        }
    }
    return widest;
}

/* A line breaks inside a title behind a short word in small letters ("of", "the"). */
#define SHORT_WORD 3

static bool is_unfinished(const BpLine *line)
{
    const char *word = strrchr(line->text, ' ');

    return word && strlen(word + 1) <= SHORT_WORD && g_unichar_islower(g_utf8_get_char(word + 1));
}

/* Whether a text is a sentence of its own. */
static bool is_sentence(const char *text)
{
    return g_unichar_isupper(g_utf8_get_char(text)) && g_str_has_suffix(text, ".");
}

/* Whether a line, the first of `text`, goes on with the title that ends in the one above. */
static bool goes_on(const BpAgenda *agenda, const BpLine *above, double left, const BpLine *line,
                    const char *text)
{
    bool aside = above->aside_x < above->box.x1 && left < above->aside_x;
    double right = aside ? above->aside_x : above->box.x1;
    bool same = line->text_bold == above->text_bold && (aside || line->style == above->style);

    if (is_sentence(text) && (aside || !is_unfinished(above)))
        return false;
    return same && fabs(line->box.x0 - left) <= WRAP_OFFSET * line->size &&
           right + 0.3 * above->size + line->first_width > agenda->widest;
}

bool bp_agenda_is_wrapped(const BpAgenda *agenda, const BpBlock *block)
{
    const BpBlock *above = agenda->block;

    if (!agenda->open || !above || !above->label || above->page != block->page ||
        !above->lines->len || bp_agenda_is_section(agenda, block, "recommendations"))
        return false;
    const BpLine *last = above->lines->pdata[above->lines->len - 1];
    const char *title = bp_record_get(agenda->item, "title");
    /* Of several lines the title is the first ones, and the rest explains it. */
    if (above->lines->len > 1 && !g_str_has_suffix(above->text, title))
        return false;
    const char *end = last->aside_x < last->box.x1 ? title : above->text;
    if (block->gap > WRAP_GAP || !*end || strchr(".:;)", end[strlen(end) - 1]))
        return false;
    /* A file number may stand before the title, in a column of its own. */
    const char *piece = strrchr(last->text, '\t');
    double left = piece && !strcmp(piece + 1, title) ? last->last_x : last->text_x;
    return goes_on(agenda, last, left, block->lines->pdata[0], block->text);
}

static void append(GString *text, const char *more)
{
    if (text->len && *more)
        g_string_append_c(text, ' ');
    g_string_append(text, more);
}

/* Add the pieces of a line between its wide gaps: to the columns from `column` on. */
static void add_pieces(GString **columns, guint column, const char *text)
{
    g_auto(GStrv) pieces = g_strsplit(text, "\t", -1);

    for (guint i = 0; pieces[i]; i++)
        append(columns[MIN(column + i, MAX_ASIDES)], g_strstrip(pieces[i]));
}

char *bp_agenda_dup_columns(const BpAgenda *agenda, const BpBlock *block)
{
    const BpLine *first = block->lines->len ? block->lines->pdata[0] : NULL;
    GString *columns[MAX_ASIDES + 1];
    bool title = true;

    if (block->lines->len < 2 || first->aside_x >= first->box.x1)
        return NULL;
    /* What begins elsewhere than the title is no second line of it. */
    const BpLine *second = block->lines->pdata[1];
    if (second->box.x0 < first->aside_x &&
        fabs(second->box.x0 - first->text_x) > WRAP_OFFSET * first->size)
        return NULL;
    for (guint c = 0; c <= MAX_ASIDES; c++)
        columns[c] = g_string_new(NULL);
    add_pieces(columns, 0, first->text + first->label);
    for (guint i = 1; title && i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i], *above = block->lines->pdata[i - 1];
        title = line->box.x0 > first->aside_x ||
                goes_on(agenda, above, first->text_x, line, line->text);
        if (title)
            add_pieces(columns, line->box.x0 > first->aside_x, line->text);
    }
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint c = 0; c <= MAX_ASIDES; c++) {
        if (columns[c]->len)
            g_string_append_printf(text, "%s%s", c ? "\t" : "", columns[c]->str);
        g_string_free(columns[c], TRUE);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}
