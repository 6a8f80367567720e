/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the end of a worker says about its document.
 */
#pragma once

#include <glib.h>

#include "model/document.h"

typedef enum {
    BP_KILLED_NOT,
    BP_KILLED_STALL,   /* silent for too long */
    BP_KILLED_TOTAL,   /* took too long as a whole */
    BP_KILLED_RUBBISH, /* broke the wire format */
} BpKilled;

typedef struct {
    int wait_status;
    BpKilled killed;     /* by the coordinator, and why */
    const char *rubbish; /* what was wrong with the frames, or NULL */
    const char *errors;  /* first part of what it wrote to stderr */
    guint pages_done;
} BpEnding;

/* Set status and findings. `document` is what the worker sent when it ended well and completely
 * (then `complete`), else one with nothing but the facts of its source. */
void bp_outcome_apply(BpDocument *document, const BpEnding *ending, gboolean complete);
