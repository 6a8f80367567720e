/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What makes rules hard to keep: rules and alternatives that no sample shows, a sample that another
 * rule takes first, defines nobody uses, regexes that begin with ".*".
 *
 * Order decides between rules of one kind, so a rule that shadows another is nearly always a
 * mistake; where it is meant, the later rule says `after`. A rule with `where` shadows a sample
 * without `@layout` only when the sample's own rule asks for all of the same.
 */
#include <string.h>

#include "rules/check.h"

static bool has_sample(const BpRule *rule, BpSampleKind kind)
{
    for (guint i = 0; i < rule->samples->len; i++) {
        const BpSample *sample = g_ptr_array_index(rule->samples, i);
        if (sample->kind == kind)
            return true;
    }
    return false;
}

static bool is_needed(BpMatcher *matcher, const BpRule *rule, guint alternative)
{
    for (guint i = 0; i < rule->samples->len; i++) {
        const BpSample *sample = g_ptr_array_index(rule->samples, i);
        BpSubject subject = bp_sample_subject(sample);
        BpMatch match;
        guint taken = 0;
        if (sample->kind == BP_SAMPLE_OK &&
            bp_matcher_try(matcher, rule, bp_sample_flags(sample), &subject, &match, &taken) &&
            taken == alternative)
            return true;
    }
    return false;
}

static void lint_samples(const BpRule *rule, BpMatcher *matcher, BpDiagList *diags)
{
    if (!has_sample(rule, BP_SAMPLE_NOT))
        bp_report(diags, BP_DIAG_ERROR, rule->at, rule->id,
                  "no 'not': show a text that looks like it and is not");
    if (!has_sample(rule, BP_SAMPLE_OK)) {
        bp_report(diags, BP_DIAG_ERROR, rule->at, rule->id, "no 'ok': show a text it takes");
        return;
    }
    for (guint i = 0; rule->match->len > 1 && i < rule->match->len; i++) {
        const BpPattern *pattern = g_ptr_array_index(rule->match, i);
        if (!is_needed(matcher, rule, i))
            bp_report(diags, BP_DIAG_ERROR, pattern->at, rule->id,
                      "no 'ok' is taken by this 'match'");
    }
}

/* A beginning like ".*", behind any opening groups. */
static bool begins_loosely(const char *text)
{
    for (;;) {
        text += strspn(text, " \n");
        if (*text != '(')
            break;
        text++;
        if (*text == '?')
            text += strcspn(text, ":>)");
        text += strspn(text, ":>");
    }
    return text[0] == '.' && (text[1] == '*' || text[1] == '+');
}

static void lint_patterns(const BpRule *rule, const GPtrArray *patterns, BpDiagList *diags)
{
    for (guint i = 0; i < patterns->len; i++) {
        const BpPattern *pattern = g_ptr_array_index(patterns, i);
        if (!pattern->start_only && begins_loosely(pattern->text))
            bp_report(diags, BP_DIAG_WARNING, pattern->at, rule->id,
                      "begins with '.%c' and is not tied to '^': leave it out, or write '^'",
                      strstr(pattern->text, ".*") ? '*' : '+');
    }
}

static bool names(const GArray *words, const char *name)
{
    for (guint i = 0; i < words->len; i++) {
        if (strcmp(g_array_index(words, BpText, i).text, name) == 0)
            return true;
    }
    return false;
}

static bool contexts_overlap(const BpRule *a, const BpRule *b)
{
    bool overlap = a->in->len == 0 || b->in->len == 0;
    for (guint i = 0; i < a->in->len && !overlap; i++)
        overlap = names(b->in, g_array_index(a->in, BpText, i).text);
    return overlap;
}

static bool asks(const BpRule *rule, const BpWhere *where)
{
    for (guint i = 0; i < rule->where->len; i++) {
        const BpWhere *own = &g_array_index(rule->where, BpWhere, i);
        if (own->row == where->row && own->negated == where->negated &&
            own->compare == where->compare && own->value == where->value)
            return true;
    }
    return false;
}

static bool asks_all_of(const BpRule *rule, const BpRule *earlier)
{
    for (guint i = 0; i < earlier->where->len; i++) {
        if (!asks(rule, &g_array_index(earlier->where, BpWhere, i)))
            return false;
    }
    return true;
}

static bool shadows(BpMatcher *matcher, const BpRule *earlier, const BpRule *rule,
                    const BpSample *sample)
{
    BpSubject subject = bp_sample_subject(sample);
    BpMatch match;
    if (!sample->has_layout && !asks_all_of(rule, earlier))
        return false;
    return bp_matcher_try(matcher, earlier, bp_sample_flags(sample), &subject, &match, NULL);
}

static void lint_shadow(const BpRule *earlier, const BpRule *rule, BpMatcher *matcher,
                        BpDiagList *diags)
{
    /* Rules of later layers are asked first: that is what they are for. */
    if (earlier->broken || earlier->layer != rule->layer || earlier->emit != rule->emit ||
        rule->emit->scores || names(rule->after, earlier->id) || !contexts_overlap(earlier, rule))
        return;
    for (guint i = 0; i < rule->samples->len; i++) {
        const BpSample *sample = g_ptr_array_index(rule->samples, i);
        if (sample->kind != BP_SAMPLE_OK || !shadows(matcher, earlier, rule, sample))
            continue;
        bp_report(diags, BP_DIAG_ERROR, sample->text.at, rule->id,
                  "the earlier rule '%s' takes this sample; if it is meant to, say 'after %s'",
                  earlier->id, earlier->id);
        bp_report(diags, BP_DIAG_NOTE, earlier->at, NULL, "the earlier rule");
    }
}

static void lint_after(const BpRuleSet *set, guint index, BpDiagList *diags)
{
    const BpRule *rule = g_ptr_array_index(set->rules, index);
    for (guint i = index + 1; i < set->rules->len; i++) {
        const BpRule *later = g_ptr_array_index(set->rules, i);
        if (later->layer == rule->layer && names(rule->after, later->id))
            bp_report(diags, BP_DIAG_ERROR, rule->at, rule->id,
                      "it says 'after %s', which comes later", later->id);
    }
}

static void lint_defines(const BpDefines *defines, BpDiagList *diags)
{
    for (guint i = 0; i < defines->list->len; i++) {
        const BpDefine *define = g_ptr_array_index(defines->list, i);
        if (define->uses == 0 && !define->broken && !define->at.file->unchecked)
            bp_report(diags, BP_DIAG_WARNING, define->at, NULL, "'%s' is not used", define->name);
    }
}

void bp_lint_run(const BpRuleSet *set, BpMatcher *matcher, BpDiagList *diags)
{
    for (guint i = 0; i < set->layers->len; i++) {
        const BpLayer *layer = g_ptr_array_index(set->layers, i);
        lint_defines(layer->defines, diags);
    }
    for (guint i = 0; i < set->rules->len; i++) {
        const BpRule *rule = g_ptr_array_index(set->rules, i);
        if (rule->broken || rule->at.file->unchecked)
            continue;
        lint_samples(rule, matcher, diags);
        lint_patterns(rule, rule->match, diags);
        lint_patterns(rule, rule->unless, diags);
        lint_patterns(rule, rule->until, diags);
        lint_after(set, i, diags);
        for (guint k = 0; k < i; k++)
            lint_shadow(g_ptr_array_index(set->rules, k), rule, matcher, diags);
    }
}
