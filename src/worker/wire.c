/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers, texts and frames of the wire format.
 *
 * The reading side trusts nothing: every length is compared with what is left of the payload, a
 * number that does not fit makes the whole payload bad, and text is cleaned here, once, so that
 * nothing behind it sees invalid UTF-8 or characters that XML forbids.
 */
#include "worker/wire.h"

#include <math.h>
#include <string.h>

#include "common/text.h"

void bp_wire_put_u8(GByteArray *out, guint8 value)
{
    g_byte_array_append(out, &value, 1);
}

void bp_wire_put_u32(GByteArray *out, guint32 value)
{
    guint32 wire = GUINT32_TO_LE(value);
    g_byte_array_append(out, (const guint8 *)&wire, sizeof wire);
}

void bp_wire_put_double(GByteArray *out, double value)
{
    guint64 bits;
    memcpy(&bits, &value, sizeof bits);
    bits = GUINT64_TO_LE(bits);
    g_byte_array_append(out, (const guint8 *)&bits, sizeof bits);
}

void bp_wire_put_text(GByteArray *out, const char *text)
{
    if (text == NULL) {
        bp_wire_put_u32(out, BP_WIRE_NO_TEXT);
        return;
    }
    gsize len = strlen(text);
    g_assert(len < BP_WIRE_NO_TEXT);
    bp_wire_put_u32(out, (guint32)len);
    g_byte_array_append(out, (const guint8 *)text, (guint)len);
}

void bp_wire_put_frame(GByteArray *out, BpFrameType type, const void *payload, gsize len)
{
    g_assert(len <= G_MAXUINT32);
    bp_wire_put_u32(out, (guint32)len);
    bp_wire_put_u8(out, (guint8)type);
    if (len > 0)
        g_byte_array_append(out, payload, (guint)len);
}

static const guint8 *take(BpWireReader *reader, gsize n)
{
    if (reader->bad || n > reader->len - reader->at) {
        reader->bad = true;
        return NULL;
    }
    const guint8 *data = reader->data + reader->at;
    reader->at += n;
    return data;
}

guint8 bp_wire_get_u8(BpWireReader *reader)
{
    const guint8 *data = take(reader, 1);
    return data ? data[0] : 0;
}

guint32 bp_wire_get_u32(BpWireReader *reader)
{
    const guint8 *data = take(reader, 4);
    guint32 value = 0;
    if (data)
        memcpy(&value, data, sizeof value);
    return GUINT32_FROM_LE(value);
}

double bp_wire_get_double(BpWireReader *reader)
{
    const guint8 *data = take(reader, 8);
    if (data == NULL)
        return 0;
    guint64 bits;
    memcpy(&bits, data, sizeof bits);
    bits = GUINT64_FROM_LE(bits);
    double value;
    memcpy(&value, &bits, sizeof value);
    if (!isfinite(value)) {
        reader->bad = true;
        return 0;
    }
    return value;
}

char *bp_wire_dup_text(BpWireReader *reader)
{
    guint32 len = bp_wire_get_u32(reader);
    if (reader->bad || len == BP_WIRE_NO_TEXT)
        return NULL;
    const guint8 *data = take(reader, len);
    if (data == NULL)
        return NULL;
    return bp_text_dup_clean((const char *)data, (gssize)len, NULL);
}

bool bp_wire_is_done(const BpWireReader *reader)
{
    return !reader->bad && reader->at == reader->len;
}
