/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The self-test of the rules: every sample in the rule files is tried on its own rule, one TAP line
 * each; what is wrong is also a finding at the sample.
 *
 * For an `ok` that its rule does not take, the finding shows how far the best regex got: the
 * longest prefix of the sample that PCRE2 calls a partial match.
 */
#include "rules/check.h"

#include <string.h>

#include "rules/self-check.h"

typedef struct {
    BpMatcher *matcher;
    GString *tap;
    BpDiagList *diags;
    guint n;
} Check;

BpSubject bp_sample_subject(const BpSample *sample)
{
    BpSubject subject = sample->layout;
    subject.text = sample->text.text;
    subject.len = strlen(sample->text.text);
    return subject;
}

BpRuleFlags bp_sample_flags(const BpSample *sample)
{
    return sample->has_layout ? 0 : BP_RULE_ONLY_PATTERN;
}

/* The first `unless` that takes the text, or NULL. */
static const BpPattern *find_veto(const BpRule *rule, const char *text)
{
    for (guint i = 0; i < rule->unless->len; i++) {
        const BpPattern *pattern = g_ptr_array_index(rule->unless, i);
        if (bp_pattern_takes(pattern, text, strlen(text)))
            return pattern;
    }
    return NULL;
}

static void report_missed(Check *check, const BpRule *rule, const BpSample *sample)
{
    const char *text = sample->text.text;
    gsize best = 0;
    for (guint i = 0; i < rule->match->len; i++) {
        const BpPattern *pattern = g_ptr_array_index(rule->match, i);
        if (bp_pattern_takes(pattern, text, strlen(text))) {
            const BpPattern *veto = find_veto(rule, text);
            bp_report(check->diags, BP_DIAG_ERROR, sample->text.at, rule->id,
                      veto ? "an 'unless' takes this sample away"
                           : "'where' does not hold for this sample");
            if (veto)
                bp_report(check->diags, BP_DIAG_NOTE, veto->at, NULL, "this one");
            return;
        }
        best = MAX(best, bp_pattern_reach(pattern, text, strlen(text)));
    }
    bp_report(check->diags, BP_DIAG_ERROR, sample->text.at, rule->id,
              "the rule does not take this sample");
    BpSpot end = sample->text.at;
    end.offset += (guint)best;
    if (best > 0)
        bp_report(check->diags, BP_DIAG_NOTE, end, NULL, "matched up to here");
}

/* Whether the fields are as the sample says; differences are reported when `diags` is not NULL. */
static bool fields_agree(const BpRule *rule, const BpSample *sample, const BpMatch *match,
                         BpDiagList *diags)
{
    bool ok = true;
    BpSubject subject = bp_sample_subject(sample);
    for (guint i = 0; i < sample->expected->len; i++) {
        const BpExpected *expected = &g_array_index(sample->expected, BpExpected, i);
        const char *name = expected->name.text;
        g_autofree char *captured = bp_match_dup(match, &subject, name);
        const char *actual = captured ? captured : bp_rule_get_set(rule, name);
        if (strcmp(actual ? actual : "", expected->value.text) == 0)
            continue;
        ok = false;
        if (!diags)
            continue;
        BpSpot at = *expected->value.text ? expected->value.at : expected->name.at;
        if (actual)
            bp_report(diags, BP_DIAG_ERROR, at, rule->id, "%s is '%s', expected '%s'", name, actual,
                      expected->value.text);
        else
            bp_report(diags, BP_DIAG_ERROR, at, rule->id, "%s is not set, expected '%s'", name,
                      expected->value.text);
    }
    return ok;
}

static bool check_ok(Check *check, const BpRule *rule, const BpSample *sample)
{
    BpSubject subject = bp_sample_subject(sample);
    BpMatch match;
    if (bp_matcher_try(check->matcher, rule, bp_sample_flags(sample), &subject, &match, NULL))
        return fields_agree(rule, sample, &match, check->diags);
    report_missed(check, rule, sample);
    return false;
}

static bool check_not(Check *check, const BpRule *rule, const BpSample *sample)
{
    BpSubject subject = bp_sample_subject(sample);
    BpMatch match;
    if (!bp_matcher_try(check->matcher, rule, bp_sample_flags(sample), &subject, &match, NULL))
        return true;
    BpSpot at = sample->text.at;
    at.offset += match.start;
    bp_report(check->diags, BP_DIAG_ERROR, at, rule->id,
              "the rule takes this sample, and it should not");
    return false;
}

