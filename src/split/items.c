/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Minute items: which entries are their headings.
 *
 * Numbering is read as a system. The shape of label ("N", "N.N.N", "A N/N") that most often heads
 * something that looks like a heading is the shape of the items; an entry of that shape is an item
 * when it looks like a heading as the others do, or goes on counting. A deeper label ("2.1" under
 * "2") is an item of its own only when it looks like a heading. Where minutes print "(Item 3)"
 * below a heading, that is its agenda number, and its number when it has no other. Minutes without
 * numbers have the headings that rules of kind `minute_item` take.
 */
#include <string.h>

#include "split/item-heading.h"
#include "split/sentences.h"

/* So many headings of one shape are no accident. */
#define ENOUGH_HEADINGS 3

typedef struct {
    char *shape;
    guint first, n, headings, bold;
} Shape;

static void shape_free(gpointer data)
{
    Shape *shape = data;

    g_free(shape->shape);
    g_free(shape);
}

static GPtrArray *count_shapes(const BpFlow *flow)
{
    GPtrArray *shapes = g_ptr_array_new_with_free_func(shape_free);

    for (guint i = 0; i < flow->entries->len; i++) {
        const BpEntry *entry = bp_flow_entry(flow, i);
        if (!*entry->label)
            continue;
        g_autofree char *name = bp_label_dup_shape(entry->label);
        Shape *shape = NULL;
        for (guint k = 0; k < shapes->len && !shape; k++)
            if (!strcmp(((Shape *)shapes->pdata[k])->shape, name))
                shape = shapes->pdata[k];
        if (!shape) {
            shape = g_new0(Shape, 1);
            shape->shape = g_steal_pointer(&name);
            shape->first = i;
            g_ptr_array_add(shapes, shape);
        }
        shape->n++;
        shape->headings += bp_heading_is(entry);
        shape->bold += bp_heading_is(entry) && bp_heading_is_set_off(entry);
    }
    return shapes;
}

/* How well a shape may be that of the items: what heads most; a shape that another one goes into
 * ("N" and "N.N") goes before it when it heads enough itself. */
static bool is_better(const Shape *shape, const Shape *best)
{
    if (!best)
        return true;
    gsize n = strlen(shape->shape);
    if (!strncmp(best->shape, shape->shape, n) && best->shape[n] == '.')
        return shape->headings >= ENOUGH_HEADINGS;
    n = strlen(best->shape);
    if (!strncmp(shape->shape, best->shape, n) && shape->shape[n] == '.')
        return best->headings < ENOUGH_HEADINGS && shape->headings > best->headings;
    if (shape->bold != best->bold && MAX(shape->bold, best->bold) >= ENOUGH_HEADINGS)
        return shape->bold > best->bold;
    return shape->headings > best->headings;
}

static const Shape *main_shape(const GPtrArray *shapes)
{
    const Shape *best = NULL;

    for (guint k = 0; k < shapes->len; k++) {
        const Shape *shape = shapes->pdata[k];
        bool letters = !strchr(shape->shape, 'N');
        if (shape->headings == 0 || (letters && shape->bold < ENOUGH_HEADINGS))
            continue;
        bool mostly = 2 * shape->headings >= shape->n || shape->bold >= 3;
        bool plain_list = shape->bold == 0 && strchr(shape->shape, ')');
        if (mostly && !plain_list && is_better(shape, best))
            best = shape;
    }
    return best;
}

static guint64 last_number(const char *label)
{
    guint64 value = 0, out = 0;

    for (const char *p = label; *p; p++) {
        if (g_ascii_isdigit(*p))
            value = MIN(value * 10 + (guint64)(*p - '0'), 1000000);
        if (!g_ascii_isdigit(p[1]) && g_ascii_isdigit(*p)) {
            out = value;
            value = 0;
        }
        if (*p == '/' && out)
            return out;
    }
    return out;
}

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

typedef struct {
    const Shape *main;
    guint64 last;
    guint64 part;  /* last number of a list inside an item, 0 outside */
    bool emphatic; /* items are set off by their looks */
} Counting;

static bool is_main_item(const BpEntry *entry, const Counting *counting)
{
    if (!counting->main || !*entry->label)
        return false;
    g_autofree char *shape = bp_label_dup_shape(entry->label);
    if (strcmp(shape, counting->main->shape))
        return false;
    if (counting->emphatic)
        return bp_heading_is(entry) && bp_heading_is_set_off(entry);
    guint64 number = last_number(entry->label);
    bool counts = number > counting->last && number <= counting->last + 3;
    return counts ? true : bp_heading_is(entry) && !counting->last;
}

