/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document through every writer of files and into a database, none of which may refuse it.
 */
#pragma once

#include <unistd.h>

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

static char *database_folder;

static inline void remove_database(void)
{
    static const char *const names[] = {"boardpack.db", "boardpack.db-wal", "boardpack.db-shm"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(database_folder, names[i], NULL);
        unlink(path);
    }
    rmdir(database_folder);
    g_free(database_folder);
}

/* A database for all runs of a target, which each of them leaves as empty as it found it. */
static inline BpDatabase *a_database(void)
{
    static BpDatabase *database = NULL;
    if (database)
        return database;
    g_autoptr(GError) error = NULL;
    bool is_new;
    /* In memory where that can be: the disc would take most of the time. */
    const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir();
    database_folder = g_build_filename(base, "boardpack-fuzz-XXXXXX", NULL);
    g_assert_nonnull(g_mkdtemp(database_folder));
    atexit(remove_database);
    g_autofree char *path = g_build_filename(database_folder, "boardpack.db", NULL);
    database = bp_database_open(path, &is_new, &error);
    g_assert_no_error(error);
    return database;
}

static inline void write_database(const BpDocument *document)
{
    g_autoptr(GError) error = NULL;
    bp_database_put(a_database(), document, "a stamp", &error);
    g_assert_no_error(error);
    bp_database_remove(a_database(), document->file, &error);
    g_assert_no_error(error);
}
