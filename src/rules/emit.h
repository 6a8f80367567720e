/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kinds of thing that rules make: the table is in emit.c. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *name;
    const char *fields; /* what groups may capture, separated by spaces */
    const char *sets;   /* further constants that `set` may give */
    const char *needs;  /* constants that every rule must set */
    bool scores;        /* rules of this kind have a `score` */
} BpEmit;

const BpEmit *bp_emits(guint *out_n);
int bp_emit_index(const char *name); /* -1 when there is none */
bool bp_emit_has_field(const BpEmit *emit, const char *name);
bool bp_emit_has_set(const BpEmit *emit, const char *name); /* a constant or a field */
