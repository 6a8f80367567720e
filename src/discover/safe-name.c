/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names for the output from names of files, which may be any bytes.
 *
 * Escaped as in a URI: control characters, bytes that are no UTF-8, characters that turn text
 * around on a screen, components that mean another folder, and the dot of a folder that is called
 * as the file of a document is. A '%' is escaped only where it would read as an escape, so that
 * ordinary names stay as they are and no two names become one.
 */
#include <stdbool.h>
#include <string.h>

#include "discover/discover.h"

/* File systems take 255 bytes; suffixes are added to the name. */
#define LONGEST_COMPONENT 200
#define CUT_COMPONENT     160
#define HASH_DIGITS       16

/* And paths of 4,096 bytes, of which the output folder needs some. */
#define LONGEST_NAME 2000
#define CUT_NAME     1000

/* What is added to the name of a document: a folder x.pdf.json would stand where the file of x.pdf
 * has to be. */
static const char *const suffixes[] = {".json", ".xml"};

static void append_escaped(GString *out, const char *bytes, gsize len)
{
    for (gsize i = 0; i < len; i++)
        g_string_append_printf(out, "%%%02X", (guchar)bytes[i]);
}

static bool needs_escape(gunichar c)
{
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff)
        return true;
    bool turns_text = c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
                      (c >= 0x2066 && c <= 0x2069);
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

static void append_digest(GString *out, const char *of)
{
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, of, -1);
    g_string_append_c(out, '~');
    g_string_append_len(out, digest, HASH_DIGITS);
}

/* Keep the beginning; the digest of all of it keeps two long names apart. */
static void shorten(GString *component)
{
    g_autofree char *whole = g_strdup(component->str);
    gsize cut = CUT_COMPONENT;
    while (cut > 0 && ((guchar)component->str[cut] & 0xc0) == 0x80)
        cut--;
    g_string_truncate(component, cut);
    append_digest(component, whole);
}

/* The same for the folders of a path: the first ones and the file's own name are kept. */
static void shorten_path(GString *name)
{
    g_autofree char *whole = g_strdup(name->str);
    gsize cut = CUT_NAME;
    while (name->str[cut] != '/')
        cut--;
    g_string_truncate(name, cut + 1);
    append_digest(name, whole);
    g_string_append(name, strrchr(whole, '/'));
}

static void mark_folder(GString *component)
{
    for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        if (!g_str_has_suffix(component->str, suffixes[i]))
            continue;
        gsize dot = component->len - strlen(suffixes[i]);
        g_string_erase(component, (gssize)dot, 1);
        g_string_insert(component, (gssize)dot, "%2E");
        return;
    }
}

static void append_component(GString *out, const char *component, bool is_folder)
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
    if (is_folder)
        mark_folder(safe);
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
        append_component(out, components[i], components[i + 1] != NULL);
    if (out->len > LONGEST_NAME)
        shorten_path(out);
    if (out->len == 0)
        g_string_append_c(out, '_');
    return g_string_free(g_steal_pointer(&out), FALSE);
}
