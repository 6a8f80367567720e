/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rules tried on their own samples, and looked over for what makes them hard to keep. */
#pragma once

#include "rules/rules.h"

/*
 * Self-test and lint of the layers of some folders, also broken ones: TAP on `out_tap`, findings in
 * `diags`. With `only` (one of the folders, or NULL) what it adds to the others is tried. True when
 * there is no error. What is looked for: rules/README.md, "The check".
 */
bool bp_rules_check(const char *const *folders, const char *only, GString *out_tap,
                    BpDiagList *diags);
