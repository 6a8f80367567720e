/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lists that matching walks: for each emit kind the rules of each context, in order, with the
 * cheap tests of a rule (first byte, least length) laid beside it. Made once, after loading.
 */
#include <string.h>

#include "rules/rule.h"

static BpCandidate candidate_of(const BpRule *rule)
{
    BpCandidate candidate = {.rule = rule, .start_only = true, .min_chars = G_MAXUINT};
    for (guint i = 0; i < rule->match->len; i++) {
        const BpPattern *pattern = g_ptr_array_index(rule->match, i);
        candidate.start_only = candidate.start_only && pattern->start_only;
        candidate.min_chars = MIN(candidate.min_chars, pattern->min_chars);
        for (guint b = 0; b < sizeof candidate.first; b++)
            candidate.first[b] |= pattern->first[b];
    }
    return candidate;
}

static GArray *list_for(BpEmitRules *rules, const char *context)
{
    GArray *list = g_hash_table_lookup(rules->contexts, context);
    if (!list) {
        list = g_array_new(FALSE, FALSE, sizeof(BpCandidate));
        /* rules without `in` that came earlier apply here too */
        g_array_append_vals(list, rules->anywhere->data, rules->anywhere->len);
        g_hash_table_insert(rules->contexts, (gpointer)(gsize)context, list);
    }
    return list;
}

static void add_rule(BpEmitRules *rules, const BpRule *rule)
{
    BpCandidate candidate = candidate_of(rule);
    if (rule->in->len == 0) {
        g_array_append_val(rules->anywhere, candidate);
        GHashTableIter iter;
        gpointer list = NULL;
        g_hash_table_iter_init(&iter, rules->contexts);
        while (g_hash_table_iter_next(&iter, NULL, &list))
            g_array_append_vals(list, &candidate, 1);
    }
    for (guint i = 0; i < rule->in->len; i++) {
        GArray *list = list_for(rules, g_array_index(rule->in, BpText, i).text);
        if (list->len == 0 || g_array_index(list, BpCandidate, list->len - 1).rule != rule)
            g_array_append_val(list, candidate);
    }
}

void bp_rule_set_group(BpRuleSet *set)
{
    guint n = 0;
    const BpEmit *emits = bp_emits(&n);
    set->by_emit = g_new0(BpEmitRules, n);
    set->emit_rules = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < n; i++) {
        g_hash_table_insert(set->emit_rules, (gpointer)(gsize)emits[i].name, &set->by_emit[i]);
        set->by_emit[i].anywhere = g_array_new(FALSE, FALSE, sizeof(BpCandidate));
        set->by_emit[i].contexts =
            g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    }
    for (guint i = 0; i < set->rules->len; i++) {
        const BpRule *rule = g_ptr_array_index(set->rules, i);
        if (!rule->broken)
            add_rule(&set->by_emit[bp_emit_index(rule->emit->name)], rule);
    }
}

void bp_rule_set_free_groups(BpRuleSet *set)
{
    guint n = 0;
    bp_emits(&n);
    for (guint i = 0; set->by_emit && i < n; i++) {
        g_array_unref(set->by_emit[i].anywhere);
        g_hash_table_unref(set->by_emit[i].contexts);
    }
    if (set->emit_rules)
        g_hash_table_unref(set->emit_rules);
    g_free(set->by_emit);
}
