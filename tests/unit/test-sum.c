/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The sum of bytes, against values of the reference implementation of XXH64.
 */
#include <string.h>

#include "common/sum.h"

static void test_known(void)
{
    static const char *const texts[] = {"", "a", "abc", "Nobody inspects the spammish repetition"};
    static const guint64 sums[] = {
        G_GUINT64_CONSTANT(0xEF46DB3751D8E999), G_GUINT64_CONSTANT(0xD24EC4F1A98C6E5B),
        G_GUINT64_CONSTANT(0x44BC2CF5AD770999), G_GUINT64_CONSTANT(0xFBCEA83C8A378BF1)};

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_assert_cmphex(bp_sum(0, texts[i], strlen(texts[i])), ==, sums[i]);
}

/* Every bit counts, and so does what came before. */
static void test_changed(void)
{
    guint8 data[100] = {0};
    guint64 sum = bp_sum(0, data, sizeof data);

    for (guint bit = 0; bit < 8 * sizeof data; bit++) {
        data[bit / 8] ^= (guint8)(1 << bit % 8);
        g_assert_cmphex(bp_sum(0, data, sizeof data), !=, sum);
        data[bit / 8] ^= (guint8)(1 << bit % 8);
    }
    g_assert_cmphex(bp_sum(1, data, sizeof data), !=, sum);
    g_assert_cmphex(bp_sum(0, data, sizeof data - 1), !=, sum);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sum/known", test_known);
    g_test_add_func("/sum/changed", test_changed);
    return g_test_run();
}
