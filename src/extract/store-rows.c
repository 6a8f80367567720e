/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Columns are written for all parts together (the words of all pages), so that each byte of a field
 * is one long stretch: those that are alike pack to next to nothing, and those that are noise, the
 * low bytes of coordinates, are seen to be by the packer at a glance. Those that are all zero are
 * left out: a mask says which bytes follow. So rows may take no bytes at all, and what is read has
 * a limit of its own.
 *
 * Widths of words and distances of lines are short decimals, made of a font's units and a size, but
 * for what the last bits lose when they are added up. Told as a number of steps and the difference
 * of the bits, a box takes less than half of what its own bits do: 7.5 bytes instead of 16.7 in a
 * pack of 612 pages.
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

/* Steps of a coordinate, in a point: with fewer, sizes like 9.96 are no multiple; with more, the
 * numbers get longer. */
#define STEPS 1e5
/* The bytes of a number of steps, and with the difference of the bits. */
#define STEPS_BYTES 4
#define PLACE_BYTES (STEPS_BYTES + 8)

/* What the value of a field is told by; `above` is NULL in the first row. */
static inline guint64 nearest(const BpStoreField *field, guint width, const guint8 *row,
                              const guint8 *above)
{
    switch ((BpStoreCoding)field->coding) {
    case BP_FIELD_ALONE:
        return 0;
    case BP_FIELD_LIKE_ABOVE:
    case BP_FIELD_AFTER_ABOVE:
    case BP_FIELD_STEPS_ABOVE:
        return above ? load(above + field->offset, width) : 0;
    case BP_FIELD_BESIDE_OWN:
    case BP_FIELD_STEPS_OWN:
        return load(row + field->other, width);
    }
    return 0;
}

static inline bool is_difference(const BpStoreField *field)
{
    return field->coding == BP_FIELD_AFTER_ABOVE || field->coding == BP_FIELD_BESIDE_OWN;
}

/* A column of a part, where all is zero so far; the bytes of one weight are `stride` apart from
 * those of the next. */
static inline void put_column(const BpStoreField *field, guint width, const guint8 *row, guint n,
                              gsize size, guint8 *out, gsize stride)
{
    const guint8 *above = NULL;

    for (guint i = 0; i < n; i++, above = row, row += size) {
        guint64 value = load(row + field->offset, width);
        guint64 base = nearest(field, width, row, above);
        value = is_difference(field) ? value - base : value ^ base;
        value &= G_MAXUINT64 >> (64 - 8 * width);
        for (guint k = 0; value; k++, value >>= 8) /* most have one byte, or none */
            out[k * stride + i] = (guint8)value;
    }
}

static double real_of(guint64 bits)
{
    double real;

    memcpy(&real, &bits, sizeof real);
    return real;
}

static guint64 bits_of(double real)
{
    guint64 bits;

    memcpy(&bits, &real, sizeof bits);
    return bits;
}

/* Small negative numbers are small numbers too. */
static guint64 fold(gint64 value)
{
    return (guint64)value << 1 ^ (value < 0 ? G_MAXUINT64 : 0);
}

static gint64 unfold(guint64 value)
{
    return (gint64)(value >> 1 ^ (value & 1 ? G_MAXUINT64 : 0));
}

/* The bits of a value so many steps from another. What is written and what is read must come to the
 * same here, so it is one function. */
static guint64 step(guint64 base, gint32 steps)
{
    return bits_of(real_of(base) + steps / STEPS);
}

