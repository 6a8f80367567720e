/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SQLite with GLib's automatic cleanup, which it does not bring itself.
 */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3_stmt, sqlite3_finalize)
