/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A table of what a part of a kind usually holds; and the items of an agenda held against the
 * minutes of the same meeting, by number, else by title.
 */
#include "coverage/absences.h"

#include <string.h>

#include "common/text.h"

static const struct {
    const char *kind, *type, *code;
    bool in_pack; /* only in a pack: alone, what the meeting is asked may stand elsewhere */
    const char *message;
} expected[] = {
    {"agenda", "agenda_item", "agenda-without-items", false, "the agenda has no items"},
    {"minutes", "minute_item", "minutes-without-items", false, "the minutes have no items"},
    {"minutes", "attendance", "minutes-without-attendance", false,
     "the minutes say of nobody that they were there"},
    {"action-log", "action", "log-without-actions", false, "the action log has no actions"},
    {"paper", "recommendation", "paper-without-recommendation", true,
     "the paper recommends nothing"},
};

/* The types of records that each part holds, as a set of BpRecordType* by part record. */
static GHashTable *dup_types(const BpDocument *document)
{
    GHashTable *parts = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
    for (guint i = 0; i < document->records->len; i++) {
        const BpRecord *record = g_ptr_array_index(document->records, i);
        if (!record->part_record)
            continue;
        GHashTable *types = g_hash_table_lookup(parts, record->part_record);
        if (!types) {
            types = g_hash_table_new(NULL, NULL);
            g_hash_table_insert(parts, record->part_record, types);
        }
        g_hash_table_add(types, (gpointer)(gsize)record->type);
    }
    return parts;
}

void bp_absences_find(BpDocument *document)
{
    const BpLayout *layout = document->layout;
    bool is_pack = document->kind && g_str_equal(document->kind, "pack");
    g_autoptr(GHashTable) parts = dup_types(document);
    for (guint i = 0; i < layout->parts->len; i++) {
        const BpPart *part = g_ptr_array_index(layout->parts, i);
        GHashTable *types = g_hash_table_lookup(parts, part->record);
        for (guint k = 0; k < G_N_ELEMENTS(expected); k++) {
            if (!g_str_equal(expected[k].kind, part->kind) || (expected[k].in_pack && !is_pack) ||
                (types && g_hash_table_contains(types, bp_record_type(expected[k].type))))
                continue;
            bp_document_hint(document, expected[k].code, part->record->page, "%s",
                             expected[k].message);
        }
    }
}

static const char *kind_of_part(const BpRecord *record)
{
    return record->part_record ? bp_record_get(record->part_record, "kind") : "";
}

/* What tells an item apart within a meeting: the meeting's place in memory and the text, folded. */
static char *dup_key(const BpRecord *record, const char *text)
{
    g_autofree char *folded = bp_text_dup_folded(text);
    return *folded ? g_strdup_printf("%p %s", record->meeting_record, folded) : NULL;
}

static void add_key(GHashTable *keys, const BpRecord *record, const char *text)
{
    char *key = dup_key(record, text);
    if (key)
        g_hash_table_add(keys, key);
}

static bool has_key(GHashTable *keys, const BpRecord *record, const char *text)
{
    g_autofree char *key = dup_key(record, text);
    return key && g_hash_table_contains(keys, key);
}

/* Numbers and titles of all minute items, and in `out_meetings` the meetings that have some. */
static GHashTable *dup_minuted(const BpDocument *document, GHashTable *out_meetings)
{
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) minutes = bp_document_dup_records(document, "minute_item");
    for (guint i = 0; i < minutes->len; i++) {
        const BpRecord *item = g_ptr_array_index(minutes, i);
        if (!item->meeting_record)
            continue;
        g_hash_table_add(out_meetings, item->meeting_record);
        add_key(keys, item, bp_record_get(item, "number"));
        add_key(keys, item, bp_record_get(item, "agenda_number"));
        add_key(keys, item, bp_record_get(item, "title"));
    }
    return keys;
}

void bp_absences_find_unminuted(BpDocument *document)
{
    g_autoptr(GHashTable) meetings = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) minuted = dup_minuted(document, meetings);
    g_autoptr(GPtrArray) items = bp_document_dup_records(document, "agenda_item");
    for (guint i = 0; i < items->len; i++) {
        const BpRecord *item = g_ptr_array_index(items, i);
        const char *number = bp_record_get(item, "number");
        if (!*number || !g_str_equal(kind_of_part(item), "agenda") ||
            !g_hash_table_contains(meetings, item->meeting_record))
            continue;
        if (!has_key(minuted, item, number) &&
            !has_key(minuted, item, bp_record_get(item, "title")))
            bp_document_hint(document, "item-without-minute", item->page,
                             "item %s of the agenda is not in the minutes", number);
    }
}
