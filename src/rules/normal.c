/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rules find the parts of a date or time in a text; what is left to do here is arithmetic. The
 * names of months are rules too (`month`, `set value 1`).
 */
#include "rules/normal.h"

#include <string.h>

#include "common/text.h"

static bool number_of(const BpMatch *match, const BpSubject *subject, const char *field,
                      guint64 max, guint64 *out_value)
{
    g_autofree char *text = bp_match_dup(match, subject, field);

    return text && bp_parse_uint(text, max, out_value);
}

const char *bp_normal_word(BpMatcher *matcher, const char *emit, const char *context,
                           const char *text)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;

    if (!*text || !bp_matcher_match(matcher, emit, context, &subject, &match))
        return NULL;
    return bp_rule_get_set(match.rule, "value");
}

/* Month as a figure or a name; 0 when it is neither. */
static guint64 month_of(BpMatcher *matcher, const char *text)
{
    guint64 month = 0;

    if (bp_parse_uint(text, 31, &month))
        return month;
    const char *value = bp_normal_word(matcher, "month", NULL, text);
    return value && bp_parse_uint(value, 12, &month) ? month : 0;
}

static char *iso_date(BpMatcher *matcher, const BpMatch *match, const BpSubject *subject)
{
    guint64 day = 0, year = 0;
    g_autofree char *name = bp_match_dup(match, subject, "month");

    if (!name || !number_of(match, subject, "day", 31, &day) ||
        !number_of(match, subject, "year", 9999, &year))
        return NULL;
    guint64 month = month_of(matcher, name);
    if (year < 100)
        year += 2000;
    if (month > 12 && day <= 12) {
        guint64 swap = day;
        day = month;
        month = swap;
    }
    if (!month || year < 1900 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return NULL;
    return g_strdup_printf("%04u-%02u-%02u", (guint)year, (guint)month, (guint)day);
}

char *bp_normal_date(BpMatcher *matcher, const char *text)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;
    gsize offset = 0;

    while (offset < subject.len &&
           bp_matcher_search(matcher, "date", NULL, &subject, offset, &match)) {
        char *date = iso_date(matcher, &match, &subject);
        if (date)
            return date;
        offset = match.end > offset ? match.end : offset + 1;
    }
    return NULL;
}

char *bp_normal_time(BpMatcher *matcher, const char *text)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;
    guint64 hour = 0, minute = 0;

    if (!subject.len || !bp_matcher_search(matcher, "time", NULL, &subject, 0, &match))
        return NULL;
    const char *value = bp_rule_get_set(match.rule, "value");
    if (value)
        return g_strdup(value);
    if (!number_of(&match, &subject, "hour", 24, &hour))
        return NULL;
    if (!number_of(&match, &subject, "minute", 59, &minute))
        minute = 0;
    g_autofree char *half = bp_match_dup(&match, &subject, "half");
    if (half && g_ascii_tolower(*half) == 'p' && hour < 12)
        hour += 12;
    if (half && g_ascii_tolower(*half) == 'a' && hour == 12)
        hour = 0;
    return hour < 24 ? g_strdup_printf("%02u:%02u", (guint)hour, (guint)minute) : NULL;
}
