/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Labelled entries in runs: series of labels that go on counting. */
#pragma once

#include "split/flow.h"

#define BP_NO_RUN G_MAXUINT

/* What is known of one entry. */
typedef struct {
    BpLabel label;
    guint run;    /* BP_NO_RUN without a label */
    bool heading; /* looks like a heading at all */
    bool strong;  /* and is set off by its letters or by columns */
    bool carries; /* text of its own follows it */
    bool again;   /* the last member of its run, printed again */
} BpMark;

/* A series: 1, 2, 3. What stands below a member (1 a b, 2) does not end it. */
typedef struct {
    GArray *members;    /* guint, entries */
    bool column;        /* the labels stand in a column of their own */
    bool opened;        /* the text before the first member ends with a colon, or resolves a list */
    bool below_heading; /* a heading without a label stands before the first member */
    bool below_caps;    /* and is in capitals */
    double indent;      /* of the last member, em */
    guint parent;       /* the run whose last member it stands below, or BP_NO_RUN */
    guint headings, strong, carries;
} BpRun;

typedef struct {
    BpFlow *flow;
    GArray *marks;   /* BpMark, one an entry */
    GPtrArray *runs; /* BpRun*, by their first members */
} BpRuns;

BpRuns *bp_runs_of_flow(BpSplit *split, BpFlow *flow);
void bp_runs_free(BpRuns *runs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpRuns, bp_runs_free)

#define bp_runs_mark(runs, i) (&g_array_index((runs)->marks, BpMark, (i)))
#define bp_run_member(run, k) (g_array_index((run)->members, guint, (k)))

/* Label of the first or last member. */
const BpLabel *bp_run_first(const BpRuns *runs, const BpRun *run);
const BpLabel *bp_run_last(const BpRuns *runs, const BpRun *run);
