/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Minutes: the running text once, then its items, decisions and actions. */
#include "split/flow.h"
#include "split/mark-lines.h"

void bp_split_minutes(BpSplit *split)
{
    g_autoptr(BpFlow) flow = bp_flow_of_part(split->part);

    bp_split_find_items(split, flow);
    bp_split_find_decisions(split, flow);
    bp_split_find_actions(split, flow);
    bp_split_read_ballots(split);
}
