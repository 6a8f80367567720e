/* SPDX-License-Identifier: GPL-2.0-or-later */
/* boardpack rules list: every rule, its layer and place, what changes it, how often it fired. */
#include "common/error.h"
#include "common/text.h"

#include "batch/rule-uses.h"
#include "cli/cmd-rules.h"
#include "rules/trace.h"

static void add_rule(GString *out, const BpRunRules *sum, guint index, bool counted)
{
    const BpRule *rule = bp_rule_set_peek_rule(sum->rules, index);
    BpPlace place = bp_rule_get_place(rule);
    g_string_append_printf(out, "%s  %s  %s  %s:%u", bp_rule_get_id(rule), bp_rule_get_emit(rule),
                           bp_rule_get_layer(rule), place.file, place.line);
    if (counted)
        g_string_append_printf(out, "  fired %" G_GUINT64_FORMAT, sum->taken[index]);
    g_string_append_printf(out, "\n    %s\n", bp_rule_get_why(rule));
    g_autofree char *changes = bp_rule_set_dup_changes(sum->rules, rule);
    g_auto(GStrv) lines = g_strsplit(changes, "\n", -1);
    for (guint i = 0; lines[i] && *lines[i]; i++)
        g_string_append_printf(out, "    %s\n", lines[i]);
}

int bp_rules_list_command(char **argv, GError **error)
{
    g_autofree char *output = NULL;
    g_auto(GStrv) rules_folders = NULL, rest = NULL;
    const GOptionEntry options[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
         "say how often each fired, by the output folder of a run", "DIR"},
        BP_OPTION_RULES(rules_folders),
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    BpParsed parsed = bp_options_parse(
        "rules list", "",
        "Lists all rules in the order in which the files are read, with their kind, "
        "layer and place.",
        options, argv, &rest, error);
    if (parsed != BP_PARSED || !bp_options_expect(rest, 0, "no arguments", error))
        return BP_EXIT_OK;
    g_autoptr(BpRuleSet) rules = bp_rules_load(rules_folders, error);
    if (rules == NULL)
        return BP_EXIT_CONFIG;
    g_autoptr(BpRunRules) sum = bp_run_rules_new(rules);
    if (output && !bp_run_rules_load(sum, output, error))
        return BP_EXIT_SOME_FAILED;
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < sum->n; i++)
        add_rule(out, sum, i, output != NULL);
    return bp_stdout_write(out->str, out->len, error) ? BP_EXIT_OK : BP_EXIT_OUTPUT;
}
