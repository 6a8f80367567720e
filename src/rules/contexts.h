/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The places in which rules are asked: for each kind the names that `in` may give, and what stands
 * there. A name that is not in the table is an error when rules are loaded, for its rule would
 * never be asked.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *emit;
    const char *name;
    const char *what;
} BpContext;

/* All rows, those of one kind together. */
const BpContext *bp_contexts(guint *out_n);

/* Why rules of the kind may not say `in NAME`; NULL when they may. The caller frees. */
char *bp_context_dup_complaint(const char *emit, const char *name);

/* The names for a kind, for messages: "block, sentence"; "" when it is asked everywhere alike. */
char *bp_context_dup_names(const char *emit);
