/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One document being worked on as the coordinator sees it: the pipes of its worker, what came
 * through them, its deadlines, further tries, and in the end its result.
 */
#pragma once

#include <glib.h>
#include <poll.h>
#include <stdbool.h>

#include "worker/pool.h"

typedef struct BpSlot BpSlot;

/* Start a worker. Takes `document` and the descriptors. */
BpSlot *bp_slot_new(const BpPool *pool, guint index, BpDocument *document, BpPoolInput input,
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

/* Whether the document has become suspect since this was asked last: its tries have lasted for
 * BP_LIMIT_SUSPECT_SECONDS. */
bool bp_slot_becomes_slow(BpSlot *slot);

/*
 * The result when the worker has ended, else NULL. Where another try may give more, it is started
 * first: without the stage or the page that cost the worker its life, or with the file. Workers
 * that ended before they began are counted in `*silent`, which each one that begins sets back.
 */
BpResult *bp_slot_reap(BpSlot *slot, guint *silent, GError **error);
