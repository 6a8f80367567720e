/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A sum that tells damage and change of bytes, XXH64: as fast as they are read, and no protection
 * against somebody who wants two texts to have the same one.
 */
#pragma once

#include <glib.h>

/* `seed` is 0, or the sum of what came before. */
guint64 bp_sum(guint64 seed, gconstpointer data, gsize len);
