/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which format bytes have.
 */
#pragma once

#include <glib.h>

typedef enum { BP_FORMAT_PDF, BP_FORMAT_HTML, BP_FORMAT_TEXT, BP_FORMAT_OTHER } BpInputFormat;

/*
 * The format by the bytes, and by the name where they leave a choice: a file named .pdf is a PDF or
 * nothing, a text named .html is a web page. For BP_FORMAT_OTHER `out_what` says what it is instead
 * ("a ZIP archive or an office document").
 */
BpInputFormat bp_sniff(const char *data, gsize len, const char *name, const char **out_what);
