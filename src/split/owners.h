/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owners of actions. */
#pragma once

#include "split/split.h"

/* Add each owner named in `text` ("AB/CD", "Clerk and Chair") to the record's `owners`. */
void bp_split_add_owners(BpSplit *split, BpRecord *record, const char *text);

/* Whether `text` names nobody but people of the part's meeting, by their initials or a word of
 * their name, or all of them; attendance is found before. */
bool bp_split_are_listed(BpSplit *split, const char *text);

/* The surname of the one person of the part's meeting who is listed with these initials, borrowed
 * from the record; or NULL. */
const char *bp_split_surname(BpSplit *split, const char *initials);

/* Set due (verbatim), due_date and state from the record's due and status. */
void bp_split_finish_action(BpSplit *split, BpRecord *record);
