/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * XXH64 as its specification has it: four sums over every fourth word of eight bytes, put together,
 * then the rest, then all bits are mixed.
 */
#include "common/sum.h"

#include <string.h>

#define PRIME1 G_GUINT64_CONSTANT(0x9E3779B185EBCA87)
#define PRIME2 G_GUINT64_CONSTANT(0xC2B2AE3D27D4EB4F)
#define PRIME3 G_GUINT64_CONSTANT(0x165667B19E3779F9)
#define PRIME4 G_GUINT64_CONSTANT(0x85EBCA77C2B2AE63)
#define PRIME5 G_GUINT64_CONSTANT(0x27D4EB2F165667C5)

#define LANES 4

static inline guint64 turn_left(guint64 value, guint bits)
{
    return value << bits | value >> (64 - bits);
}

static inline guint64 read_eight(const guint8 *at)
{
    guint64 value;

    memcpy(&value, at, sizeof value);
    return GUINT64_FROM_LE(value);
}

static inline guint64 read_four(const guint8 *at)
{
    guint32 value;

    memcpy(&value, at, sizeof value);
    return GUINT32_FROM_LE(value);
}

static inline guint64 add_round(guint64 sum, guint64 value)
{
    return turn_left(sum + value * PRIME2, 31) * PRIME1;
}

/* Sum up whole blocks of four words; `*at` goes behind them. */
static guint64 sum_blocks(guint64 seed, const guint8 **at, const guint8 *end)
{
    guint64 lanes[LANES] = {seed + PRIME1 + PRIME2, seed + PRIME2, seed, seed - PRIME1};

    for (; end - *at >= LANES * 8; *at += LANES * 8)
        for (guint i = 0; i < LANES; i++)
            lanes[i] = add_round(lanes[i], read_eight(*at + i * 8));
    guint64 sum = turn_left(lanes[0], 1) + turn_left(lanes[1], 7) + turn_left(lanes[2], 12) +
                  turn_left(lanes[3], 18);
    for (guint i = 0; i < LANES; i++)
        sum = (sum ^ add_round(0, lanes[i])) * PRIME1 + PRIME4;
    return sum;
}

guint64 bp_sum(guint64 seed, gconstpointer data, gsize len)
{
    const guint8 *at = data, *end = at + len;
    guint64 sum = (len >= LANES * 8 ? sum_blocks(seed, &at, end) : seed + PRIME5) + len;

    for (; end - at >= 8; at += 8)
        sum = turn_left(sum ^ add_round(0, read_eight(at)), 27) * PRIME1 + PRIME4;
    for (; end - at >= 4; at += 4)
        sum = turn_left(sum ^ read_four(at) * PRIME1, 23) * PRIME2 + PRIME3;
    for (; at < end; at++)
        sum = turn_left(sum ^ *at * PRIME5, 11) * PRIME1;
    sum = (sum ^ sum >> 33) * PRIME2;
    sum = (sum ^ sum >> 29) * PRIME3;
    return sum ^ sum >> 32;
}
