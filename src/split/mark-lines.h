/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The grids of marks beside minutes, line by line. */
#pragma once

#include "split/split.h"

typedef struct {
    const BpTable *table;
    const BpRow *row;
    const char *label; /* as printed, "" for none */
    const char *vote;  /* value of the `vote` rule that takes the label, NULL for none; interned */
} BpMarkLine;

/** The lines of all grids of marks on the pages of the part (BpMarkLine; the caller unrefs). */
GArray *bp_mark_lines(const BpSplit *split);

/** Whether the line has a mark in a column. */
bool bp_mark_line_has(const BpMarkLine *line, guint column);

/** Set proposer, seconder and votes of the part's decisions that ballots stand beside. */
void bp_split_read_ballots(BpSplit *split);
