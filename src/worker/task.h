/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a worker is asked to do, and how that travels to it by way of the template.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

typedef struct {
    BpDocument *document; /* file, sha256 and size of the source; owned */
    guint flags;
    GArray *left_out; /* guint, rising: pages that are not to be read; owned */
    guint end;        /* no page from here on is to be read; 0: all are */
} BpTask;

/* Takes `document`. */
void bp_task_init(BpTask *task, BpDocument *document);
void bp_task_clear(BpTask *task);

/* Leave out one more page, which is not among those yet. */
void bp_task_leave_out(BpTask *task, guint page);

/* As bytes, and back; false for bytes that are no task. */
void bp_task_put(const BpTask *task, GByteArray *out);
bool bp_task_get(BpTask *out_task, const guint8 *data, gsize len);
