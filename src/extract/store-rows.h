/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Structs as columns, for what is kept of a document: all values of a field together, each told by
 * how it differs from what it is most like, and these differences byte by byte: first the lowest
 * bytes of all, last the highest, which are nearly all the same.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* What a value is told by. Of the first row of a part, the row above is all zeros. */
typedef enum {
    BP_FIELD_ALONE,
    BP_FIELD_LIKE_ABOVE,  /* differs in some bits from the same field of the row above */
    BP_FIELD_AFTER_ABOVE, /* so much more than it */
    BP_FIELD_BESIDE_OWN,  /* so much more than field `other` of its own row, which comes before */
    BP_FIELD_STEPS_ABOVE, /* double: so many steps from it, and what the last bits differ then */
    BP_FIELD_STEPS_OWN    /* the same from field `other` of its own row */
} BpStoreCoding;

typedef struct {
    guint16 offset;
    guint8 width; /* bytes: 1, 2, 4 or 8 */
    guint8 coding;
    guint16 other;
    guint32 max; /* of a number; REAL is for float and double, which have to be finite; ANY */
} BpStoreField;

#define BP_STORE_ANY  G_MAXUINT32
#define BP_STORE_REAL 0

typedef struct {
    const BpStoreField *fields;
    guint n_fields;
} BpStoreRows;

/* Rows of a table and of a struct: BP_STORE_ROWS (word_fields). */
#define BP_STORE_ROWS(table)                                                                       \
    {                                                                                              \
        table, G_N_ELEMENTS(table)                                                                 \
    }

/* A field of a struct, told by itself, by the row above, or by another field. */
#define BP_STORE_FIELD(type, name, coding, other, max)                                             \
    {                                                                                              \
        offsetof(type, name), sizeof(((type *)0)->name), coding, other, max                        \
    }
#define BP_STORE_ALONE(type, name, max) BP_STORE_FIELD(type, name, BP_FIELD_ALONE, 0, max)
#define BP_STORE_LIKE(type, name, max)  BP_STORE_FIELD(type, name, BP_FIELD_LIKE_ABOVE, 0, max)
#define BP_STORE_AFTER(type, name)      BP_STORE_FIELD(type, name, BP_FIELD_AFTER_ABOVE, 0, BP_STORE_ANY)
#define BP_STORE_BESIDE(type, name, own)                                                           \
    BP_STORE_FIELD(type, name, BP_FIELD_BESIDE_OWN, offsetof(type, own), BP_STORE_ANY)
#define BP_STORE_STEPS(type, name)                                                                 \
    BP_STORE_FIELD(type, name, BP_FIELD_STEPS_ABOVE, 0, BP_STORE_REAL)
#define BP_STORE_STEPS_FROM(type, name, own)                                                       \
    BP_STORE_FIELD(type, name, BP_FIELD_STEPS_OWN, offsetof(type, own), BP_STORE_REAL)
#define BP_STORE_BOX(type, name)                                                                   \
    BP_STORE_STEPS(type, name.x0), BP_STORE_STEPS(type, name.y0),                                  \
        BP_STORE_STEPS_FROM(type, name.x1, name.x0), BP_STORE_STEPS_FROM(type, name.y1, name.y0)

/* What is left to be read. Once something was wrong `bad` is set and nothing more is read. */
typedef struct {
    const guint8 *at, *end;
    gsize room; /* bytes that rows may still take when they are read */
    bool bad;
} BpStoreReader;

/* Append the rows of all parts (GArray of the struct). How many there are is not written. */
void bp_store_put_rows(GByteArray *out, const BpStoreRows *rows, const GPtrArray *parts);

/* The same for one array. */
void bp_store_put_array(GByteArray *out, const BpStoreRows *rows, GArray *array);

/* How many bytes a row takes at most. */
gsize bp_store_row_width(const BpStoreRows *rows);

/* Whether so many rows may follow; asked before there is memory for them. Else `bad` is set. */
bool bp_store_has_rows(BpStoreReader *in, const BpStoreRows *rows, guint64 n);

/* Fill the parts, whose lengths say how many rows each has. */
bool bp_store_get_rows(BpStoreReader *in, const BpStoreRows *rows, const GPtrArray *parts);

/* A new array of `n` structs of `size` bytes; NULL when something is wrong. */
GArray *bp_store_get_array(BpStoreReader *in, const BpStoreRows *rows, guint n, gsize size);
