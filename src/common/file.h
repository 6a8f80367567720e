/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files written whole: to a temporary name in the same folder, flushed, then renamed, so that a
 * reader sees the old file or the new one and never half of either.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Write `len` bytes to `path`, making the folders above it. Sets BP_ERROR_OUTPUT. */
bool bp_file_save(const char *path, const char *data, gsize len, GError **error);

/* Make a folder and those above it. Sets BP_ERROR_OUTPUT. */
bool bp_file_make_folder(const char *path, GError **error);
