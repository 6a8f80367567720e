/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Bytes of a text file or a web page as UTF-8.
 */
#pragma once

#include <glib.h>

/*
 * The text of `data` as valid UTF-8 without a byte order mark. By order: what a byte order mark
 * says; UTF-8, when it is valid as such; the character set `declared` (may be NULL); Windows-1252.
 * NULs become U+001A. The caller frees.
 */
GString *bp_charset_decode(const char *data, gsize len, const char *declared);

/* The character set that an HTML page names at its beginning; NULL when it names none that is
 * known. The caller frees. */
char *bp_charset_dup_declared(const char *html, gsize len);
