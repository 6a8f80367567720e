/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a worker sends that was taken over by its document. The coordinator must refuse it or be
 * able to write it: one document must not stop the run, as one that the database refuses would.
 *
 * The first byte says in pieces of which size it comes, and whether the rest are the bytes
 * themselves or changes to the frames of a document with a record of every type: so the depths of
 * the format are reached without knowing it here.
 */
#include "all-formats.h"
#include "worker/receiver.h"
#include "worker/wire.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

#define RAW          0x80 /* the bytes themselves follow */
#define WITH_TEXT    0x40 /* somebody takes text frames */
#define CHANGE_BYTES 4    /* place (2 bytes), what, value */

static void take_text(const char *text, gsize len, gpointer data)
{
    guint *sum = data;
    for (gsize i = 0; i < len; i++)
        *sum += (guint8)text[i];
}

static void add_record(BpDocument *document, const BpRecordType *type)
{
    BpRecord *record = bp_document_take_record(document, bp_record_new(type->name, 1));
    record->page_label = g_strdup("i");
    record->rule = g_strdup("a.rule");
    bp_record_add_span(record, 1, (BpBox){1, 2, 3, 4});
    for (guint i = 0; type->fields[i].name; i++) {
        const BpField *field = &type->fields[i];
        if (field->kind == BP_FIELD_LIST)
            bp_record_add(record, field->name, "one");
        else if (field->kind == BP_FIELD_PAIRS)
            bp_record_add_pair(record, field->name, "sponsor", "Sponsor", "X");
        else if (field->kind == BP_FIELD_WORD)
            bp_record_set(record, field->name, field->words[0]);
        else if (field->kind == BP_FIELD_TEXT)
            bp_record_set(record, field->name, "a text");
    }
}

static void put_numbers(GByteArray *out, BpFrameType type, guint32 a, guint32 b)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    bp_wire_put_u32(payload, a);
    if (type != BP_FRAME_HELLO)
        bp_wire_put_u32(payload, b);
    bp_wire_put_frame(out, type, payload->data, payload->len);
}

static GByteArray *make_frames(void)
{
    g_autoptr(BpDocument) document = bp_document_new("a/b.pdf");
    document->n_pages = 2;
    document->coverage = (BpCoverage){100, 50};
    guint n;
    const BpRecordType *types = bp_record_types(&n);
    for (guint i = 0; i < 2 * n; i++)
        add_record(document, &types[i % n]);
    bp_document_find(document, "some-code", 1, "a message");
    bp_document_assign_ids(document);
    GByteArray *frames = g_byte_array_new();
    put_numbers(frames, BP_FRAME_HELLO, 0, 0);
    put_numbers(frames, BP_FRAME_STAGE, 0, 0);
    put_numbers(frames, BP_FRAME_PAGE, 1, 2);
    put_numbers(frames, BP_FRAME_PAGE, 2, 2);
    bp_wire_put_frame(frames, BP_FRAME_STORE, "stored", 6);
    bp_wire_put_document(frames, document);
    return frames;
}

static void change(GByteArray *frames, const guint8 *what)
{
    guint at = (what[0] | (guint)what[1] << 8) % frames->len;
    guint n = MIN(what[3], frames->len - at);
    switch (what[2] % 4) {
    case 0:
        frames->data[at] = what[3];
        break;
    case 1:
        frames->data[at] ^= what[3];
        break;
    case 2: /* once more */
        g_byte_array_set_size(frames, frames->len + n);
        memmove(frames->data + at + n, frames->data + at, frames->len - n - at);
        break;
    case 3:
        if (n < frames->len)
            g_byte_array_remove_range(frames, at, n);
        break;
    }
}

static GByteArray *read_input(const guint8 *data, gsize size)
{
    static GByteArray *whole = NULL;
    if (whole == NULL)
        whole = make_frames();
    GByteArray *frames = g_byte_array_new();
    if (data[0] & RAW)
        return g_byte_array_append(frames, data + 1, (guint)size - 1);
    g_byte_array_append(frames, whole->data, whole->len);
    for (gsize at = 1; at + CHANGE_BYTES <= size; at += CHANGE_BYTES)
        change(frames, data + at);
    return frames;
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    if (size < 1)
        return 0;
    guint sum = 0;
    g_autoptr(GByteArray) frames = read_input(data, size);
    gsize piece = 1 + (gsize)(data[0] & 0x3f) * 64;
    g_autoptr(BpDocument) source = bp_document_new("a/b.pdf");
    source->sha256 = g_strdup("00ff");
    BpTextFunc text = data[0] & WITH_TEXT ? take_text : NULL;
    g_autoptr(BpReceiver) receiver = bp_receiver_new(source, text, &sum);
    for (gsize at = 0; at < frames->len; at += piece)
        if (!bp_receiver_feed(receiver, frames->data + at, MIN(piece, frames->len - at), NULL))
            return 0;
    g_autoptr(BpDocument) document = bp_receiver_steal_document(receiver);
    g_assert_true(document || size > 1 || data[0] & RAW); /* without a change it is taken */
    if (document) {
        write_all_formats(document);
        write_database(document);
    }
    return 0;
}
