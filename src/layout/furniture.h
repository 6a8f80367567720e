/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running headers, footers and page numbers, found by repetition over pages and set aside. */
#pragma once

#include "model/block.h"
#include "rules/rules.h"

/*
 * Set the furniture of all pages aside in layout->furniture. Returns, a page, the words that are
 * left (GArray of guint indices); the caller unrefs.
 */
GPtrArray *bp_furniture_set_aside(BpDocument *document, BpLayout *layout, BpMatcher *matcher);
