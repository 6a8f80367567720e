/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of statuses. `what` is read by the operator, in the manifest and in the manual: it says
 * what happened and what to do.
 */
#include "model/status.h"

#include <glib.h>
#include <string.h>

static const BpStatusRow rows[BP_N_STATUSES] = {
    [BP_STATUS_OK] = {"ok", true, BP_AGAIN_NEVER, "read whole, nothing to report"},
    [BP_STATUS_OK_WARN] = {"ok-warn", true, BP_AGAIN_NEVER, "read whole, but see its diagnostics"},
    [BP_STATUS_NO_TEXT] = {"no-text", false, BP_AGAIN_NEVER,
                           "no page has text, it was probably scanned; run it through OCR first"},
    [BP_STATUS_PARTIAL] = {"partial", false, BP_AGAIN_NEVER,
                           "only a part of it could be read; see its diagnostics"},
    [BP_STATUS_ENCRYPTED] = {"encrypted", false, BP_AGAIN_NEVER,
                             "needs a password; supply a copy without one"},
    [BP_STATUS_REFUSED] =
        {"refused", false, BP_AGAIN_NEVER,
         "no PDF, web page or text, or damaged beyond repair; fetch or make it again"},
    [BP_STATUS_EMPTY] = {"empty", false, BP_AGAIN_NEVER,
                         "has no bytes or no pages; fetch it again"},
    [BP_STATUS_LIMIT] = {"limit", false, BP_AGAIN_NEVER, "larger than a limit allows; split it"},
    [BP_STATUS_TIMEOUT] = {"timeout", false, BP_AGAIN_COUNTED,
                           "took too long and was stopped; split it, or look at it by hand"},
    [BP_STATUS_OOM] = {"oom", false, BP_AGAIN_COUNTED,
                       "needed more memory than a worker may have; split it"},
    [BP_STATUS_CRASHED] = {"crashed", false, BP_AGAIN_COUNTED,
                           "its worker died; please report it with the file"},
    [BP_STATUS_SANDBOX] = {"sandbox", false, BP_AGAIN_COUNTED,
                           "its worker tried something that is not allowed; treat it as hostile"},
    [BP_STATUS_UNREADABLE] = {"unreadable", false, BP_AGAIN_ALWAYS,
                              "could not be opened or read; check its permissions and the disc"},
    [BP_STATUS_UNSTABLE] = {"unstable", false, BP_AGAIN_ALWAYS,
                            "changed while it was read; run again when it is complete"},
    [BP_STATUS_SKIPPED] = {"skipped", true, BP_AGAIN_NEVER, "not read; the message says why"},
    [BP_STATUS_OUTPUT_ERROR] = {"output-error", false, BP_AGAIN_ALWAYS,
                                "its results could not be written; check the disc and run again"},
    [BP_STATUS_INTERNAL] = {"internal", false, BP_AGAIN_COUNTED,
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
