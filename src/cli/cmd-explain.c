/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack explain: for each text of a document the rule that won, those that lost and why; for
 * each record its rule and its texts. The explainer works in the worker, where rules and pages are.
 */
#include <string.h>
#include <unistd.h>

#include "common/error.h"
#include "common/limits.h"
#include "common/text.h"

#include "cli/command.h"
#include "cli/work-options.h"
#include "explain/explain.h"
#include "work/work.h"
#include "write/explanation.h"

typedef struct {
    const BpRuleSet *rules;
    BpExplainer *explainer;
    BpExplainWish wish;
    bool json, colours;
} Explain;

static void show(GBytes *bytes G_GNUC_UNUSED, const BpDocument *document, guint flags G_GNUC_UNUSED,
                 BpWorkerLink *link, gpointer data)
{
    const Explain *explain = data;
    g_autoptr(BpExplanation) explanation =
        bp_explainer_explain(explain->explainer, document, explain->rules, &explain->wish);
    BpExplainLook look = explain->colours ? BP_EXPLAIN_COLOURS : BP_EXPLAIN_PLAIN;
    g_autofree char *text = explain->json ? bp_explanation_dup_json(explanation)
                                          : bp_explanation_dup_text(explanation, look);
    bp_worker_link_text(link, text, strlen(text));
}

static bool read_page(const char *text, guint *out_page, GError **error)
{
    guint64 page = 0;
    if (text && (!bp_parse_uint(text, bp_limit_value(BP_LIMIT_PAGES), &page) || page == 0)) {
        g_autofree char *shown = bp_text_dup_escaped(text);
        g_set_error(error, BP_ERROR, BP_ERROR_USAGE, "explain: --page wants a page, not '%s'",
                    shown);
        return false;
    }
    *out_page = (guint)page;
    return true;
}

int bp_command_explain(char **argv, GError **error)
{
    g_autofree char *page = NULL, *line = NULL;
    gboolean json = FALSE;
    g_auto(GStrv) rules_folders = NULL, rest = NULL;
    g_auto(BpWorkOptions) options_of_work = {0};
    BpSandboxMode sandbox;
    const GOptionEntry options[] = {
        {"page", 'p', 0, G_OPTION_ARG_FILENAME, &page, "only this page", "N"},
        {"line", 'l', 0, G_OPTION_ARG_FILENAME, &line, "only texts that hold this", "TEXT"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, "print JSON, with all rules that were asked",
         NULL},
        BP_OPTION_RULES(rules_folders),
        BP_OPTIONS_WORK(options_of_work),
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    BpParsed parsed = bp_options_parse(
        argv[0], "FILE", "Says which rules took which texts of a document, and why others did not.",
        options, argv, &rest, error);
    Explain explain = {.json = json, .colours = isatty(STDOUT_FILENO) && !g_getenv("NO_COLOR")};
    if (parsed != BP_PARSED || !bp_options_expect(rest, 1, "one FILE", error) ||
        !read_page(page, &explain.wish.page, error))
        return BP_EXIT_OK;
    if (!bp_work_options_apply(&options_of_work, &sandbox, error))
        return BP_EXIT_USAGE;
    g_autoptr(BpRuleSet) rules = bp_rules_load(rules_folders, error);
    if (rules == NULL)
        return BP_EXIT_CONFIG;
    g_autoptr(BpExplainer) explainer = bp_explainer_new();
    explain.rules = rules;
    explain.explainer = explainer;
    explain.wish.text = line;
    BpWork work = {.rules = rules,
                   .sandbox = sandbox,
                   .last = BP_STAGE_IDS,
                   .show = show,
                   .trace = bp_explainer_listen,
                   .trace_data = explainer,
                   .data = &explain};
    g_autoptr(BpDocument) document = bp_work_one(&work, rest[0], error);
    return document ? bp_work_report(document) : BP_EXIT_INTERNAL;
}
