/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The sentences that a mark may mean, each with its weight; shared by actions-weigh.c and
 * actions-task.c.
 */
#pragma once

#include "split/actions-owner.h"
#include "split/actions-task.h"

typedef struct {
    guint at;          /* entry */
    gsize start, end;  /* bytes of its block's text */
    double score;      /* what speaks for it */
    bool task, agreed; /* says what is to be done, what was settled or put forward */
    guint acts;        /* bit set: owners of the mark that act in it */
    bool title;        /* no sentence: a short text without an end */
} BpTaskSentence;

typedef struct {
    BpSplit *split;
    const BpFlow *flow;
    const BpMark *mark;
    const BpOwners *owners; /* of the mark */
    BpTasksTaken *taken;
    GArray *sentences; /* BpTaskSentence, in reading order */
} BpWeighing;

#define bp_task_sentence(weighing, i) (&g_array_index((weighing)->sentences, BpTaskSentence, (i)))

/* Fill `sentences` with those beside the mark, and those near it that may be meant as well. */
void bp_tasks_weigh(BpWeighing *weighing);

/* Where a sentence stands, as a key of `taken`. */
const char *bp_task_place(const BpWeighing *weighing, const BpTaskSentence *sentence);

/* A part of an entry's text, and whether a rule of kind `action` takes it. */
BpSubject bp_task_subject(const BpEntry *entry, gsize start, gsize end);
bool bp_task_says(const BpWeighing *weighing, const char *context, const BpSubject *subject);
