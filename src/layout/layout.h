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

/* Whether the page looks tabular and has no grid. Asked after its rulings were looked for. */
bool bp_layout_lacks_grid(const BpPage *page);

/*
 * From a layout without tags, of such a page: whether the page has tables, by its tags, of which
 * rows had to be guessed or are not as many as the tags tell of.
 */
bool bp_layout_wants_tag_rows(const BpDocument *document, const BpPage *page);

/* Fill document->layout for a first look: nothing is joined over pages. */
void bp_layout_draft(BpDocument *document, BpMatcher *matcher);

/* Fill document->layout. What a draft made of a page is kept when the page has got no rulings or
 * tags since. */
void bp_layout_run(BpDocument *document, BpMatcher *matcher);

void bp_layout_dump(const BpDocument *document, GString *out);
