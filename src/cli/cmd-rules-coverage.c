/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack rules coverage: which rules never fire over some documents, and what each costs. Time
 * is measured around each regex, so the sum is a little more than matching costs in a run.
 */
#include <string.h>

#include "common/error.h"

#include "batch/rule-uses.h"
#include "cli/cmd-rules.h"
#include "cli/work-options.h"
#include "work/work-all.h"

typedef struct {
    BpRunRules *sum;
    guint n_documents, n_pages, n_not_well;
    double seconds;
} Coverage;

static void add_document(const BpResult *result, gpointer data)
{
    Coverage *coverage = data;
    bp_run_rules_add(coverage->sum, result->document);
    coverage->n_documents++;
    coverage->n_pages += result->pages_done;
    coverage->seconds += result->seconds;
    coverage->n_not_well += !bp_status(result->document->status)->well;
}

static int by_cost(gconstpointer a, gconstpointer b, gpointer data)
{
    const BpRunRules *sum = data;
    guint ia = *(const guint *)a, ib = *(const guint *)b;
    if (sum->seconds[ia] != sum->seconds[ib])
        return sum->seconds[ia] > sum->seconds[ib] ? -1 : 1;
    return ia < ib ? -1 : ia > ib;
}

static char *dup_report(const Coverage *coverage)
{
    const BpRunRules *sum = coverage->sum;
    GString *out = g_string_new(NULL);
    g_autofree guint *order = g_new(guint, sum->n + 1);
    double all = 0;
    guint silent = 0;
    for (guint i = 0; i < sum->n; i++) {
        order[i] = i;
        all += sum->seconds[i];
        silent += sum->taken[i] == 0;
    }
    g_qsort_with_data(order, (int)sum->n, sizeof *order, by_cost, coverage->sum);
    g_string_append_printf(out, "%u documents, %u pages, %.2f s; %.2f s (%.1f %%) in %u rules\n\n",
                           coverage->n_documents, coverage->n_pages, coverage->seconds, all,
                           coverage->seconds > 0 ? 100 * all / coverage->seconds : 0, sum->n);
    g_string_append(out, "milliseconds  fired  rule\n");
    for (guint i = 0; i < sum->n; i++) {
        guint index = order[i];
        if (sum->taken[index] || sum->seconds[index] > 0)
            g_string_append_printf(out, "%12.2f %6" G_GUINT64_FORMAT "  %s\n",
                                   1000 * sum->seconds[index], sum->taken[index],
                                   bp_rule_get_id(bp_rule_set_peek_rule(sum->rules, index)));
    }
    g_string_append_printf(out, "\n%u rules never fired:\n", silent);
    for (guint i = 0; i < sum->n; i++)
        if (sum->taken[i] == 0)
            g_string_append_printf(out, "  %s\n",
                                   bp_rule_get_id(bp_rule_set_peek_rule(sum->rules, i)));
    return g_string_free(out, FALSE);
}

int bp_rules_coverage_command(char **argv, GError **error)
{
    g_auto(GStrv) rules_folders = NULL, rest = NULL;
    g_auto(BpWorkOptions) options_of_work = {0};
    BpSandboxMode sandbox;
    const GOptionEntry options[] = {
        BP_OPTION_RULES(rules_folders),
        BP_OPTIONS_WORK(options_of_work),
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    BpParsed parsed = bp_options_parse(
        "rules coverage", "PATH...",
        "Reads documents and says which rules never fired, and what each rule cost.", options, argv,
        &rest, error);
    if (parsed != BP_PARSED)
        return BP_EXIT_OK;
    if (!rest[0]) {
        g_set_error(error, BP_ERROR, BP_ERROR_USAGE, "rules coverage: expected at least one PATH");
        return BP_EXIT_USAGE;
    }
    if (!bp_work_options_apply(&options_of_work, &sandbox, error))
        return BP_EXIT_USAGE;
    g_autoptr(BpRuleSet) rules = bp_rules_load(rules_folders, error);
    if (rules == NULL)
        return BP_EXIT_CONFIG;
    g_autoptr(BpRunRules) sum = bp_run_rules_new(rules);
    Coverage coverage = {.sum = sum};
    BpWork work = {.rules = rules, .sandbox = sandbox, .last = BP_STAGE_IDS, .timing = true};
    if (!bp_work_all(&work, rest, add_document, &coverage, error))
        return BP_EXIT_INTERNAL;
    g_autofree char *report = dup_report(&coverage);
    if (!bp_stdout_write(report, strlen(report), error))
        return BP_EXIT_OUTPUT;
    return coverage.n_not_well ? BP_EXIT_SOME_FAILED : BP_EXIT_OK;
}
