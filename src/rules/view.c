/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The rules in force in documents of one sector and publisher, as lists that matching walks: for
 * each emit kind the rules of each context, in order, with the cheap tests of a rule (first byte,
 * least length) laid beside it.
 *
 * The rules of a later layer come first, those of one layer in the order of the files. A replaced
 * rule's place is taken by the last layer's replacement; a disabled one is left out unless a later
 * layer replaces it. What recognises sectors and publishers counts always, whatever its layer.
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

static void init_lists(BpView *view)
{
    guint n = 0;
    const BpEmit *emits = bp_emits(&n);
    view->by_emit = g_new0(BpEmitRules, n);
    view->emit_rules = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < n; i++) {
        g_hash_table_insert(view->emit_rules, (gpointer)(gsize)emits[i].name, &view->by_emit[i]);
        view->by_emit[i].anywhere = g_array_new(FALSE, FALSE, sizeof(BpCandidate));
        view->by_emit[i].contexts =
            g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    }
}

static bool is_in_force(const BpRule *rule, const char *sector, const char *publisher)
{
    return bp_layer_is_active(rule->layer, sector, publisher) ||
           (rule->emit && rule->emit->chooses_layer);
}

/* What stands for each id: the rule itself, its replacement, or NULL where it is disabled. */
static GHashTable *winners(const BpRuleSet *set, const char *sector, const char *publisher)
{
    GHashTable *winner = g_hash_table_new(g_direct_hash, g_direct_equal); /* ids are interned */
    guint next = 0;
    for (guint i = 0; i < set->layers->len; i++) {
        const BpLayer *layer = g_ptr_array_index(set->layers, i);
        bool active = bp_layer_is_active(layer, sector, publisher);
        for (guint k = 0; active && k < layer->disabled->len; k++) {
            const char *id = g_intern_string(g_array_index(layer->disabled, BpText, k).text);
            g_hash_table_insert(winner, (gpointer)(gsize)id, NULL);
        }
        for (; next < set->rules->len; next++) {
            BpRule *rule = g_ptr_array_index(set->rules, next);
            if (rule->layer != layer)
                break;
            bool known = g_hash_table_contains(winner, rule->id);
            if (is_in_force(rule, sector, publisher) && (rule->replaces || !known))
                g_hash_table_insert(winner, (gpointer)(gsize)rule->id, rule);
        }
    }
    return winner;
}

/* The ids that are rules of the layer, in order: each is asked as what stands for it. */
static void add_layer(BpView *view, const BpRuleSet *set, const BpLayer *layer, GHashTable *winner,
                      const char *sector, const char *publisher)
{
    for (guint i = 0; i < set->rules->len; i++) {
        const BpRule *rule = g_ptr_array_index(set->rules, i);
        if (rule->layer != layer || rule->replaces || !is_in_force(rule, sector, publisher))
            continue;
        const BpRule *stands = g_hash_table_lookup(winner, rule->id);
        if (!stands || stands->broken)
            continue;
        g_ptr_array_add(view->rules, (gpointer)(gsize)stands);
        add_rule(&view->by_emit[bp_emit_index(stands->emit->name)], stands);
    }
}

BpView *bp_view_new(const BpRuleSet *set, const char *sector, const char *publisher)
{
    BpView *view = g_new0(BpView, 1);
    g_autoptr(GHashTable) winner = winners(set, sector, publisher);
    init_lists(view);
    view->rules = g_ptr_array_new();
    for (guint i = set->layers->len; i > 0; i--)
        add_layer(view, set, g_ptr_array_index(set->layers, i - 1), winner, sector, publisher);
    return view;
}

void bp_view_free(BpView *view)
{
    guint n = 0;
    if (!view)
        return;
    bp_emits(&n);
    for (guint i = 0; i < n; i++) {
        g_array_unref(view->by_emit[i].anywhere);
        g_hash_table_unref(view->by_emit[i].contexts);
    }
    g_hash_table_unref(view->emit_rules);
    g_ptr_array_unref(view->rules);
    g_free(view->by_emit);
    g_free(view);
}
