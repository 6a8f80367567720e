/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Bytes say more than names: files are downloaded under the name of what was asked for, and what
 * came may be something else. Only where the bytes could be two things the name decides.
 */
#include "extract/sniff.h"

#include <stdbool.h>
#include <string.h>

/* Readers of PDFs accept garbage before the header, as far as this; browsers look as far for the
 * beginning of a page. */
#define HEADER_WITHIN 1024

/* Bytes that are looked at, and the share of them that may be no text. */
#define LOOKED_AT   65536
#define BINARY_PART 100

typedef struct {
    const char *bytes;
    gsize len;
    const char *what;
} Signature;

#define SIGNATURE(bytes, what)                                                                     \
    {                                                                                              \
        bytes, sizeof(bytes) - 1, what                                                             \
    }

/* What is no text, or is but must not be read as such. */
static const Signature signatures[] = {
    SIGNATURE("PK\x03\x04", "a ZIP archive or an office document"),
    SIGNATURE("\xd0\xcf\x11\xe0", "an office document of the old kind"),
    SIGNATURE("{\\rtf", "a document in RTF"),
    SIGNATURE("%!PS", "a PostScript file"),
    SIGNATURE("\x89PNG", "a picture"),
    SIGNATURE("\xff\xd8\xff", "a picture"),
    SIGNATURE("GIF8", "a picture"),
    SIGNATURE("\x1f\x8b", "a compressed file"),
};

/* How a web page begins, after white space. */
static const char *const page_starts[] = {"<!doctype html", "<html", "<head", "<body"};

/* ... or after a comment or the declaration of XML. */
static const char *const before_page[] = {"<!--", "<?xml"};

static bool has_suffix(const char *name, const char *suffix)
{
    gsize len = strlen(name), n = strlen(suffix);
    return len >= n && g_ascii_strcasecmp(name + len - n, suffix) == 0;
}

static bool starts_with(const char *at, const char *end, const char *const *list, guint n)
{
    for (guint i = 0; i < n; i++) {
        gsize len = strlen(list[i]);
        if ((gsize)(end - at) >= len && g_ascii_strncasecmp(at, list[i], len) == 0)
            return true;
    }
    return false;
}

static bool is_page(const char *data, gsize len)
{
    const char *end = data + MIN(len, HEADER_WITHIN);
    const char *at = data + (len >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0);
    while (at < end && g_ascii_isspace(*at))
        at++;
    if (!starts_with(at, end, before_page, G_N_ELEMENTS(before_page)))
        return starts_with(at, end, page_starts, G_N_ELEMENTS(page_starts));
    for (; at < end; at++) {
        if (*at == '<' && starts_with(at, end, page_starts, G_N_ELEMENTS(page_starts)))
            return true;
    }
    return false;
}

static bool is_utf16(const char *data, gsize len)
{
    return len >= 2 && (memcmp(data, "\xff\xfe", 2) == 0 || memcmp(data, "\xfe\xff", 2) == 0);
}

/* Some NULs are no reason to give a text up. */
static bool is_binary(const char *data, gsize len)
{
    gsize bad = 0, n = MIN(len, LOOKED_AT);
    for (gsize i = 0; i < n; i++) {
        guchar c = (guchar)data[i];
        bad += c < 0x20 && !strchr("\t\n\v\f\r\x1a\x1b", c ? c : 1);
    }
    return bad * BINARY_PART > n;
}

BpInputFormat bp_sniff(const char *data, gsize len, const char *name, const char **out_what)
{
    *out_what = "binary data";
    if (has_suffix(name, ".pdf") || memmem(data, MIN(len, HEADER_WITHIN), "%PDF-", 5))
        return BP_FORMAT_PDF;
    for (guint i = 0; i < G_N_ELEMENTS(signatures); i++) {
        if (len >= signatures[i].len && memcmp(data, signatures[i].bytes, signatures[i].len) == 0) {
            *out_what = signatures[i].what;
            return BP_FORMAT_OTHER;
        }
    }
    if (!is_utf16(data, len) && is_binary(data, len))
        return BP_FORMAT_OTHER;
    bool named = has_suffix(name, ".html") || has_suffix(name, ".htm");
    return named || is_page(data, len) ? BP_FORMAT_HTML : BP_FORMAT_TEXT;
}
