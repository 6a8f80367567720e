/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages to which the agenda of a pack leads: by its links, or by bookmarks that are named as the
 * agenda names its items.
 */
#pragma once

#include "model/block.h"
#include "model/document.h"

/*
 * For every page of the document NULL, or the title of what the agenda leads to there: that of its
 * bookmark without the number in front, "" for a link. The agenda is what stands in the blocks
 * [first, end) of the layout. Returns an array of n_pages + 1 texts borrowed from the document,
 * indexed by the page's number; the caller frees the array.
 */
const char **bp_targets_find(const BpDocument *document, guint first, guint end);
