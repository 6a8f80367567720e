/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Several meetings in one file: the head of minutes, printed again for the next one. */
#pragma once

#include "model/block.h"
#include "rules/rules.h"

/*
 * Whether the minutes that begin at block `first` end above block `at`, because the texts they
 * begin with stand there once more with another date, and below them who was
 * present, or a first item.
 */
bool bp_head_is_again(const BpLayout *layout, guint first, guint at, BpMatcher *matcher);
