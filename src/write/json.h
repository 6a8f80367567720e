/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What other writers need of the JSON one: a record as a line of its own.
 */
#pragma once

#include "model/document.h"

/* The line of records.ndjson for a record, with its line feed. */
char *bp_json_dup_line(const BpDocument *document, const BpRecord *record, gsize *out_len,
                       GError **error);
