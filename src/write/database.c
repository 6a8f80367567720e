/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Changes boardpack.db, a transaction a document; see database.h, and database-rows.c for the rows.
 *
 * So that a run that was killed leaves the same bytes as one that was not, a transaction begins
 * from what is in the file, with an empty cache. It is not only the keys: in WAL mode SQLite counts
 * the changes of its first page (bytes 24 and 92 of the file) from the copy that it last read, once
 * a connection and not once a change. Reading it again each time makes it count them all. The pages
 * of the file are in the cache of the system: beside a put, this costs less than can be measured.
 */
#include "write/database.h"

#include "common/error.h"

#include "write/database-connect.h"
#include "write/database-rows.h"

struct BpDatabase {
    BpConnection connection;
    BpRows *rows;
    char *warning;
};

/* What is done to one document within a transaction. */
typedef struct {
    const char *file;
    const BpDocument *document; /* NULL: taken out only */
    const char *stamp;
} Change;

BpDatabase *bp_database_open(const char *path, bool *out_new, GError **error)
{
    g_autoptr(BpDatabase) database = g_new0(BpDatabase, 1);
    if (!bp_connection_open(&database->connection, path, out_new, &database->warning, error))
        return NULL;
    database->rows = bp_rows_new(&database->connection, error);
    return database->rows ? g_steal_pointer(&database) : NULL;
}

const char *bp_database_warning(const BpDatabase *database)
{
    return database->warning;
}

static bool apply(BpDatabase *database, const Change *change, GError **error)
{
    return bp_rows_remove(database->rows, change->file, error) &&
           (!change->document ||
            bp_rows_insert(database->rows, change->document, change->stamp, error)) &&
           bp_connection_run(&database->connection, "COMMIT", error);
}

/* SQLite itself rolls back after some errors. Damage that was met is noted, where that can still be
 * written, and the next run makes the file anew. */
static void roll_back(BpDatabase *database)
{
    sqlite3 *db = database->connection.db;
    if (!sqlite3_get_autocommit(db))
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    if (database->connection.damaged)
        sqlite3_exec(db, "PRAGMA user_version=0", NULL, NULL, NULL);
}

static bool transact(BpDatabase *database, const Change *change, GError **error)
{
    sqlite3_file_control(database->connection.db, NULL, SQLITE_FCNTL_RESET_CACHE, NULL);
    if (bp_connection_run(&database->connection, "BEGIN IMMEDIATE", error) &&
        apply(database, change, error))
        return true;
    roll_back(database);
    return false;
}

bool bp_database_put(BpDatabase *database, const BpDocument *document, const char *stamp,
                     GError **error)
{
    const Change change = {document->file, document, stamp};
    return transact(database, &change, error);
}

bool bp_database_remove(BpDatabase *database, const char *file, GError **error)
{
    const Change change = {file, NULL, NULL};
    return transact(database, &change, error);
}

GHashTable *bp_database_dup_rows(BpDatabase *database, GError **error)
{
    static const char sql[] = "SELECT file, ifnull(sha256, '') || ' ' || stamp FROM document";
    g_autoptr(sqlite3_stmt) statement = NULL;
    g_autoptr(GHashTable) rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    int result = sqlite3_prepare_v2(database->connection.db, sql, -1, &statement, NULL);
    while (result == SQLITE_OK || result == SQLITE_ROW) {
        result = sqlite3_step(statement);
        if (result == SQLITE_ROW)
            g_hash_table_replace(rows, g_strdup((const char *)sqlite3_column_text(statement, 0)),
                                 g_strdup((const char *)sqlite3_column_text(statement, 1)));
    }
    if (result == SQLITE_DONE)
        return g_steal_pointer(&rows);
    bp_connection_fail(&database->connection, error);
    roll_back(database);
    return NULL;
}

/* Longer than a search takes; who reads for longer is not waited for. */
#define READERS_MS 500

/* SQLite removes the log when the last connection is closed. Somebody who reads keeps it from being
 * emptied (SQLITE_BUSY); then the next run does that. */
bool bp_database_close(BpDatabase *database, GError **error)
{
    BpConnection *connection = &database->connection;
    g_clear_pointer(&database->rows, bp_rows_free);
    sqlite3_busy_timeout(connection->db, READERS_MS);
    int result =
        sqlite3_wal_checkpoint_v2(connection->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    bool done =
        result == SQLITE_OK || result == SQLITE_BUSY || bp_connection_fail(connection, error);
    bp_connection_close(connection);
    return done;
}

void bp_database_free(BpDatabase *database)
{
    if (!database)
        return;
    bp_rows_free(database->rows);
    bp_connection_close(&database->connection);
    g_free(database->warning);
    g_free(database);
}
