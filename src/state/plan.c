/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The order of the questions is that of their weight: the file, the engine, the result.
 */
#include "state/plan.h"

bool bp_plan_is_final(const BpAccount *known, const BpPlanOptions *options)
{
    const BpStatusRow *status = bp_status(known->status);
    if (options->rebuild || (options->retry_failed && !status->well))
        return false;
    switch (status->again) {
    case BP_AGAIN_NEVER:
        return true;
    case BP_AGAIN_COUNTED:
        return known->attempts >= options->tries;
    case BP_AGAIN_ALWAYS:
        return false;
    }
    return false;
}

BpPlan bp_plan_file(const BpAccount *known, const BpFileStat *now, bool has_output,
                    const BpPlanOptions *options)
{
    if (!known || known->gone || !*known->sha256 || options->rebuild ||
        !bp_file_stat_equal(&known->stat, now) ||
        bp_status(known->status)->again == BP_AGAIN_ALWAYS)
        return BP_PLAN_READ;
    bool current = g_str_equal(known->stamp, options->stamp);
    return current && has_output && bp_plan_is_final(known, options) ? BP_PLAN_KEEP : BP_PLAN_AGAIN;
}
