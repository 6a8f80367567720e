/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words broken where none ends: "s tands", "a greed". Programs that place letters by the pixels of
 * a screen leave gaps inside words that poppler takes for spaces. They are about as wide as the
 * narrowest true ones, so width alone does not tell; but most have a single letter on one side,
 * which hardly any page of honest text shows. On such a page it is some letters only that have a
 * gap behind them, and the words that stand clear say which of the pieces are words.
 */
#include <math.h>
#include <string.h>

#include "extract/words.h"

/* Gaps in em that could be none: poppler sees a space from 0.1. Spaces begin at about 0.13. */
#define THIN_FROM 0.095
#define THIN_TO   0.127
/* Fewest such gaps on a page, and which share of them has a single letter beside it. */
#define MIN_THIN     8
#define LETTER_SHARE 4 /* one in four */
/* So many pieces at most make a word. */
#define MAX_PIECES 6
/* Known words of fewer letters prove nothing: "on" may be the end of "action". */
#define MIN_KNOWN 3

static bool is_thin(const BpWord *a, const BpWord *b)
{
    double gap = b->box.x0 - a->box.x1;

    return b->spaced && a->font == b->font && fabsf(a->size - b->size) < 0.01f &&
           fabs(a->box.y1 - b->box.y1) < 0.1 * b->size && gap >= THIN_FROM * b->size &&
           gap <= THIN_TO * b->size;
}

static bool is_letter(const BpPage *page, const BpWord *word)
{
    const char *text = page->text + word->start;

    return g_unichar_isalpha(g_utf8_get_char(text)) &&
           g_utf8_next_char(text) == page->text + word->end;
}

/* The letters of the words from `from` to `to`, folded; "" when they are too few. */
static char *dup_letters(const BpPage *page, guint from, guint to)
{
    g_autoptr(GString) letters = g_string_new(NULL);

    for (guint i = from; i <= to; i++) {
        const BpWord *word = bp_page_word(page, i);
        const char *end = page->text + word->end;
        for (const char *at = page->text + word->start; at < end; at = g_utf8_next_char(at)) {
            gunichar c = g_utf8_get_char(at);
            if (g_unichar_isalnum(c))
                g_string_append_unichar(letters, g_unichar_tolower(c));
        }
    }
    if (letters->len < MIN_KNOWN)
        g_string_truncate(letters, 0);
    return g_string_free(g_steal_pointer(&letters), FALSE);
}

static gunichar last_letter(const BpPage *page, const BpWord *word)
{
    const char *last = g_utf8_find_prev_char(page->text, page->text + word->end);

    return last ? g_utf8_get_char(last) : 0;
}

/* Whether a word begins with a capital behind one that ends with a small letter. */
static bool begins_anew(const BpPage *page, guint i)
{
    const BpWord *word = bp_page_word(page, i);

    return g_unichar_isupper(g_utf8_get_char(page->text + word->start)) &&
           g_unichar_islower(last_letter(page, word - 1));
}

/* Leave thin only the gaps behind letters that have one behind them where they stand alone, or
 * before a last letter that is no word by itself. */
static void keep_prone(const BpPage *page, guint8 *thin)
{
    g_autoptr(GHashTable) prone = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) words = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < page->words->len; i++)
        if (!thin[i] && !thin[i + 1] && is_letter(page, bp_page_word(page, i)))
            g_hash_table_add(words, GUINT_TO_POINTER(last_letter(page, bp_page_word(page, i))));
    for (guint i = 1; i < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i);
        bool ends = !thin[i + 1] && is_letter(page, word) &&
                    !g_hash_table_contains(words, GUINT_TO_POINTER(last_letter(page, word)));
        if (thin[i] && (ends || is_letter(page, word - 1)))
            g_hash_table_add(prone, GUINT_TO_POINTER(last_letter(page, word - 1)));
    }
    for (guint i = 1; i < page->words->len; i++) {
        gunichar last = last_letter(page, bp_page_word(page, i - 1));
        thin[i] = thin[i] && g_hash_table_contains(prone, GUINT_TO_POINTER(last));
    }
}

