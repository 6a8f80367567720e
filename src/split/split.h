/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The split stage: parts become records: agenda items, minute items, decisions, actions,
 * recommendations, attendance.
 */
#pragma once

#include "model/block.h"
#include "model/document.h"
#include "rules/rules.h"

/* Split every part of document->layout. */
void bp_split_run(BpDocument *document, BpMatcher *matcher);

/* What the splitters of one document share. */
typedef struct {
    BpDocument *document;
    BpMatcher *matcher;
    BpPart *part; /* the one being split */
} BpSplit;

/* Find the agenda item that a paper, log, appendix or set of minutes in a pack is for, and refer
 * both ways: part.agenda_item, agenda_item.paper. Needs the agenda's items. */
void bp_split_place_part(BpSplit *split);

/* One file a kind of record; each looks at the blocks of split->part. */
void bp_split_agenda(BpSplit *split);
void bp_split_agenda_in_minutes(BpSplit *split);
void bp_split_minutes(BpSplit *split);
void bp_split_action_tables(BpSplit *split);
void bp_split_recommendations(BpSplit *split);
void bp_split_attendance(BpSplit *split);
void bp_split_listed(BpSplit *split);

/*
 * Make a record of `type` found at `where`: its page, its spans (every page the block's lines stand
 * on), the part and meeting, the rule (its id and confidence; NULL: `rule_id` is a name for what
 * made it without a rule, confidence 0.93). The document owns it.
 */
BpRecord *bp_split_add(BpSplit *split, const char *type, const BpBlock *where, const BpRule *rule,
                       const char *rule_id);

/* Add the lines of a block to the spans of a record. */
void bp_split_add_spans(BpRecord *record, const BpBlock *block);

/* Set a field to a text with white space folded and leader dots and edges trimmed. */
void bp_split_set(BpRecord *record, const char *field, const char *text);

/* Set every field that the record's type has from the captures of a match. */
void bp_split_set_captures(BpRecord *record, const BpMatch *match, const BpSubject *subject);

/* A subject for a block (its text after the label when `body`). */
typedef enum { BP_SUBJECT_WHOLE, BP_SUBJECT_BODY } BpSubjectOf;
BpSubject bp_split_subject(const BpBlock *block, BpSubjectOf what);
