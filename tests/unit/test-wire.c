/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The wire: a record of every type goes there and comes back the same, in pieces of any size; and
 * whatever a lying worker sends is refused, not believed.
 */
#include <math.h>
#include <string.h>

#include "common/error.h"
#include "common/limits.h"

#include "worker/receiver.h"
#include "worker/wire.h"

static const char *sample_of(const BpField *field)
{
    switch (field->kind) {
    case BP_FIELD_DATE:
        return "2031-05-07";
    case BP_FIELD_TIME:
        return "19:45";
    case BP_FIELD_WORD:
        return field->words[0];
    case BP_FIELD_REF:
        return "abcdefghijklmnop";
    case BP_FIELD_TEXT:
    case BP_FIELD_LIST:
    case BP_FIELD_PAGE:
    case BP_FIELD_PAIRS:
        return field->name;
    }
    return NULL;
}

static void fill(BpRecord *record)
{
    for (guint i = 0; i < bp_record_type_n_fields(record->type); i++) {
        const BpField *field = &record->type->fields[i];
        switch (field->kind) {
        case BP_FIELD_LIST:
            bp_record_add(record, field->name, "first");
            bp_record_add(record, field->name, "second");
            break;
        case BP_FIELD_PAIRS:
            bp_record_add_pair(record, field->name, "sponsor", "Sponsor:", "A. Body");
            break;
        case BP_FIELD_PAGE:
            bp_record_set_page(record, field->name, 3);
            break;
        case BP_FIELD_DATE:
        case BP_FIELD_TIME:
        case BP_FIELD_WORD:
        case BP_FIELD_REF:
        case BP_FIELD_TEXT:
            bp_record_set(record, field->name, sample_of(field));
            break;
        }
    }
}

static BpDocument *make_document(void)
{
    BpDocument *document = bp_document_new("a/b.pdf");
    document->sha256 = g_strdup("00ff");
    document->bytes = 12;
    document->n_pages = 4;
    document->title = g_strdup("A title \xe2\x80\x94 with a dash");
    document->kind = g_strdup("pack");
    guint n;
    const BpRecordType *types = bp_record_types(&n);
    for (guint i = 0; i < n; i++) {
        BpRecord *record = bp_record_new(types[i].name, 2);
        fill(record);
        record->id = g_strdup_printf("id%u", i);
        record->page_label = g_strdup("ii");
        record->rule = g_strdup("some-rule");
        record->confidence = 0.75;
        record->meeting = g_strdup("id0");
        bp_record_add_span(record, 2, (BpBox){1.5, 2, 3, 4});
        bp_record_add_span(record, 3, (BpBox){5, 6, 7, 8});
        bp_document_take_record(document, record);
    }
    bp_document_find(document, "needs-ocr", 2, "page %d", 2);
    document->coverage = (BpCoverage){1000, 930};
    BpRuleUse use = {3, 2, 0.25};
    g_array_append_val(document->uses, use);
    document->sector = (BpLayerChoice){g_strdup("nhs"), 7};
    return document;
}

static void assert_same_value(const BpField *field, const BpValue *a, const BpValue *b)
{
    g_assert_cmpstr(a->text, ==, b->text);
    g_assert_cmpuint(a->number, ==, b->number);
    g_assert_cmpuint(a->list ? a->list->len : 0, ==, b->list ? b->list->len : 0);
    for (guint i = 0; a->list && i < a->list->len; i++) {
        if (field->kind == BP_FIELD_LIST) {
            g_assert_cmpstr(g_ptr_array_index(a->list, i), ==, g_ptr_array_index(b->list, i));
            continue;
        }
        const BpPair *x = g_ptr_array_index(a->list, i), *y = g_ptr_array_index(b->list, i);
        g_assert_cmpstr(x->field, ==, y->field);
        g_assert_cmpstr(x->label, ==, y->label);
        g_assert_cmpstr(x->value, ==, y->value);
    }
}

static void assert_same_record(const BpRecord *a, const BpRecord *b)
{
    g_assert_true(a->type == b->type);
    g_assert_cmpstr(a->id, ==, b->id);
    g_assert_cmpuint(a->page, ==, b->page);
    g_assert_cmpstr(a->page_label, ==, b->page_label);
    g_assert_cmpstr(a->rule, ==, b->rule);
    g_assert_cmpfloat(a->confidence, ==, b->confidence);
    g_assert_cmpstr(a->meeting, ==, b->meeting);
    g_assert_cmpstr(a->part, ==, b->part);
    g_assert_cmpuint(a->spans->len, ==, b->spans->len);
    for (guint i = 0; i < a->spans->len; i++) { /* not as bytes: a span has padding */
        const BpSpan *x = &g_array_index(a->spans, BpSpan, i);
        const BpSpan *y = &g_array_index(b->spans, BpSpan, i);
        g_assert_cmpuint(x->page, ==, y->page);
        g_assert_cmpmem(&x->box, sizeof x->box, &y->box, sizeof y->box);
    }
    for (guint i = 0; i < bp_record_type_n_fields(a->type); i++)
        assert_same_value(&a->type->fields[i], &a->values[i], &b->values[i]);
}

