/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A meeting's place over the lines below the one that names it. */
#pragma once

#include "model/block.h"
#include "rules/rules.h"

/*
 * `venue` with the lines that go on with it among the first `most` texts of the part. `block` is
 * where it was found; `labelled`: a label such as "Location:" stands before it. The caller frees.
 */
char *bp_meeting_dup_venue(BpMatcher *matcher, const BpPart *part, guint most, const char *venue,
                           const BpBlock *block, bool labelled);

/* The line below the one of `block` that holds a text, close to it among the first `most` texts of
 * the part; NULL when there is none. */
const BpLine *bp_meeting_line_below(const BpPart *part, guint most, const BpBlock *block,
                                    const char *text);
