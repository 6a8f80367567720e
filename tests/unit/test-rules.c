/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Loading rules and asking them: order, contexts, layout, vetoes, searching, blocks, scores and
 * limits.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "common/error.h"

#include "model/page.h"
#include "rules/rules.h"

/* A set from the text of one file. */
static BpRuleSet *load(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("boardpack-XXXXXX.rules", &path, &error);
    g_assert_no_error(error);
    g_close(fd, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, &error));
    BpRuleSet *set = bp_rule_set_load(path, diags, &error);
    g_autofree char *findings = bp_diag_list_dup_text(diags);
    g_assert_cmpstr(findings, ==, "");
    g_assert_no_error(error);
    g_unlink(path);
    return set;
}

static BpSubject subject_of(const char *text)
{
    return (BpSubject){.text = text, .len = strlen(text), .page = 12, .line = 4};
}

/* "rule.id 0-5 field=text ...", or "-". */
static char *describe(bool found, const BpMatch *match, const BpSubject *subject)
{
    if (!found)
        return g_strdup("-");
    GString *out = g_string_new(NULL);
    g_string_printf(out, "%s %u-%u", bp_rule_get_id(match->rule), match->start, match->end);
    for (guint i = 0; i < match->n_captures; i++) {
        const BpCapture *c = &match->captures[i];
        g_string_append_printf(out, " %s=%.*s", c->field, (int)(c->end - c->start),
                               subject->text + c->start);
    }
    return g_string_free(out, FALSE);
}

static void assert_match(BpMatcher *matcher, const char *emit, const char *context,
                         BpSubject subject, const char *expected)
{
    BpMatch match;
    bool found = bp_matcher_match(matcher, emit, context, &subject, &match);
    g_autofree char *actual = describe(found, &match, &subject);
    g_assert_cmpstr(actual, ==, expected);
}

static const char ITEMS[] =
    "format 1\n"
    "define NUM  \\d{1,2}(?:\\.\\d{1,2})?\n"
    "define SPACED\n"
    "  | not  # in pieces white space does not count\n"
    "  | ed\n"
    "define PLAIN  a b\n"
    "rule item.numbered\n  why w\n  emit agenda_item\n  in numbered heading\n"
    "  match ^%{NUM:number}[.)]?\\s+(?<title>\\p{Lu}.*)$\n"
    "  match ^Item\\s+%{NUM:number}$\n"
    "  unless ^\\d+\\s+of\\b\n  unless (?i)page\n  confidence 0.95\n"
    "rule item.lettered\n  why w\n  emit agenda_item\n  in numbered\n"
    "  match\n    | ^ \\( (?<number> [a-h] ) \\)  # (a)\n    | \\s+ (?<title> %{PLAIN} .* ) $\n"
    "rule item.any\n  why w\n  emit agenda_item\n  match ^(?<number>\\d+)\\s(?<title>.+)$\n"
    "rule outcome.noted\n  why w\n  emit outcome\n  match (?i)\\b%{SPACED}\\b\n  set value noted\n";

static void test_match(void)
{
    g_autoptr(BpRuleSet) set = load(ITEMS);
    g_autoptr(BpMatcher) m = bp_matcher_new(set);
    assert_match(m, "agenda_item", "numbered", subject_of("7.2 Finance"),
                 "item.numbered 0-11 number=7.2 title=Finance");
    /* the second alternative; a group that took no part is not listed */
    assert_match(m, "agenda_item", "heading", subject_of("Item 12"), "item.numbered 0-7 number=12");
    /* vetoed, and then a later rule may take it */
    assert_match(m, "agenda_item", "numbered", subject_of("7 of 112"),
                 "item.any 0-8 number=7 title=of 112");
    assert_match(m, "agenda_item", "numbered", subject_of("7 Page 1"),
                 "item.any 0-8 number=7 title=Page 1");
    assert_match(m, "agenda_item", "numbered", subject_of("(a) a b c"),
                 "item.lettered 0-9 number=a title=a b c");
    /* white space in a plain define counts although the rule is in pieces */
    assert_match(m, "agenda_item", "numbered", subject_of("(a) ab c"), "-");
    /* contexts: not in this one, an unknown one, none */
    assert_match(m, "agenda_item", "heading", subject_of("(a) a b c"), "-");
    assert_match(m, "agenda_item", "minutes", subject_of("7 Finance"),
                 "item.any 0-9 number=7 title=Finance");
    assert_match(m, "agenda_item", NULL, subject_of("7 Finance"),
                 "item.any 0-9 number=7 title=Finance");
    assert_match(m, "outcome", NULL, subject_of("The report was NOTED."), "outcome.noted 15-20");
    assert_match(m, "outcome", NULL, subject_of("not ed"), "-");
    assert_match(m, "outcome", NULL, subject_of(""), "-");
    assert_match(m, "decision", NULL, subject_of("noted"), "-");
}