/* A frame of four bytes, of type 1: both protections hold. */
static const guint8 hello[] = {4, 0, 0, 0, 1, 3, 0, 0, 0};

/* What the receiver makes of the bytes, after HELLO, fed in pieces; NULL with the error. */
static BpDocument *receive(const GByteArray *bytes, gsize piece, GError **error)
{
    g_autoptr(BpDocument) source = bp_document_new("a/b.pdf");
    source->sha256 = g_strdup("00ff");
    source->bytes = 12;
    g_autoptr(BpReceiver) receiver = bp_receiver_new(source, NULL, NULL);
    g_assert_true(bp_receiver_feed(receiver, hello, sizeof hello, NULL));
    for (gsize at = 0; at < bytes->len; at += piece)
        if (!bp_receiver_feed(receiver, bytes->data + at, MIN(piece, bytes->len - at), error))
            return NULL;
    BpDocument *document = bp_receiver_steal_document(receiver);
    if (document == NULL)
        g_set_error(error, BP_ERROR, BP_ERROR_INPUT, "incomplete");
    return document;
}

static void test_there_and_back(gconstpointer data)
{
    g_autoptr(BpDocument) sent = make_document();
    bp_document_hint(sent, "low-coverage", 1, "little");
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    bp_wire_put_document(bytes, sent);
    g_autoptr(GError) error = NULL;
    g_autoptr(BpDocument) got = receive(bytes, GPOINTER_TO_SIZE(data), &error);
    g_assert_no_error(error);

    g_assert_cmpstr(got->file, ==, "a/b.pdf");
    g_assert_cmpstr(got->sha256, ==, "00ff");
    g_assert_cmpstr(got->title, ==, sent->title);
    g_assert_null(got->producer);
    g_assert_cmpstr(got->kind, ==, "pack");
    g_assert_cmpuint(got->n_pages, ==, 4);
    g_assert_cmpint(got->status, ==, BP_STATUS_OK_WARN);
    g_assert_cmpuint(got->coverage.characters, ==, 1000);
    g_assert_cmpuint(got->coverage.claimed, ==, 930);
    g_assert_cmpstr(got->sector.name, ==, "nhs");
    g_assert_cmpuint(got->sector.score, ==, 7);
    g_assert_cmpuint(got->uses->len, ==, 1);
    g_assert_cmpuint(g_array_index(got->uses, BpRuleUse, 0).rule, ==, 3);
    g_assert_cmpuint(g_array_index(got->uses, BpRuleUse, 0).taken, ==, 2);
    g_assert_cmpfloat(g_array_index(got->uses, BpRuleUse, 0).seconds, ==, 0.25);
    g_assert_null(got->publisher.name);
    g_assert_cmpuint(got->findings->len, ==, 2);
    const BpFinding *hint = g_ptr_array_index(got->findings, 1);
    g_assert_cmpint(hint->level, ==, BP_FINDING_HINT);
    const BpFinding *finding = g_ptr_array_index(got->findings, 0);
    g_assert_cmpint(finding->level, ==, BP_FINDING_WARNING);
    g_assert_cmpstr(finding->code, ==, "needs-ocr");
    g_assert_cmpstr(finding->message, ==, "page 2");
    g_assert_cmpuint(finding->page, ==, 2);
    g_assert_cmpuint(got->records->len, ==, sent->records->len);
    for (guint i = 0; i < got->records->len; i++)
        assert_same_record(g_ptr_array_index(sent->records, i), g_ptr_array_index(got->records, i));
}

static void test_cleaned(void)
{
    g_autoptr(BpDocument) sent = make_document();
    BpRecord *record = bp_document_take_record(sent, bp_record_new("action", 1));
    record->id = g_strdup("x");
    bp_record_set(record, "text",
                  "a\x01"
                  "b\xff"
                  "c");
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    bp_wire_put_document(bytes, sent);
    g_autoptr(BpDocument) got = receive(bytes, 4096, NULL);
    g_assert_nonnull(got);
    record = g_ptr_array_index(got->records, got->records->len - 1);
    g_assert_cmpstr(bp_record_get(record, "text"), ==,
                    "a\xef\xbf\xbd"
                    "b\xef\xbf\xbd"
                    "c");
}

