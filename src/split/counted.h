/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parts that are counted inside one text: "1. Welcome 2. Minutes", "a. Write to ... b. Ask ...".
 */
#pragma once

#include "split/split.h"

typedef struct {
    char *label; /* 1, a: without marks */
    char *text;  /* up to the next label */
} BpCounted;

/*
 * The parts of a text from `from` on, BpCounted. Rules of kind `emit` and a context find the labels
 * (they capture `field`); each after the first is the next one, or one after `skipped` that are
 * left out, and what does not go on counting is text. NULL when the text does not begin with a
 * label or has less than two.
 */
GPtrArray *bp_split_dup_counted(BpMatcher *matcher, const char *emit, const char *context,
                                const char *field, const char *text, gsize from, guint skipped);
