/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files written whole: to a temporary name in the same folder, flushed, then renamed, so that a
 * reader sees the old file or the new one and never half of either.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* The name of a file that is not finished, beside the one that it will be: for g_mkstemp(). What a
 * killed run left behind is known by it. Short on purpose: with the whole name in it, a name of 255
 * bytes could not be written. */
#define BP_FILE_TEMPORARY         ".boardpack-XXXXXX.tmp"
#define BP_FILE_TEMPORARY_PATTERN ".boardpack-*.tmp" /* for fnmatch() */

/* Write all of it to an open file; false with errno. */
bool bp_file_write_all(int fd, const void *data, gsize len);

/* Make a memfd one that nobody can change any more; false with errno. */
bool bp_file_seal(int fd);

/* Write `len` bytes to `path`, making the folders above it. Sets BP_ERROR_OUTPUT. */
bool bp_file_save(const char *path, const char *data, gsize len, GError **error);

/*
 * The same in pieces, for many files at a time: each is staged, beside the one that it will
 * replace, under a temporary name that is returned; then what is staged is brought to the disc, all
 * at once, which costs little more than one; then each is put in its place, or removed when that
 * fails; then the folders are synced.
 */
char *bp_file_stage(const char *path, const char *data, gsize len, GError **error);
bool bp_file_sync_system(const char *path, GError **error); /* the file system of `path` */
bool bp_file_place(const char *temporary, const char *path, GError **error);

/* The renames in it must survive a power cut. Some file systems refuse; the files are whole all the
 * same. */
void bp_file_sync_folder(const char *folder);

/* Make a folder and those above it. Sets BP_ERROR_OUTPUT. */
bool bp_file_make_folder(const char *path, GError **error);
