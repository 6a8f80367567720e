/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The manifest of a run, read again line by line.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/status.h"

/* What a line says of a file. Texts are borrowed for the call, "" when they are missing. */
typedef struct {
    const char *path, *error, *message;
    const char *duplicate_of; /* the file that it is a copy of */
    BpStatus status;
    guint attempts; /* that failed so far */
    bool quarantined, gone;
} BpManifestEntry;

typedef void (*BpManifestFunc)(const BpManifestEntry *entry, gpointer data);

/*
 * Call `func` with each line of FOLDER/manifest.ndjson. Lines that are no JSON object, or have no
 * path or no status that is known, are counted in `*out_damaged` and left out. BP_ERROR_INPUT when
 * the file cannot be read.
 */
bool bp_manifest_read(const char *folder, BpManifestFunc func, gpointer data, guint *out_damaged,
                      GError **error);
