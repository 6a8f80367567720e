/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Times as they stand in files and logs: "2026-11-26T02:00:00Z", always UTC.
 */
#pragma once

#include <glib.h>

/* Of seconds since 1970; "" for 0, which stands for no time. */
char *bp_time_dup_text(gint64 seconds);

/* The other way; 0 for what is no such time. */
gint64 bp_time_from_text(const char *text);
