/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Members of a JSON object that may be missing or of another type than expected: what is read here
 * was written by another version of the program, or cut by a full disc.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "common/json-compat.h"

/* The text of a member, borrowed; "" when there is none. */
const char *bp_json_peek_text(const json_t *object, const char *name);

/* The whole number of a member, cut to 0 .. `max`; 0 when there is none. */
guint64 bp_json_get_number(const json_t *object, const char *name, guint64 max);

double bp_json_get_real(const json_t *object, const char *name);
bool bp_json_get_flag(const json_t *object, const char *name);

/* Called with each line of a file that is a JSON object; NULL for one that is not. */
typedef void (*BpJsonLineFunc)(const json_t *object, gpointer data);

/* Go through a file of NDJSON; false when it cannot be opened or read, with errno. */
bool bp_json_each_line(const char *path, BpJsonLineFunc func, gpointer data);
