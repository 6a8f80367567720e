/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hyphens at the ends of lines: which break a word, and which belong to it. */
#pragma once

#include "model/document.h"

/* Give the words whose hyphen at the end of a line is their own BP_STYLE_HYPHENED. */
void bp_hyphens_mark(BpDocument *document);
