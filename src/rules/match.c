/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Asking the rules: the hot loop of the stages.
 *
 * For each candidate of the (emit, context) list the cheap tests come first (first byte, length,
 * layout), then PCRE2, through its JIT fast path where there is JIT code. PCRE2 limits are set on
 * one match context; running into one is written down as a limit hit, and the search goes on with
 * the next rule. Subjects are clean UTF-8 by the stages' promise, so PCRE2 does not check them
 * again.
 */
#include <string.h>
#include <time.h>

#include "common/limits.h"

#include "rules/rule.h"
#include "rules/stats.h"
#include "rules/trace.h"

struct BpMatcher {
    const BpRuleSet *set;
    const BpView *view; /* the set's, or own_view */
    BpView *own_view;
    pcre2_match_context *context;
    pcre2_match_data *data;
    pcre2_jit_stack *stack;
    GArray *hits; /* BpLimitHit */
    BpTraceFunc trace;
    gpointer trace_data;
    BpRuleStat *stats; /* by BpRule.index */
    bool timing;
};

/* A range of the subject; kept beside the match data because `unless` overwrites it. */
typedef struct {
    const char *text;
    gsize len, offset;
} Window;

BpMatcher *bp_matcher_new(const BpRuleSet *set)
{
    BpMatcher *matcher = g_new0(BpMatcher, 1);
    guint32 steps = (guint32)bp_limit_value(BP_LIMIT_MATCH_STEPS);
    matcher->set = set;
    matcher->view = set->view;
    matcher->stats = g_new0(BpRuleStat, set->rules->len + 1);
    matcher->context = pcre2_match_context_create(NULL);
    matcher->data = pcre2_match_data_create(set->max_groups + 1, NULL);
    matcher->stack =
        pcre2_jit_stack_create(32 * 1024, bp_limit_value(BP_LIMIT_JIT_STACK_BYTES), NULL);
    matcher->hits = g_array_new(FALSE, FALSE, sizeof(BpLimitHit));
    pcre2_set_match_limit(matcher->context, steps);
    pcre2_set_depth_limit(matcher->context, steps);
    pcre2_set_heap_limit(matcher->context, (guint32)bp_limit_value(BP_LIMIT_MATCH_HEAP_KIB));
    if (matcher->stack)
        pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
    return matcher;
}

void bp_matcher_free(BpMatcher *matcher)
{
    if (!matcher)
        return;
    pcre2_jit_stack_free(matcher->stack);
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    g_array_unref(matcher->hits);
    bp_view_free(matcher->own_view);
    g_free(matcher->stats);
    g_free(matcher);
}

void bp_matcher_set_layers(BpMatcher *matcher, const char *sector, const char *publisher)
{
    g_clear_pointer(&matcher->own_view, bp_view_free);
    if (sector || publisher)
        matcher->own_view = bp_view_new(matcher->set, sector, publisher);
    matcher->view = matcher->own_view ? matcher->own_view : matcher->set->view;
}

const GArray *bp_matcher_get_limit_hits(const BpMatcher *matcher)
{
    return matcher->hits;
}

static const char *limit_name(int rc)
{
    static const struct {
        int code;
        const char *name;
    } names[] = {{PCRE2_ERROR_MATCHLIMIT, "match limit"},
                 {PCRE2_ERROR_DEPTHLIMIT, "depth limit"},
                 {PCRE2_ERROR_HEAPLIMIT, "heap limit"},
                 {PCRE2_ERROR_NOMEMORY, "heap limit"},
                 {PCRE2_ERROR_JIT_STACKLIMIT, "JIT stack"}};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (names[i].code == rc)
            return names[i].name;
    }
    return "internal error of the regex engine";
}

static void add_hit(BpMatcher *matcher, const char *rule, const BpSubject *subject, int rc)
{
    BpLimitHit hit = {rule, subject->page, subject->line, limit_name(rc)};
    if (matcher->hits->len < bp_limit_value(BP_LIMIT_DIAGNOSTICS))
        g_array_append_val(matcher->hits, hit);
}

void bp_matcher_set_timing(BpMatcher *matcher)
{
    matcher->timing = true;
}

