/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The layout stage: words become lines, columns, paragraphs and tables; running headers, footers
 * and page numbers are set aside as furniture.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"
#include "rules/rules.h"

/* Whether the rulings of the page would help (it looks tabular); asked after extract of a page. */
bool bp_layout_wants_rulings(const BpPage *page);

/* Whether letters stand below letters on it: the headings of narrow columns, which only rulings
 * tell apart. */
bool bp_layout_has_stacks(const BpPage *page);

/* Fill document->layout. */
void bp_layout_run(BpDocument *document, BpMatcher *matcher);

void bp_layout_dump(const BpDocument *document, GString *out);
