/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The rows of one document in boardpack.db: put in, taken out, the full-text index kept in step.
 * Transactions are the caller's (database.c). Nothing of an earlier call is remembered: what a call
 * writes depends on what is in the file only.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"
#include "write/database-connect.h"

typedef struct BpRows BpRows;

BpRows *bp_rows_new(BpConnection *connection, GError **error);
void bp_rows_free(BpRows *rows); /* before the connection is closed */

/* Take out `file`, if it is there. */
bool bp_rows_remove(BpRows *rows, const char *file, GError **error);
bool bp_rows_insert(BpRows *rows, const BpDocument *document, const char *stamp, GError **error);
