/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Opens boardpack.db, whatever state it is in.
 *
 * A new one is made aside and renamed, so that there never is half a schema. The log of an old one
 * goes before the new one comes: SQLite would play it into any file of that name. What is there is
 * first looked at without SQLite, which writes to what it opens: a file that is not ours is left as
 * it is. Pages are checked only after a run that did not close the file (its log holds something),
 * as this reads all of it.
 */
#include "write/database-connect.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/error.h"

#include "write/database-tables.h"
#include "write/database.h"

#define HEADER_LEN         100
#define HEADER_MAGIC       "SQLite format 3" /* with its NUL */
#define HEADER_APPLICATION 68                /* where the application id is, big-endian */
#define BUSY_MS            5000

typedef enum {
    STATE_MISSING,
    STATE_USABLE,
    STATE_DAMAGED,
    STATE_OTHER_VERSION,
    STATE_ERROR, /* the error is set */
} State;

/* How a file that is replaced is spoken of. */
static const char *const replaced[] = {
    [STATE_DAMAGED] = "was damaged",
    [STATE_OTHER_VERSION] = "was made by another version of boardpack",
};

static const char *const companions[] = {"-wal", "-shm", "-journal"};

/* What an error of SQLite means and what to do; other ones are told in its words. */
static const struct {
    int code;
    BpError error;
    const char *what;
} meanings[] = {
    {SQLITE_BUSY, BP_ERROR_LOCKED, "another program has it locked; run again when that has ended"},
    {SQLITE_FULL, BP_ERROR_OUTPUT, "no space is left; make room and run again"},
    {SQLITE_READONLY, BP_ERROR_OUTPUT, "it may not be written; look at its owner and mode"},
    {SQLITE_CORRUPT, BP_ERROR_OUTPUT, "it is damaged; the next run makes it anew"},
    {SQLITE_NOTADB, BP_ERROR_OUTPUT, "it is damaged; the next run makes it anew"},
};

bool bp_connection_fail(BpConnection *connection, GError **error)
{
    int code = sqlite3_errcode(connection->db);
    int reason = sqlite3_system_errno(connection->db);
    connection->damaged |= code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
    for (guint i = 0; i < G_N_ELEMENTS(meanings); i++) {
        if (meanings[i].code != code)
            continue;
        g_set_error(error, BP_ERROR, meanings[i].error, "boardpack.db: %s", meanings[i].what);
        return false;
    }
    bool of_system = (code == SQLITE_IOERR || code == SQLITE_CANTOPEN) && reason != 0;
    g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "boardpack.db: %s%s%s",
                sqlite3_errmsg(connection->db), of_system ? ": " : "",
                of_system ? g_strerror(reason) : "");
    return false;
}

bool bp_connection_run(BpConnection *connection, const char *sql, GError **error)
{
    if (sqlite3_exec(connection->db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return bp_connection_fail(connection, error);
}

void bp_connection_close(BpConnection *connection)
{
    sqlite3_close(g_steal_pointer(&connection->db));
}

bool bp_database_has_log(const char *path)
{
    static const char *const logs[] = {"-wal", "-journal"};
    for (guint i = 0; i < G_N_ELEMENTS(logs); i++) {
        g_autofree char *log = g_strconcat(path, logs[i], NULL);
        struct stat status;
        if (stat(log, &status) == 0 && status.st_size > 0)
            return true;
    }
    return false;
}

static bool fail(const char *what, GError **error)
{
    int code = errno;
    g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot %s 'boardpack.db': %s", what,
                g_strerror(code));
    return false;
}

static State refuse(const char *path, const char *what, GError **error)
{
    g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT,
                "'%s' %s; move it away, or name another output folder", path, what);
    return STATE_ERROR;
}

