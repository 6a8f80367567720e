/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack dump: what a stage made of a document, as text, for those who write rules or mend a
 * stage.
 */
#include <string.h>

#include "common/error.h"

#include "cli/command.h"
#include "cli/work-options.h"
#include "work/work.h"

static const BpStageDump *find_dump(const char *name, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (const BpStageDump *row = bp_pipeline_dumps(); row->name; row++) {
        if (strcmp(row->name, name) == 0)
            return row;
        g_ptr_array_add(names, (gpointer)(guintptr)row->name);
    }
    g_ptr_array_add(names, NULL);
    bp_set_unknown(error, "stage", name, (const char *const *)names->pdata);
    return NULL;
}

int bp_command_dump(char **argv, GError **error)
{
    g_autofree char *stage = NULL;
    g_auto(GStrv) rules_folders = NULL;
    g_auto(BpWorkOptions) options_of_work = {0};
    BpSandboxMode sandbox;
    const GOptionEntry options[] = {
        {"stage", 's', 0, G_OPTION_ARG_FILENAME, &stage, "extract, layout (default) or recognise",
         "STAGE"},
        BP_OPTION_RULES(rules_folders),
        BP_OPTIONS_WORK(options_of_work),
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    g_auto(GStrv) rest = NULL;
    BpParsed parsed =
        bp_options_parse(argv[0], "FILE", "Shows what a stage makes of a document, as text.",
                         options, argv, &rest, error);
    if (parsed != BP_PARSED || !bp_options_expect(rest, 1, "one FILE", error))
        return BP_EXIT_OK;
    const BpStageDump *dump = find_dump(stage ? stage : "layout", error);
    if (dump == NULL)
        return BP_EXIT_USAGE;
    if (!bp_work_options_apply(&options_of_work, &sandbox, error))
        return BP_EXIT_USAGE;
    g_autoptr(BpRuleSet) rules = bp_rules_load(rules_folders, error);
    if (rules == NULL)
        return BP_EXIT_CONFIG;
    BpWork work = {.rules = rules, .sandbox = sandbox, .last = dump->last, .dump = dump};
    g_autoptr(BpDocument) document = bp_work_one(&work, rest[0], error);
    if (document == NULL)
        return BP_EXIT_INTERNAL;
    return bp_work_report(document);
}