static bool is_sub_item(const BpEntry *entry, const Counting *counting)
{
    const char *text = bp_entry_peek_text(entry);

    if (!counting->main || !strchr(entry->label, '.'))
        return false;
    g_autofree char *shape = bp_label_dup_shape(entry->label);
    if (strncmp(shape, "N.N", 3) || !strcmp(shape, counting->main->shape))
        return false;
    return bp_heading_is(entry) && bp_heading_is_emphatic(entry) && strlen(text) > 2;
}

/* A part of a list that the paragraph before it opens with a colon, though it counts and looks as
 * items do: its number starts again, or goes on from such a part. */
static bool is_list_part(const BpFlow *flow, guint i, Counting *counting)
{
    const BpEntry *entry = bp_flow_entry(flow, i);
    guint64 number = last_number(entry->label);

    if (i == 0 || !*entry->label) {
        counting->part = 0;
        return false;
    }
    const char *before = bp_flow_entry(flow, i - 1)->block->text;
    bool opened = g_str_has_suffix(before, ":") && number == 1 && counting->last > 0;
    bool goes_on = counting->part > 0 && number == counting->part + 1;
    counting->part = opened || goes_on ? number : 0;
    return opened || goes_on;
}

static void number_entries(BpFlow *flow)
{
    g_autofree char *item = g_strdup(""), *current = g_strdup("");

    for (guint i = 0; i < flow->entries->len; i++) {
        BpEntry *entry = bp_flow_entry(flow, i);
        if (entry->is_item) {
            g_free(item);
            item = g_strdup(entry->item);
            g_free(current);
            current = g_strdup(item);
        } else if (*entry->label && *item) {
            /* A paragraph number below the item's: 4.2 of 4. */
            g_autofree char *bare = bp_label_dup_bare(entry->label);
            gsize n = strlen(item);
            if (!strncmp(bare, item, n) && bare[n] == '.') {
                g_free(current);
                current = g_strdup(bare);
            }
        }
        g_free(entry->item);
        entry->item = g_strdup(current);
    }
}

/* The text of an item is all that follows up to the next. */
static void add_texts(const BpFlow *flow, GPtrArray *records)
{
    guint at = 0;
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i <= flow->entries->len; i++) {
        const BpEntry *entry = i < flow->entries->len ? bp_flow_entry(flow, i) : NULL;
        if ((!entry || entry->is_item) && at > 0) {
            bp_split_set(records->pdata[at - 1], "text", text->str);
            g_string_truncate(text, 0);
        }
        if (!entry)
            break;
        if (entry->is_item) {
            gsize shown = strlen(bp_record_get(records->pdata[at], "title"));
            gsize whole = strlen(bp_entry_peek_text(entry));
            if (entry->title)
                g_string_append(text, bp_entry_peek_text(entry));
            else if (whole > shown + 3)
                g_string_append(text, bp_entry_peek_text(entry) + MIN(shown, whole));
            at++;
        } else if (at > 0) {
            if (text->len)
                g_string_append_c(text, ' ');
            g_string_append(text, entry->block->text);
            bp_split_add_spans(records->pdata[at - 1], entry->block);
        }
    }
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

void bp_split_find_items(BpSplit *split, BpFlow *flow)
{
    g_autoptr(GPtrArray) shapes = count_shapes(flow);
    g_autoptr(GPtrArray) records = g_ptr_array_new();
    Counting counting = {.main = main_shape(shapes)};
    BpMatch match;

    counting.emphatic = counting.main && counting.main->bold >= 2 &&
                        3 * counting.main->bold >= 2 * counting.main->headings;
    for (guint i = 0; i < flow->entries->len; i++) {
        BpEntry *entry = bp_flow_entry(flow, i);
        if (is_list_part(flow, i, &counting))
            continue;
        if (matches(split, entry, "noise", "minute-item", &match))
            continue;
        bool main = is_main_item(entry, &counting);
        bool sub = !main && is_sub_item(entry, &counting);
        bool ruled =
            !main && !sub && !*entry->label &&
            matches(split, entry, "minute_item", counting.main ? "numbered" : "unnumbered", &match);
        if (main || sub || ruled) {
            g_autofree char *number = bp_label_dup_bare(ruled ? "" : entry->label);
            BpRecord *record = add_item(split, entry, number, ruled ? match.rule : NULL);
            if (ruled) {
                BpSubject subject = {.text = bp_entry_peek_text(entry)};
                bp_split_set_captures(record, &match, &subject);
                record->confidence = bp_rule_get_confidence(match.rule);
            }
            g_free(entry->item);
            entry->item = g_strdup(number);
            g_ptr_array_add(records, record);
            if (main)
                counting.last = last_number(entry->label);
        }
        take_agenda_number(split, flow, i, records);
    }
    number_entries(flow);
    add_texts(flow, records);
}
