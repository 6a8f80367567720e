/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pack map: which agenda item a part of the pack is for.
 *
 * A table of evidence, each with a weight: the range of pages that the agenda prints for the item;
 * a link from the agenda's line to the part's first page; the number on the front sheet ("Item: 6.
 * Title"); a stamp in the running header or above the title ("Agenda Item 6"); the paper's own
 * reference; the bookmark of the part's first page; the item's title in the part's title. The item
 * with most weight is taken, and what speaks for another one is reported. Printed pages are not
 * those of the file: the papers that the other evidence has placed tell how far they are apart. An
 * appendix is for the item of the part it follows.
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

/* What a `furniture` rule reads as an item's number: beside the label of a front sheet (context
 * `item`) a number alone will do, on the page (`stamp`) it is one only behind the word. The caller
 * frees. */
static char *number_in(BpSplit *split, const char *context, const char *text)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;

    if (!subject.len || !bp_matcher_match(split->matcher, "furniture", context, &subject, &match))
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
        g_autofree char *number = number_in(split, "item", pair->value);
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
        if (furniture->line->page != first || bp_furniture_is_note(furniture))
            continue;
        g_autofree char *number = number_in(split, "stamp", furniture->line->text);
        BpRecord *item = number ? item_with_number(items, number) : NULL;
        if (item)
            return item;
    }
    for (guint i = 0; i < part->blocks->len && i < 3; i++) {
        const BpBlock *block = part->blocks->pdata[i];
        if (block->kind != BP_BLOCK_PARA)
            continue;
        g_autofree char *number = number_in(split, "stamp", block->text);
        BpRecord *item = number ? item_with_number(items, number) : NULL;
        if (item)
            return item;
    }
    return NULL;
}

/* Shorter titles are not told by their words. */
#define LEAST_TITLE 8

