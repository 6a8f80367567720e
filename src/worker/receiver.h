/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The coordinator's end of the wire: bytes from a worker become progress and, in the end, a
 * document without pages. Every byte is hostile: a worker may have been taken over by its document.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

typedef struct BpReceiver BpReceiver;

/* Gets the bytes of TEXT frames, in order. */
typedef void (*BpTextFunc)(const char *text, gsize len, gpointer data);

/* Facts of the source (file, sha256, bytes) are copied from `source`. `text` may be NULL: then a
 * TEXT frame is an error. */
BpReceiver *bp_receiver_new(const BpDocument *source, BpTextFunc text, gpointer data);
void bp_receiver_free(BpReceiver *receiver);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpReceiver, bp_receiver_free)

/* Take bytes, in pieces of any size. False, with BP_ERROR_INTERNAL, when they break the format;
 * the receiver must not be fed again then. */
bool bp_receiver_feed(BpReceiver *receiver, const void *data, gsize len, GError **error);

/* The file may be asked for: the worker has stored pages only. */
void bp_receiver_allow_want_input(BpReceiver *receiver);
bool bp_receiver_wants_input(const BpReceiver *receiver);

bool bp_receiver_was_greeted(const BpReceiver *receiver);      /* HELLO came */
guint bp_receiver_get_protections(const BpReceiver *receiver); /* BpProtection, as it said */
bool bp_receiver_is_in_stage(const BpReceiver *receiver);      /* one was told of */
guint bp_receiver_get_stage(const BpReceiver *receiver);       /* that is running */
guint bp_receiver_get_pages_done(const BpReceiver *receiver);
guint bp_receiver_get_n_pages(const BpReceiver *receiver);   /* 0 while unknown */
guint bp_receiver_get_skip_flag(const BpReceiver *receiver); /* of the running stage */

/* The document, once END was read and nothing follows it; NULL otherwise. */
BpDocument *bp_receiver_steal_document(BpReceiver *receiver);

/* What came to be stored, or NULL; once. */
GBytes *bp_receiver_steal_store(BpReceiver *receiver);
