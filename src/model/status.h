/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How a document ended: the closed list of statuses, the same in the document, the manifest and
 * the database, each with whether it counts as well and what the operator can do about it.
 */
#pragma once

#include <stdbool.h>

typedef enum {
    BP_STATUS_OK,
    BP_STATUS_OK_WARN,
    BP_STATUS_NO_TEXT,
    BP_STATUS_PARTIAL,
    BP_STATUS_ENCRYPTED,
    BP_STATUS_REFUSED,
    BP_STATUS_EMPTY,
    BP_STATUS_LIMIT,
    BP_STATUS_TIMEOUT,
    BP_STATUS_OOM,
    BP_STATUS_CRASHED,
    BP_STATUS_SANDBOX,
    BP_STATUS_UNREADABLE,
    BP_STATUS_UNSTABLE,
    BP_STATUS_SKIPPED,
    BP_STATUS_OUTPUT_ERROR,
    BP_STATUS_INTERNAL,
    BP_N_STATUSES
} BpStatus;

/* What a later run makes of it when nothing has changed. */
typedef enum {
    BP_AGAIN_NEVER,   /* it would end the same */
    BP_AGAIN_COUNTED, /* it is tried again, a few times: its worker died */
    BP_AGAIN_ALWAYS   /* it is no fault of the document */
} BpAgain;

typedef struct {
    const char *name; /* "ok-warn" */
    bool well;        /* does not make a run end with exit status 10 */
    BpAgain again;
    const char *what; /* what it means and what to do, one sentence */
} BpStatusRow;

const BpStatusRow *bp_status(BpStatus status);

/* The status of a name; false when there is none. */
bool bp_status_from_name(const char *name, BpStatus *out_status);
