/* SPDX-License-Identifier: GPL-2.0-or-later */
/* boardpack rules ACTION: the table of actions, each a file of its own. */
#include "cli/cmd-rules.h"

#include <string.h>

#include "common/error.h"

static const struct {
    const char *name;
    const char *usage, *what;
    int (*run)(char **argv, GError **error);
} actions[] = {
    {"check", "[DIR]", "try the samples in the rules, and look the rules over",
     bp_rules_check_command},
    {"kinds", "[KIND]", "what rules can make, and where they are asked", bp_rules_kinds_command},
    {"list", "[-o DIR]", "all rules: where each is, what changes it, how often it fired",
     bp_rules_list_command},
    {"test", "PATH...", "what the rules take in documents", bp_rules_test_command},
    {"new", "--emit KIND --line TEXT FILE", "a rule made from a line of a document",
     bp_rules_new_command},
    {"coverage", "PATH...", "rules that never fire over documents, and what each costs",
     bp_rules_coverage_command},
};

static int print_overview(GError **error)
{
    g_autoptr(GString) out = g_string_new("Usage:\n  boardpack rules ACTION [OPTION...] "
                                          "[ARGUMENT...]\n\nWorks on the rules.\n\nActions:\n");
    for (guint i = 0; i < G_N_ELEMENTS(actions); i++) {
        g_autofree char *call = g_strconcat(actions[i].name, " ", actions[i].usage, NULL);
        g_string_append_printf(out, "  %-36s %s\n", call, actions[i].what);
    }
    g_string_append(out, "\n'boardpack rules ACTION --help' lists its options; the language is in\n"
                         "boardpack-rules(5).\n");
    return bp_stdout_write(out->str, out->len, error) ? BP_EXIT_OK : BP_EXIT_OUTPUT;
}

int bp_command_rules(char **argv, GError **error)
{
    const char *names[G_N_ELEMENTS(actions) + 1] = {NULL};
    for (guint i = 0; i < G_N_ELEMENTS(actions); i++)
        names[i] = actions[i].name;
    if (argv[1] && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
        return print_overview(error);
    for (guint i = 0; argv[1] && i < G_N_ELEMENTS(actions); i++) {
        if (strcmp(argv[1], actions[i].name) == 0)
            return actions[i].run(argv + 1, error);
    }
    if (argv[1])
        bp_set_unknown(error, "action of rules", argv[1], names);
    else
        g_set_error(error, BP_ERROR, BP_ERROR_USAGE,
                    "rules: what is to be done? (see 'boardpack help rules')");
    return BP_EXIT_USAGE;
}
