/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A run over many files into an output folder: only what changed is read, and whatever happens
 * to the machine, each document is in its old state or its new one.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "work/work.h"

typedef struct {
    const char *folder;         /* the output folder */
    const char *const *paths;   /* files and folders to read, ended by NULL */
    guint jobs;                 /* workers at a time */
    const char *metrics;        /* a file for the totals, or NULL */
    bool quiet, json_logs;      /* what is said on standard error, and how */
    bool reproducible;          /* leave out what differs from run to run */
    bool wait;                  /* for another run to end */
    bool retry_failed, rebuild; /* do more again than what changed */
    bool keep_gone;             /* keep what is known of files that are there no more */
    bool accept_empty;          /* a folder that is empty now is to be believed */
} BpBatchOptions;

/* Run, with workers that do `work`; the exit status, which counts when no error is set. */
int bp_batch_run(const BpBatchOptions *options, const BpWork *work, GError **error);
