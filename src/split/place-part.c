/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pack map: which agenda item a part of the pack is for.
 *
 * The evidence, from the surest on: the item's number on the front sheet ("Item: 6. Title"); a
 * stamp in the running header or above the title ("Agenda Item 6"); the
 * item's title in the part's title. Where the agenda prints page ranges, the papers placed so far
 * tell how far printed pages are from those of the file, and the range a part begins in outweighs
 * everything else. An appendix is for the item of the paper it follows.
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

static BpRecord *by_front(BpSplit *split, const BpPart *part, const GPtrArray *items)
{
    const GPtrArray *pairs = bp_record_get_list(part->record, "front");

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

static BpRecord *by_stamp(BpSplit *split, const BpPart *part, const GPtrArray *items)
{
    const BpLayout *layout = split->document->layout;
    guint first = bp_record_get_page(part->record, "first_page");

    for (guint i = 0; i < layout->furniture->len; i++) {
        const BpFurniture *furniture = layout->furniture->pdata[i];
        if (furniture->line->page != first)
            continue;
        g_autofree char *number = number_in(split, furniture->line->text);
        BpRecord *item = number ? item_with_number(items, number) : NULL;
        if (item)
            return item;
    }
    for (guint i = 0; i < part->blocks->len && i < 3; i++) {
        const BpBlock *block = part->blocks->pdata[i];
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
static BpRecord *by_title(const BpPart *part, const GPtrArray *items)
{
    g_autofree char *title = bp_text_dup_folded(bp_record_get(part->record, "title"));
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

static bool begins_with(const char *text, const char *reference)
{
    gsize n = strlen(reference);

    return !g_ascii_strncasecmp(text, reference, n) && !g_ascii_isalnum(text[n]);
}

/* The paper's own reference ("Paper 5", "Enc C"), which the agenda prints beside the item, at the
 * head of the part. */
static BpRecord *by_reference(const BpPart *part, const GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++) {
        const char *reference = bp_record_get(items->pdata[i], "pages");
        if (strlen(reference) < 3 || g_ascii_isdigit(*reference))
            continue;
        for (guint b = 0; b < part->blocks->len && b < 3; b++) {
            const BpBlock *block = part->blocks->pdata[b];
            if (block->kind == BP_BLOCK_PARA && begins_with(block->text, reference))
                return items->pdata[i];
        }
    }
    return NULL;
}

static BpRecord *by_evidence(BpSplit *split, const BpPart *part, const GPtrArray *items)
{
    BpRecord *item = by_front(split, part, items);

    if (!item)
        item = by_stamp(split, part, items);
    if (!item)
        item = by_reference(part, items);
    return item ? item : by_title(part, items);
}

/* First and last page that the agenda prints for an item; false when it prints none. */
static bool printed_pages(const BpRecord *item, guint *out_first, guint *out_last)
{
    g_auto(GStrv) ends = g_strsplit_set(bp_record_get(item, "pages"), " -\xe2\x80\x93\x94", -1);
    guint64 value = 0;
    guint n = 0;

    /* "Paper 2" is no page. */
    if (!g_ascii_isdigit(*bp_record_get(item, "pages")))
        return false;
    for (guint i = 0; ends[i] && n < 2; i++) {
        if (!*ends[i] || !bp_parse_uint(ends[i], 100000, &value))
            continue;
        if (n++ == 0)
            *out_first = (guint)value;
        *out_last = (guint)value;
    }
    return n > 0;
}

/* Pages of the file before printed page 1: what most papers with an item of printed pages agree
 * on; G_MAXINT when fewer than two do. */
static int page_offset(BpSplit *split, const GPtrArray *items)
{
    const BpLayout *layout = split->document->layout;
    g_autoptr(GHashTable) votes = g_hash_table_new(NULL, NULL);
    int best = G_MAXINT;
    guint most = 1;

    for (guint i = 0; i < layout->parts->len; i++) {
        const BpPart *part = layout->parts->pdata[i];
        guint first = 0, last = 0;
        if (strcmp(part->kind, "paper"))
            continue;
        const BpRecord *item = by_evidence(split, part, items);
        if (!item || !printed_pages(item, &first, &last))
            continue;
        int offset = (int)bp_record_get_page(part->record, "first_page") - (int)first;
        guint n = GPOINTER_TO_UINT(g_hash_table_lookup(votes, GINT_TO_POINTER(offset))) + 1;
        g_hash_table_insert(votes, GINT_TO_POINTER(offset), GUINT_TO_POINTER(n));
        if (n > most) {
            most = n;
            best = offset;
        }
    }
    return best;
}

static BpRecord *by_pages(BpSplit *split, const GPtrArray *items)
{
    int offset = page_offset(split, items);

    if (offset == G_MAXINT)
        return NULL;
    int page = (int)bp_record_get_page(split->part->record, "first_page") - offset;
    for (guint i = 0; i < items->len; i++) {
        guint first = 0, last = 0;
        if (printed_pages(items->pdata[i], &first, &last) && page >= (int)first &&
            page <= (int)last)
            return items->pdata[i];
    }
    return NULL;
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
    item = by_pages(split, items);
    if (!item)
        item = by_evidence(split, split->part, items);
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
