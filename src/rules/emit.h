/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kinds of thing that rules make: the table is in emit.c. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *name;
    const char *fields; /* what groups may capture, separated by spaces */
    const char *sets;   /* further constants that `set` may give */
    const char *needs;  /* a constant that every rule must set, or "" */
    bool scores; /* all rules of this kind are asked, not the first; they may have a `score` */
    bool chooses_layer; /* they count whatever layer they are in: they tell which layers do */
} BpEmit;

const BpEmit *bp_emits(guint *out_n);
int bp_emit_index(const char *name); /* -1 when there is none */
bool bp_emit_has_field(const BpEmit *emit, const char *name);
bool bp_emit_has_set(const BpEmit *emit, const char *name); /* a constant or a field */

/* The fields and constants, for messages: "number title", or "nothing". The caller frees. */
char *bp_emit_dup_fields(const BpEmit *emit);
char *bp_emit_dup_sets(const BpEmit *emit); /* constants and fields */
