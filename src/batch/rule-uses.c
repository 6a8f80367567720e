/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The sum of what the rules did. Times are no part of the file: two runs over the same documents
 * write the same bytes.
 */
#include "batch/rule-uses.h"

#include <string.h>

#include "common/error.h"
#include "common/file.h"
#include "common/text.h"

#include "rules/trace.h"

#define HEADER "rule\tlayer\tkind\ttaken\n"

BpRunRules *bp_run_rules_new(const BpRuleSet *rules)
{
    BpRunRules *sum = g_new0(BpRunRules, 1);
    sum->rules = rules;
    sum->n = bp_rule_set_get_n_rules(rules);
    sum->taken = g_new0(guint64, sum->n + 1);
    sum->seconds = g_new0(double, sum->n + 1);
    return sum;
}

void bp_run_rules_free(BpRunRules *sum)
{
    if (!sum)
        return;
    g_free(sum->taken);
    g_free(sum->seconds);
    g_free(sum);
}

void bp_run_rules_add(BpRunRules *sum, const BpDocument *document)
{
    for (guint i = 0; i < document->uses->len; i++) {
        const BpRuleUse *use = &g_array_index(document->uses, BpRuleUse, i);
        if (use->rule >= sum->n) /* a worker that lies */
            continue;
        sum->taken[use->rule] += use->taken;
        sum->seconds[use->rule] += MAX(use->seconds, 0);
    }
}

char *bp_run_rules_dup_uses(const BpDocument *document)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < document->uses->len; i++) {
        const BpRuleUse *use = &g_array_index(document->uses, BpRuleUse, i);
        if (use->taken > 0)
            g_string_append_printf(text, "%s%u:%u", text->len ? " " : "", use->rule, use->taken);
    }
    return g_string_free(text, FALSE);
}

void bp_run_rules_add_uses(BpRunRules *sum, const char *uses)
{
    const char *at = uses;
    while (*at) {
        char *end = NULL;
        guint64 rule = g_ascii_strtoull(at, &end, 10);
        guint64 taken = *end == ':' ? g_ascii_strtoull(end + 1, &end, 10) : 0;
        if (rule < sum->n)
            sum->taken[rule] += taken;
        at = *end == ' ' ? end + 1 : "";
    }
}

bool bp_run_rules_save(const BpRunRules *sum, const char *folder, GError **error)
{
    g_autoptr(GString) text = g_string_new(HEADER);
    g_autofree char *path = g_build_filename(folder, BP_RUN_RULES_FILE, NULL);
    for (guint i = 0; i < sum->n; i++) {
        const BpRule *rule = bp_rule_set_peek_rule(sum->rules, i);
        g_autofree char *layer = bp_text_dup_escaped(bp_rule_get_layer(rule));
        g_string_append_printf(text, "%s\t%s\t%s\t%" G_GUINT64_FORMAT "\n", bp_rule_get_id(rule),
                               layer, bp_rule_get_emit(rule), sum->taken[i]);
    }
    return bp_file_save(path, text->str, text->len, error);
}

static void load_line(BpRunRules *sum, const char *line)
{
    g_auto(GStrv) cells = g_strsplit(line, "\t", 5);
    guint64 taken = 0;
    if (g_strv_length(cells) != 4 || !bp_parse_uint(cells[3], G_MAXINT64, &taken))
        return;
    for (guint i = 0; i < sum->n; i++) {
        const BpRule *rule = bp_rule_set_peek_rule(sum->rules, i);
        g_autofree char *layer = bp_text_dup_escaped(bp_rule_get_layer(rule));
        if (strcmp(bp_rule_get_id(rule), cells[0]) == 0 && strcmp(layer, cells[1]) == 0)
            sum->taken[i] = taken;
    }
}

bool bp_run_rules_load(BpRunRules *sum, const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, BP_RUN_RULES_FILE, NULL);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        g_set_error(error, BP_ERROR, BP_ERROR_INPUT,
                    "'%s' cannot be read: is it the output folder of a run?", path);
        return false;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 1; lines[0] && lines[i]; i++)
        load_line(sum, lines[i]);
    return true;
}
