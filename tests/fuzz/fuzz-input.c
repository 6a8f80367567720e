/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Any bytes as a web page or a text: the first byte says which name the file has.
 */
#include "whole-way.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    static const char *const names[] = {"x.html", "x.txt"};
    if (size > 0)
        go_the_whole_way(names[data[0] % G_N_ELEMENTS(names)], data + 1, size - 1);
    return 0;
}
