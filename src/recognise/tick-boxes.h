/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tick boxes on front sheets: which of the printed choices are ticked. */
#pragma once

#include <glib.h>

/* The ticked choices, joined by ", "; a copy of a text without boxes; "" when no box is ticked. The
 * caller frees. */
char *bp_tick_boxes_dup_chosen(const char *text);
