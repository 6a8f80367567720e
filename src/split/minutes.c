/* SPDX-License-Identifier: GPL-2.0-or-later */
/* in work */
#include "split/split.h"
void bp_split_minutes(BpSplit *split) { (void)split; }
