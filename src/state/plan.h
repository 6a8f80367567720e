/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is to be done with a file, from what is known of it. Costs nothing but the stat() of the
 * file that the caller has made.
 */
#pragma once

#include "model/account.h"

typedef enum {
    BP_PLAN_READ,  /* it is new, or may have changed: read it and see */
    BP_PLAN_AGAIN, /* its bytes are the same; what is stored of its pages will do */
    BP_PLAN_KEEP   /* everything is as it was */
} BpPlan;

typedef struct {
    const char *stamp; /* of the engine that runs now */
    guint tries;       /* so many may fail */
    bool retry_failed; /* do everything again that is not well */
    bool rebuild;      /* do everything again */
} BpPlanOptions;

/* `known` may be NULL. `has_output`: what the output should hold of it is there. */
BpPlan bp_plan_file(const BpAccount *known, const BpFileStat *now, bool has_output,
                    const BpPlanOptions *options);

/* Whether a result is one that is not tried again. */
bool bp_plan_is_final(const BpAccount *known, const BpPlanOptions *options);
