/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs of labels by their shape, and the shape that the labels of items have. */
#pragma once

#include "split/runs.h"

/* Runs of one shape. */
typedef struct {
    const char *shape;
    bool column;
    guint n, headings, strong;
    guint restarts; /* runs that begin with 1 below a heading without a label */
    bool first;     /* one of its runs begins with 1 */
    guint sections; /* those of them whose heading is in capitals */
} BpClass;

/* Whether a run stands inside a member of another one. */
bool bp_run_is_nested(const BpRuns *runs, const BpRun *run);

/* Labels inside an item that follow each other without text between them, or that the text before
 * them announces. */
bool bp_run_is_list(const BpRuns *runs, const BpRun *run);

/* All classes (BpClass*) but for lists. The caller unrefs. */
GPtrArray *bp_classes_of_runs(const BpRuns *runs);

/* That of the items; NULL when items have no numbers. */
const BpClass *bp_class_main(const GPtrArray *classes, const BpRuns *runs);
