/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owners as printed, one by one: rules of kind `owner`, context `split`, say where one ends.
 */
#include "split/owners.h"

#include <string.h>

#include "common/text.h"

#include "rules/normal.h"

void bp_split_add_owners(BpSplit *split, BpRecord *record, const char *text)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;
    gsize offset = 0;

    while (offset < subject.len &&
           bp_matcher_search(split->matcher, "owner", "split", &subject, offset, &match)) {
        g_autofree char *name = bp_match_dup(&match, &subject, "name");
        g_autofree char *squeezed = bp_text_dup_squeezed(name ? name : "");
        if (*squeezed)
            bp_record_add(record, "owners", squeezed);
        offset = match.end > offset ? match.end : offset + 1;
    }
}

/* A task that says by when. */
static void take_due(BpSplit *split, BpRecord *record)
{
    const char *text = bp_record_get(record, "text");
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;

    if (*bp_record_get(record, "due") || !subject.len ||
        !bp_matcher_search(split->matcher, "action", "due", &subject, 0, &match))
        return;
    g_autofree char *due = bp_match_dup(&match, &subject, "due");
    if (due)
        bp_split_set(record, "due", due);
}

void bp_split_finish_action(BpSplit *split, BpRecord *record)
{
    if (strcmp(bp_record_get(record, "source"), "table"))
        take_due(split, record);
    g_autofree char *date = bp_normal_date(split->matcher, bp_record_get(record, "due"));
    const char *state =
        bp_normal_word(split->matcher, "state", NULL, bp_record_get(record, "status"));

    if (date)
        bp_record_set(record, "due_date", date);
    if (state)
        bp_record_set(record, "state", state);
}
