/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Minute items: a record for each of their headings.
 *
 * The outline says which labelled entries are headings. Where minutes print "(Item 3)" below a
 * heading, that is its agenda number, and its number when it has no other. Minutes without numbers,
 * or with numbers that begin again below headings without one, have the headings that rules of kind
 * `minute_item` take.
 */
#include <string.h>

#include "common/text.h"

#include "split/item-heading.h"
#include "split/outline.h"

/* What stands beside a heading may begin so much above it, points. */
#define BESIDE 6.0
/* Lines of one title stand this close, in line heights. */
#define CLOSE_GAP 0.6
/* Those present stand at most so many texts below the title. */
#define HEAD_TEXTS 6

static BpRecord *add_item(BpSplit *split, BpEntry *entry, const char *number, const BpRule *rule)
{
    BpRecord *record = bp_split_add(split, "minute_item", entry->block, rule, "items.numbering");
    g_autofree char *title = bp_heading_dup_title(entry);

    bp_record_set(record, "number", number);
    bp_split_set(record, "title", title);
    record->confidence = bp_heading_is(entry) ? (bp_heading_is_emphatic(entry) ? 0.95 : 0.85) : 0.7;
    entry->is_item = true;
    return record;
}

/* "(Item 3)" as an entry of its own, or at the end of the heading. */
static char *agenda_number_of(BpSplit *split, const BpBlock *block, guint *out_start)
{
    BpSubject subject = bp_split_subject(block, BP_SUBJECT_WHOLE);
    BpMatch match;

    if (!bp_matcher_match(split->matcher, "minute_item", "agenda-number", &subject, &match))
        return NULL;
    *out_start = match.start;
    return bp_match_dup(&match, &subject, "agenda_number");
}

static bool matches(BpSplit *split, const BpEntry *entry, const char *emit, const char *context,
                    BpMatch *out_match)
{
    BpSubject subject = bp_split_subject(entry->block, BP_SUBJECT_WHOLE);

    subject.text += entry->start;
    subject.len -= entry->start;
    subject.in_table = entry->in_table;
    return bp_matcher_match(split->matcher, emit, context, &subject, out_match);
}

/* Whether a block is a list of people, and no sentence about them. */
static bool is_roll(BpSplit *split, const BpBlock *block)
{
    g_autoptr(GPtrArray) people = bp_document_dup_records(split->document, "attendance");

    if (g_str_has_suffix(block->text, "."))
        return false;
    for (guint i = 0; i < people->len; i++) {
        const BpRecord *person = people->pdata[i];
        const BpSpan *span = person->spans->len ? &g_array_index(person->spans, BpSpan, 0) : NULL;
        double y = span ? (span->box.y0 + span->box.y1) / 2 : 0;
        if (span && span->page == block->page && y > block->box.y0 && y < block->box.y1)
            return true;
    }
    return false;
}

static bool is_set_off(const BpEntry *entry)
{
    return !*entry->label && bp_heading_is(entry) && bp_heading_is_set_off(entry);
}

/* Whether a heading names the body that met. */
static bool names_body(const BpSplit *split, const BpEntry *entry)
{
    const char *body = split->part->meeting ? bp_record_get(split->part->meeting, "body") : "";
    g_autofree char *name = bp_text_dup_folded(body);
    g_autofree char *text = bp_text_dup_folded(bp_entry_peek_text(entry));

    return *name && strstr(text, name);
}

/* Whether an unnumbered heading belongs to the head of the minutes: before the first item, what
 * stands above another line of the title or goes on with it, or above those present. A heading that
 * their list has of its own ("ROLL CALL", "Present: ...") does not. */
static bool is_in_head(BpSplit *split, const BpFlow *flow, guint i, guint items)
{
    const BpEntry *entry = bp_flow_entry(flow, i);
    const BpEntry *before = i ? bp_flow_entry(flow, i - 1) : NULL;
    BpMatch match;

    if (items)
        return false;
    if (names_body(split, entry) || (before && is_set_off(before) && entry->block->gap < CLOSE_GAP))
        return true;
    for (guint k = i + 1; k < flow->entries->len && k <= i + HEAD_TEXTS; k++) {
        const BpEntry *next = bp_flow_entry(flow, k);
        if (next->block->page != entry->block->page || *next->label)
            return false;
        if (matches(split, next, "noise", "minute-item", &match))
            return k > i + 1;
        if (is_set_off(next) || is_roll(split, next->block))
            return k == i + 1;
    }
    return false;
}

static void free_text(gpointer data)
{
    g_string_free(data, TRUE);
}

/* What an item's own paragraph says behind its title. */
static const char *text_behind_title(const BpEntry *entry, const BpRecord *record)
{
    const char *text = bp_entry_peek_text(entry);
    gsize shown = strlen(bp_record_get(record, "title")), whole = strlen(text);

    if (entry->title)
        return entry->title == entry->block ? "" : text;
    return whole > shown + 3 ? text + MIN(shown, whole) : "";
}

/* Whether a heading in the same row of a table stands above an entry of another column. */
static bool stands_below(const BpEntry *entry, const BpEntry *head)
{
    if (entry->block->page != head->block->page)
        return entry->block->page > head->block->page;
    return head->block->box.y0 <= entry->block->box.y0 + BESIDE;
}

