/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Printed dates, times and words to their normal form, by rules of the kinds date, time, month...
 */
#pragma once

#include <glib.h>

#include "rules/rules.h"

/*
 * ISO date of the first date printed in `text`; NULL when there is none or it is no day of the
 * calendar. Day comes before month in figures unless only the other order is a date. Nothing is
 * assumed: a date without a year has no normal form. The caller frees.
 */
char *bp_normal_date(BpMatcher *matcher, const char *text);

/* HH:MM of a printed time; NULL when it is none. The caller frees. */
char *bp_normal_time(BpMatcher *matcher, const char *text);

/* The `set value` of the first rule of `emit` that takes `text`, NULL when there is none; lives as
 * long as the rules. */
const char *bp_normal_word(BpMatcher *matcher, const char *emit, const char *context,
                           const char *text);
