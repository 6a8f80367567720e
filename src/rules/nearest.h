/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The nearest known word to a misspelt one, for messages. */
#pragma once

#include <glib.h>

/* "; did you mean 'x'?" or "" when nothing is near. The caller frees. */
char *bp_nearest_dup_hint(const char *word, const GPtrArray *known);
