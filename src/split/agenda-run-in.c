/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An agenda whose items run on in one paragraph, as short notes print it: "Agenda: 1. Welcome
 * 2. Minutes 3. Money (Jo)". A rule of kind `section`, context `agenda-run-in`, knows how such a
 * paragraph begins; rules of kind `agenda_item`, context `run-in-label`, find the numbers, and
 * those of context `run-in` take each item apart.
 */
#include <string.h>

#include "split/agenda.h"
#include "split/counted.h"

static void add_part(BpAgenda *agenda, const BpBlock *block, const BpCounted *part)
{
    BpRecord *record = bp_split_add(agenda->split, "agenda_item", block, NULL, "agenda.run-in");
    BpSubject subject = {.text = part->text, .len = strlen(part->text), .page = block->page};
    BpMatch match;

    record->confidence = 0.85;
    bp_split_set(record, "title", part->text);
    bp_split_set(record, "section", agenda->section);
    if (bp_matcher_match(agenda->split->matcher, "agenda_item", "run-in", &subject, &match))
        bp_split_set_captures(record, &match, &subject);
    bp_record_set(record, "number", part->label);
    bp_agenda_finish_item(agenda, record, block);
}

bool bp_agenda_add_run_in(BpAgenda *agenda, BpBlock *block)
{
    BpSubject subject = bp_split_subject(block, BP_SUBJECT_WHOLE);
    BpMatcher *matcher = agenda->split->matcher;
    BpMatch match;

    if (!bp_matcher_search(matcher, "section", "agenda-run-in", &subject, 0, &match))
        return false;
    g_autoptr(GPtrArray) parts = bp_split_dup_counted(matcher, "agenda_item", "run-in-label",
                                                      "number", block->text, match.end, 0);
    if (!parts)
        return false;
    for (guint i = 0; i < parts->len; i++)
        add_part(agenda, block, parts->pdata[i]);
    block->claimed = true;
    return true;
}
