/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * "long-" at the end of a line and "term" below it may be "long-term" or "longterm". The rest of
 * the document often says which: one of the two stands in the middle of a line. Where it does not,
 * the other words broken at line ends say whether the program that set them breaks words at all;
 * most word processors do not, so that a hyphen stays without a sign of the contrary.
 *
 * All words are looked at once, those only closely that begin like one of the words in question.
 */
#include "layout/hyphens.h"

#include <string.h>

/* Longest word that is looked up, bytes. */
#define MAX_WORD 40
/* Fewest letters before a hyphen in question. */
#define MIN_STEM 2
/* Without any word that is found whole: so many breaks, of which all but one in so many have a
 * second half that is no word of the document, are taken for broken words. */
#define MIN_STRANGE   3
#define STRANGE_SHARE 5

typedef struct {
    BpWord *word;
    char *joined, *hyphened, *rest; /* NULL when nothing is known to follow */
} Break;

typedef struct {
    GArray *breaks;       /* Break */
    GHashTable *counts;   /* text -> how often it stands there as a word */
    guint8 first[26][26]; /* some text begins with these letters */
} Search;

static void break_clear(gpointer data)
{
    Break *one = data;

    g_free(one->joined);
    g_free(one->hyphened);
    g_free(one->rest);
}

/* The letters at the start or, with `end`, at the end of a text; in small letters. */
static guint copy_letters(const char *text, guint len, char out[MAX_WORD])
{
    guint n = 0;

    while (n < len && n + 1 < MAX_WORD && g_ascii_isalpha(text[n])) {
        out[n] = g_ascii_tolower(text[n]);
        n++;
    }
    out[n] = '\0';
    return n;
}

static void look_for(Search *search, const char *text)
{
    if (!g_ascii_islower(text[0]) || !g_ascii_islower(text[1]))
        return;
    search->first[text[0] - 'a'][text[1] - 'a'] = 1;
    g_hash_table_insert(search->counts, (gpointer)(gsize)text, GUINT_TO_POINTER(0));
}

/* Whether a word ends its line: the next one of the page stands lower and begins further left. */
static bool ends_line(const BpWord *word, const BpWord *next)
{
    return next->box.y0 > (word->box.y0 + word->box.y1) / 2 && next->box.x0 < word->box.x1;
}

static void add_break(Search *search, const BpPage *page, guint i)
{
    BpWord *word = bp_page_word(page, i);
    const BpWord *next = i + 1 < page->words->len ? word + 1 : NULL;
    const char *text = page->text;
    char stem[MAX_WORD], rest[MAX_WORD];
    guint start = word->end - 1;
    Break one = {.word = word};

    while (start > word->start && g_ascii_isalpha(text[start - 1]))
        start--;
    if (next && !ends_line(word, next))
        return;
    if (next && copy_letters(text + start, word->end - 1 - start, stem) >= MIN_STEM &&
        g_ascii_islower(text[next->start]) &&
        copy_letters(text + next->start, next->end - next->start, rest) >= MIN_STEM) {
        one.joined = g_strconcat(stem, rest, NULL);
        one.hyphened = g_strconcat(stem, "-", rest, NULL);
        one.rest = g_strdup(rest);
        look_for(search, one.joined);
        look_for(search, one.hyphened);
        look_for(search, one.rest);
    }
    g_array_append_val(search->breaks, one);
}

static void find_breaks(Search *search, const BpPage *page)
{
    for (guint i = 0; i < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i);
        if (word->end - word->start > MIN_STEM && page->text[word->end - 1] == '-' &&
            g_ascii_isalpha(page->text[word->end - 2]))
            add_break(search, page, i);
    }
}

/* Count the words of a page that are looked for. */
static void count_words(Search *search, const BpPage *page)
{
    char text[MAX_WORD];
    gpointer key, count;

    for (guint i = 0; i < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i);
        const char *at = page->text + word->start, *end = page->text + word->end;
        guint n = 0;
        while (at < end && !g_ascii_isalpha(*at))
            at++;
        if (end - at < MIN_STEM || !g_ascii_isalpha(at[1]) ||
            !search->first[g_ascii_tolower(at[0]) - 'a'][g_ascii_tolower(at[1]) - 'a'])
            continue;
        for (; at < end && n + 1 < MAX_WORD && (g_ascii_isalpha(*at) || *at == '-'); at++)
            text[n++] = g_ascii_tolower(*at);
        text[n] = '\0';
        if (g_hash_table_lookup_extended(search->counts, text, &key, &count))
            g_hash_table_insert(search->counts, key, GUINT_TO_POINTER(GPOINTER_TO_UINT(count) + 1));
    }
}

static guint count_of(const Search *search, const char *text)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(search->counts, text));
}

/* Above 0 when the hyphen of a break is the word's own, below when it breaks a word. */
static int judge(const Search *search, const Break *one)
{
    if (!one->rest)
        return 0;
    guint hyphened = count_of(search, one->hyphened), joined = count_of(search, one->joined);

    return hyphened > joined ? 1 : joined > hyphened ? -1 : 0;
}

/* Whether hyphens that nothing is known of break words in this document. */
static bool breaks_words(const Search *search)
{
    guint own = 0, broken = 0, strange = 0, known = 0;

    for (guint i = 0; i < search->breaks->len; i++) {
        const Break *one = &g_array_index(search->breaks, Break, i);
        int verdict = judge(search, one);
        own += verdict > 0;
        broken += verdict < 0;
        /* Its own second half stands at the start of a line, and is counted too. */
        bool is_strange = one->rest && count_of(search, one->rest) < 2;
        strange += is_strange;
        known += one->rest && !is_strange;
    }
    if (own || broken)
        return broken > own;
    return strange >= MIN_STRANGE && known * STRANGE_SHARE <= strange;
}

void bp_hyphens_mark(BpDocument *document)
{
    Search search = {.breaks = g_array_new(FALSE, FALSE, sizeof(Break)),
                     .counts = g_hash_table_new(g_str_hash, g_str_equal)};

    g_array_set_clear_func(search.breaks, break_clear);
    for (guint i = 0; i < document->pages->len; i++)
        find_breaks(&search, document->pages->pdata[i]);
    for (guint i = 0; g_hash_table_size(search.counts) && i < document->pages->len; i++)
        count_words(&search, document->pages->pdata[i]);
    bool broken = breaks_words(&search);
    for (guint i = 0; i < search.breaks->len; i++) {
        Break *one = &g_array_index(search.breaks, Break, i);
        int verdict = judge(&search, one);
        if (verdict > 0 || (verdict == 0 && !broken))
            one->word->style |= BP_STYLE_HYPHENED;
    }
    g_hash_table_unref(search.counts);
    g_array_unref(search.breaks);
}
