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
    char *source;    /* the same, absolute and without "." and "..": what tells files apart */
    char *argument;  /* the path that was given, through which it was found */
    char *name;      /* its name in the output: safe, relative, unique */
    BpStatus status; /* BP_STATUS_OK: to be read; else why it is not */
    char *message;   /* NULL for BP_STATUS_OK */
} BpEntry;

/* Array of BpEntry* for the paths, sorted by name. Never fails: what is wrong is an entry. */
GPtrArray *bp_discover(const char *const *paths);

/* An entry of a file that is known, to be read. */
BpEntry *bp_entry_new(const char *path, const char *argument, const char *name);

/* Sort by name, as bp_discover() does. */
void bp_discover_sort(GPtrArray *entries);

/* Names that are taken. */
typedef struct {
    GHashTable *taken;
    GHashTable *numbers; /* by name: the last number by which others were told apart from it, so
                            that ten thousand files of one name do not look through all numbers */
} BpNames;

BpNames *bp_names_new(void);
void bp_names_free(BpNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpNames, bp_names_free)
bool bp_names_has(const BpNames *names, const char *name);
void bp_names_take(BpNames *names, const char *name);

/* Give an entry the argument's own name as a folder, and a number when that is taken too. */
void bp_names_set_apart(BpNames *names, BpEntry *entry);

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
