/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The rules of the project, loaded once for all runs of a target.
 */
#pragma once

#include "rules/rule.h"

static inline const BpRuleSet *project_rules(void)
{
    static BpRuleSet *set = NULL;
    if (set)
        return set;
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    g_autoptr(GError) error = NULL;
    set = bp_rule_set_load("rules", diags, &error);
    g_assert_no_error(error);
    return set;
}
