/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Times by GDateTime, which asks no locale and, for UTC, no files of time zones.
 */
#include "state/time-text.h"

char *bp_time_dup_text(gint64 seconds)
{
    g_autoptr(GDateTime) time = seconds ? g_date_time_new_from_unix_utc(seconds) : NULL;
    return time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup("");
}

gint64 bp_time_from_text(const char *text)
{
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GDateTime) time = text ? g_date_time_new_from_iso8601(text, utc) : NULL;
    return time ? g_date_time_to_unix(time) : 0;
}
