/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbering tokens as a system: what shape they have, and which comes after which. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* A label without brackets and closing marks; the caller frees. */
char *bp_label_dup_bare(const char *label);

/* The shape of a label: "N" for 7 or 7., "N)" for 7), "N.N", "A N/N", "a", "(a)". The caller
 * frees. */
char *bp_label_dup_shape(const char *label);

/* More levels than any numbering has. */
#define BP_LABEL_PARTS 6

/* A label taken apart for counting. */
typedef struct {
    char *shape; /* without blanks; a letter at a number does not count: 7a is of shape N */
    guint n;
    guint part[BP_LABEL_PARTS]; /* each 32 times a number, and the letter at it: 7a is 225 */
    guint roman;                /* value of a label of Roman numerals alone, or 0 */
    bool closed;                /* has a mark behind it: 7. or 7) */
} BpLabel;

#define BP_LABEL_LETTERS          32
#define bp_label_number(label, k) ((label)->part[k] / BP_LABEL_LETTERS)

void bp_label_read(BpLabel *label, const char *text);
void bp_label_clear(BpLabel *label);

/* Whether `label` comes after `before`, with at most `skipped` left out between them: 7 and 8, 7
 * and 7a, 4.2 and 4.3 or 5.1, 92/1920 and 93/1920, c and d, iv and v. A part that is misprinted
 * does not matter as long as the last one counts. */
bool bp_label_goes_on(const BpLabel *before, const BpLabel *label, guint skipped);

/* Whether it begins a series: 1, 4.1, a, I. */
bool bp_label_is_first(const BpLabel *label);

bool bp_label_is_same(const BpLabel *a, const BpLabel *b);

/* Whether `label` is a level below `above`: 4.1 or 4-A below 4. */
bool bp_label_is_below(const BpLabel *label, const BpLabel *above);
