/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The connection to boardpack.db: making the file, judging one that is there, replacing it, and
 * what SQLite's errors mean to a user.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "write/sqlite-compat.h"

typedef struct {
    sqlite3 *db;
    bool damaged; /* an error said so */
} BpConnection;

/* As bp_database_open(); `out_warning` is what to tell the user, or NULL. */
bool bp_connection_open(BpConnection *connection, const char *path, bool *out_new,
                        char **out_warning, GError **error);
void bp_connection_close(BpConnection *connection);

/* Set the error that the last call ended with; returns false. */
bool bp_connection_fail(BpConnection *connection, GError **error);
bool bp_connection_run(BpConnection *connection, const char *sql, GError **error);

/* Whether there is a log with something in it: a run is writing, or was stopped, or somebody was
 * reading when it ended. */
bool bp_database_has_log(const char *path);
