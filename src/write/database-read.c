/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Opens boardpack.db for reading.
 *
 * A database in WAL mode is read with locks in a file beside it, which a reader makes if it may and
 * then leaves behind, and cannot read without if it may not. So as long as no run is writing (there
 * is no log, or an empty one), it is read as a file that does not change ("immutable"), and whether
 * that was true is looked at afterwards. While one writes, or after one that was killed, its files
 * are there, and SQLite reads as of the last document that was put.
 */
#include "write/database-read.h"

#include <errno.h>
#include <sys/stat.h>

#include "common/error.h"

#include "write/database-connect.h"

#define BUSY_MS 5000

void bp_reader_fail(const BpReader *reader, GError **error)
{
    if (sqlite3_errcode(reader->db) == SQLITE_CANTOPEN && bp_database_has_log(reader->path))
        g_set_error(error, BP_ERROR, BP_ERROR_INPUT,
                    "%s: the last run was stopped, and what it left cannot be read without writing "
                    "to the folder; run again, or search in a copy",
                    reader->path);
    else
        g_set_error(error, BP_ERROR, BP_ERROR_INPUT, "%s: %s", reader->path,
                    sqlite3_errmsg(reader->db));
}

BpReader *bp_reader_open(const char *path, GError **error)
{
    g_autoptr(BpReader) reader = g_new0(BpReader, 1);
    reader->path = g_strdup(path);
    if (stat(path, &reader->before) != 0) {
        g_set_error(error, BP_ERROR, BP_ERROR_INPUT, "%s: %s", path, g_strerror(errno));
        return NULL;
    }
    reader->unguarded = !bp_database_has_log(path);
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *uri = g_filename_to_uri(absolute, NULL, error);
    if (!uri)
        return NULL;
    g_autofree char *full = g_strconcat(uri, reader->unguarded ? "?immutable=1" : "", NULL);
    if (sqlite3_open_v2(full, &reader->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) !=
        SQLITE_OK) {
        bp_reader_fail(reader, error);
        return NULL;
    }
    sqlite3_busy_timeout(reader->db, BUSY_MS);
    return g_steal_pointer(&reader);
}

bool bp_reader_is_torn(const BpReader *reader)
{
    struct stat now;
    if (!reader->unguarded) /* or the run ended before its files were opened */
        return sqlite3_errcode(reader->db) == SQLITE_CANTOPEN && !bp_database_has_log(reader->path);
    return bp_database_has_log(reader->path) || stat(reader->path, &now) != 0 ||
           now.st_ino != reader->before.st_ino || now.st_size != reader->before.st_size ||
           now.st_mtim.tv_sec != reader->before.st_mtim.tv_sec ||
           now.st_mtim.tv_nsec != reader->before.st_mtim.tv_nsec;
}

void bp_reader_free(BpReader *reader)
{
    if (!reader)
        return;
    sqlite3_close(reader->db);
    g_free(reader->path);
    g_free(reader);
}