/* What the first bytes say. STATE_USABLE is worth a look by SQLite. */
static State judge_header(const char *path, GError **error)
{
    struct stat status;
    if (lstat(path, &status) != 0)
        return errno == ENOENT ? STATE_MISSING : (fail("look at", error), STATE_ERROR);
    if (!S_ISREG(status.st_mode))
        return refuse(path, "is no regular file", error);
    guint8 header[HEADER_LEN] = {0}, nothing[HEADER_LEN] = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t n = fd >= 0 ? read(fd, header, sizeof header) : -1;
    if (n < 0)
        fail("read", error);
    if (fd >= 0)
        close(fd);
    if (n < 0)
        return STATE_ERROR;
    if (memcmp(header, nothing, sizeof header) == 0)
        return STATE_DAMAGED; /* empty, or what some file systems leave after a power cut */
    if (memcmp(header, HEADER_MAGIC, sizeof HEADER_MAGIC) != 0)
        return refuse(path, "is no database", error);
    guint32 application;
    memcpy(&application, header + HEADER_APPLICATION, sizeof application);
    application = GUINT32_FROM_BE(application);
    if (application != 0 && application != BP_DATABASE_APPLICATION)
        return refuse(path, "belongs to another program", error);
    return STATE_USABLE;
}

/* The first column of the first row of `sql` in `*out_text`; false with an error of SQLite. */
static bool ask(BpConnection *connection, const char *sql, char **out_text)
{
    g_autoptr(sqlite3_stmt) statement = NULL;
    if (sqlite3_prepare_v2(connection->db, sql, -1, &statement, NULL) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW)
        return false;
    *out_text = g_strdup((const char *)sqlite3_column_text(statement, 0));
    return true;
}

/* An error while looking: of the file, or of the world around it. */
static State judge_error(BpConnection *connection, GError **error)
{
    g_autoptr(GError) local = NULL;
    bp_connection_fail(connection, &local);
    if (connection->damaged)
        return STATE_DAMAGED;
    g_propagate_error(error, g_steal_pointer(&local));
    return STATE_ERROR;
}

/* Whether each table, view and index of ours is there as it would be made now: a field that was
 * added to the table of record types makes another version, whatever its number says. What others
 * have added to the file is no matter. */
static State judge_schema(BpConnection *connection, GError **error)
{
    g_autofree char *tables = bp_database_dup_tables();
    g_auto(GStrv) wanted = g_strsplit(tables, ";\n", -1);
    g_autoptr(sqlite3_stmt) find = NULL;
    if (sqlite3_prepare_v2(connection->db, "SELECT 1 FROM sqlite_schema WHERE sql = ?", -1, &find,
                           NULL) != SQLITE_OK)
        return judge_error(connection, error);
    for (guint i = 0; *wanted[i]; i++) {
        sqlite3_bind_text(find, 1, g_strchomp(wanted[i]), -1, SQLITE_STATIC);
        int result = sqlite3_step(find);
        if (result == SQLITE_DONE)
            return STATE_OTHER_VERSION;
        if (result != SQLITE_ROW)
            return judge_error(connection, error);
        sqlite3_reset(find);
    }
    return STATE_USABLE;
}

static State judge_tables(BpConnection *connection, bool check, GError **error)
{
    g_autofree char *version = NULL;
    g_autofree char *found = NULL;
    g_autofree char *wanted = g_strdup_printf("%d", BP_DATABASE_VERSION);
    if (!ask(connection, "PRAGMA user_version", &version))
        return judge_error(connection, error);
    /* bp_database_put() sets 0 where it meets damage */
    if (g_strcmp0(version, wanted) != 0)
        return g_strcmp0(version, "0") == 0 ? STATE_DAMAGED : STATE_OTHER_VERSION;
    if (check && !ask(connection, "PRAGMA quick_check(1)", &found))
        return judge_error(connection, error);
    return check && g_strcmp0(found, "ok") != 0 ? STATE_DAMAGED : judge_schema(connection, error);
}

