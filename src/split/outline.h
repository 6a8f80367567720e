/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which labelled entries of minutes are headings of items. */
#pragma once

#include "split/flow.h"

typedef enum {
    BP_ROLE_NONE,
    BP_ROLE_ITEM,
    BP_ROLE_AGAIN, /* the heading of the item it is in, printed again */
} BpRole;

typedef struct {
    GArray *roles; /* BpRole, one an entry */
    GArray *above; /* int, one an entry: the item whose sub-item it is, when its own number says
                      nothing of that (1 or a below 5); -1 */
    bool numbered; /* items have numbers */
    bool
        sectioned; /* they are parts of sections, whose headings are in capitals without a number */
} BpOutline;

BpOutline *bp_outline_of_flow(BpSplit *split, BpFlow *flow);
void bp_outline_free(BpOutline *outline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpOutline, bp_outline_free)

#define bp_outline_role(outline, i)  (g_array_index((outline)->roles, BpRole, (i)))
#define bp_outline_above(outline, i) (g_array_index((outline)->above, int, (i)))
