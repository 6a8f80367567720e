/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which pages belong together, and as what. */
#pragma once

#include "model/block.h"
#include "rules/rules.h"

/* Fill layout->parts and make the part records; sets document->kind. */
void bp_recognise_parts(BpDocument *document, BpMatcher *matcher);
