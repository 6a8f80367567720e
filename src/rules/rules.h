/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The rules: loaded once, compiled, then asked by the stages.
 *
 * A rule says what it makes (`emit`, a row of the table in emit.c, which also lists the fields its
 * groups may capture), where it applies (`in`: names of contexts, `where`: layout predicates) and
 * how it looks (`match`, `unless`). The stages ask for one emit kind at a time with a subject (a
 * line or paragraph and what layout knows of it) and get the first rule, in file order, that takes
 * it. Language and reference: rules/README.md.
 *
 * Adding an emit kind: a row in emit.c. Adding a layout predicate: a row in where.c and, if it
 * needs a new fact, a member of BpSubject.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "common/diag.h"

#include "rules/subject.h"

typedef struct BpRuleSet BpRuleSet;
typedef struct BpRule BpRule;

/*
 * Load all *.rules files below `folder` (sorted by path, `include`s followed), compile them with
 * JIT and check their samples' syntax. Findings go to `diags`; NULL with BP_ERROR_RULES when there
 * is at least one error or the folder cannot be read. Loading goes on after an error so that all
 * are reported at once.
 */
BpRuleSet *bp_rule_set_load(const char *folder, BpDiagList *diags, GError **error);

/* The same for several folders, ended by NULL: each adds layers over those before it (layer.h). */
BpRuleSet *bp_rule_set_load_layers(const char *const *folders, BpDiagList *diags, GError **error);
void bp_rule_set_free(BpRuleSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpRuleSet, bp_rule_set_free)

/* SHA-256 (hex) over the contents of all rule files in the order read: the identity of the set. */
const char *bp_rule_set_peek_hash(const BpRuleSet *set);

#define BP_MATCH_MAX_CAPTURES 16

typedef struct {
    const char *field; /* interned name of the group: a field */
    guint start, end;  /* bytes of the subject's text */
} BpCapture;

typedef struct {
    const BpRule *rule;
    guint start, end; /* of the whole match, bytes of the subject's text */
    guint n_captures; /* groups that took part and are not empty */
    BpCapture captures[BP_MATCH_MAX_CAPTURES];
} BpMatch;

/*
 * A matcher is one document's use of a rule set: match data, JIT stack, limits, and the limit hits
 * found. Not shared between threads or processes.
 */
typedef struct BpMatcher BpMatcher;
BpMatcher *bp_matcher_new(const BpRuleSet *set);
void bp_matcher_free(BpMatcher *matcher);

/* From now on the rules of this sector and publisher count too; NULL for none. */
void bp_matcher_set_layers(BpMatcher *matcher, const char *sector, const char *publisher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpMatcher, bp_matcher_free)

/*
 * The first rule of kind `emit` that applies in `context` (a rule without `in` applies everywhere;
 * NULL matches only such rules) and takes the subject. Subjects longer than BP_LIMIT_SUBJECT_BYTES
 * are matched on their first part. Passing a kind that emit.c does not have is a bug and asserts.
 */
bool bp_matcher_match(BpMatcher *matcher, const char *emit, const char *context,
                      const BpSubject *subject, BpMatch *out_match);

/* Whether there are rules of that kind for the context, beside those for all contexts. */
bool bp_matcher_has_rules(const BpMatcher *matcher, const char *emit, const char *context);

/* The same, of the rules that `accepts` agrees to: a rule it refuses leaves the text to later ones.
 */
typedef bool (*BpAcceptFunc)(const BpRule *rule, const BpMatch *match, gpointer data);
bool bp_matcher_match_if(BpMatcher *matcher, const char *emit, const char *context,
                         const BpSubject *subject, BpAcceptFunc accepts, gpointer data,
                         BpMatch *out_match);

/* The same, from `offset` on (bytes), for finding several in one text: searches onward with the
 * text before `offset` visible to look-behind. The earliest match of any rule wins; among equals
 * the first rule. */
bool bp_matcher_search(BpMatcher *matcher, const char *emit, const char *context,
                       const BpSubject *subject, gsize offset, BpMatch *out_match);

/* Every rule that takes the subject, with its `score`: the caller adds up, by bp_rule_get_set(). */
typedef void (*BpScoreFunc)(const BpRule *rule, const BpMatch *match, int score, gpointer data);
void bp_matcher_score(BpMatcher *matcher, const char *emit, const char *context,
                      const BpSubject *subject, BpScoreFunc func, gpointer data);

/* A limit that a rule ran into: a finding, never "no match". */
typedef struct {
    const char *rule;
    guint page, line;
    const char *what; /* "match limit", "heap limit", "JIT stack" */
} BpLimitHit;
const GArray *bp_matcher_get_limit_hits(const BpMatcher *matcher);

/* Facts of a rule. */
const char *bp_rule_get_id(const BpRule *rule);
/* A constant of the rule (`set NAME VALUE`), NULL when it has none. */
const char *bp_rule_get_set(const BpRule *rule, const char *name);
double bp_rule_get_confidence(const BpRule *rule); /* key `confidence`, default 0.8 */
/* Whether a text that starts here ends a block that `rule` opened (key `until`). */
bool bp_matcher_until(BpMatcher *matcher, const BpRule *rule, const BpSubject *subject);

/* A capture's text, or NULL when the group took no part. The caller frees. */
char *bp_match_dup(const BpMatch *match, const BpSubject *subject, const char *field);