static void test_facts(void)
{
    g_autoptr(BpRuleSet) set = load(ITEMS);
    g_autoptr(BpMatcher) m = bp_matcher_new(set);
    BpMatch match;
    BpSubject subject = subject_of("7.2 Caf\xC3\xA9");
    g_assert_true(bp_matcher_match(m, "agenda_item", "numbered", &subject, &match));
    g_autofree char *title = bp_match_dup(&match, &subject, "title");
    g_assert_cmpstr(title, ==, "Caf\xC3\xA9");
    g_assert_null(bp_match_dup(&match, &subject, "presenter"));
    g_assert_cmpfloat_with_epsilon(bp_rule_get_confidence(match.rule), 0.95, 1e-9);
    g_assert_null(bp_rule_get_set(match.rule, "value"));
    subject = subject_of("noted");
    g_assert_true(bp_matcher_match(m, "outcome", "minutes", &subject, &match));
    g_assert_cmpstr(bp_rule_get_set(match.rule, "value"), ==, "noted");
    g_assert_cmpfloat_with_epsilon(bp_rule_get_confidence(match.rule), 0.8, 1e-9);
    g_assert_cmpuint(strlen(bp_rule_set_peek_hash(set)), ==, 64);
}

static void test_search(void)
{
    g_autoptr(BpRuleSet) set = load(
        "format 1\n"
        "rule owner.pair\n  why w\n  emit owner\n  match \\b(?<name>[A-Z]{2} and [A-Z]{2})\\b\n"
        "rule owner.one\n  why w\n  emit owner\n  match (?<=[ /])(?<name>[A-Z]{2})\\b\n"
        "  match ^(?<name>[A-Z]{2})\\b\n  unless \\bNO ONE\\b\n  unless OK\n");
    g_autoptr(BpMatcher) m = bp_matcher_new(set);
    BpSubject subject = subject_of("AB/CD, NO ONE, EF and GH; OK IJ");
    g_autoptr(GString) found = g_string_new(NULL);
    BpMatch match;
    for (gsize at = 0; bp_matcher_search(m, "owner", NULL, &subject, at, &match); at = match.end) {
        g_autofree char *name = bp_match_dup(&match, &subject, "name");
        g_string_append_printf(found, "%u:%s ", match.start, name);
    }
    /* an `unless` forbids only what it overlaps; the longer one starts earlier and wins */
    g_assert_cmpstr(found->str, ==, "0:AB 3:CD 15:EF and GH 29:IJ ");
    g_assert_false(bp_matcher_search(m, "owner", NULL, &subject, subject.len, &match));
}

static void test_where(void)
{
    g_autoptr(BpRuleSet) set =
        load("format 1\n"
             "rule w.heading\n  why w\n  emit section\n  set section a\n  match ^Actions$\n"
             "  where bold !italic size>=1.1 indent<1 not-in-table width<0.9 gap>0.5\n"
             "rule w.caps\n  why w\n  emit section\n  set section b\n  match ^Actions$\n"
             "  where caps centred\n  where page-start\n"
             "rule w.cell\n  why w\n  emit section\n  set section c\n  match ^Actions$\n"
             "  where in-table size<=body\n");
    g_autoptr(BpMatcher) m = bp_matcher_new(set);
    BpSubject subject = subject_of("Actions");
    assert_match(m, "section", NULL, subject, "-");
    subject.style = BP_STYLE_BOLD;
    subject.size = 1.2;
    subject.width = 0.3;
    subject.gap = 1;
    assert_match(m, "section", NULL, subject, "w.heading 0-7");
    subject.style |= BP_STYLE_ITALIC;
    assert_match(m, "section", NULL, subject, "-");
    subject.style = BP_STYLE_BOLD;
    subject.size = 1;
    assert_match(m, "section", NULL, subject, "-");
    /* a size or width that is not known does not speak against a rule */
    subject.size = subject.width = 0;
    assert_match(m, "section", NULL, subject, "w.heading 0-7");
    subject.in_table = true;
    assert_match(m, "section", NULL, subject, "w.cell 0-7");
    subject.caps = subject.centred = subject.page_start = true;
    assert_match(m, "section", NULL, subject, "w.caps 0-7");
}

static void test_until(void)
{
    g_autoptr(BpRuleSet) set = load("format 1\n"
                                    "rule u.block\n  why w\n  emit section\n  set section a\n"
                                    "  match ^Present\n  until ^Apologies\n  until ^\\d+\\.\n");
    g_autoptr(BpMatcher) m = bp_matcher_new(set);
    BpSubject subject = subject_of("Present: A"), next = subject_of("Mr B");
    BpMatch match;
    g_assert_true(bp_matcher_match(m, "section", NULL, &subject, &match));
    g_assert_false(bp_matcher_until(m, match.rule, &next));
    next = subject_of("Apologies: C");
    g_assert_true(bp_matcher_until(m, match.rule, &next));
    next = subject_of("1. Minutes");
    g_assert_true(bp_matcher_until(m, match.rule, &next));
}

static void add_score(const BpRule *rule, const BpMatch *match, int score, gpointer data)
{
    (void)match;
    g_string_append_printf(data, "%s %+d;", bp_rule_get_set(rule, "kind"), score);
}

