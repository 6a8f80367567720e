/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Minute items: a record for each of their headings.
 *
 * The outline says which labelled entries are headings. Where minutes print "(Item 3)" below a
 * heading, that is its agenda number, and its number when it has no other. Headings without numbers
 * are told in unnumbered.c.
 */
#include <string.h>

#include "split/item-heading.h"
#include "split/outline.h"
#include "split/unnumbered.h"

/* What stands beside a heading may begin so much above it, points. */
#define BESIDE 6.0

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

static void free_text(gpointer data)
{
    g_string_free(data, TRUE);
}

#define MARKS " \t-:\xe2\x80\x93\xe2\x80\x94"

/* What an item's own paragraph says behind its title. */
static const char *text_behind_title(const BpEntry *entry, const BpRecord *record)
{
    const char *text = bp_entry_peek_text(entry);
    gsize shown = strlen(bp_record_get(record, "title")), whole = strlen(text);

    if (entry->title)
        return entry->title == entry->block ? "" : text;
    if (whole <= shown + 3)
        return "";
    /* The colon, dash or leaders between them are part of neither. */
    for (text += shown; *text && g_utf8_strchr(MARKS, -1, g_utf8_get_char(text));)
        text = g_utf8_next_char(text);
    return text;
}

/* Whether a heading in the same row of a table stands above an entry of another column. */
static bool stands_below(const BpEntry *entry, const BpEntry *head)
{
    if (entry->block->page != head->block->page)
        return entry->block->page > head->block->page;
    return head->block->box.y0 <= entry->block->box.y0 + BESIDE;
}

/* The item whose heading an entry is, also one that is printed again; -1 for none. */
static int head_of(const BpFlow *flow, const BpOutline *outline, guint i)
{
    if (bp_flow_entry(flow, i)->is_item)
        return (int)i;
    return bp_outline_role(outline, i) == BP_ROLE_AGAIN ? bp_outline_above(outline, i) : -1;
}

/* The heading that an entry belongs to, when the one before it is `last`: for what stands in a
 * column beside the text the last one of its row that is not below it. */
static int owner_of(const BpFlow *flow, const BpOutline *outline, guint i, int last)
{
    const BpEntry *entry = bp_flow_entry(flow, i);

    for (guint k = i; entry->side && k-- > 0;) {
        const BpEntry *head = bp_flow_entry(flow, k);
        int owner = head_of(flow, outline, k);
        if (owner >= 0 && (head->row != entry->row || stands_below(entry, head)))
            return owner;
    }
    return last;
}

/* Number the entries, and give each item the text of those that belong to it. */
static void assign_entries(BpFlow *flow, const BpOutline *outline, GPtrArray *records)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(free_text);
    g_autofree guint *place = g_new0(guint, flow->entries->len + 1);
    int last = -1;

    for (guint i = 0; i < flow->entries->len; i++) {
        BpEntry *entry = bp_flow_entry(flow, i);
        int head = head_of(flow, outline, i);
        int owner = head >= 0 ? head : owner_of(flow, outline, i, last);
        if (owner < 0)
            continue;
        last = head >= 0 ? head : last;
        if (entry->is_item) {
            place[i] = texts->len;
            g_ptr_array_add(texts,
                            g_string_new(text_behind_title(entry, records->pdata[texts->len])));
            continue;
        }
        g_free(entry->item);
        entry->item = g_strdup(bp_flow_entry(flow, (guint)owner)->item);
        if (head >= 0)
            continue;
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
    } else if (strlen(bp_entry_peek_text(head)) <= BP_HEADING_LENGTH && !*head->label &&
               (alone || bp_heading_is_set_off(head))) {
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

/* Whether a person stands at an entry, which is no sentence about them. */
static bool is_at(const BpRecord *person, const BpEntry *entry)
{
    const BpSpan *span = person->spans->len ? &g_array_index(person->spans, BpSpan, 0) : NULL;
    double y = span ? (span->box.y0 + span->box.y1) / 2 : 0;

    return span && span->page == entry->block->page && y > entry->block->box.y0 &&
           y < entry->block->box.y1;
}

static void mark_rolls(BpSplit *split, BpFlow *flow)
{
    g_autoptr(GPtrArray) people = bp_document_dup_records(split->document, "attendance");

    for (guint i = 0; i < flow->entries->len; i++) {
        BpEntry *entry = bp_flow_entry(flow, i);
        for (guint k = 0; k < people->len && !entry->roll; k++)
            entry->roll =
                is_at(people->pdata[k], entry) && !g_str_has_suffix(entry->block->text, ".");
    }
}

static BpRecord *add_ruled(BpSplit *split, BpEntry *entry, const BpMatch *match)
{
    BpRecord *record = add_item(split, entry, "", match->rule);
    BpSubject subject = {.text = bp_entry_peek_text(entry)};

    bp_split_set_captures(record, match, &subject);
    record->confidence = bp_rule_get_confidence(match->rule);
    return record;
}

void bp_split_find_items(BpSplit *split, BpFlow *flow)
{
    mark_rolls(split, flow);
    g_autoptr(BpOutline) outline = bp_outline_of_flow(split, flow);
    g_autoptr(GPtrArray) records = g_ptr_array_new();
    BpMatch match;

    for (guint i = 0; i < flow->entries->len; i++) {
        BpEntry *entry = bp_flow_entry(flow, i);
        BpRecord *record = NULL;
        if (bp_outline_role(outline, i) == BP_ROLE_ITEM) {
            g_autofree char *number = bp_label_dup_bare(entry->label);
            int above = bp_outline_above(outline, i);
            record = add_item(split, entry, number, NULL);
            g_free(entry->item);
            entry->item = g_strdup(above < 0 ? number : bp_flow_entry(flow, (guint)above)->item);
        } else if (bp_unnumbered_is_heading(split, flow, i, records->len, outline, &match)) {
            record = add_ruled(split, entry, &match);
        }
        if (record)
            g_ptr_array_add(records, record);
        take_agenda_number(split, flow, i, records);
    }
    g_autoptr(GArray) leads = records->len ? NULL : bp_unnumbered_leads(split, flow);
    for (guint k = 0; leads && k < leads->len; k++) {
        BpEntry *entry = bp_flow_entry(flow, g_array_index(leads, guint, k));
        g_ptr_array_add(records, add_item(split, entry, "", NULL));
    }
    assign_entries(flow, outline, records);
}
