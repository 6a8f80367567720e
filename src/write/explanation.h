/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "model/explanation.h"

/* As JSON with a line end. The caller frees. */
char *bp_explanation_dup_json(const BpExplanation *explanation);