/* Whether a `todo` is as bad as it says: then it is "not ok # TODO", which a TAP reader expects. */
static bool todo_fails(Check *check, const BpRule *rule, const BpSample *sample)
{
    BpSubject subject = bp_sample_subject(sample);
    BpMatch match;
    bool taken =
        bp_matcher_try(check->matcher, rule, bp_sample_flags(sample), &subject, &match, NULL);
    if (sample->kind == BP_SAMPLE_TODO_OK)
        return !taken || !fields_agree(rule, sample, &match, NULL);
    return taken;
}

static void add_line(Check *check, bool ok, const char *rule, const char *kind, const char *text,
                     const char *directive)
{
    g_autoptr(GString) safe = g_string_new(text);
    g_string_replace(safe, "\\", "\\\\", 0);
    g_string_replace(safe, "#", "\\#", 0);
    g_string_append_printf(check->tap, "%s %u - %s: %s%s%s%s\n", ok ? "ok" : "not ok", ++check->n,
                           rule, kind, safe->len > 0 ? " " : "", safe->str, directive);
}

static void check_sample(Check *check, const BpRule *rule, const BpSample *sample)
{
    const char *text = sample->text.text;
    switch (sample->kind) {
    case BP_SAMPLE_OK:
        add_line(check, check_ok(check, rule, sample), rule->id, "ok", text, "");
        return;
    case BP_SAMPLE_NOT:
        add_line(check, check_not(check, rule, sample), rule->id, "not", text, "");
        return;
    case BP_SAMPLE_TODO_OK:
    case BP_SAMPLE_TODO_NOT:
        break;
    }
    const char *kind = sample->kind == BP_SAMPLE_TODO_OK ? "ok" : "not";
    if (todo_fails(check, rule, sample)) {
        add_line(check, false, rule->id, kind, text, " # TODO known to be wrong");
        return;
    }
    bp_report(check->diags, BP_DIAG_ERROR, sample->text.at, rule->id,
              "this 'todo %s' is right now: make it '%s'", kind, kind);
    add_line(check, false, rule->id, kind, text, "");
}

static void check_rule(Check *check, const BpRule *rule)
{
    if (rule->broken) {
        add_line(check, false, rule->id, "has errors", "", "");
        return;
    }
    for (guint i = 0; i < rule->samples->len; i++)
        check_sample(check, rule, g_ptr_array_index(rule->samples, i));
}

/* Leave only what stands in one file, or below one folder, to be checked. */
static void choose_files(const BpRuleSet *set, const char *only)
{
    g_autofree char *wanted = g_canonicalize_filename(only, NULL);
    gsize len = strlen(wanted);
    for (guint i = 0; i < set->files->len; i++) {
        BpRuleFile *file = g_ptr_array_index(set->files, i);
        g_autofree char *path = g_canonicalize_filename(file->path, NULL);
        file->unchecked =
            strncmp(path, wanted, len) != 0 || (path[len] && path[len] != G_DIR_SEPARATOR);
    }
}

bool bp_rules_check(const char *const *folders, const char *only, GString *out_tap,
                    BpDiagList *diags)
{
    g_autoptr(GError) local = NULL;
    guint before = bp_diag_count(diags, BP_DIAG_ERROR);
    g_autoptr(BpRuleSet) set = bp_rule_set_read(folders, diags, &local);
    if (!set) {
        bp_diag_add(diags, BP_DIAG_ERROR, (BpPlace){NULL, 0, 0}, NULL, "%s", local->message);
        g_string_append(out_tap, "Bail out! the rules cannot be read\n");
        return false;
    }
    if (only)
        choose_files(set, only);
    g_autoptr(BpMatcher) matcher = bp_matcher_new(set);
    Check check = {matcher, out_tap, diags, 0};
    for (guint i = 0; i < set->rules->len; i++) {
        const BpRule *rule = g_ptr_array_index(set->rules, i);
        if (!rule->at.file->unchecked)
            check_rule(&check, rule);
    }
    g_string_append_printf(out_tap, "1..%u\n", check.n);
    bp_lint_run(set, matcher, diags);
    bp_growth_run(set, matcher, diags);
    return bp_diag_count(diags, BP_DIAG_ERROR) == before;
}
