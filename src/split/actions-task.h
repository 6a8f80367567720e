/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The task that a mark stands for: which sentences of the paragraphs beside it.
 */
#pragma once

#include "split/flow.h"

/* Where a mark stands. */
typedef struct {
    guint at;            /* the entry it was given to */
    const BpBlock *note; /* in the margin beside it; NULL: in the text, at the offset `beside` */
    gsize beside;
    gsize until;             /* the text of the entry after this offset is the mark's; 0: none is */
    bool more;               /* another mark stands beside the same entry, below */
    double weight;           /* how much its place tells, against what the sentences say */
    const GPtrArray *owners; /* whom it names; char* */
} BpMark;

/* Which sentences are the task of a mark already: keys are places in texts of blocks. */
typedef GHashTable BpTasksTaken;

/*
 * The text of the task. The sentences beside the mark are weighed: what is to be done, what was
 * agreed, whom it names, how near it is, and whether it is the task of another mark. The caller
 * frees.
 */
char *bp_task_of_mark(BpSplit *split, const BpFlow *flow, const BpMark *mark, BpTasksTaken *taken);
