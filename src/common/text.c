/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Making text safe, folding it, reading numbers. Everything here walks the text once and takes
 * bytes that are no UTF-8 for what they are: one bad byte, one U+FFFD.
 */
#include "common/text.h"

#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

/* Characters that XML 1.0 allows, without the noncharacters that other readers refuse. */
static bool is_clean(gunichar c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r';
    if (c >= 0xD800 && c <= 0xDFFF)
        return false;
    if (c >= 0xFDD0 && c <= 0xFDEF)
        return false;
    return (c & 0xFFFE) != 0xFFFE && c <= 0x10FFFF;
}

/* White space of text set in type: g_unichar_isspace() leaves out the no-break spaces. */
static bool is_space(gunichar c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

/* The character at *at, which moves behind it; U+FFFD for a byte that is no UTF-8. */
static gunichar next_char(const char **at, const char *end, bool *out_valid)
{
    gunichar c = g_utf8_get_char_validated(*at, end - *at);
    *out_valid = c < 0x110000;
    if (!*out_valid) {
        (*at)++;
        return 0xFFFD;
    }
    *at += c ? g_utf8_skip[(guchar) * *at] : 1;
    return c;
}

char *bp_text_dup_clean(const char *text, gssize len, guint *out_replaced)
{
    guint replaced = 0;
    if (!text)
        text = "", len = 0;
    const char *end = text + (len < 0 ? strlen(text) : (gsize)len);
    GString *out = g_string_sized_new((gsize)(end - text) + 1);
    while (text < end) {
        const char *from = text;
        bool valid;
        gunichar c = next_char(&text, end, &valid);
        if (valid && is_clean(c)) {
            g_string_append_len(out, from, text - from);
        } else {
            g_string_append(out, REPLACEMENT);
            replaced++;
        }
    }
    if (out_replaced)
        *out_replaced = replaced;
    return g_string_free(out, FALSE);
}

char *bp_text_dup_squeezed(const char *text)
{
    if (!text)
        return g_strdup("");
    const char *end = text + strlen(text);
    GString *out = g_string_sized_new((gsize)(end - text) + 1);
    bool gap = false;
    while (text < end) {
        const char *from = text;
        bool valid;
        gunichar c = next_char(&text, end, &valid);
        if (is_space(c)) {
            gap = out->len > 0;
            continue;
        }
        if (gap)
            g_string_append_c(out, ' ');
        gap = false;
        if (valid)
            g_string_append_len(out, from, text - from);
        else
            g_string_append(out, REPLACEMENT);
    }
    return g_string_free(out, FALSE);
}

/* Punctuation that stands inside a word (don't, e.g.) goes without leaving a gap; dashes, slashes
 * and the like part words, so that "co-opted" and "co opted" are the same. */
static bool joins_words(gunichar c)
{
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == '.' || c == 0xAD;
}

/* The same for text of ASCII alone, which most is: there is nothing to compose or to clean. */
static char *dup_folded_ascii(const char *text, gsize len)
{
    char *out = g_malloc(len + 1), *to = out;
    bool gap = false;
    for (const char *at = text; at < text + len; at++) {
        if (joins_words((guchar)*at))
            continue;
        if (!g_ascii_isalnum(*at)) {
            gap = to > out;
            continue;
        }
        if (gap)
            *to++ = ' ';
        gap = false;
        *to++ = g_ascii_tolower(*at);
    }
    *to = '\0';
    return out;
}

char *bp_text_dup_folded(const char *text)
{
    if (!text)
        return g_strdup("");
    gsize len = strlen(text);
    if (g_str_is_ascii(text))
        return dup_folded_ascii(text, len);
    g_autofree char *clean = bp_text_dup_clean(text, -1, NULL);
    g_autofree char *plain = g_utf8_normalize(clean, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *folded = g_utf8_casefold(plain, -1);
    GString *out = g_string_sized_new(strlen(folded) + 1);
    bool gap = false;
    const char *at = folded, *end = folded + strlen(folded);
    while (at < end) {
        const char *from = at;
        bool valid;
        gunichar c = next_char(&at, end, &valid);
        if (joins_words(c))
            continue;
        if (!g_unichar_isalnum(c) && !g_unichar_ismark(c)) {
            gap = out->len > 0;
            continue;
        }
        if (gap)
            g_string_append_c(out, ' ');
        gap = false;
        g_string_append_len(out, from, at - from);
    }
    return g_string_free(out, FALSE);
}

bool bp_text_is_blank(const char *text)
{
    if (!text)
        return true;
    const char *end = text + strlen(text);
    while (text < end) {
        bool valid;
        if (!is_space(next_char(&text, end, &valid)))
            return false;
    }
    return true;
}

/* What could take over a terminal or make text read in another order than it is stored. */
static bool must_escape(gunichar c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
           c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

char *bp_text_dup_escaped(const char *text)
{
    if (!text)
        return g_strdup("");
    const char *end = text + strlen(text);
    GString *out = g_string_sized_new((gsize)(end - text) + 1);
    while (text < end) {
        const char *from = text;
        bool valid;
        gunichar c = next_char(&text, end, &valid);
        if (!valid)
            g_string_append_printf(out, "\\x%02X", (guint)(guchar)*from);
        else if (must_escape(c) && c < 0x100)
            g_string_append_printf(out, "\\x%02X", (guint)c);
        else if (must_escape(c))
            g_string_append_printf(out, "\\u{%04X}", (guint)c);
        else
            g_string_append_len(out, from, text - from);
    }
    return g_string_free(out, FALSE);
}

int bp_text_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool bp_parse_uint(const char *text, guint64 max, guint64 *out_value)
{
    if (!text || !*text)
        return false;
    guint64 value = 0;
    for (; *text; text++) {
        if (!g_ascii_isdigit(*text))
            return false;
        guint64 digit = (guint64)(*text - '0');
        if (digit > max || value > (max - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *out_value = value;
    return true;
}
