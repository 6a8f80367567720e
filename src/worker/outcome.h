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
    BP_KILLED_NOISE,   /* wrote too much on standard error */
} BpKilled;

typedef struct {
    int wait_status;
    BpKilled killed;     /* by the coordinator, and why */
    bool left_alone;     /* it could not be killed: there is no wait_status */
    const char *rubbish; /* what was wrong with the frames, or NULL */
    const char *errors;  /* first part of what it wrote to stderr */
    guint page;          /* that was being read, 0 when none was */
    guint pages_done;
    const char *stage; /* that was running, or NULL */
} BpEnding;

/* Of a worker that gave no complete document: the status, and as a sentence what became of it. */
BpStatus bp_outcome_judge(const BpEnding *ending, char **out_message);

/* A document that came complete, but whose worker said on stderr that memory ran out, is not taken
 * for whole. */
void bp_outcome_distrust(BpDocument *document, const char *errors);
