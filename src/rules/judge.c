/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What each rule makes of a text, with the reason: for people who ask why, so it may take its time.
 *
 * How far a regex got is the longest beginning of the text that PCRE2 calls a partial match, found
 * by halving: whether a beginning is one does not change back and forth for regexes that read from
 * left to right.
 */
#include <string.h>

#include "common/limits.h"

#include "rules/check.h"
#include "rules/trace.h"

/* Longest beginning tried. */
enum { MAX_PARTIAL = 8 * 1024 };

static pcre2_match_context *limited_context(void)
{
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(context, (guint32)bp_limit_value(BP_LIMIT_MATCH_STEPS));
    return context;
}

static bool is_partial(const BpPattern *pattern, pcre2_match_data *data,
                       pcre2_match_context *context, const char *text, gsize len)
{
    return pcre2_match(pattern->code, (PCRE2_SPTR)text, len, 0,
                       PCRE2_PARTIAL_HARD | PCRE2_NO_UTF_CHECK, data,
                       context) == PCRE2_ERROR_PARTIAL;
}

gsize bp_pattern_reach(const BpPattern *pattern, const char *text, gsize len)
{
    g_autoptr(pcre2_match_data) data = pcre2_match_data_create_from_pattern(pattern->code, NULL);
    g_autoptr(pcre2_match_context) context = limited_context();
    gsize low = 0, high = MIN(len, MAX_PARTIAL);
    while (low < high) {
        gsize middle = low + (high - low + 1) / 2;
        gsize end = middle;
        while (end > low && ((guint8)text[end] & 0xC0) == 0x80)
            end--;
        if (end > low && is_partial(pattern, data, context, text, end))
            low = end;
        else if (end > low)
            high = end - 1;
        else
            high = low;
    }
    return low;
}

bool bp_pattern_takes(const BpPattern *pattern, const char *text, gsize len)
{
    g_autoptr(pcre2_match_data) data = pcre2_match_data_create_from_pattern(pattern->code, NULL);
    g_autoptr(pcre2_match_context) context = limited_context();
    return pcre2_match(pattern->code, (PCRE2_SPTR)text, len, 0, PCRE2_NO_UTF_CHECK, data,
                       context) >= 0;
}

static BpVerdict judge(const BpRule *rule, const BpSubject *subject)
{
    BpVerdict verdict = {rule, BP_VERDICT_NO_MATCH, 0, NULL};
    bool matches = false;
    for (guint i = 0; i < rule->match->len && !matches; i++) {
        const BpPattern *pattern = g_ptr_array_index(rule->match, i);
        matches = bp_pattern_takes(pattern, subject->text, subject->len);
        if (!matches)
            verdict.reach =
                MAX(verdict.reach, (guint)bp_pattern_reach(pattern, subject->text, subject->len));
    }
    if (!matches)
        return verdict;
    for (guint i = 0; i < rule->where->len; i++) {
        const BpWhere *where = &g_array_index(rule->where, BpWhere, i);
        if (!bp_where_holds(where, subject))
            return (BpVerdict){rule, BP_VERDICT_WHERE, 0, where->text};
    }
    for (guint i = 0; i < rule->unless->len; i++) {
        const BpPattern *pattern = g_ptr_array_index(rule->unless, i);
        if (bp_pattern_takes(pattern, subject->text, subject->len))
            return (BpVerdict){rule, BP_VERDICT_UNLESS, 0, pattern->text};
    }
    return (BpVerdict){rule, BP_VERDICT_TAKES, 0, NULL};
}

void bp_matcher_judge(BpMatcher *matcher, const char *emit, const char *context,
                      const BpSubject *subject, BpVerdictFunc func, gpointer data)
{
    const GArray *list = bp_matcher_candidates(matcher, emit, context);
    for (guint i = 0; i < list->len; i++) {
        BpVerdict verdict = judge(g_array_index(list, BpCandidate, i).rule, subject);
        func(&verdict, data);
    }
}

BpPlace bp_rule_get_place(const BpRule *rule)
{
    return bp_spot_place(rule->at);
}

const char *bp_rule_get_why(const BpRule *rule)
{
    return rule->why;
}

const char *bp_rule_get_layer(const BpRule *rule)
{
    return rule->layer->name;
}

const BpRule *bp_matcher_find_rule(const BpMatcher *matcher, const char *id)
{
    const GPtrArray *rules = bp_matcher_rules(matcher);
    for (guint i = 0; i < rules->len; i++) {
        const BpRule *rule = g_ptr_array_index(rules, i);
        if (strcmp(rule->id, id) == 0)
            return rule;
    }
    return NULL;
}