const BpRuleStat *bp_matcher_get_stats(const BpMatcher *matcher)
{
    return matcher->stats;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Run one regex; the match is in matcher->data. */
static bool run(BpMatcher *matcher, const BpRule *rule, const BpPattern *pattern,
                const BpSubject *subject, Window window)
{
    int rc = PCRE2_ERROR_JIT_STACKLIMIT;
    PCRE2_SPTR text = (PCRE2_SPTR)window.text;
    if (window.len - window.offset < pattern->min_chars ||
        (pattern->start_only && window.offset > 0))
        return false;
    guint8 byte = (guint8)window.text[window.offset];
    if (pattern->start_only && !(pattern->first[byte / 8] & 1u << (byte % 8)))
        return false;
    double started = matcher->timing ? now() : 0;
    if (pattern->jit)
        rc = pcre2_jit_match(pattern->code, text, window.len, window.offset, 0, matcher->data,
                             matcher->context);
    if (rc == PCRE2_ERROR_JIT_STACKLIMIT)
        rc = pcre2_match(pattern->code, text, window.len, window.offset,
                         PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, matcher->data, matcher->context);
    if (matcher->timing)
        matcher->stats[rule->index].seconds += now() - started;
    if (rc < 0 && rc != PCRE2_ERROR_NOMATCH)
        add_hit(matcher, rule->id, subject, rc);
    return rc >= 0;
}

static bool where_holds(const BpRule *rule, const BpSubject *subject)
{
    for (guint i = 0; i < rule->where->len; i++) {
        if (!bp_where_holds(&g_array_index(rule->where, BpWhere, i), subject))
            return false;
    }
    return true;
}

static void take_captures(BpMatcher *matcher, const BpRule *rule, const BpPattern *pattern,
                          BpMatch *out)
{
    const PCRE2_SIZE *ovector = pcre2_get_ovector_pointer(matcher->data);
    out->rule = rule;
    out->start = (guint)MIN(ovector[0], ovector[1]);
    out->end = (guint)ovector[1];
    out->n_captures = 0;
    for (guint i = 0; i < pattern->n_groups; i++) {
        PCRE2_SIZE start = ovector[2 * pattern->groups[i].group];
        PCRE2_SIZE end = ovector[2 * pattern->groups[i].group + 1];
        if (start == PCRE2_UNSET || start >= end)
            continue;
        out->captures[out->n_captures++] =
            (BpCapture){pattern->groups[i].field, (guint)start, (guint)end};
    }
}

/* Whether an `unless` of the rule finds something: anywhere, or, given `over`, overlapping it. */
static bool is_vetoed(BpMatcher *matcher, const BpRule *rule, const BpSubject *subject,
                      Window window, const BpMatch *over)
{
    for (guint i = 0; i < rule->unless->len; i++) {
        const BpPattern *pattern = g_ptr_array_index(rule->unless, i);
        Window rest = window;
        while (rest.offset < rest.len && run(matcher, rule, pattern, subject, rest)) {
            const PCRE2_SIZE *ovector = pcre2_get_ovector_pointer(matcher->data);
            if (!over || (ovector[0] < over->end && ovector[1] > over->start))
                return true;
            if (ovector[0] >= over->end || ovector[1] <= rest.offset)
                break;
            rest.offset = ovector[1];
        }
    }
    return false;
}

bool bp_matcher_try(BpMatcher *matcher, const BpRule *rule, BpRuleFlags flags,
                    const BpSubject *subject, BpMatch *out_match, guint *out_alternative)
{
    Window window = {subject->text, subject->len, 0};
    if (!(flags & BP_RULE_ONLY_PATTERN) && !where_holds(rule, subject))
        return false;
    for (guint i = 0; i < rule->match->len; i++) {
        const BpPattern *pattern = g_ptr_array_index(rule->match, i);
        if (!run(matcher, rule, pattern, subject, window))
            continue;
        BpMatch match;
        take_captures(matcher, rule, pattern, &match);
        if (is_vetoed(matcher, rule, subject, window, NULL))
            return false;
        *out_match = match;
        if (out_alternative)
            *out_alternative = i;
        return true;
    }
    return false;
}

/* The earliest match of a rule from window.offset on that no `unless` overlaps. */
static bool search_rule(BpMatcher *matcher, const BpRule *rule, const BpSubject *subject,
                        Window window, BpMatch *out_match)
{
    Window rest = window;
    while (rest.offset < rest.len) {
        bool found = false;
        BpMatch best = {0};
        for (guint i = 0; i < rule->match->len; i++) {
            const BpPattern *pattern = g_ptr_array_index(rule->match, i);
            if (!run(matcher, rule, pattern, subject, rest))
                continue;
            const PCRE2_SIZE *ovector = pcre2_get_ovector_pointer(matcher->data);
            if (!found || ovector[0] < best.start)
                take_captures(matcher, rule, pattern, &best);
            found = true;
        }
        if (!found || !is_vetoed(matcher, rule, subject, window, &best)) {
            if (found)
                *out_match = best;
            return found;
        }
        rest.offset = MAX(best.end, rest.offset + 1);
    }
    return false;
}

const GArray *bp_matcher_candidates(const BpMatcher *matcher, const char *emit, const char *context)
{
    const BpEmitRules *rules = g_hash_table_lookup(matcher->view->emit_rules, emit);
    g_assert(rules);
    const GArray *list = context ? g_hash_table_lookup(rules->contexts, context) : NULL;
    return list ? list : rules->anywhere;
}

static BpSubject cut(const BpSubject *subject)
{
    BpSubject cut = *subject;
    gsize limit = bp_limit_value(BP_LIMIT_SUBJECT_BYTES);
    if (cut.len > limit) {
        while (limit > 0 && ((guint8)cut.text[limit] & 0xC0) == 0x80)
            limit--;
        cut.len = limit;
    }
    return cut;
}

static bool can_begin(const BpCandidate *candidate, const BpSubject *subject)
{
    if (subject->len < candidate->min_chars)
        return false;
    guint8 byte = (guint8)subject->text[0];
    return candidate->first[byte / 8] & 1u << (byte % 8);
}

bool bp_matcher_has_rules(const BpMatcher *matcher, const char *emit, const char *context)
{
    const BpEmitRules *rules = g_hash_table_lookup(matcher->view->emit_rules, emit);
    return rules && g_hash_table_contains(rules->contexts, context);
}

const GPtrArray *bp_matcher_rules(const BpMatcher *matcher)
{
    return matcher->view->rules;
}

void bp_matcher_set_trace(BpMatcher *matcher, BpTraceFunc func, gpointer data)
{
    matcher->trace = func;
    matcher->trace_data = data;
}

/* What every question ends with. */
static bool answer(BpMatcher *matcher, const char *emit, const char *context,
                   const BpSubject *subject, const BpMatch *match)
{
    if (match)
        matcher->stats[match->rule->index].taken++;
    if (matcher->trace)
        matcher->trace(emit, context, subject, match, matcher->trace_data);
    return match != NULL;
}

bool bp_matcher_match(BpMatcher *matcher, const char *emit, const char *context,
                      const BpSubject *subject, BpMatch *out_match)
{
    return bp_matcher_match_if(matcher, emit, context, subject, NULL, NULL, out_match);
}

bool bp_matcher_match_if(BpMatcher *matcher, const char *emit, const char *context,
                         const BpSubject *subject, BpAcceptFunc accepts, gpointer data,
                         BpMatch *out_match)
{
    const GArray *list = bp_matcher_candidates(matcher, emit, context);
    BpSubject part = cut(subject);
    if (part.len == 0)
        return false;
    for (guint i = 0; i < list->len; i++) {
        const BpCandidate *candidate = &g_array_index(list, BpCandidate, i);
        if (can_begin(candidate, &part) &&
            bp_matcher_try(matcher, candidate->rule, 0, &part, out_match, NULL) &&
            (!accepts || accepts(candidate->rule, out_match, data)))
            return answer(matcher, emit, context, &part, out_match);
    }
    return answer(matcher, emit, context, &part, NULL);
}

bool bp_matcher_search(BpMatcher *matcher, const char *emit, const char *context,
                       const BpSubject *subject, gsize offset, BpMatch *out_match)
{
    const GArray *list = bp_matcher_candidates(matcher, emit, context);
    BpSubject part = cut(subject);
    if (offset >= part.len)
        return false;
    BpMatch best = {0};
    Window window = {part.text, part.len, offset};
    for (guint i = 0; i < list->len; i++) {
        const BpCandidate *candidate = &g_array_index(list, BpCandidate, i);
        BpMatch match;
        if (candidate->start_only && (offset > 0 || !can_begin(candidate, &part)))
            continue;
        if (where_holds(candidate->rule, &part) &&
            search_rule(matcher, candidate->rule, &part, window, &match) &&
            (!best.rule || match.start < best.start))
            best = match;
        if (best.rule && best.start == offset)
            break;
    }
    if (best.rule)
        *out_match = best;
    return answer(matcher, emit, context, &part, best.rule ? out_match : NULL);
}

void bp_matcher_score(BpMatcher *matcher, const char *emit, const char *context,
                      const BpSubject *subject, BpScoreFunc func, gpointer data)
{
    const GArray *list = bp_matcher_candidates(matcher, emit, context);
    BpSubject part = cut(subject);
    for (guint i = 0; part.len > 0 && i < list->len; i++) {
        const BpCandidate *candidate = &g_array_index(list, BpCandidate, i);
        BpMatch match;
        if (!can_begin(candidate, &part) ||
            !bp_matcher_try(matcher, candidate->rule, 0, &part, &match, NULL))
            continue;
        answer(matcher, emit, context, &part, &match);
        func(candidate->rule, &match, candidate->rule->score, data);
    }
}

bool bp_matcher_until(BpMatcher *matcher, const BpRule *rule, const BpSubject *subject)
{
    BpSubject part = cut(subject);
    Window window = {part.text, part.len, 0};
    for (guint i = 0; part.len > 0 && i < rule->until->len; i++) {
        if (run(matcher, rule, g_ptr_array_index(rule->until, i), &part, window))
            return true;
    }
    return false;
}

char *bp_match_dup(const BpMatch *match, const BpSubject *subject, const char *field)
{
    for (guint i = 0; i < match->n_captures; i++) {
        const BpCapture *capture = &match->captures[i];
        if (strcmp(capture->field, field) == 0)
            return g_strndup(subject->text + capture->start, capture->end - capture->start);
    }
    return NULL;
}
