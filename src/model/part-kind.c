/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of the rows of part-kind.h. */
#include "model/part-kind.h"

#include <stddef.h>

const char *const bp_part_kind_names[BP_N_PART_KINDS + 2] = {
#define ROW(id, name, document) name,
    BP_PART_KIND_ROWS(ROW)
#undef ROW
        "other",
    NULL};

const char *const bp_part_kind_documents[BP_N_PART_KINDS + 2] = {
#define ROW(id, name, document) document,
    BP_PART_KIND_ROWS(ROW)
#undef ROW
        "pack",
    NULL};
