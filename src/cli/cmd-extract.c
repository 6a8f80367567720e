/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack extract: one document, its records in one format on standard output.
 */
#include "common/error.h"

#include "cli/command.h"
#include "cli/work-options.h"
#include "work/work.h"
#include "write/writer.h"

static const BpFormat *find_format(const char *name, GError **error)
{
    const BpFormat *format = bp_format(name);
    if (format)
        return format;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (const BpFormat *row = bp_formats(); row->name; row++)
        g_ptr_array_add(names, (gpointer)(guintptr)row->name);
    g_ptr_array_add(names, NULL);
    bp_set_unknown(error, "format", name, (const char *const *)names->pdata);
    return NULL;
}

static int show(const BpDocument *document, const BpFormat *format, const char *rules_hash,
                GError **error)
{
    gsize len;
    g_autofree char *text = format->format(document, rules_hash, &len, error);
    if (text == NULL || !bp_stdout_write(text, len, error))
        return BP_EXIT_INTERNAL;
    return bp_work_report(document);
}

int bp_command_extract(char **argv, GError **error)
{
    g_autofree char *format_name = NULL;
    g_auto(GStrv) rules_folders = NULL;
    g_auto(BpWorkOptions) options_of_work = {0};
    BpSandboxMode sandbox;
    const GOptionEntry options[] = {
        {"format", 'f', 0, G_OPTION_ARG_FILENAME, &format_name, "json (default), xml or text",
         "FORMAT"},
        BP_OPTION_RULES(rules_folders),
        BP_OPTIONS_WORK(options_of_work),
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    g_auto(GStrv) rest = NULL;
    BpParsed parsed = bp_options_parse(
        argv[0], "FILE", "Reads one document and prints its records.", options, argv, &rest, error);
    if (parsed != BP_PARSED || !bp_options_expect(rest, 1, "one FILE", error))
        return BP_EXIT_OK;
    const BpFormat *format = find_format(format_name ? format_name : "json", error);
    if (format == NULL)
        return BP_EXIT_USAGE;
    if (!bp_work_options_apply(&options_of_work, &sandbox, error))
        return BP_EXIT_USAGE;
    g_autoptr(BpRuleSet) rules = bp_rules_load(rules_folders, error);
    if (rules == NULL)
        return BP_EXIT_CONFIG;
    BpWork work = {.rules = rules, .sandbox = sandbox, .last = BP_STAGE_IDS};
    g_autoptr(BpDocument) document = bp_work_one(&work, rest[0], error);
    if (document == NULL)
        return BP_EXIT_INTERNAL;
    return show(document, format, bp_rule_set_peek_hash(rules), error);
}
