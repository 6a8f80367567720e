/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What there is to say of the rules of a set beside matching. */
#include "rules/stats.h"

#include <string.h>

#include "rules/rule.h"

guint bp_rule_set_get_n_rules(const BpRuleSet *set)
{
    return set->rules->len;
}

const BpRule *bp_rule_set_peek_rule(const BpRuleSet *set, guint index)
{
    return g_ptr_array_index(set->rules, index);
}

const char *bp_rule_get_emit(const BpRule *rule)
{
    return rule->emit ? rule->emit->name : "";
}

bool bp_rule_is_added(const BpRule *rule)
{
    return rule->layer->folder > 0;
}

static void add_change(GString *out, const char *what, const BpLayer *layer, BpSpot at)
{
    BpPlace place = bp_spot_place(at);
    g_string_append_printf(out, "%s%s by %s %s:%u", out->len ? "\n" : "", what, layer->name,
                           place.file, place.line);
}

char *bp_rule_set_dup_changes(const BpRuleSet *set, const BpRule *rule)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < set->rules->len; i++) {
        const BpRule *other = g_ptr_array_index(set->rules, i);
        if (other != rule && other->replaces && strcmp(other->id, rule->id) == 0 &&
            other->layer->rank >= rule->layer->rank)
            add_change(out, "replaced", other->layer, other->at);
    }
    for (guint i = 0; i < set->layers->len; i++) {
        const BpLayer *layer = g_ptr_array_index(set->layers, i);
        for (guint k = 0; k < layer->disabled->len; k++) {
            BpText id = g_array_index(layer->disabled, BpText, k);
            if (strcmp(id.text, rule->id) == 0 && layer->rank >= rule->layer->rank)
                add_change(out, "disabled", layer, id.at);
        }
    }
    return g_string_free(out, FALSE);
}
