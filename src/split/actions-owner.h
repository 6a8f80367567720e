/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a text tells of the owners that a mark names. */
#pragma once

#include "split/split.h"

/* No more owners of one mark are looked for. */
#define BP_MOST_OWNERS 32

typedef struct {
    const GPtrArray *names; /* char*, as the mark has them; NULL for none */
    GPtrArray *surnames;    /* char*, of those who are listed with these initials; or NULL */
    guint n;
} BpOwners;

/* Look up the surnames; attendance is found before. The names stay the caller's. */
void bp_owners_init(BpOwners *owners, BpSplit *split, const GPtrArray *names);
void bp_owners_clear(BpOwners *owners);

/* Which of the owners act in a text: "JF to write", "the Clerk will ask". Bit i is set for the
 * owner at i. */
guint bp_owners_acting(const BpOwners *owners, BpMatcher *matcher, const BpSubject *subject);

/* Whether a text names one of them. */
bool bp_owners_named(const BpOwners *owners, const BpSubject *subject);
