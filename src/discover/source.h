/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The bytes of a listed file: read once, hashed, and known to be one state of the file.
 */
#pragma once

#include <glib.h>

#include "model/document.h"

/*
 * Read the file at `path`; sets document->bytes and ->sha256, and `*out_mtime` (seconds since 1970)
 * as far as they are known. A sealed memfd that holds it, to be closed; -1 when it cannot be had,
 * and document->status says why.
 */
int bp_source_read(const char *path, BpDocument *document, gint64 *out_mtime);
