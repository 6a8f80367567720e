/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running text beside a margin headed "Action", found by its headings. */
#pragma once

#include "layout/lines.h"
#include "layout/paragraphs.h"

/* Whether the text rows `from` to before `to` are running text in the first of two columns, the
 * second being one of actions. Expects the table's edges and roles. */
bool bp_is_text_and_margin(const BpPage *page, const BpTable *table, const GPtrArray *rows,
                           guint from, guint to);

/* Owners on successive lines of a row's margin are one note only beside the same paragraph. */
void bp_part_notes(const BpColumn *column, const BpRow *row);