/* The longest item title that the part's title holds, or that holds it. */
static BpRecord *by_title(BpSplit *split G_GNUC_UNUSED, const BpPart *part, const GPtrArray *items)
{
    g_autofree char *title = bp_text_dup_folded(bp_record_get(part->record, "title"));
    BpRecord *best = NULL;
    gsize most = 0;

    if (strlen(title) < LEAST_TITLE)
        return NULL;
    for (guint i = 0; i < items->len; i++) {
        g_autofree char *own = bp_text_dup_folded(bp_record_get(items->pdata[i], "title"));
        gsize n = strlen(own);
        if (n >= LEAST_TITLE && n > most && (strstr(title, own) || strstr(own, title))) {
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

/* A bookmark may be cut short, but not shorter than this. */
#define LEAST_BOOKMARK 24

/* The item that the bookmark of the part's first page names. Its number is no evidence: the
 * headings within a paper are numbered too. */
static BpRecord *by_outline(BpSplit *split, const BpPart *part, const GPtrArray *items)
{
    const GPtrArray *outline = split->document->outline;
    guint first = bp_record_get_page(part->record, "first_page");
    BpRecord *numbered = NULL;
    bool met = false;

    for (guint i = 0; i < outline->len; i++) {
        const BpOutlineItem *bookmark = outline->pdata[i];
        if (bookmark->page != first)
            continue;
        g_autofree char *title = bp_text_dup_folded(bookmark->title);
        g_autofree char *number = number_in(split, "item", bookmark->title);
        if (!met && number && bookmark->depth == 0)
            numbered = item_with_number(items, number);
        met = true;
        for (guint k = 0; k < items->len; k++) {
            g_autofree char *own = bp_text_dup_folded(bp_record_get(items->pdata[k], "title"));
            bool cut = strlen(title) >= LEAST_BOOKMARK && strstr(own, title);
            if (cut || (strlen(own) >= LEAST_TITLE && strstr(title, own)))
                return items->pdata[k];
        }
    }
    return numbered;
}

/* Whether a link stands on a line of an item. */
static bool is_on_item(const BpLink *link, guint page, const BpRecord *item)
{
    double y = (link->box.y0 + link->box.y1) / 2;

    for (guint i = 0; i < item->spans->len; i++) {
        const BpSpan *span = &g_array_index(item->spans, BpSpan, i);
        if (span->page == page && y >= span->box.y0 && y <= span->box.y1)
            return true;
    }
    return false;
}

/* The item whose line in the agenda links to the part's first page. */
static BpRecord *by_link(BpSplit *split, const BpPart *part, const GPtrArray *items)
{
    guint first = bp_record_get_page(part->record, "first_page");

    for (guint i = 0; i < items->len; i++) {
        const BpRecord *item = items->pdata[i];
        const BpPage *page = bp_document_page(split->document, item->page);
        for (guint k = 0; page->links && k < page->links->len; k++) {
            const BpLink *link = &g_array_index(page->links, BpLink, k);
            if (link->target_page == first && is_on_item(link, item->page, item))
                return items->pdata[i];
        }
    }
    return NULL;
}

/* The paper's own reference ("Paper 5", "Enc C"), which the agenda prints beside the item, at the
 * head of the part. */
static BpRecord *by_reference(BpSplit *split G_GNUC_UNUSED, const BpPart *part,
                              const GPtrArray *items)
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

static BpRecord *by_pages(BpSplit *split, const BpPart *part, const GPtrArray *items);

/* Weights: a number printed on the paper outweighs a title that may be another's too; two that
 * agree outweigh the range of pages. */
static const struct {
    const char *what;
    guint weight;
    BpRecord *(*find)(BpSplit *split, const BpPart *part, const GPtrArray *items);
} evidence[] = {
    {"the pages that the agenda prints", 5, by_pages},
    {"the agenda's link", 5, by_link},
    {"the front sheet", 3, by_front},
    {"the stamp", 3, by_stamp},
    {"the paper's reference", 3, by_reference},
    {"the bookmark", 2, by_outline},
    {"the title", 1, by_title},
};
#define N_EVIDENCE G_N_ELEMENTS(evidence)
/* From this row on it does not need the distance of printed pages. */
#define OTHER_EVIDENCE 1
/* A conflict of less weight is no news: titles resemble each other. */
#define SURE 2

/* The item with most weight behind it; among equals that of the first row. `out_found`, where not
 * NULL, has what each row from `from` on found. */
static BpRecord *judge(BpSplit *split, const BpPart *part, const GPtrArray *items, guint from,
                       BpRecord **out_found)
{
    BpRecord *found[N_EVIDENCE] = {NULL}, *best = NULL;
    guint most = 0;

    for (guint i = from; i < N_EVIDENCE; i++)
        found[i] = evidence[i].find(split, part, items);
    for (guint i = from; i < N_EVIDENCE; i++) {
        guint weight = 0;
        for (guint k = from; found[i] && k < N_EVIDENCE; k++)
            weight += found[k] == found[i] ? evidence[k].weight : 0;
        if (weight > most) {
            most = weight;
            best = found[i];
        }
    }
    if (out_found)
        memcpy(out_found, found, sizeof found);
    return best;
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
        const BpRecord *item = judge(split, part, items, OTHER_EVIDENCE, NULL);
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

static BpRecord *by_pages(BpSplit *split, const BpPart *part, const GPtrArray *items)
{
    int offset = page_offset(split, items);

    if (offset == G_MAXINT)
        return NULL;
    int page = (int)bp_record_get_page(part->record, "first_page") - offset;
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

static const char *name_item(const BpRecord *item)
{
    const char *number = bp_record_get(item, "number");

    return *number ? number : bp_record_get(item, "title");
}

/* Tell of what speaks for another item than the one taken. */
static void report_conflicts(BpSplit *split, const BpRecord *item, BpRecord *const *found)
{
    guint page = bp_record_get_page(split->part->record, "first_page");

    for (guint i = 0; i < N_EVIDENCE; i++) {
        if (!found[i] || found[i] == item || evidence[i].weight < SURE)
            continue;
        bp_document_hint(split->document, "pack-map-conflict", page,
                         "the part that begins here is taken as the paper of item '%s', but by %s "
                         "it belongs to '%s'",
                         name_item(item), evidence[i].what, name_item(found[i]));
    }
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
    BpRecord *found[N_EVIDENCE];
    item = judge(split, split->part, items, 0, found);
    if (item)
        report_conflicts(split, item, found);
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
