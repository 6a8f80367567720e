/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Actions in running minutes: what the files that find them share. actions.c walks the entries and
 * knows marks on lines of their own, inside paragraphs and in lists, actions-notes.c those beside
 * the text; actions-task.c and actions-weigh.c tell which words a mark means.
 */
#pragma once

#include "split/actions-task.h"

typedef struct {
    BpSplit *split;
    BpFlow *flow;
    BpTasksTaken *taken;
} BpActing;

/* What the place of a mark tells, in the margin or inside the text: much. */
#define BP_NOTE_WEIGHT 4

/* A part of an entry's text as a subject for rules. */
BpSubject bp_action_subject(const BpEntry *entry, gsize from, gsize to);

/* Make an action of what a rule took of an entry, with its owners and the other captures. */
BpRecord *bp_action_new(BpSplit *split, const BpEntry *entry, const BpBlock *where,
                        const BpMatch *match, const BpSubject *subject, const char *source);

bool bp_action_has_role(const BpMatch *match, const char *role);

/* Whether a rule that asks for it took letters or names of people who are listed. */
bool bp_action_is_mark(BpSplit *split, const BpMatch *match, const BpSubject *subject);

/* The task of a mark inside an entry's text, `start` bytes behind its label, that says none itself.
 * The caller frees. */
char *bp_action_task_before(const BpActing *acting, guint at, gsize start, const BpRecord *record);

/* The notes beside an entry: each that names owners is an action; one that is only a date belongs
 * to the one above it. Returns the last entry that they speak of, G_MAXUINT when they make no
 * action. */
guint bp_action_take_notes(const BpActing *acting, guint at);

/* What a column of outcomes says somebody is to do. */
bool bp_action_take_outcome(const BpActing *acting, guint at);
