/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the readers of formats that we set ourselves share with the table of readers (input.c).
 * Nothing outside this folder includes it.
 */
#pragma once

#include "extract/sheet.h"

/* Read a whole file, whose bytes are within the limits. NULL when it is refused; then the document
 * has a status and a finding. */
BpSheets *bp_text_read(const char *data, gsize len, BpDocument *document);
BpSheets *bp_html_read(const char *data, gsize len, BpDocument *document);