static void test_score(void)
{
    g_autoptr(BpRuleSet) set = load(
        "format 1\n"
        "rule k.agenda\n  why w\n  emit page-kind\n  set kind agenda\n  score 3\n  match ^Agenda\n"
        "rule k.minutes\n  why w\n  emit page-kind\n  set kind minutes\n  score 4\n  match "
        "Minutes\n"
        "rule k.not\n  why w\n  emit page-kind\n  set kind minutes\n  score -2\n  match to "
        "follow\n");
    g_autoptr(BpMatcher) m = bp_matcher_new(set);
    g_autoptr(GString) sum = g_string_new(NULL);
    BpSubject subject = subject_of("Agenda: Minutes (to follow)");
    bp_matcher_score(m, "page-kind", NULL, &subject, add_score, sum);
    g_assert_cmpstr(sum->str, ==, "agenda +3;minutes +4;minutes -2;");
}

/* A catastrophic regex is cut off and named; it is not taken for "no match" and forgotten. */
static void test_limits(void)
{
    g_autoptr(BpRuleSet) set = load("format 1\n"
                                    "rule l.bad\n  why w\n  emit noise\n"
                                    "  match ^(?:\\w+\\s?)+[:.]$\n"
                                    "rule l.good\n  why w\n  emit noise\n  match !$\n");
    g_autoptr(BpMatcher) m = bp_matcher_new(set);
    assert_match(m, "noise", NULL, subject_of("short one."), "l.bad 0-10");
    g_assert_cmpuint(bp_matcher_get_limit_hits(m)->len, ==, 0);
    const char *text = "aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn ooo!";
    assert_match(m, "noise", NULL, subject_of(text), "l.good 59-60");
    const GArray *hits = bp_matcher_get_limit_hits(m);
    g_assert_cmpuint(hits->len, ==, 1);
    const BpLimitHit *hit = &g_array_index(hits, BpLimitHit, 0);
    g_assert_cmpstr(hit->rule, ==, "l.bad");
    g_assert_cmpstr(hit->what, ==, "match limit");
    g_assert_cmpuint(hit->page, ==, 12);
    g_assert_cmpuint(hit->line, ==, 4);
}

/* Where the JIT stack is too small the interpreter answers; where that gives up too, it is said. */
static void test_jit_stack(void)
{
    g_autoptr(BpRuleSet) set =
        load("format 1\nrule l.deep\n  why w\n  emit label\n  match ^(?:(?<number>a)|b)+$\n");
    g_autoptr(BpMatcher) m = bp_matcher_new(set);
    g_autofree char *text = g_strnfill(64000, 'a');
    BpSubject subject = {.text = text, .len = 32000};
    BpMatch match;
    g_assert_true(bp_matcher_match(m, "label", NULL, &subject, &match));
    g_assert_cmpuint(match.end, ==, 32000);
    g_assert_cmpuint(bp_matcher_get_limit_hits(m)->len, ==, 0);
    subject.len = 64000;
    g_assert_false(bp_matcher_match(m, "label", NULL, &subject, &match));
    g_assert_cmpuint(bp_matcher_get_limit_hits(m)->len, ==, 1);
    const BpLimitHit *hit = &g_array_index(bp_matcher_get_limit_hits(m), BpLimitHit, 0);
    g_assert_cmpstr(hit->what, ==, "match limit");
}

/* First bytes are found by trial: none that can begin a match may be lost. */
static void test_first_bytes(void)
{
    static const char kelvin_sign[] = "\xE2\x84\xAA"
                                      "elvin";
    static const char *const taken[] = {
        "kelvin", "Kelvin", kelvin_sign, "\xC3\x89", "E",
        "rx",     " 1",     "=x",        "A1!",      "\xC3\xA9\xC3\xA9!"};
    g_autoptr(BpRuleSet) set =
        load("format 1\n"
             "rule f.one\n  why w\n  emit noise\n  match ^(?i:k)elvin$\n  match ^\\b\\p{Lu}$\n"
             "  match ^(?=[q-s])\\w.$\n  match ^\\W\\d$\n  match ^=x\n  match ^[^a-z]{3}$\n");
    g_autoptr(BpMatcher) m = bp_matcher_new(set);
    for (guint i = 0; i < G_N_ELEMENTS(taken); i++) {
        BpSubject subject = subject_of(taken[i]);
        BpMatch match;
        g_assert_true(bp_matcher_match(m, "noise", NULL, &subject, &match));
    }
    assert_match(m, "noise", NULL, subject_of("xelvin"), "-");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/match", test_match);
    g_test_add_func("/rules/facts", test_facts);
    g_test_add_func("/rules/search", test_search);
    g_test_add_func("/rules/where", test_where);
    g_test_add_func("/rules/until", test_until);
    g_test_add_func("/rules/score", test_score);
    g_test_add_func("/rules/limits", test_limits);
    g_test_add_func("/rules/jit-stack", test_jit_stack);
    g_test_add_func("/rules/first-bytes", test_first_bytes);
    return g_test_run();
}