static bool connect_to(BpConnection *connection, const char *path, GError **error)
{
    *connection = (BpConnection){NULL, false};
    if (sqlite3_open_v2(path, &connection->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        return bp_connection_fail(connection, error);
    sqlite3_busy_timeout(connection->db, BUSY_MS);
    return true;
}

/*
 * secure_delete: the text of a document that was taken out is overwritten; its words stay in the
 * full-text index until FTS5 merges them away. Foreign keys go from record to record in both
 * directions within a document, and a document comes and goes whole; checking each costs an index.
 * Where there can be no WAL (some network file systems), SQLite goes on with its journal: readers
 * wait then, all else is the same. The last line takes the lock of a writer, to say at once when it
 * cannot be had.
 */
static bool prepare(BpConnection *connection, GError **error)
{
    return bp_connection_run(connection,
                             "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                             "PRAGMA secure_delete=ON; PRAGMA foreign_keys=OFF;"
                             "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8192;"
                             "BEGIN IMMEDIATE; ROLLBACK",
                             error);
}

/* Nobody sees this file before it is renamed: no journal. */
static bool fill_new(const char *path, GError **error)
{
    BpConnection connection;
    if (!connect_to(&connection, path, error)) {
        bp_connection_close(&connection);
        return false;
    }
    g_autofree char *tables = bp_database_dup_tables();
    g_autofree char *sql =
        g_strdup_printf("PRAGMA page_size=4096; PRAGMA encoding='UTF-8'; PRAGMA auto_vacuum=NONE;"
                        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;"
                        "PRAGMA application_id=%d; PRAGMA user_version=%d; %s COMMIT",
                        BP_DATABASE_APPLICATION, BP_DATABASE_VERSION, tables);
    bool done = bp_connection_run(&connection, sql, error);
    bp_connection_close(&connection);
    return done;
}

static bool sync_path(const char *path, int flags)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
    if (fd < 0)
        return false;
    bool done = fsync(fd) == 0;
    close(fd);
    return done;
}

/* The old file goes first and its log after it: stopped between, there is no database, and a log
 * that has none is removed like this too. */
static bool publish(const char *temporary, const char *path, const char *folder, GError **error)
{
    if (!sync_path(temporary, 0))
        return fail("write", error);
    if (g_unlink(path) != 0 && errno != ENOENT)
        return fail("remove the old", error);
    for (guint i = 0; i < G_N_ELEMENTS(companions); i++) {
        g_autofree char *companion = g_strconcat(path, companions[i], NULL);
        if (g_unlink(companion) != 0 && errno != ENOENT)
            return fail("remove the log of", error);
    }
    if (g_rename(temporary, path) != 0)
        return fail("write", error);
    (void)sync_path(folder, O_DIRECTORY); /* some file systems refuse it for a folder */
    return true;
}

static bool make(const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *temporary = g_build_filename(folder, ".boardpack-XXXXXX.tmp", NULL);
    int fd = g_mkstemp_full(temporary, O_RDWR | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail("write", error);
    close(fd);
    if (fill_new(temporary, error) && publish(temporary, path, folder, error))
        return true;
    g_unlink(temporary);
    return false;
}

bool bp_connection_open(BpConnection *connection, const char *path, bool *out_new,
                        char **out_warning, GError **error)
{
    *connection = (BpConnection){NULL, false};
    bool check = bp_database_has_log(path);
    State state = judge_header(path, error);
    if (state == STATE_USABLE)
        state = connect_to(connection, path, error) ? judge_tables(connection, check, error)
                                                    : STATE_ERROR;
    if (state == STATE_ERROR)
        return false;
    if (state != STATE_USABLE) {
        bp_connection_close(connection);
        if (!make(path, error) || !connect_to(connection, path, error))
            return false;
    }
    if (!prepare(connection, error))
        return false;
    *out_new = state != STATE_USABLE;
    *out_warning = NULL;
    if (*out_new && replaced[state])
        *out_warning = g_strdup_printf("boardpack.db %s; it is made anew", replaced[state]);
    return true;
}
