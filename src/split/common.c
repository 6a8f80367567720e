/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What all splitters share: making a record that knows its place, and asking the rules about a
 * block.
 */
#include <string.h>

#include "common/text.h"

#include "split/split.h"

/* How sure a record is that the layout alone made; measured by tests/tools/calibrate. */
#define LAYOUT_CONFIDENCE 0.93

void bp_split_add_spans(BpRecord *record, const BpBlock *block)
{
    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        bp_record_add_span(record, line->page, line->box);
    }
}

static const char *label_of_page(const BpDocument *document, guint page)
{
    return page >= 1 && page <= document->pages->len ? bp_document_page(document, page)->label
                                                     : NULL;
}

BpRecord *bp_split_add(BpSplit *split, const char *type, const BpBlock *where, const BpRule *rule,
                       const char *rule_id)
{
    BpRecord *record = bp_record_new(type, where->page);

    record->page_label = g_strdup(label_of_page(split->document, where->page));
    record->rule = g_strdup(rule ? bp_rule_get_id(rule) : rule_id);
    record->confidence = rule ? bp_rule_get_confidence(rule) : LAYOUT_CONFIDENCE;
    record->part_record = split->part->record;
    record->meeting_record = split->part->meeting;
    bp_split_add_spans(record, where);
    return bp_document_take_record(split->document, record);
}

void bp_split_set(BpRecord *record, const char *field, const char *text)
{
    g_autofree char *squeezed = bp_text_dup_squeezed(text ? text : "");
    gsize len = strlen(squeezed);

    while (len > 0 &&
           (strchr(" _|", squeezed[len - 1]) ||
            (len > 2 && strchr(".-", squeezed[len - 1]) && squeezed[len - 2] == squeezed[len - 1])))
        squeezed[--len] = '\0';
    bp_record_set(record, field, squeezed);
}

void bp_split_set_captures(BpRecord *record, const BpMatch *match, const BpSubject *subject)
{
    for (guint i = 0; i < match->n_captures; i++) {
        const BpCapture *capture = &match->captures[i];
        int field = bp_record_type_field(record->type, capture->field);
        if (field < 0 || record->type->fields[field].kind == BP_FIELD_LIST)
            continue;
        g_autofree char *text =
            g_strndup(subject->text + capture->start, capture->end - capture->start);
        bp_split_set(record, capture->field, text);
    }
}

BpSubject bp_split_subject(const BpBlock *block, BpSubjectOf what)
{
    const char *text = what == BP_SUBJECT_BODY ? bp_block_peek_body(block) : block->text;
    BpSubject subject = {.text = text,
                         .len = strlen(text),
                         .page = block->page,
                         .style = block->style,
                         .caps = block->caps,
                         .bullet = block->bullet,
                         .centred = block->centred,
                         .heading = block->heading,
                         .top_of_page = block->page_start,
                         .page_start = block->page_start,
                         .size = block->size,
                         .indent = block->indent,
                         .gap = block->gap,
                         .width = block->width};

    return subject;
}
