/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rulings of a page made ready for grids. */
#pragma once

#include "model/page.h"

/** The rulings of a page (BpRuling; the caller unrefs) without those in `taken` (NULL: nothing is),
 * and with uprights that text interrupted made whole. */
GArray *bp_rulings_mended(const BpPage *page, const BpBox *taken);
