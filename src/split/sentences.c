/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sentence ends, by the marks alone. What stands before a full stop decides whether it can be an
 * abbreviation: a single letter, or a word of up to four letters that begins with a capital and
 * holds no vowel after the first letter ("Mr", "Dr", "Cllr", "St") is no end of a sentence.
 */
#include "split/sentences.h"

#include <string.h>

static gboolean is_abbreviation(const char *text, gsize start, gsize stop)
{
    gsize from = stop;

    while (from > start && (g_ascii_isalpha(text[from - 1])))
        from--;
    gsize len = stop - from;
    if (len == 0)
        return FALSE;
    if (len == 1)
        return g_ascii_isupper(text[from]) || strchr("eigp", text[from]) != NULL;
    if (len > 4 || !g_ascii_isupper(text[from]))
        return FALSE;
    for (gsize i = from + 1; i < stop; i++)
        if (strchr("aeiouyAEIOUY", text[i]) || g_ascii_isupper(text[i]))
            return FALSE;
    return TRUE;
}

gsize bp_sentence_next(const char *text, gsize end)
{
    while (text[end] == ' ' || text[end] == '\t')
        end++;
    return end;
}

gsize bp_sentence_end(const char *text, gsize start)
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
        if (text[i] == '.' && is_abbreviation(text, start, i))
            continue;
        return end;
    }
    return strlen(text);
}
