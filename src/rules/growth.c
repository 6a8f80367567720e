/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Regexes whose cost runs away: each is run over texts made by repeating samples and single
 * characters to 500, 1,000 and 2,000 characters, and its steps are counted.
 *
 * Steps are counted, not timed, so that the result is the same on every machine: the regex is
 * compiled again with PCRE2_AUTO_CALLOUT, which calls back before each item. Doubling the text
 * should about double the steps. Four times as many (each start scans to the end) is a warning;
 * more, or PCRE2's match limit, is an error, because a document could be made to stop the run.
 */
#include <string.h>

#include "common/limits.h"

#include "rules/check.h"

/* Steps at which counting stops: reached only by what is reported anyway. A scan of 2,000
 * characters from every start to the end takes about 2 million for each item of the regex. */
enum { MAX_STEPS = 12 * 1000 * 1000 };
/* Below this cost at 500 characters a square growth stays harmless at 100 times the length. */
enum { CHEAP_STEPS = 6 * 1000 };

static const double QUADRATIC = 2.5; /* more per doubling than this: a warning */
static const double CUBIC = 5.5;     /* more than this: an error */

typedef struct {
    guint steps;
} Count;

static int count_step(pcre2_callout_block *block, void *data)
{
    (void)block;
    Count *count = data;
    return ++count->steps > MAX_STEPS ? PCRE2_ERROR_CALLOUT : 0;
}

typedef struct {
    pcre2_code *code;
    pcre2_match_context *context;
    pcre2_match_data *data;
} Counter;

/* `seed` repeated to `chars` characters, and an end that is in no regex. */
static char *pump(const char *seed, guint chars)
{
    glong len = g_utf8_strlen(seed, -1);
    GString *text = g_string_new(NULL);
    for (glong n = 0; n < (glong)chars; n += len)
        g_string_append(text, seed);
    g_string_append(text, "\xE2\x98\x83");
    return g_string_free(text, FALSE);
}

static guint steps_for(const Counter *counter, const char *seed, guint chars)
{
    g_autofree char *text = pump(seed, chars);
    Count count = {0};
    pcre2_set_callout(counter->context, count_step, &count);
    int rc = pcre2_match(counter->code, (PCRE2_SPTR)text, strlen(text), 0, PCRE2_NO_UTF_CHECK,
                         counter->data, counter->context);
    return rc >= 0 || rc == PCRE2_ERROR_NOMATCH ? count.steps : MAX_STEPS + 1;
}

/* Growth a doubling, 1 for what is cheap, G_MAXDOUBLE for what did not end. */
static double growth(const Counter *counter, const char *seed)
{
    guint small = steps_for(counter, seed, 500);
    if (small < CHEAP_STEPS)
        return 1;
    if (small > MAX_STEPS)
        return G_MAXDOUBLE;
    guint medium = steps_for(counter, seed, 1000);
    if (medium < QUADRATIC * small)
        return 1;
    guint large = steps_for(counter, seed, 2000);
    if (large > MAX_STEPS)
        return G_MAXDOUBLE;
    return MIN((double)large / MAX(medium, 1), (double)medium / MAX(small, 1));
}

static void report(const BpRule *rule, const BpPattern *pattern, const char *seed, double factor,
                   BpDiagList *diags)
{
    bool bad = factor > CUBIC;
    g_autofree char *start = g_utf8_substring(seed, 0, MIN(g_utf8_strlen(seed, -1), 20));
    bp_report(diags, bad ? BP_DIAG_ERROR : BP_DIAG_WARNING, pattern->at, rule->id,
              "its cost %s on '%s' repeated: %s",
              bad ? "runs out of bounds" : "grows with the square of the length", start,
              bad ? "look for a repeat inside a repeat"
                  : "tie it to '^' or '\\b', or bound a repeat");
}

static void check_pattern(const BpRule *rule, const BpPattern *pattern, GPtrArray *seeds,
                          BpDiagList *diags)
{
    int code = 0;
    PCRE2_SIZE offset = 0;
    guint32 options = 0;
    pcre2_pattern_info(pattern->code, PCRE2_INFO_ARGOPTIONS, &options);
    g_autoptr(pcre2_code) counting =
        pcre2_compile((PCRE2_SPTR)pattern->text, strlen(pattern->text),
                      options | PCRE2_AUTO_CALLOUT, &code, &offset, NULL);
    if (!counting)
        return;
    g_autoptr(pcre2_match_context) context = pcre2_match_context_create(NULL);
    pcre2_set_heap_limit(context, (guint32)bp_limit_value(BP_LIMIT_MATCH_HEAP_KIB));
    g_autoptr(pcre2_match_data) data = pcre2_match_data_create_from_pattern(counting, NULL);
    Counter counter = {counting, context, data};
    double worst = 1;
    const char *worst_seed = NULL;
    for (guint i = 0; i < seeds->len && worst <= CUBIC; i++) {
        double factor = growth(&counter, g_ptr_array_index(seeds, i));
        if (factor > worst) {
            worst = factor;
            worst_seed = g_ptr_array_index(seeds, i);
        }
    }
    if (worst > QUADRATIC)
        report(rule, pattern, worst_seed, worst, diags);
}

static GPtrArray *make_seeds(const BpRule *rule)
{
    static const char *const common[] = {" ", "1", "a", "A", ".", "Aa ", "a, ", "1.", "- "};
    GPtrArray *seeds = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(common); i++)
        g_ptr_array_add(seeds, (gpointer)(gsize)common[i]);
    for (guint i = 0; i < rule->samples->len && i < 4; i++) {
        const BpSample *sample = g_ptr_array_index(rule->samples, i);
        g_ptr_array_add(seeds, (gpointer)(gsize)sample->text.text);
    }
    return seeds;
}

/* Every sample of every rule, as it stands, against this rule: must not reach a limit. */
static void check_limits(const BpRuleSet *set, const BpRule *rule, BpMatcher *matcher,
                         BpDiagList *diags)
{
    const GArray *hits = bp_matcher_get_limit_hits(matcher);
    guint before = hits->len;
    for (guint i = 0; i < set->rules->len && hits->len == before; i++) {
        const BpRule *other = g_ptr_array_index(set->rules, i);
        for (guint k = 0; k < other->samples->len && hits->len == before; k++) {
            const BpSample *sample = g_ptr_array_index(other->samples, k);
            BpSubject subject = bp_sample_subject(sample);
            BpMatch match;
            bp_matcher_try(matcher, rule, BP_RULE_ONLY_PATTERN, &subject, &match, NULL);
            if (hits->len > before)
                bp_report(diags, BP_DIAG_ERROR, rule->at, rule->id, "gives up (%s) on '%s'",
                          g_array_index(hits, BpLimitHit, before).what, sample->text.text);
        }
    }
}

void bp_growth_run(const BpRuleSet *set, BpMatcher *matcher, BpDiagList *diags)
{
    for (guint i = 0; i < set->rules->len; i++) {
        const BpRule *rule = g_ptr_array_index(set->rules, i);
        if (rule->broken || rule->at.file->unchecked)
            continue;
        g_autoptr(GPtrArray) seeds = make_seeds(rule);
        const GPtrArray *lists[] = {rule->match, rule->unless, rule->until};
        for (guint k = 0; k < G_N_ELEMENTS(lists); k++) {
            for (guint p = 0; p < lists[k]->len; p++)
                check_pattern(rule, g_ptr_array_index(lists[k], p), seeds, diags);
        }
        check_limits(set, rule, matcher, diags);
    }
}
