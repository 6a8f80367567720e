/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document made of any bytes through every writer. A record is a byte for its type, one for the
 * number of its fields that are set, then texts: a byte of length and so many bytes. What is
 * written is read by other means and must hold the same texts (tests/unit/written.h).
 */
#include "../unit/written-markup.h"
#include "all-formats.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

#define MOST_RECORDS 12

typedef struct {
    const guint8 *at, *end;
} Bytes;

static guint8 take_byte(Bytes *bytes)
{
    return bytes->at < bytes->end ? *bytes->at++ : 0;
}

/* A text ends at its NUL, as every text of the model does. */
static char *take_text(Bytes *bytes)
{
    gsize len = take_byte(bytes);
    len = MIN(len, (gsize)(bytes->end - bytes->at));
    char *text = g_strndup((const char *)bytes->at, len);
    bytes->at += len;
    return text;
}

static void take_value(Bytes *bytes, BpRecord *record, const BpField *field)
{
    g_autofree char *text = take_text(bytes);
    g_autofree char *label = NULL, *name = NULL;
    switch (field->kind) {
    case BP_FIELD_LIST:
        bp_record_add(record, field->name, text);
        break;
    case BP_FIELD_PAIRS:
        name = take_text(bytes);
        label = take_text(bytes);
        bp_record_add_pair(record, field->name, name, label, text);
        break;
    case BP_FIELD_PAGE:
        bp_record_set_page(record, field->name, take_byte(bytes));
        break;
    case BP_FIELD_REF: /* set from a record, or not at all */
        break;
    case BP_FIELD_TEXT:
    case BP_FIELD_DATE:
    case BP_FIELD_TIME:
    case BP_FIELD_WORD:
        bp_record_set(record, field->name, text);
        break;
    }
}

static void take_record(Bytes *bytes, BpDocument *document)
{
    guint n;
    const BpRecordType *types = bp_record_types(&n);
    const BpRecordType *type = &types[take_byte(bytes) % n];
    guint page = 1 + take_byte(bytes) % document->n_pages;
    BpRecord *record = bp_document_take_record(document, bp_record_new(type->name, page));
    record->page_label = take_text(bytes);
    record->rule = take_text(bytes);
    record->confidence = take_byte(bytes) / 100.0;
    BpBox box = {take_byte(bytes), take_byte(bytes), 1e300 * take_byte(bytes), -1.0};
    bp_record_add_span(record, page, box);
    guint n_fields = bp_record_type_n_fields(type);
    for (guint left = take_byte(bytes) % 16; left > 0; left--)
        take_value(bytes, record, &type->fields[take_byte(bytes) % n_fields]);
}

static BpDocument *take_document(Bytes *bytes)
{
    g_autofree char *file = take_text(bytes);
    BpDocument *document = bp_document_new(file);
    document->sha256 = g_strdup("00");
    document->title = take_text(bytes);
    document->producer = take_text(bytes);
    document->kind = take_text(bytes);
    document->status = take_byte(bytes) % BP_N_STATUSES;
    document->n_pages = 3;
    for (guint i = 1; i <= document->n_pages; i++) {
        BpPage *page = bp_page_new(i, 595, 842);
        page->label = take_text(bytes);
        g_ptr_array_add(document->pages, page);
    }
    g_autofree char *message = take_text(bytes);
    bp_document_find(document, "some-code", 1, "%s", message);
    BpFinding *finding = g_ptr_array_index(document->findings, 0);
    g_free(finding->message); /* as if nobody had looked at it */
    finding->message = g_steal_pointer(&message);
    for (guint i = 0; i < MOST_RECORDS && bytes->at < bytes->end; i++)
        take_record(bytes, document);
    bp_document_assign_ids(document);
    return document;
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    Bytes bytes = {data, data + size};
    g_autoptr(BpDocument) document = take_document(&bytes);
    g_autoptr(GPtrArray) originals = dup_own_texts(document);
    assert_json(document, originals);
    assert_xml(document, originals);
    assert_lines(document);
    assert_text(document);
    assert_review(document);
    write_database(document);
    return 0;
}
