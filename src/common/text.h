/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Small helpers on UTF-8 text that every stage needs: making text from a file safe, folding it for
 * comparison, and reading numbers. Locale is never consulted.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * A copy of `text` (`len` bytes, or -1 for NUL-terminated) that is valid UTF-8 and holds only
 * characters that XML 1.0 allows: invalid bytes, lone surrogates, noncharacters and C0 controls
 * become U+FFFD, tab, newline and carriage return stay. `out_replaced` (may be NULL) gets the
 * number of replacements. The caller frees.
 */
char *bp_text_dup_clean(const char *text, gssize len, guint *out_replaced);

/* A copy with runs of white space (also U+00A0, U+2000..U+200A, U+202F, U+3000) folded to one
 * space, and none at either end. The caller frees. */
char *bp_text_dup_squeezed(const char *text);

/*
 * A copy for comparison and ids: case folded, quotes and dashes and other punctuation dropped,
 * words joined by one space. The caller frees.
 */
char *bp_text_dup_folded(const char *text);

/* Whether `text` is NULL, empty or only white space. */
bool bp_text_is_blank(const char *text);

/*
 * A copy in which control characters (C0, C1), bidi controls and bytes that are no UTF-8 are
 * written as \xNN or \u{NNNN}, for a terminal, a log or the manifest. The caller frees.
 */
char *bp_text_dup_escaped(const char *text);

/* For qsort() and g_ptr_array_sort() over an array of texts: by their bytes. */
int bp_text_compare(gconstpointer a, gconstpointer b);

/* Read a whole decimal number of at most `max`; false when `text` is anything else. */
bool bp_parse_uint(const char *text, guint64 max, guint64 *out_value);
