/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One running worker as the coordinator sees it: its pipes, what came through them, its deadlines,
 * and in the end its result.
 */
#pragma once

#include <glib.h>
#include <poll.h>
#include <stdbool.h>

#include "worker/pool.h"

typedef struct BpSlot BpSlot;

/* Start a worker. Takes `document` and a reference on `bytes`. */
BpSlot *bp_slot_new(const BpPool *pool, guint index, BpDocument *document, GBytes *bytes,
                    GError **error);
void bp_slot_free(BpSlot *slot); /* kills and reaps a worker that still runs */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpSlot, bp_slot_free)

guint bp_slot_get_index(const BpSlot *slot);

/* Fill two entries for poll(). */
void bp_slot_prepare(const BpSlot *slot, struct pollfd *fds);

/* Microseconds on the monotonic clock at which it must be looked at. */
gint64 bp_slot_get_deadline(const BpSlot *slot);

/* Read what is there, keep the deadlines. */
void bp_slot_work(BpSlot *slot);

/* The result when the worker has ended, else NULL. A worker that died in a stage that can be left
 * out is started again first. */
BpResult *bp_slot_reap(BpSlot *slot, GError **error);