/* Any byte changed or the rest cut off: an error or a document, never more than that. Under the
 * sanitizers this is what finds a length that is believed. */
static void test_changed_bytes(void)
{
    g_autoptr(BpDocument) sent = make_document();
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    bp_wire_put_document(bytes, sent);
    static const guint8 changes[] = {0x01, 0x80, 0xff};
    for (guint i = 0; i < bytes->len; i++) {
        for (guint k = 0; k < G_N_ELEMENTS(changes); k++) {
            bytes->data[i] ^= changes[k];
            bp_document_free(receive(bytes, bytes->len, NULL));
            bytes->data[i] ^= changes[k];
        }
    }
    g_autoptr(GByteArray) cut = g_byte_array_new();
    for (guint i = 0; i < bytes->len; i++) {
        g_autoptr(BpDocument) got = receive(cut, 65536, NULL);
        g_assert_null(got);
        g_byte_array_append(cut, bytes->data + i, 1);
    }
}

static void put_numbers(GByteArray *out, BpFrameType type, guint32 a, guint32 b)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    bp_wire_put_u32(payload, a);
    bp_wire_put_u32(payload, b);
    bp_wire_put_frame(out, type, payload->data, payload->len);
}

static void put_facts(GByteArray *out, guint8 status, guint32 n_pages, guint32 claimed)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    bp_wire_put_u8(payload, status);
    bp_wire_put_u32(payload, n_pages);
    for (guint i = 0; i < 3; i++)
        bp_wire_put_text(payload, NULL);
    bp_wire_put_u32(payload, 10); /* characters */
    bp_wire_put_u32(payload, claimed);
    for (guint i = 0; i < 2; i++) { /* sector, publisher */
        bp_wire_put_text(payload, NULL);
        bp_wire_put_u32(payload, 0);
    }
    bp_wire_put_frame(out, BP_FRAME_FACTS, payload->data, payload->len);
}

static void assert_refused(const GByteArray *bytes, const char *message)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(BpDocument) got = receive(bytes, 3, &error);
    g_assert_null(got);
    g_assert_error(error, BP_ERROR, BP_ERROR_INTERNAL);
    g_assert_cmpstr(error->message, ==, message);
}

static void test_lies(void)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    bp_wire_put_u32(bytes, (guint32)bp_limit_value(BP_LIMIT_FRAME_BYTES) + 1);
    bp_wire_put_u8(bytes, BP_FRAME_TEXT);
    g_autofree char *large = g_strdup_printf("worker sent a frame of %u bytes",
                                             (guint)bp_limit_value(BP_LIMIT_FRAME_BYTES) + 1);
    assert_refused(bytes, large);

    g_byte_array_set_size(bytes, 0);
    put_numbers(bytes, BP_FRAME_PAGE, 2, 9); /* not from 1 */
    assert_refused(bytes, "worker sent a 'page' frame that is wrong");

    g_byte_array_set_size(bytes, 0);
    put_numbers(bytes, BP_FRAME_PAGE, 1, 4000000000u);
    assert_refused(bytes, "worker sent a 'page' frame that is wrong");

    g_byte_array_set_size(bytes, 0);
    put_numbers(bytes, BP_FRAME_END, 0, 0);
    assert_refused(bytes, "worker sent a 'end' frame out of order");

    g_byte_array_set_size(bytes, 0);
    put_facts(bytes, BP_STATUS_OK, 1, 11); /* more than there is */
    assert_refused(bytes, "worker sent a 'facts' frame that is wrong");

    g_byte_array_set_size(bytes, 0);
    put_facts(bytes, BP_STATUS_TIMEOUT, 1, 10); /* only the coordinator can say so */
    assert_refused(bytes, "worker sent a 'facts' frame that is wrong");

    g_byte_array_set_size(bytes, 0);
    put_facts(bytes, BP_STATUS_OK, 1, 10);
    put_numbers(bytes, BP_FRAME_END, 0, 7); /* seven records were never sent */
    assert_refused(bytes, "worker sent a 'end' frame that is wrong");

    g_byte_array_set_size(bytes, 0);
    put_facts(bytes, BP_STATUS_OK, 1, 10);
    put_numbers(bytes, BP_FRAME_END, 0, 0);
    put_numbers(bytes, BP_FRAME_END, 0, 0);
    assert_refused(bytes, "worker sent a 'end' frame out of order");

    g_byte_array_set_size(bytes, 0);
    bp_wire_put_frame(bytes, (BpFrameType)99, "x", 1);
    assert_refused(bytes, "worker sent a frame of unknown type 99");

    g_byte_array_set_size(bytes, 0);
    bp_wire_put_frame(bytes, BP_FRAME_TEXT, "x", 1); /* nobody asked for text */
    assert_refused(bytes, "worker sent a 'text' frame that is wrong");
}

