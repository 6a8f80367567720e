/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pack map: which agenda item a part of the pack is for.
 *
 * The evidence, from the surest on: the item's number on the front sheet ("Item: 6. Title"); a
 * stamp in the running header ("Agenda Item 6"); a paper number that the agenda prints beside the
 * item ("Paper 5"); the item's title in the part's title; the pages that the agenda prints. An
 * appendix is for the item of the paper it follows.
 */
#include <string.h>

#include "common/text.h"

#include "split/split.h"

static BpRecord *item_with_number(const GPtrArray *items, const char *number)
{
    for (guint i = 0; i < items->len; i++) {
        BpRecord *item = items->pdata[i];
        if (*number && !g_ascii_strcasecmp(bp_record_get(item, "number"), number))
            return item;
    }
    return NULL;
}

/* What a `furniture` or `front` rule of context `item` reads as an item's number. The caller frees.
 */
static char *number_in(BpSplit *split, const char *text)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;

    if (!subject.len || !bp_matcher_match(split->matcher, "furniture", "item", &subject, &match))
        return NULL;
    return bp_match_dup(&match, &subject, "stamp");
}

static BpRecord *by_front(BpSplit *split, const GPtrArray *items)
{
    const GPtrArray *pairs = bp_record_get_list(split->part->record, "front");

    for (guint i = 0; pairs && i < pairs->len; i++) {
        const BpPair *pair = pairs->pdata[i];
        if (strcmp(pair->field, "item"))
            continue;
        g_autofree char *number = number_in(split, pair->value);
        BpRecord *item = number ? item_with_number(items, number) : NULL;
        if (item)
            return item;
    }
    return NULL;
}

static BpRecord *by_stamp(BpSplit *split, const GPtrArray *items)
{
    const BpLayout *layout = split->document->layout;
    guint first = bp_record_get_page(split->part->record, "first_page");

    for (guint i = 0; i < layout->furniture->len; i++) {
        const BpFurniture *furniture = layout->furniture->pdata[i];
        if (furniture->line->page != first)
            continue;
        g_autofree char *number = number_in(split, furniture->line->text);
        BpRecord *item = number ? item_with_number(items, number) : NULL;
        if (item)
            return item;
    }
    for (guint i = 0; i < split->part->blocks->len && i < 3; i++) {
        const BpBlock *block = split->part->blocks->pdata[i];
        if (block->kind != BP_BLOCK_PARA)
            continue;
        g_autofree char *number = number_in(split, block->text);
        BpRecord *item = number ? item_with_number(items, number) : NULL;
        if (item)
            return item;
    }
    return NULL;
}

/* The longest item title that the part's title holds, or that holds it. */
static BpRecord *by_title(BpSplit *split, const GPtrArray *items)
{
    g_autofree char *title = bp_text_dup_folded(bp_record_get(split->part->record, "title"));
    BpRecord *best = NULL;
    gsize most = 0;

    if (strlen(title) < 8)
        return NULL;
    for (guint i = 0; i < items->len; i++) {
        g_autofree char *own = bp_text_dup_folded(bp_record_get(items->pdata[i], "title"));
        gsize n = strlen(own);
        if (n >= 8 && n > most && (strstr(title, own) || strstr(own, title))) {
            best = items->pdata[i];
            most = n;
        }
    }
    return best;
}

static BpRecord *item_of(const BpRecord *part)
{
    int field = bp_record_type_field(part->type, "agenda_item");
    const void *ref = part->values[field].ref;

    return (BpRecord *)(gsize)ref;
}

void bp_split_place_part(BpSplit *split)
{
    BpRecord *part = split->part->record;
    const BpLayout *layout = split->document->layout;
    BpRecord *item = NULL;

    if (!strcmp(split->part->kind, "agenda"))
        return;
    g_autoptr(GPtrArray) items = bp_document_dup_records(split->document, "agenda_item");
    if (!items->len)
        return;
    item = by_front(split, items);
    if (!item)
        item = by_stamp(split, items);
    if (!item)
        item = by_title(split, items);
    if (!item && !strcmp(split->part->kind, "appendix")) {
        for (guint i = 1; i < layout->parts->len; i++)
            if (layout->parts->pdata[i] == split->part)
                item = item_of(((BpPart *)layout->parts->pdata[i - 1])->record);
    }
    if (!item)
        return;
    bp_record_set_ref(part, "agenda_item", item);
    int field = bp_record_type_field(item->type, "paper");
    if (!item->values[field].ref)
        bp_record_set_ref(item, "paper", part);
}
