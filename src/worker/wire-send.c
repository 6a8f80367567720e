/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document as frames: facts, findings and records. Pages and layout stay behind in the worker.
 *
 * Records are driven by the record table: a record is its common facts and then the fields that
 * are not empty, each as its index in the table and a value of its kind.
 */
#include "common/limits.h"

#include "worker/wire.h"

static guint32 type_index(const BpRecordType *type)
{
    guint n;
    const BpRecordType *types = bp_record_types(&n);
    g_assert(type >= types && type < types + n);
    return (guint32)(type - types);
}

static bool value_is_empty(BpFieldKind kind, const BpValue *value)
{
    switch (kind) {
    case BP_FIELD_LIST:
    case BP_FIELD_PAIRS:
        return value->list == NULL || value->list->len == 0;
    case BP_FIELD_PAGE:
        return value->number == 0;
    case BP_FIELD_TEXT:
    case BP_FIELD_DATE:
    case BP_FIELD_TIME:
    case BP_FIELD_WORD:
    case BP_FIELD_REF:
        return value->text == NULL || value->text[0] == '\0';
    }
    return true;
}

static void put_value(GByteArray *out, BpFieldKind kind, const BpValue *value)
{
    switch (kind) {
    case BP_FIELD_PAGE:
        bp_wire_put_u32(out, value->number);
        return;
    case BP_FIELD_LIST:
        bp_wire_put_u32(out, value->list->len);
        for (guint i = 0; i < value->list->len; i++)
            bp_wire_put_text(out, g_ptr_array_index(value->list, i));
        return;
    case BP_FIELD_PAIRS:
        bp_wire_put_u32(out, value->list->len);
        for (guint i = 0; i < value->list->len; i++) {
            const BpPair *pair = g_ptr_array_index(value->list, i);
            bp_wire_put_text(out, pair->field);
            bp_wire_put_text(out, pair->label);
            bp_wire_put_text(out, pair->value);
        }
        return;
    case BP_FIELD_TEXT:
    case BP_FIELD_DATE:
    case BP_FIELD_TIME:
    case BP_FIELD_WORD:
    case BP_FIELD_REF:
        bp_wire_put_text(out, value->text);
        return;
    }
}

static void put_fields(GByteArray *out, const BpRecord *record)
{
    guint n_fields = bp_record_type_n_fields(record->type);
    guint n_set = 0;
    for (guint i = 0; i < n_fields; i++)
        n_set += !value_is_empty(record->type->fields[i].kind, &record->values[i]);
    bp_wire_put_u8(out, (guint8)n_set);
    for (guint i = 0; i < n_fields; i++) {
        BpFieldKind kind = record->type->fields[i].kind;
        if (value_is_empty(kind, &record->values[i]))
            continue;
        bp_wire_put_u8(out, (guint8)i);
        put_value(out, kind, &record->values[i]);
    }
}

static void put_record(GByteArray *out, const BpRecord *record)
{
    bp_wire_put_u8(out, (guint8)type_index(record->type));
    bp_wire_put_text(out, record->id);
    bp_wire_put_u32(out, record->page);
    bp_wire_put_text(out, record->page_label);
    bp_wire_put_u32(out, record->spans ? record->spans->len : 0);
    for (guint i = 0; record->spans && i < record->spans->len; i++) {
        const BpSpan *span = &g_array_index(record->spans, BpSpan, i);
        bp_wire_put_u32(out, span->page);
        bp_wire_put_double(out, span->box.x0);
        bp_wire_put_double(out, span->box.y0);
        bp_wire_put_double(out, span->box.x1);
        bp_wire_put_double(out, span->box.y1);
    }
    bp_wire_put_text(out, record->rule);
    bp_wire_put_double(out, record->confidence);
    bp_wire_put_text(out, record->meeting);
    bp_wire_put_text(out, record->part);
    put_fields(out, record);
}

