/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A rule as the engine sees it, and a set of them. Private to this folder.
 *
 * Adding a key to the rule language: a row in the table of keys.c, a member here, a line in
 * rules/README.md; tests/unit/test-rules.c has a rule file with every key.
 */
#pragma once

#include "rules/emit.h"
#include "rules/expand.h"
#include "rules/layer.h"
#include "rules/pcre2-compat.h"
#include "rules/reader.h"
#include "rules/rules.h"
#include "rules/view.h"
#include "rules/where.h"

typedef struct {
    const char *field; /* interned */
    guint group;
} BpGroup;

/* One compiled regex. */
typedef struct {
    BpSpot at;
    char *text; /* expanded */
    pcre2_code *code;
    bool jit;
    bool start_only;  /* can match at the start of a subject only */
    guint min_chars;  /* least characters of a match */
    guint8 first[32]; /* bit set of the bytes a match can begin with */
    guint n_groups;
    BpGroup *groups; /* in order of their number */
} BpPattern;

typedef enum { BP_SAMPLE_OK, BP_SAMPLE_NOT, BP_SAMPLE_TODO_OK, BP_SAMPLE_TODO_NOT } BpSampleKind;

typedef struct {
    BpText name, value;
} BpExpected;

/* A line that must, or must not, be taken by its rule. */
typedef struct {
    BpSampleKind kind;
    BpText text;
    GArray *expected; /* BpExpected */
    bool has_layout;  /* `@layout` was given: `where` counts */
    BpSubject layout;
} BpSample;

typedef struct {
    const char *name, *value; /* interned */
} BpSet;

struct BpRule {
    const char *id; /* interned */
    BpSpot at;
    const BpLayer *layer;
    guint index;   /* in BpRuleSet.rules */
    bool replaces; /* came with `replace`, not with `rule` */
    bool broken;   /* something was reported; takes no part in matching */
    char *why;
    const BpEmit *emit;
    GArray *in;         /* BpText */
    GArray *after;      /* BpText */
    GArray *where;      /* BpWhere */
    GPtrArray *match;   /* BpPattern* */
    GPtrArray *unless;  /* BpPattern* */
    GPtrArray *until;   /* BpPattern* */
    GArray *sets;       /* BpSet */
    GPtrArray *samples; /* BpSample* */
    int score;
    double confidence;
};

struct BpRuleSet {
    GPtrArray *files;      /* BpRuleFile*, in the order read */
    GPtrArray *statements; /* GPtrArray* of BpStatement*, one a file */
    GPtrArray *layers;     /* BpLayer*, lowest first */
    GPtrArray *rules;      /* BpRule*, in the order read; replacements too */
    BpView *view;          /* of documents without a sector and publisher */
    guint max_groups;
    char *hash;
};

/* keys.c: a rule from its statement, as far as possible; errors make it broken. */
BpRule *bp_rule_new(const BpStatement *statement, const char *id, BpSpot at, BpDefines *defines,
                    BpDiagList *diags);
void bp_rule_free(BpRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpRule, bp_rule_free)

/* compile.c: NULL when it was reported. Groups must be fields of `emit`; none when it is NULL. */
BpPattern *bp_pattern_new(const BpExpanded *expanded, BpSpot at, const char *rule,
                          const BpEmit *emit, BpDiagList *diags);
void bp_pattern_free(BpPattern *pattern);

/* load.c: everything below the folders (the last may be a file), with the broken rules still in it.
 * NULL only when there is nothing to read. */
BpRuleSet *bp_rule_set_read(const char *const *folders, BpDiagList *diags, GError **error);

/* match.c: what a matcher walks for a kind and context, BpCandidate; the rules in force. */
const GArray *bp_matcher_candidates(const BpMatcher *matcher, const char *emit,
                                    const char *context);
const GPtrArray *bp_matcher_rules(const BpMatcher *matcher);

/* judge.c: one regex alone, under the limit of steps: whether it takes a text, and how many bytes
 * of it could have become a match. */
bool bp_pattern_takes(const BpPattern *pattern, const char *text, gsize len);
gsize bp_pattern_reach(const BpPattern *pattern, const char *text, gsize len);

/* match.c: one rule alone, for the self-test. `flags` choose what counts. */
typedef enum { BP_RULE_ONLY_PATTERN = 1 << 0 /* `where` is taken to hold */ } BpRuleFlags;
bool bp_matcher_try(BpMatcher *matcher, const BpRule *rule, BpRuleFlags flags,
                    const BpSubject *subject, BpMatch *out_match, guint *out_alternative);
