/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A file on its way through a run: what is to be done with it, and what it has come to.
 */
#pragma once

#include "discover/discover.h"
#include "state/plan.h"
#include "write/output.h"

/* What became of a file when it was opened. */
typedef enum {
    BP_OPENED_NEW,       /* to be read, or why not is in its document */
    BP_OPENED_SAME,      /* only its time has changed */
    BP_OPENED_DUPLICATE, /* another file has its content */
} BpOpened;

/* A file that is not kept as it was. */
typedef struct {
    const BpEntry *entry;
    BpFileStat stat;
    BpPlan plan;
    BpOpened opened;
    const char *twin; /* of a duplicate: the other file */
    char *sha256;
    guint attempts, interrupted;
} BpTodo;

/* What a file has come to, before it is taken over into output, journal and database. */
typedef struct {
    BpAccount *account;
    BpDocument *document; /* to be brought into the database; NULL: only the account is new */
    BpStaged *staged;     /* its files */
    bool remove;          /* what the output holds of the file goes */
    guint page;           /* that its message is about; 0: none */
} BpReady;