static void put_facts(GByteArray *out, const BpDocument *document)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    bp_wire_put_u8(payload, (guint8)document->status);
    bp_wire_put_u32(payload, document->n_pages);
    bp_wire_put_text(payload, document->title);
    bp_wire_put_text(payload, document->producer);
    bp_wire_put_text(payload, document->kind);
    bp_wire_put_u32(payload, (guint32)MIN(document->coverage.characters, G_MAXUINT32));
    bp_wire_put_u32(payload, (guint32)MIN(document->coverage.claimed, G_MAXUINT32));
    bp_wire_put_text(payload, document->sector.name);
    bp_wire_put_u32(payload, document->sector.score);
    bp_wire_put_text(payload, document->publisher.name);
    bp_wire_put_u32(payload, document->publisher.score);
    bp_wire_put_frame(out, BP_FRAME_FACTS, payload->data, payload->len);
}

static void put_uses(GByteArray *out, const BpDocument *document)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    for (guint i = 0; i < document->uses->len; i++) {
        const BpRuleUse *use = &g_array_index(document->uses, BpRuleUse, i);
        bp_wire_put_u32(payload, use->rule);
        bp_wire_put_u32(payload, use->taken);
        bp_wire_put_double(payload, use->seconds);
    }
    if (payload->len)
        bp_wire_put_frame(out, BP_FRAME_RULES, payload->data, payload->len);
}

static void put_findings(GByteArray *out, const BpDocument *document)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    for (guint i = 0; i < document->findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(document->findings, i);
        g_byte_array_set_size(payload, 0);
        bp_wire_put_u8(payload, (guint8)finding->level);
        bp_wire_put_text(payload, finding->code);
        bp_wire_put_u32(payload, finding->page);
        bp_wire_put_text(payload, finding->message);
        bp_wire_put_frame(out, BP_FRAME_FINDING, payload->data, payload->len);
    }
}

/* Something of the document is not in its results. */
static void tell_limit(BpDocument *document, guint page, const char *message)
{
    bp_document_find(document, "record-limit", page, "%s", message);
    if (bp_status(document->status)->well)
        document->status = BP_STATUS_PARTIAL;
}

/* Returns the number of frames put; what is left out becomes a finding. */
static guint put_records(GByteArray *out, BpDocument *document)
{
    guint n = 0;
    /* A quarter is left for facts and findings, whose number is limited. */
    guint64 most = bp_limit_value(BP_LIMIT_DOCUMENT_BYTES) / 4 * 3;
    g_autoptr(GByteArray) payload = g_byte_array_new();
    /* Stages stop adding at the limit. */
    guint64 limit = bp_limit_value(BP_LIMIT_RECORDS);
    if (document->records->len >= limit)
        tell_limit(document, 0, "no more records are kept than the limit");
    for (guint i = 0; i < document->records->len && n < limit; i++) {
        const BpRecord *record = g_ptr_array_index(document->records, i);
        g_byte_array_set_size(payload, 0);
        put_record(payload, record);
        bool fits =
            payload->len <= bp_limit_value(BP_LIMIT_FRAME_BYTES) && out->len + payload->len <= most;
        if (!fits) {
            g_autofree char *message =
                g_strdup_printf("%s left out: too large", record->type->name);
            tell_limit(document, record->page, message);
            continue;
        }
        bp_wire_put_frame(out, BP_FRAME_RECORD, payload->data, payload->len);
        n++;
    }
    return n;
}

void bp_wire_put_document(GByteArray *out, BpDocument *document)
{
    /* Records first: what does not fit is told in the findings, which go before them. */
    g_autoptr(GByteArray) records = g_byte_array_new();
    guint n_records = put_records(records, document);

    put_facts(out, document);
    put_uses(out, document);
    put_findings(out, document);
    g_byte_array_append(out, records->data, records->len);

    g_autoptr(GByteArray) end = g_byte_array_new();
    bp_wire_put_u32(end, document->findings->len);
    bp_wire_put_u32(end, n_records);
    bp_wire_put_frame(out, BP_FRAME_END, end->data, end->len);
}