static void put_places(const BpStoreField *field, const guint8 *row, guint n, gsize size,
                       guint8 *out, gsize stride)
{
    const guint8 *above = NULL;

    for (guint i = 0; i < n; i++, above = row, row += size) {
        guint64 value = load(row + field->offset, 8), base = nearest(field, 8, row, above);
        if (value == base)
            continue; /* most words stand on the line of the one before */
        double far = (real_of(value) - real_of(base)) * STEPS;
        gint32 steps = fabs(far) < G_MAXINT32 / 2 ? (gint32)(far + (far < 0 ? -0.5 : 0.5)) : 0;
        guint64 rest = fold((gint64)(value - step(base, steps)));
        guint64 folded = fold(steps);
        for (guint k = 0; folded; k++, folded >>= 8)
            out[k * stride + i] = (guint8)folded;
        for (guint k = STEPS_BYTES; rest; k++, rest >>= 8)
            out[k * stride + i] = (guint8)rest;
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
    return isfinite(real_of(value));
}

/* The bytes of a column that are not all zero, each with its weight in bits. */
typedef struct {
    const guint8 *at[PLACE_BYTES];
    guint shift[PLACE_BYTES];
    guint n;
} Planes;

static inline guint64 collect(const Planes *planes, gsize i)
{
    guint64 value = 0;

    for (guint k = 0; k < planes->n; k++)
        value |= (guint64)planes->at[k][i] << planes->shift[k];
    return value;
}

static bool get_places(const BpStoreField *field, guint8 *row, guint n, gsize size, gsize first,
                       const Planes *steps, const Planes *rest)
{
    const guint8 *above = NULL;
    bool allowed = true;

    for (guint i = 0; i < n; i++, above = row, row += size) {
        guint64 base = nearest(field, 8, row, above);
        guint64 value = step(base, (gint32)unfold(collect(steps, first + i)));
        value += (guint64)unfold(collect(rest, first + i));
        allowed = allowed && is_allowed(field, value);
        save(row + field->offset, 8, value);
    }
    return allowed;
}

static bool is_zero(const guint8 *data, gsize len)
{
    return len == 0 || (*data == 0 && memcmp(data, data + 1, len - 1) == 0);
}

static inline bool get_column(const BpStoreField *field, guint width, guint8 *row, guint n,
                              gsize size, gsize first, const Planes *planes)
{
    const guint8 *above = NULL;
    bool allowed = true;

    for (guint i = 0; i < n; i++, above = row, row += size) {
        guint64 value = collect(planes, first + i), base = nearest(field, width, row, above);
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

static bool is_place(const BpStoreField *field)
{
    return field->coding == BP_FIELD_STEPS_ABOVE || field->coding == BP_FIELD_STEPS_OWN;
}

static gsize packed_width(const BpStoreField *field)
{
    return is_place(field) ? PLACE_BYTES : field->width;
}

gsize bp_store_row_width(const BpStoreRows *rows)
{
    gsize width = 0;

    for (guint i = 0; i < rows->n_fields; i++)
        width += packed_width(&rows->fields[i]);
    return width;
}

static guint64 count_rows(const GPtrArray *parts)
{
    guint64 n = 0;

    for (guint i = 0; i < parts->len; i++)
        n += ((const GArray *)parts->pdata[i])->len;
    return n;
}

/* A column of all parts, its bytes by weight. */
static void put_parts(const BpStoreField *field, const GPtrArray *parts, guint8 *to, gsize n)
{
    memset(to, 0, n * packed_width(field));
    for (guint i = 0; i < parts->len; i++) {
        GArray *part = parts->pdata[i];
        const guint8 *row = (const guint8 *)part->data;
        gsize size = g_array_get_element_size(part);
        if (is_place(field))
            put_places(field, row, part->len, size, to, n);
        else
            BY_WIDTH(put_column, field, row, part->len, size, to, n);
        to += part->len;
    }
}

void bp_store_put_rows(GByteArray *out, const BpStoreRows *rows, const GPtrArray *parts)
{
    gsize n = count_rows(parts);
    g_autofree guint8 *column = g_malloc(n * PLACE_BYTES + 1);

    for (guint f = 0; f < rows->n_fields; f++) {
        const BpStoreField *field = &rows->fields[f];
        guint16 mask = 0;
        put_parts(field, parts, column, n);
        for (guint k = 0; k < packed_width(field); k++)
            mask |= is_zero(column + k * n, n) ? 0 : (guint16)(1 << k);
        const guint8 told[] = {mask & 0xFF, (guint8)(mask >> 8)};
        g_byte_array_append(out, told, sizeof told);
        for (guint k = 0; k < packed_width(field); k++)
            if (mask & 1 << k)
                g_byte_array_append(out, column + k * n, (guint)n);
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
    in->bad = in->bad || n > in->room / bp_store_row_width(rows);
    return !in->bad;
}

/* Find the bytes of a column of `n` rows: those of weights below `split`, and the others. */
static bool find_planes(BpStoreReader *in, guint width, guint split, gsize n, Planes *out_low,
                        Planes *out_high)
{
    if (in->end - in->at < 2)
        return false;
    guint mask = in->at[0] | (guint)in->at[1] << 8;
    in->at += 2;
    if (mask >> width)
        return false;
    for (guint k = 0; k < width; k++) {
        Planes *planes = k < split ? out_low : out_high;
        if (!(mask & 1u << k))
            continue;
        if ((gsize)(in->end - in->at) < n)
            return false;
        planes->at[planes->n] = in->at;
        planes->shift[planes->n++] = 8 * (k < split ? k : k - split);
        in->at += n;
    }
    return true;
}

/* A column of all parts. */
static bool get_parts(BpStoreReader *in, const BpStoreField *field, const GPtrArray *parts, gsize n)
{
    Planes low = {.n = 0}, high = {.n = 0};
    guint width = (guint)packed_width(field);
    bool allowed = find_planes(in, width, is_place(field) ? STEPS_BYTES : width, n, &low, &high);
    gsize first = 0;

    for (guint i = 0; i < parts->len && allowed; i++) {
        GArray *part = parts->pdata[i];
        guint8 *row = (guint8 *)part->data;
        gsize size = g_array_get_element_size(part);
        if (is_place(field))
            allowed = get_places(field, row, part->len, size, first, &low, &high);
        else
            allowed = BY_WIDTH(get_column, field, row, part->len, size, first, &low);
        first += part->len;
    }
    return allowed;
}

bool bp_store_get_rows(BpStoreReader *in, const BpStoreRows *rows, const GPtrArray *parts)
{
    guint64 n = count_rows(parts);

    if (!bp_store_has_rows(in, rows, n))
        return false;
    in->room -= n * bp_store_row_width(rows);
    for (guint f = 0; f < rows->n_fields && !in->bad; f++)
        in->bad = !get_parts(in, &rows->fields[f], parts, n);
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
