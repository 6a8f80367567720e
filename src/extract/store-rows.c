/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Columns are written for all parts together (the words of all pages), so that each byte of a field
 * is one long stretch: those that are alike pack to next to nothing, and those that are noise, the
 * low bytes of coordinates, are seen to be by the packer at a glance.
 */
#include "extract/store-rows.h"

#include <math.h>
#include <string.h>

static inline guint64 load(const guint8 *at, guint width)
{
    guint16 two;
    guint32 four;
    guint64 eight;

    switch (width) {
    case 1:
        return *at;
    case 2:
        memcpy(&two, at, sizeof two);
        return two;
    case 4:
        memcpy(&four, at, sizeof four);
        return four;
    }
    memcpy(&eight, at, sizeof eight);
    return eight;
}

static inline void save(guint8 *at, guint width, guint64 value)
{
    guint16 two = (guint16)value;
    guint32 four = (guint32)value;

    switch (width) {
    case 1:
        *at = (guint8)value;
        return;
    case 2:
        memcpy(at, &two, sizeof two);
        return;
    case 4:
        memcpy(at, &four, sizeof four);
        return;
    }
    memcpy(at, &value, sizeof value);
}

/* What the value of a field is told by; `above` is NULL in the first row. */
static inline guint64 nearest(const BpStoreField *field, guint width, const guint8 *row,
                              const guint8 *above)
{
    switch ((BpStoreCoding)field->coding) {
    case BP_FIELD_ALONE:
        return 0;
    case BP_FIELD_LIKE_ABOVE:
    case BP_FIELD_AFTER_ABOVE:
        return above ? load(above + field->offset, width) : 0;
    case BP_FIELD_BESIDE_OWN:
        return load(row + field->other, width);
    }
    return 0;
}

static inline bool is_difference(const BpStoreField *field)
{
    return field->coding == BP_FIELD_AFTER_ABOVE || field->coding == BP_FIELD_BESIDE_OWN;
}

/* A column of a part; the bytes of one weight are `stride` apart from those of the next. */
static inline void put_column(const BpStoreField *field, guint width, const guint8 *row, guint n,
                              gsize size, guint8 *out, gsize stride)
{
    const guint8 *above = NULL;

    for (guint i = 0; i < n; i++, above = row, row += size) {
        guint64 value = load(row + field->offset, width);
        guint64 base = nearest(field, width, row, above);
        value = is_difference(field) ? value - base : value ^ base;
        for (guint k = 0; k < width; k++)
            out[k * stride + i] = (guint8)(value >> 8 * k);
    }
}

static bool is_allowed(const BpStoreField *field, guint64 value)
{
    if (field->max != BP_STORE_REAL)
        return field->max == BP_STORE_ANY || value <= field->max;
    if (field->width == sizeof(float)) {
        guint32 bits = (guint32)value;
        float real;
        memcpy(&real, &bits, sizeof real);
        return isfinite(real);
    }
    double real;
    memcpy(&real, &value, sizeof real);
    return isfinite(real);
}

static inline bool get_column(const BpStoreField *field, guint width, guint8 *row, guint n,
                              gsize size, const guint8 *in, gsize stride)
{
    const guint8 *above = NULL;
    bool allowed = true;

    for (guint i = 0; i < n; i++, above = row, row += size) {
        guint64 value = 0, base = nearest(field, width, row, above);
        for (guint k = 0; k < width; k++)
            value |= (guint64)in[k * stride + i] << 8 * k;
        value = is_difference(field) ? value + base : value ^ base;
        value &= G_MAXUINT64 >> (64 - 8 * width);
        allowed = allowed && is_allowed(field, value);
        save(row + field->offset, width, value);
    }
    return allowed;
}

/* With the width known when it is compiled, the loops over bytes are unrolled. */
#define BY_WIDTH(function, field, ...)                                                             \
    ((field)->width == 8   ? function(field, 8, __VA_ARGS__)                                       \
     : (field)->width == 4 ? function(field, 4, __VA_ARGS__)                                       \
     : (field)->width == 2 ? function(field, 2, __VA_ARGS__)                                       \
                           : function(field, 1, __VA_ARGS__))

gsize bp_store_row_width(const BpStoreRows *rows)
{
    gsize width = 0;

    for (guint i = 0; i < rows->n_fields; i++)
        width += rows->fields[i].width;
    return width;
}

static guint64 count_rows(const GPtrArray *parts)
{
    guint64 n = 0;

    for (guint i = 0; i < parts->len; i++)
        n += ((const GArray *)parts->pdata[i])->len;
    return n;
}

void bp_store_put_rows(GByteArray *out, const BpStoreRows *rows, const GPtrArray *parts)
{
    guint64 n = count_rows(parts);
    gsize at = out->len;

    g_byte_array_set_size(out, (guint)(out->len + n * bp_store_row_width(rows)));
    for (guint f = 0; f < rows->n_fields; f++) {
        const BpStoreField *field = &rows->fields[f];
        gsize first = 0;
        for (guint i = 0; i < parts->len; i++) {
            const GArray *part = parts->pdata[i];
            gsize size = g_array_get_element_size((GArray *)parts->pdata[i]);
            BY_WIDTH(put_column, field, (const guint8 *)part->data, part->len, size,
                     out->data + at + first, n);
            first += part->len;
        }
        at += n * field->width;
    }
}

void bp_store_put_array(GByteArray *out, const BpStoreRows *rows, GArray *array)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new();

    g_ptr_array_add(parts, array);
    bp_store_put_rows(out, rows, parts);
}

bool bp_store_has_rows(BpStoreReader *in, const BpStoreRows *rows, guint64 n)
{
    in->bad = in->bad || n > (gsize)(in->end - in->at) / bp_store_row_width(rows);
    return !in->bad;
}

bool bp_store_get_rows(BpStoreReader *in, const BpStoreRows *rows, const GPtrArray *parts)
{
    guint64 n = count_rows(parts);

    if (!bp_store_has_rows(in, rows, n))
        return false;
    for (guint f = 0; f < rows->n_fields && !in->bad; f++) {
        const BpStoreField *field = &rows->fields[f];
        gsize first = 0;
        for (guint i = 0; i < parts->len; i++) {
            GArray *part = parts->pdata[i];
            gsize size = g_array_get_element_size(part);
            in->bad = !BY_WIDTH(get_column, field, (guint8 *)part->data, part->len, size,
                                in->at + first, n) ||
                      in->bad;
            first += part->len;
        }
        in->at += n * field->width;
    }
    return !in->bad;
}

GArray *bp_store_get_array(BpStoreReader *in, const BpStoreRows *rows, guint n, gsize size)
{
    if (!bp_store_has_rows(in, rows, n))
        return NULL;
    g_autoptr(GArray) array = g_array_sized_new(FALSE, TRUE, (guint)size, n);
    g_autoptr(GPtrArray) parts = g_ptr_array_new();

    g_array_set_size(array, n);
    g_ptr_array_add(parts, array);
    return bp_store_get_rows(in, rows, parts) ? g_steal_pointer(&array) : NULL;
}
