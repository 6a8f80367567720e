/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whoever keeps minutes writes their head the same way each time. So a text that is like the first
 * or second one of the minutes, and perhaps others below that are like the next, begin those of
 * another meeting, wherever on a page it stands. Headers that layout did not set aside are like
 * each other too, but say the same each time, and below them nobody is present and numbers go on.
 */
#include "recognise/heads.h"

#include <string.h>

#include "common/text.h"

#include "recognise/page-kind.h"

/* Texts of a head that are compared, and of which one may be left out at the top. */
#define HEAD_TEXTS 4
/* Minutes have at least so many texts. */
#define LEAST_TEXTS 6
/* Who was present is said so many texts below the head. */
#define PRESENT_WITHIN 10
#define FIRST_WITHIN   10
/* So many words the heads have in common, dates left out. */
#define COMMON_WORDS 5
/* The share of words that two texts of them have in common. */
#define ALIKE 0.6
/* Points that a text gets which says who was present. */
#define PRESENT 3

/* Fewer letters are no word: initials, letters set one by one. */
#define SHORT_WORD 3

/* Words of a text, numbers left out. The caller frees. */
static GHashTable *words_of(const BpBlock *block)
{
    g_autofree char *folded = bp_text_dup_folded(block->text);
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);
    GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; words[i]; i++)
        if (strlen(words[i]) >= SHORT_WORD && !strpbrk(words[i], "0123456789"))
            g_hash_table_add(set, g_strdup(words[i]));
    return set;
}

/* How many words two texts have in common; 0 when they are not alike. */
static guint common_words(const BpBlock *a, const BpBlock *b)
{
    gsize len_a = strlen(a->text), len_b = strlen(b->text);

    if (len_a > 2 * len_b || len_b > 2 * len_a)
        return 0;
    g_autoptr(GHashTable) first = words_of(a), second = words_of(b);
    guint most = MAX(g_hash_table_size(first), g_hash_table_size(second)), both = 0;
    GHashTableIter iter;
    gpointer word;

    g_hash_table_iter_init(&iter, first);
    while (g_hash_table_iter_next(&iter, &word, NULL))
        both += g_hash_table_contains(second, word);
    return both >= ALIKE * most ? both : 0;
}

/* Whether two texts that are alike have other numbers: two dates. */
static bool is_other(const BpBlock *a, const BpBlock *b)
{
    return strcmp(a->text, b->text) && strpbrk(a->text, "0123456789") &&
           strpbrk(b->text, "0123456789");
}

static bool is_text(const BpLayout *layout, guint i)
{
    const BpBlock *block = i < layout->blocks->len ? layout->blocks->pdata[i] : NULL;

    return block && block->kind == BP_BLOCK_PARA && !block->label;
}

static bool says_who_was_there(const BpLayout *layout, guint at, BpMatcher *matcher)
{
    for (guint i = at; i < layout->blocks->len && i < at + PRESENT_WITHIN; i++) {
        BpTally tally = {0};
        bp_tally_block(matcher, "top", layout->blocks->pdata[i], &tally);
        if (tally.score[BP_PART_MINUTES] >= PRESENT)
            return true;
    }
    return false;
}

/* Whether numbers begin at 1 below the head. */
static bool counts_again(const BpLayout *layout, guint at)
{
    for (guint i = at; i < layout->blocks->len && i < at + FIRST_WITHIN; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        if (block->kind == BP_BLOCK_PARA && block->label && !block->bullet)
            return block->text[0] == '1' && !g_ascii_isdigit(block->text[1]);
    }
    return false;
}

bool bp_head_is_again(const BpLayout *layout, guint first, guint at, BpMatcher *matcher)
{
    guint words = 0, others = 0;

    if (at < first + LEAST_TEXTS || !is_text(layout, at))
        return false;
    for (guint skip = 0; skip < 2 && words < COMMON_WORDS; skip++) {
        words = others = 0;
        for (guint k = 0; k < HEAD_TEXTS; k++) {
            if (!is_text(layout, first + skip + k) || !is_text(layout, at + k))
                break;
            const BpBlock *a = layout->blocks->pdata[first + skip + k];
            const BpBlock *b = layout->blocks->pdata[at + k];
            guint common = common_words(a, b);
            if (!common)
                break;
            words += common;
            others += is_other(a, b);
        }
    }
    return words >= COMMON_WORDS && others > 0 &&
           (says_who_was_there(layout, at, matcher) || counts_again(layout, at));
}
