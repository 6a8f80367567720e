/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names for the output from names of files, which may be any bytes.
 *
 * Escaped as in a URI: control characters, bytes that are no UTF-8, characters that turn text
 * around on a screen, components that mean another folder. A '%' is escaped only where it would
 * read as an escape, so that ordinary names stay as they are and no two names become one.
 */
#include <string.h>

#include "discover/discover.h"

/* File systems take 255 bytes; suffixes are added to the name. */
#define LONGEST_COMPONENT 200
#define CUT_COMPONENT     160
#define HASH_DIGITS       16

static void append_escaped(GString *out, const char *bytes, gsize len)
{
    for (gsize i = 0; i < len; i++)
        g_string_append_printf(out, "%%%02X", (guchar)bytes[i]);
}

static bool needs_escape(gunichar c)
{
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff)
        return true;
    bool turns_text =
        c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    bool is_nothing = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    return turns_text || is_nothing;
}

static gsize append_character(GString *out, const char *at, const char *end)
{
    gunichar c = g_utf8_get_char_validated(at, end - at);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
        append_escaped(out, at, 1);
        return 1;
    }
    gsize len = (gsize)g_utf8_skip[(guchar)*at];
    bool reads_as_escape =
        c == '%' && end - at >= 3 && g_ascii_isxdigit(at[1]) && g_ascii_isxdigit(at[2]);
    if (needs_escape(c) || reads_as_escape)
        append_escaped(out, at, len);
    else
        g_string_append_len(out, at, (gssize)len);
    return len;
}

/* Keep the beginning; the digest of all of it keeps two long names apart. */
static void shorten(GString *component)
{
    g_autofree char *digest =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, component->str, (gssize)component->len);
    gsize cut = CUT_COMPONENT;
    while (cut > 0 && ((guchar)component->str[cut] & 0xc0) == 0x80)
        cut--;
    g_string_truncate(component, cut);
    g_string_append_c(component, '~');
    g_string_append_len(component, digest, HASH_DIGITS);
}

static void append_component(GString *out, const char *component)
{
    if (component[0] == '\0')
        return;
    g_autoptr(GString) safe = g_string_new(NULL);
    const char *end = component + strlen(component);
    if (strspn(component, ".") == strlen(component))
        append_escaped(safe, component, strlen(component));
    else
        for (const char *at = component; at < end;)
            at += append_character(safe, at, end);
    if (safe->len > LONGEST_COMPONENT)
        shorten(safe);
    if (out->len > 0)
        g_string_append_c(out, '/');
    g_string_append_len(out, safe->str, (gssize)safe->len);
}

char *bp_discover_dup_safe_name(const char *relative_path)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_auto(GStrv) components = g_strsplit(relative_path, "/", -1);
    for (guint i = 0; components[i]; i++)
        append_component(out, components[i]);
    if (out->len == 0)
        g_string_append_c(out, '_');
    return g_string_free(g_steal_pointer(&out), FALSE);
}
