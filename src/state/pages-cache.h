/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The folder of extracted pages: a file a document, <2 digits>/<sha256>.pages, so that a run with
 * other rules need not read the documents again. All of it may be lost at any time: what is
 * missing, damaged or made by something else is read from the document.
 *
 * The coordinator's side: what is in the files is bytes to it. Only one run at a time uses a
 * folder.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct BpPagesCache BpPagesCache;

/* `folder` is made when something is put there. With a limit of 0 nothing is given nor kept. */
BpPagesCache *bp_pages_cache_open(const char *folder, guint64 limit_bytes);
void bp_pages_cache_free(BpPagesCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpPagesCache, bp_pages_cache_free)

/*
 * The pages of the document with that SHA-256 (hex), when they were made by `key`: a descriptor of
 * a sealed file in memory, at its beginning, to be closed by the caller; -1 when there are none. A
 * file that is damaged or of another key is removed.
 */
int bp_pages_cache_get(BpPagesCache *cache, const char *sha256, const char *key);

/*
 * Keep pages. They are not flushed: after a power cut a file may be damaged, and counts as missing.
 * False with BP_ERROR_OUTPUT, for a line in a log, when they could not be written; that is no
 * failure of a run.
 */
bool bp_pages_cache_put(BpPagesCache *cache, const char *sha256, const char *key, GBytes *pages,
                        GError **error);

/*
 * Remove what belongs to no document of `listed` (a set of SHA-256 in hex): the text of a document
 * that was withdrawn must not stay here. Then bring the folder below its limit: what was not used
 * for the longest time goes first. Returns how many bytes are kept.
 */
guint64 bp_pages_cache_trim(BpPagesCache *cache, GHashTable *listed);
