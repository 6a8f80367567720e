/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sentence ends. What stands before a full stop decides whether it can be an abbreviation: a single
 * letter, a word of up to four letters that begins with a capital and holds no vowel ("Mr", "Dr",
 * "Cllr", "St"), or one that rules of kind `abbreviation` know.
 */
#include "split/sentences.h"

#include <string.h>

/* Longest word that rules are asked about. */
#define LONGEST 7

static bool is_known(BpMatcher *matcher, const char *word, gsize len, gunichar next)
{
    BpSubject subject = {.text = word, .len = len};
    BpMatch match;
    const char *context = g_unichar_isdigit(next) ? "before-number" : "before-name";

    return matcher && len <= LONGEST &&
           bp_matcher_match(matcher, "abbreviation", context, &subject, &match);
}

static bool is_abbreviation(BpMatcher *matcher, const char *text, gsize start, gsize stop,
                            gunichar next)
{
    gsize from = stop;

    while (from > start && (g_ascii_isalpha(text[from - 1])))
        from--;
    gsize len = stop - from;
    if (len == 0)
        return false;
    if (len == 1)
        return g_ascii_isupper(text[from]) || strchr("eigp", text[from]) != NULL;
    if (is_known(matcher, text + from, len, next))
        return true;
    if (len > 4 || !g_ascii_isupper(text[from]))
        return false;
    for (gsize i = from; i < stop; i++)
        if (strchr("aeiouyAEIOUY", text[i]) || (i > from && g_ascii_isupper(text[i])))
            return false;
    return true;
}

gsize bp_sentence_next(const char *text, gsize end)
{
    while (text[end] == ' ' || text[end] == '\t')
        end++;
    return end;
}

gsize bp_sentence_end(BpMatcher *matcher, const char *text, gsize start)
{
    for (gsize i = start; text[i]; i++) {
        if (!strchr(".!?", text[i]))
            continue;
        gsize end = i + 1;
        while (text[end] &&
               (strchr(".!?)\"'", text[end]) || !strncmp(text + end, "\xe2\x80\x9d", 3) ||
                !strncmp(text + end, "\xe2\x80\x99", 3)))
            end += (guchar)text[end] >= 0x80 ? 3 : 1;
        if (!text[end])
            return end;
        if (text[end] != ' ' && text[end] != '\t')
            continue;
        gunichar next = g_utf8_get_char(text + bp_sentence_next(text, end));
        if (g_unichar_islower(next))
            continue;
        if (text[i] == '.' && is_abbreviation(matcher, text, start, i, next))
            continue;
        return end;
    }
    return strlen(text);
}
