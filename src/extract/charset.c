/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which characters the bytes are.
 *
 * Text that is valid as UTF-8 is UTF-8, whatever it says of itself: other text practically never
 * is, and pages are saved by programs that change the bytes and leave the declaration. What is not
 * is taken for Windows-1252, as browsers do, unless the page names one of the other sets of a byte
 * a character.
 */
#include "extract/charset.h"

#include <stdbool.h>
#include <string.h>

/* The beginning of a page in which its character set is looked for: browsers look in 1024. */
#define DECLARED_WITHIN 2048

#define LONGEST_NAME 20

/* What stands in place of a NUL: the character that ASCII has for it. */
#define SUBSTITUTE '\x1a'

/* 0x80..0x9F; where Windows-1252 has no character, the replacement. */
static const guint16 windows_1252[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

/* Names that are handed on to iconv. The other single-byte sets are those of Windows-1252 or of
 * languages that the rules do not know; sets of several bytes are large converters. */
static const char *const known_sets[] = {"iso-8859-", "windows-125", "macintosh"};

/* These are read as Windows-1252 by every browser. */
static const char *const western_sets[] = {"iso-8859-1", "windows-1252"};

static GString *from_utf16(const char *data, gsize len, bool big_endian)
{
    GString *out = g_string_sized_new(len / 2 + 1);
    gunichar high = 0;
    for (gsize i = 0; i + 1 < len; i += 2) {
        guchar a = (guchar)data[i], b = (guchar)data[i + 1];
        gunichar c = big_endian ? a << 8 | b : b << 8 | a;
        bool is_high = c >= 0xD800 && c < 0xDC00, is_low = c >= 0xDC00 && c < 0xE000;
        if (high && is_low)
            c = 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00);
        else if (high)
            g_string_append_unichar(out, 0xFFFD);
        if (is_low && !high)
            c = 0xFFFD;
        high = is_high ? c : 0;
        if (!is_high)
            g_string_append_unichar(out, c ? c : SUBSTITUTE);
    }
    return out;
}

static GString *from_windows_1252(const GString *text)
{
    GString *out = g_string_sized_new(text->len + text->len / 8 + 1);
    for (gsize i = 0; i < text->len; i++) {
        guchar c = (guchar)text->str[i];
        if (c < 0x80)
            g_string_append_c(out, (char)c);
        else
            g_string_append_unichar(out, c < 0xA0 ? windows_1252[c - 0x80] : c);
    }
    return out;
}

static GString *from_declared(const GString *text, const char *declared)
{
    gsize len = 0;
    g_autofree char *converted =
        g_convert(text->str, (gssize)text->len, "UTF-8", declared, NULL, &len, NULL);
    return converted ? g_string_new_len(converted, (gssize)len) : NULL;
}

GString *bp_charset_decode(const char *data, gsize len, const char *declared)
{
    if (len >= 2 && (memcmp(data, "\xff\xfe", 2) == 0 || memcmp(data, "\xfe\xff", 2) == 0))
        return from_utf16(data + 2, len - 2, data[0] == '\xfe');
    gsize mark = len >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    GString *text = g_string_new_len(data + mark, (gssize)(len - mark));
    for (char *at = text->str; (at = memchr(at, '\0', text->len - (gsize)(at - text->str)));)
        *at = SUBSTITUTE;
    if (g_utf8_validate(text->str, (gssize)text->len, NULL))
        return text;
    GString *out = declared ? from_declared(text, declared) : NULL;
    if (!out)
        out = from_windows_1252(text);
    g_string_free(text, TRUE);
    return out;
}

/* The name after the '=' of an attribute or of a part of one: charset="utf-8", charset=utf-8. */
static char *dup_name(const char *at, const char *end)
{
    while (at < end && (g_ascii_isspace(*at) || strchr("\"'", *at)))
        at++;
    const char *start = at;
    while (at < end && (g_ascii_isalnum(*at) || *at == '-' || *at == '_'))
        at++;
    return at - start <= LONGEST_NAME ? g_ascii_strdown(start, at - start) : NULL;
}

static bool is_listed(const char *name, const char *const *list, guint n, bool whole)
{
    for (guint i = 0; i < n; i++) {
        if (whole ? strcmp(name, list[i]) == 0 : g_str_has_prefix(name, list[i]))
            return true;
    }
    return false;
}

char *bp_charset_dup_declared(const char *html, gsize len)
{
    static const char word[] = "charset";
    const char *end = html + MIN(len, DECLARED_WITHIN);
    for (const char *at = html; at + sizeof word < end; at++) {
        if (g_ascii_strncasecmp(at, word, sizeof word - 1) != 0)
            continue;
        at += sizeof word - 1;
        while (at < end && g_ascii_isspace(*at))
            at++;
        if (at >= end || *at != '=')
            continue;
        g_autofree char *name = dup_name(at + 1, end);
        if (name && is_listed(name, known_sets, G_N_ELEMENTS(known_sets), false) &&
            !is_listed(name, western_sets, G_N_ELEMENTS(western_sets), true))
            return g_steal_pointer(&name);
    }
    return NULL;
}
