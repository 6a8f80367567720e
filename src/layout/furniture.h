/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running headers, footers and page numbers, found by repetition over pages and set aside. */
#pragma once

#include "layout/page-work.h"
#include "model/block.h"
#include "rules/rules.h"

/** Sets the furniture of all pages aside in layout->furniture and takes its words out of those of
 * `pages` (BpPageWork*). */
void bp_furniture_set_aside(const GPtrArray *pages, BpLayout *layout, BpMatcher *matcher);