/* What may come only once, only first, or only of stored pages. */
static void test_progress(void)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, hello, sizeof hello);
    assert_refused(bytes, "worker sent a 'hello' frame out of order");

    g_byte_array_set_size(bytes, 0);
    bp_wire_put_frame(bytes, BP_FRAME_WANT_INPUT, NULL, 0); /* it has the file */
    assert_refused(bytes, "worker sent a 'want-input' frame that is wrong");

    g_byte_array_set_size(bytes, 0);
    put_numbers(bytes, BP_FRAME_PAGE, 0, 2);
    put_numbers(bytes, BP_FRAME_PAGE, 0, 2);
    assert_refused(bytes, "worker sent a 'page' frame that is wrong");

    g_byte_array_set_size(bytes, 0);
    guint64 before = bp_limit_value(BP_LIMIT_STORE_BYTES);
    g_assert_true(bp_limit_set(BP_LIMIT_STORE_BYTES, 5));
    bp_wire_put_frame(bytes, BP_FRAME_STORE, "abc", 3);
    bp_wire_put_frame(bytes, BP_FRAME_STORE, "def", 3);
    assert_refused(bytes, "worker sent a 'store' frame that is wrong");
    g_assert_true(bp_limit_set(BP_LIMIT_STORE_BYTES, before));

    g_autoptr(BpDocument) source = bp_document_new("a.pdf");
    g_autoptr(BpReceiver) receiver = bp_receiver_new(source, NULL, NULL);
    g_byte_array_set_size(bytes, 0);
    put_numbers(bytes, BP_FRAME_PAGE, 0, 2);
    g_assert_false(bp_receiver_feed(receiver, bytes->data, bytes->len, NULL)); /* no HELLO */
    g_assert_false(bp_receiver_was_greeted(receiver));

    g_autoptr(BpReceiver) other = bp_receiver_new(source, NULL, NULL);
    static const guint8 boast[] = {4, 0, 0, 0, 1, 7, 0, 0, 0}; /* a protection that is none */
    g_assert_false(bp_receiver_feed(other, boast, sizeof boast, NULL));
}

static void test_reader(void)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    bp_wire_put_double(bytes, INFINITY);
    BpWireReader reader = {bytes->data, bytes->len, 0, false};
    g_assert_cmpfloat(bp_wire_get_double(&reader), ==, 0);
    g_assert_true(reader.bad);

    g_byte_array_set_size(bytes, 0);
    bp_wire_put_u32(bytes, 1000); /* a text of which there is nothing */
    reader = (BpWireReader){bytes->data, bytes->len, 0, false};
    g_assert_null(bp_wire_dup_text(&reader));
    g_assert_true(reader.bad);
}

static void test_large_record(void)
{
    g_autoptr(BpDocument) sent = make_document();
    g_autofree char *text = g_strnfill(bp_limit_value(BP_LIMIT_FRAME_BYTES), 'x');
    BpRecord *record = bp_record_new("decision", 1);
    record->id = g_strdup("large");
    bp_record_set(record, "text", text);
    bp_document_take_record(sent, record);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    bp_wire_put_document(bytes, sent);
    g_autoptr(GError) error = NULL;
    g_autoptr(BpDocument) got = receive(bytes, 65536, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(got->records->len, ==, sent->records->len - 1);
    const BpFinding *finding = g_ptr_array_index(got->findings, 1);
    g_assert_cmpstr(finding->code, ==, "record-limit");
    g_assert_cmpstr(finding->message, ==, "decision left out: too large");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/wire/there-and-back/whole", GSIZE_TO_POINTER(1 << 20),
                         test_there_and_back);
    g_test_add_data_func("/wire/there-and-back/bytes", GSIZE_TO_POINTER(1), test_there_and_back);
    g_test_add_func("/wire/cleaned", test_cleaned);
    g_test_add_func("/wire/changed-bytes", test_changed_bytes);
    g_test_add_func("/wire/lies", test_lies);
    g_test_add_func("/wire/progress", test_progress);
    g_test_add_func("/wire/reader", test_reader);
    g_test_add_func("/wire/large-record", test_large_record);
    return g_test_run();
}
