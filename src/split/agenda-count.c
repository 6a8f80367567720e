/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whether a numbered paragraph is the next item of an agenda's list.
 *
 * The first label sets the shape (7, 7., A, FGB 7/24) and the indent of the main items. What has
 * the same shape must go on counting; what has another shape is below the last item: its letters
 * must go on as well, its decimals begin with its number. So a telephone number, an address or the
 * parts of a recommendation do not become items.
 */
#include <math.h>
#include <string.h>

#include "split/agenda.h"

/* Items of one level begin at the same indent, within so many em; below a recommendation's heading
 * numbers have to agree better, as its parts are numbered too. */
#define SAME_INDENT        2.0
#define SAME_INDENT_STRICT 0.8
/* A list may leave out so many numbers. */
#define MOST_SKIPPED 5
/* A list begins with a number up to this; one that goes on below a table, up to that. */
#define MOST_FIRST       3
#define MOST_AFTER_TABLE 99
static guint64 number_in(const char *label)
{
    guint64 value = 0;

    for (const char *p = label; *p; p++)
        if (g_ascii_isdigit(*p))
            value = MIN(value * 10 + (guint64)(*p - '0'), 1000000);
        else if (value)
            break;
    return value;
}

static bool is_level(const BpAgenda *agenda, const BpBlock *block, double within)
{
    double label = fabs(block->indent - agenda->indent);
    double text = fabs(block->text_indent - agenda->text_indent);

    return MIN(label, text) <= within;
}

/* Whether a lettered label goes on counting the letters below its item. */
static bool next_letter(BpAgenda *agenda, const BpBlock *block, const char *label)
{
    g_autofree char *bare = bp_label_dup_bare(label);
    char letter = g_ascii_tolower(*bare);

    if (strlen(bare) > 1 || strchr("ivx", letter))
        return strspn(bare, "ivxIVX") == strlen(bare);
    if (letter != 'a' && letter != agenda->letter + 1)
        return false;
    agenda->letter = letter;
    agenda->letter_indent = block->indent;
    return true;
}

/* Whether a label goes on from that of the last item, at its indent. */
static bool follows_item(const BpAgenda *agenda, const BpBlock *block, const char *label)
{
    if (!agenda->block || !agenda->block->label ||
        fabs(block->indent - agenda->block->indent) > SAME_INDENT_STRICT)
        return false;
    g_autofree char *last = bp_block_dup_label(agenda->block);
    return bp_label_follows(last, label);
}

/* Below a recommendation letters are its parts, unless they go on where the items' letters were. */
static bool ends_recommendations(BpAgenda *agenda, const BpBlock *block, const char *label)
{
    g_autofree char *bare = bp_label_dup_bare(label);
    bool letter = agenda->letter && !bare[1] && g_ascii_tolower(*bare) == agenda->letter + 1 &&
                  fabs(block->indent - agenda->letter_indent) <= SAME_INDENT_STRICT;
    bool next =
        !agenda->letters_in_recommendations && (letter || follows_item(agenda, block, label));

    if (next)
        agenda->in_recommendations = false;
    else
        agenda->letters_in_recommendations = true;
    return next;
}

/*
 * Whether a label is its main item's with something behind it ("D2" below "D", "8.2" below "8").
 * Parts of a recommendation are not numbered so where the main items have letters, or where such a
 * label stood at this indent before.
 */
static bool is_of_main(BpAgenda *agenda, const BpBlock *block, const char *label)
{
    g_autofree char *bare = bp_label_dup_bare(label);
    gsize len = strlen(agenda->main);

    if (!len || !g_str_has_prefix(bare, agenda->main) || !bare[len] ||
        g_ascii_isdigit(bare[len]) == g_ascii_isdigit(bare[len - 1]))
        return false;
    if (g_ascii_isdigit(*bare) && agenda->in_recommendations &&
        (agenda->below_indent < 0 ||
         fabs(block->indent - agenda->below_indent) > SAME_INDENT_STRICT))
        return false;
    agenda->below_indent = block->indent;
    agenda->in_recommendations = false;
    return true;
}

/* Whether a label of another shape than the main items' is one of a sub-item. */
static bool is_below(BpAgenda *agenda, const BpBlock *block, const char *label, const char *shape)
{
    if (strchr(shape, '/') || (!strcmp(shape, "N") && number_in(label) > MOST_AFTER_TABLE))
        return false;
    if (is_of_main(agenda, block, label))
        return !agenda->block || block->page <= agenda->block->page + 1;
    if (agenda->in_recommendations && !ends_recommendations(agenda, block, label))
        return false;
    if (agenda->block && block->page > agenda->block->page + 1)
        return false;
    if (!strchr(agenda->shape, '.') && g_str_has_prefix(shape, "N.N"))
        return number_in(label) == agenda->last;
    return strchr(shape, 'N') || next_letter(agenda, block, label);
}

static bool is_closed(const char *label)
{
    return *label && strchr(".):", label[strlen(label) - 1]);
}

/* Whether a label can be the first of a list. */
static bool starts_list(const BpAgenda *agenda, const char *label, const char *shape,
                        guint64 number)
{
    if (!strcmp(shape, "N") || !strcmp(shape, "N)") || !strcmp(shape, "(N)"))
        return number <= (agenda->found ? MOST_AFTER_TABLE : MOST_FIRST);
    return strchr(shape, 'N') || *shape == 'A' || !strcmp(label, "i") || !strcmp(label, "a");
}

static void set_main(BpAgenda *agenda, const char *label)
{
    g_free(agenda->main);
    agenda->main = bp_label_dup_bare(label);
}

bool bp_agenda_counts(BpAgenda *agenda, const BpBlock *block, const char *label)
{
    g_autofree char *shape = bp_label_dup_shape(label);
    guint64 number = number_in(label);

    if (!agenda->shape) {
        g_autofree char *bare = bp_label_dup_bare(label);
        if (!starts_list(agenda, bare, shape, number))
            return false;
        agenda->shape = g_steal_pointer(&shape);
        agenda->indent = block->indent;
        agenda->text_indent = block->text_indent;
        agenda->last = number;
        agenda->closed = is_closed(label);
        set_main(agenda, label);
        return true;
    }
    if (strcmp(shape, agenda->shape))
        return is_below(agenda, block, label, shape);
    bool inside = agenda->in_recommendations;
    if (!is_level(agenda, block, inside ? SAME_INDENT_STRICT : SAME_INDENT))
        /* Letters below Roman numbers have their shape. */
        return *shape == 'A' && block->indent > agenda->indent &&
               is_below(agenda, block, label, shape);
    if (strchr(shape, 'N')) {
        guint64 most = agenda->closed && !is_closed(label) ? 1 : MOST_SKIPPED + 1;
        bool again = agenda->grouped && number == 1;
        bool lettered = strchr(shape, 'A') && follows_item(agenda, block, label);
        if (!again && !lettered && (number < agenda->last + inside || number > agenda->last + most))
            return false;
        agenda->last = number;
    }
    set_main(agenda, label);
    agenda->in_recommendations = false;
    agenda->letter = 0;
    return true;
}
