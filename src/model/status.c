/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of statuses. `what` is read by the operator, in the manifest and in the manual: it says
 * what happened and what to do.
 */
#include "model/status.h"

#include <glib.h>
#include <string.h>

static const BpStatusRow rows[BP_N_STATUSES] = {
    [BP_STATUS_OK] = {"ok", true, "read whole, nothing to report"},
    [BP_STATUS_OK_WARN] = {"ok-warn", true, "read whole, but see its diagnostics"},
    [BP_STATUS_NO_TEXT] = {"no-text", false,
                           "no page has text, it was probably scanned; run it through OCR first"},
    [BP_STATUS_PARTIAL] = {"partial", false,
                           "only some of its pages could be read; see its diagnostics"},
    [BP_STATUS_ENCRYPTED] = {"encrypted", false, "needs a password; supply a copy without one"},
    [BP_STATUS_REFUSED] =
        {"refused", false,
         "no PDF, web page or text, or damaged beyond repair; fetch or make it again"},
    [BP_STATUS_EMPTY] = {"empty", false, "has no bytes or no pages; fetch it again"},
    [BP_STATUS_LIMIT] = {"limit", false, "larger than a limit allows; split it"},
    [BP_STATUS_TIMEOUT] = {"timeout", false,
                           "took too long and was stopped; split it, or look at it by hand"},
    [BP_STATUS_OOM] = {"oom", false, "needed more memory than a worker may have; split it"},
    [BP_STATUS_CRASHED] = {"crashed", false, "its worker died; please report it with the file"},
    [BP_STATUS_SANDBOX] = {"sandbox", false,
                           "its worker tried something that is not allowed; treat it as hostile"},
    [BP_STATUS_UNREADABLE] = {"unreadable", false,
                              "could not be opened or read; check its permissions and the disc"},
    [BP_STATUS_UNSTABLE] = {"unstable", false,
                            "changed while it was read; run again when it is complete"},
    [BP_STATUS_SKIPPED] = {"skipped", true, "not read, because the run was told to leave it out"},
    [BP_STATUS_OUTPUT_ERROR] = {"output-error", false,
                                "its results could not be written; check the disc and run again"},
    [BP_STATUS_INTERNAL] = {"internal", false,
                            "boardpack broke a promise of its own; please report it"},
};

const BpStatusRow *bp_status(BpStatus status)
{
    g_assert(status < BP_N_STATUSES);
    return &rows[status];
}

bool bp_status_from_name(const char *name, BpStatus *out_status)
{
    for (guint i = 0; name && i < BP_N_STATUSES; i++) {
        if (strcmp(rows[i].name, name) == 0) {
            *out_status = (BpStatus)i;
            return true;
        }
    }
    return false;
}
