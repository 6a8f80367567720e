/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Any bytes as a PDF. fuzz/extract.dict has the words of the format.
 */
#include "whole-way.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    go_the_whole_way("x.pdf", data, size);
    return 0;
}