/* thin[i]: the gap before the word i is. NULL when the page is as it should be. */
static guint8 *find_thin(const BpPage *page)
{
    guint n = page->words->len, found = 0, letters = 0;
    g_autofree guint8 *thin = g_new0(guint8, n + 1);

    for (guint i = 1; i < n; i++) {
        const BpWord *a = bp_page_word(page, i - 1), *b = a + 1;
        if (!is_thin(a, b) || begins_anew(page, i))
            continue;
        thin[i] = 1;
        found++;
        letters += is_letter(page, a) || is_letter(page, b);
    }
    if (found < MIN_THIN || LETTER_SHARE * letters < found)
        return NULL;
    keep_prone(page, thin);
    return g_steal_pointer(&thin);
}

/* The words that have no thin gap on either side. */
static GHashTable *find_clear_words(const BpPage *page, const guint8 *thin)
{
    GHashTable *clear = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < page->words->len; i++)
        if (!thin[i] && !thin[i + 1])
            g_hash_table_add(clear, dup_letters(page, i, i));
    return clear;
}

/*
 * Of all ways to join the pieces of a chain, that which makes most letters part of known words, and
 * among equals the one with the fewest words. Clears thin[i] where a word ends.
 */
static void join_chain(const BpPage *page, guint from, guint to, GHashTable *clear, guint8 *thin)
{
    guint n = to - from + 1;
    g_autofree double *best = g_new0(double, n + 1);
    g_autofree guint *start = g_new0(guint, n + 1);

    for (guint end = 1; end <= n; end++) {
        best[end] = -G_MAXDOUBLE;
        for (guint pieces = 1; pieces <= MIN(end, MAX_PIECES); pieces++) {
            guint begin = end - pieces;
            g_autofree char *letters = dup_letters(page, from + begin, from + end - 1);
            bool known = *letters && g_hash_table_contains(clear, letters);
            double value = best[begin] - 0.1 + (known ? (double)strlen(letters) : 0);
            if (value > best[end]) {
                best[end] = value;
                start[end] = begin;
            }
        }
    }
    for (guint end = n; end > 0; end = start[end])
        thin[from + start[end]] = 0;
}

static BpGap *gap_at(const BpPage *page, guint i)
{
    return &g_array_index(page->gaps, BpGap, i);
}

/* Join the words where thin[i] is left: their text loses what stands between them. */
static void join_words(BpPage *page, const guint8 *thin)
{
    g_autoptr(GString) text = g_string_sized_new(strlen(page->text) + 1);
    guint kept = 0, at = 0, gap = 0;

    for (guint i = 0; i < page->words->len; i++) {
        BpWord word = *bp_page_word(page, i);
        guint32 lost = at - (guint32)text->len;
        for (; gap < page->gaps->len && gap_at(page, gap)->at < word.start; gap++)
            gap_at(page, gap)->at -= lost;
        if (!thin[i])
            g_string_append_len(text, page->text + at, word.start - at);
        guint32 start = (guint32)text->len;
        g_string_append_len(text, page->text + word.start, word.end - word.start);
        at = word.end;
        if (thin[i]) {
            BpWord *before = bp_page_word(page, kept - 1);
            before->end = (guint32)text->len;
            before->box = bp_box_union(before->box, word.box);
            continue;
        }
        word.start = start;
        word.end = (guint32)text->len;
        *bp_page_word(page, kept++) = word;
    }
    for (; gap < page->gaps->len; gap++)
        gap_at(page, gap)->at -= at - (guint32)text->len;
    g_string_append(text, page->text + at);
    g_array_set_size(page->words, kept);
    g_free(page->text);
    page->text = g_string_free(g_steal_pointer(&text), FALSE);
}

void bp_words_join_broken(BpPage *page)
{
    g_autofree guint8 *thin = find_thin(page);

    if (!thin)
        return;
    g_autoptr(GHashTable) clear = find_clear_words(page, thin);
    for (guint i = 1; i < page->words->len; i++) {
        guint from = i - 1;
        if (!thin[i])
            continue;
        while (thin[i + 1])
            i++;
        join_chain(page, from, i, clear, thin);
    }
    join_words(page, thin);
}
