/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document through every writer of files and into a database, none of which may refuse it.
 */
#pragma once

#include "write/database.h"
#include "write/json.h"
#include "write/writer.h"

static inline void write_all_formats(const BpDocument *document)
{
    g_autoptr(GError) error = NULL;
    gsize len;
    for (const BpFormat *format = bp_formats(); format->name; format++) {
        g_autofree char *bytes = format->format(document, "0123", &len, &error);
        g_assert_no_error(error);
        g_assert_true(g_utf8_validate(bytes, (gssize)len, NULL));
    }
    for (guint i = 0; i < document->records->len; i++) {
        const BpRecord *record = g_ptr_array_index(document->records, i);
        g_autofree char *line = bp_json_dup_line(document, record, &len, &error);
        g_assert_no_error(error);
        g_assert_cmpint(line[len - 1], ==, '\n');
    }
}

static inline void write_database(const BpDocument *document)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(BpDatabase) database = bp_database_open(":memory:", &error);
    g_assert_no_error(error);
    bp_database_add(database, document, &error);
    g_assert_no_error(error);
}
