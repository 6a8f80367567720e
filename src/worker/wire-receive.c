/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A record from its frame, driven by the record table as the sending side is. What does not fit the
 * table is refused.
 */
#include "worker/wire.h"

static bool get_list(BpRecord *record, const BpField *field, BpWireReader *in)
{
    guint32 n = bp_wire_get_u32(in);
    /* Each text takes four bytes at least: a count that cannot be true ends here. */
    for (guint32 i = 0; i < n && !in->bad; i++) {
        g_autofree char *text = bp_wire_dup_text(in);
        if (text == NULL)
            return false;
        bp_record_add(record, field->name, text);
    }
    return !in->bad;
}

static bool get_pairs(BpRecord *record, const BpField *field, BpWireReader *in)
{
    guint32 n = bp_wire_get_u32(in);
    for (guint32 i = 0; i < n && !in->bad; i++) {
        g_autofree char *name = bp_wire_dup_text(in);
        g_autofree char *label = bp_wire_dup_text(in);
        g_autofree char *value = bp_wire_dup_text(in);
        if (in->bad)
            return false;
        bp_record_add_pair(record, field->name, name ? name : "", label ? label : "",
                           value ? value : "");
    }
    return !in->bad;
}

static bool get_value(BpRecord *record, guint index, guint n_pages, BpWireReader *in)
{
    const BpField *field = &record->type->fields[index];
    guint page;
    g_autofree char *text = NULL;
    switch (field->kind) {
    case BP_FIELD_LIST:
        return get_list(record, field, in);
    case BP_FIELD_PAIRS:
        return get_pairs(record, field, in);
    case BP_FIELD_PAGE:
        page = bp_wire_get_u32(in);
        bp_record_set_page(record, field->name, page <= n_pages ? page : 0);
        return page <= n_pages;
    case BP_FIELD_REF:
    case BP_FIELD_WORD:
    case BP_FIELD_TEXT:
    case BP_FIELD_DATE:
    case BP_FIELD_TIME:
        text = bp_wire_dup_text(in);
        if (text == NULL || !bp_field_accepts(field, text))
            return false;
        bp_record_set(record, field->name, text);
        return true;
    }
    return false;
}

static bool get_spans(BpRecord *record, guint n_pages, BpWireReader *in)
{
    guint32 n = bp_wire_get_u32(in);
    guint last = 0;
    if (n > n_pages) /* at most one a page */
        return false;
    for (guint32 i = 0; i < n && !in->bad; i++) {
        BpBox box;
        guint page = bp_wire_get_u32(in);
        box.x0 = bp_wire_get_double(in);
        box.y0 = bp_wire_get_double(in);
        box.x1 = bp_wire_get_double(in);
        box.y1 = bp_wire_get_double(in);
        if (in->bad || page < 1 || page > n_pages || page == last)
            return false;
        bp_record_add_span(record, page, box);
        last = page;
    }
    return !in->bad;
}

static bool get_fields(BpRecord *record, guint n_pages, BpWireReader *in)
{
    guint n_fields = bp_record_type_n_fields(record->type);
    int last = -1;
    for (guint left = bp_wire_get_u8(in); left > 0; left--) {
        guint index = bp_wire_get_u8(in);
        if (in->bad || index >= n_fields || (int)index <= last)
            return false;
        if (!get_value(record, index, n_pages, in))
            return false;
        last = (int)index;
    }
    return !in->bad;
}

BpRecord *bp_wire_get_record(BpWireReader *in, guint n_pages)
{
    guint n_types;
    const BpRecordType *types = bp_record_types(&n_types);
    guint type = bp_wire_get_u8(in);
    if (type >= n_types)
        return NULL;
    g_autofree char *id = bp_wire_dup_text(in);
    guint page = bp_wire_get_u32(in);
    if (in->bad || id == NULL || page < 1 || page > n_pages)
        return NULL;
    g_autoptr(BpRecord) record = bp_record_new(types[type].name, page);
    record->id = g_steal_pointer(&id);
    record->page_label = bp_wire_dup_text(in);
    if (!get_spans(record, n_pages, in))
        return NULL;
    g_free(record->rule);
    record->rule = bp_wire_dup_text(in);
    double confidence = bp_wire_get_double(in);
    record->confidence = CLAMP(confidence, 0, 1);
    record->meeting = bp_wire_dup_text(in);
    record->part = bp_wire_dup_text(in);
    return get_fields(record, n_pages, in) ? g_steal_pointer(&record) : NULL;
}
