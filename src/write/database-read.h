/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack.db for those who only read it: also while a run writes, after one that was killed, and
 * where nothing may be written.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/stat.h>

#include "write/sqlite-compat.h"

typedef struct {
    sqlite3 *db;
    char *path;
    bool unguarded;     /* read without locks, as nobody was writing */
    struct stat before; /* the file when it was opened */
} BpReader;

/* Open for reading; NULL sets BP_ERROR_INPUT. */
BpReader *bp_reader_open(const char *path, GError **error);
void bp_reader_free(BpReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpReader, bp_reader_free)

/* Whether somebody began to write meanwhile to what is read without locks: what was read is then
 * not to be used, nor an error to be believed; open again. */
bool bp_reader_is_torn(const BpReader *reader);

/* The last error of SQLite, as BP_ERROR_INPUT. */
void bp_reader_fail(const BpReader *reader, GError **error);