/* The heading that an entry belongs to, when the last one before it is `last`: for what stands in a
 * column beside the text the last one of its row that is not below it. */
static int owner_of(const BpFlow *flow, guint i, int last)
{
    const BpEntry *entry = bp_flow_entry(flow, i);

    for (int k = last; entry->side && k >= 0; k--) {
        const BpEntry *head = bp_flow_entry(flow, (guint)k);
        if (head->is_item && (head->row != entry->row || stands_below(entry, head)))
            return k;
    }
    return last;
}

/* Number the entries, and give each item the text of those that belong to it. */
static void assign_entries(BpFlow *flow, GPtrArray *records)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(free_text);
    g_autofree guint *place = g_new0(guint, flow->entries->len + 1);
    int last = -1;

    for (guint i = 0; i < flow->entries->len; i++) {
        BpEntry *entry = bp_flow_entry(flow, i);
        int owner = entry->is_item ? (int)i : owner_of(flow, i, last);
        if (owner < 0)
            continue;
        if (entry->is_item) {
            place[i] = texts->len;
            last = owner;
            g_ptr_array_add(texts,
                            g_string_new(text_behind_title(entry, records->pdata[texts->len])));
            continue;
        }
        g_free(entry->item);
        entry->item = g_strdup(bp_flow_entry(flow, (guint)owner)->item);
        GString *text = texts->pdata[place[owner]];
        if (text->len)
            g_string_append_c(text, ' ');
        g_string_append(text, entry->block->text);
        bp_split_add_spans(records->pdata[place[owner]], entry->block);
    }
    for (guint k = 0; k < texts->len; k++)
        bp_split_set(records->pdata[k], "text", ((GString *)texts->pdata[k])->str);
}

static void take_agenda_number(BpSplit *split, BpFlow *flow, guint i, GPtrArray *records)
{
    BpEntry *entry = bp_flow_entry(flow, i);
    guint start = 0;
    g_autofree char *number = agenda_number_of(split, entry->block, &start);

    if (!number)
        return;
    bool alone = start <= entry->start;
    BpEntry *head = alone ? (i ? bp_flow_entry(flow, i - 1) : NULL) : entry;
    if (!head)
        return;
    BpRecord *record = NULL;
    if (head->is_item && records->len) {
        record = records->pdata[records->len - 1];
    } else if (strlen(bp_entry_peek_text(head)) <= BP_HEADING_LENGTH && !*head->label) {
        record = add_item(split, head, number, NULL);
        g_free(head->item);
        head->item = g_strdup(number);
        g_ptr_array_add(records, record);
    }
    if (!record)
        return;
    bp_record_set(record, "agenda_number", number);
    if (!*bp_record_get(record, "number")) {
        bp_record_set(record, "number", number);
        g_free(head->item);
        head->item = g_strdup(number);
    }
    if (!alone) {
        g_autofree char *title = g_strndup(head->block->text + head->start, start - head->start);
        bp_split_set(record, "title", title);
    }
}

static bool is_unnumbered_item(BpSplit *split, const BpFlow *flow, guint i, guint items,
                               const BpOutline *outline, BpMatch *out_match)
{
    const BpEntry *entry = bp_flow_entry(flow, i);
    bool apart = !outline->numbered || (outline->sectioned && entry->block->caps);
    const char *context = apart ? "unnumbered" : "numbered";

    bool opens = i + 1 < flow->entries->len && bp_outline_role(outline, i + 1) == BP_ROLE_ITEM;
    return !*entry->label && !opens && !is_in_head(split, flow, i, items) &&
           !matches(split, entry, "noise", "minute-item", out_match) &&
           matches(split, entry, "minute_item", context, out_match);
}

void bp_split_find_items(BpSplit *split, BpFlow *flow)
{
    g_autoptr(BpOutline) outline = bp_outline_of_flow(split, flow);
    g_autoptr(GPtrArray) records = g_ptr_array_new();
    BpMatch match;

    for (guint i = 0; i < flow->entries->len; i++) {
        BpEntry *entry = bp_flow_entry(flow, i);
        bool numbered = bp_outline_role(outline, i) == BP_ROLE_ITEM;
        bool ruled = !numbered && is_unnumbered_item(split, flow, i, records->len, outline, &match);
        if (numbered || ruled) {
            g_autofree char *number = bp_label_dup_bare(numbered ? entry->label : "");
            BpRecord *record = add_item(split, entry, number, ruled ? match.rule : NULL);
            if (ruled) {
                BpSubject subject = {.text = bp_entry_peek_text(entry)};
                bp_split_set_captures(record, &match, &subject);
                record->confidence = bp_rule_get_confidence(match.rule);
            }
            g_free(entry->item);
            int above = bp_outline_above(outline, i);
            entry->item = g_strdup(above < 0 ? number : bp_flow_entry(flow, (guint)above)->item);
            g_ptr_array_add(records, record);
        }
        take_agenda_number(split, flow, i, records);
    }
    assign_entries(flow, records);
}
