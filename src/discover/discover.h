/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The discover stage: folders and files named by the user become the list of documents of a run.
 * Everything on the list gets one line of the manifest, also what is skipped or cannot be read.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

typedef struct {
    char *path;      /* where it is: bytes of the file system */
    char *name;      /* its name in the output: safe, relative, unique */
    BpStatus status; /* BP_STATUS_OK: to be read; else why it is not */
    char *message;   /* NULL for BP_STATUS_OK */
} BpEntry;

/* Array of BpEntry* for the paths, sorted by name. Never fails: what is wrong is an entry. */
GPtrArray *bp_discover(const char *const *paths);

/*
 * A name for the output: relative, never above its folder, valid UTF-8 without control characters
 * and of bearable length; what is not is percent-escaped. A path that ends in a slash is a
 * folder's. Two paths never get the same name by it, nor a folder that of the file of a document.
 * The caller frees.
 */
char *bp_discover_dup_safe_name(const char *relative_path);

/* Paths of a list file, one a line ("-" is standard input); NULL with BP_ERROR_INPUT. Free with
 * g_strfreev(). */
char **bp_discover_load_list(const char *path, GError **error);
