/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What `boardpack status` knows of an output folder, and the two ways in which it is shown.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/status.h"
#include "state/read-traces.h"
#include "state/run-summary.h"

typedef struct {
    char *path, *message, *duplicate_of;
    BpStatus status;
    guint attempts;
    bool quarantined;
} BpStatusFile;

typedef struct {
    const char *folder; /* borrowed */
    BpRunSummary summary;
    bool has_summary, has_manifest;
    char *trouble; /* why something that should be there cannot be read; or NULL */
    BpRunTraces traces;
    guint n_files, n_damaged; /* lines of the manifest, and those that make no sense */
    guint counts[BP_N_STATUSES];
    GPtrArray *not_well, *quarantined, *gone, *duplicates; /* BpStatusFile* in their order */
} BpStatusView;

/* Gather; BP_ERROR_OUTPUT when the folder is not there. To be cleared either way. */
bool bp_status_view_load(BpStatusView *view, const char *folder, GError **error);
void bp_status_view_clear(BpStatusView *view);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BpStatusView, bp_status_view_clear)

/* Whether there is nothing that somebody has to look at. */
bool bp_status_view_is_well(const BpStatusView *view);

/* One word for the last run: "running", "interrupted", "none", "unknown", "finished", "stopped",
 * "failed". */
const char *bp_status_view_state(const BpStatusView *view);

/* For people, with at most `most` files of each group; and for programs. The caller frees. */
char *bp_status_view_dup_words(const BpStatusView *view, guint most);
char *bp_status_view_dup_json(const BpStatusView *view);
