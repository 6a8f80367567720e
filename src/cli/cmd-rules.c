/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack rules check: the samples in a folder of rules, tried; TAP on standard output, findings
 * with their places on standard error.
 */
#include <stdio.h>
#include <string.h>

#include "common/error.h"

#include "cli/command.h"
#include "rules/self-check.h"

static int check(char *given, GError **error)
{
    char *const more[] = {given, NULL};
    g_auto(GStrv) folders = bp_rules_dup_folders(more);
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    g_autoptr(GString) tap = g_string_new(NULL);
    bool well = bp_rules_check((const char *const *)folders, given, tap, diags);
    g_autofree char *findings = bp_diag_list_dup_text(diags);
    if (!bp_stdout_write(tap->str, tap->len, error))
        return BP_EXIT_OUTPUT;
    if (findings)
        fputs(findings, stderr);
    return well ? BP_EXIT_OK : BP_EXIT_CONFIG;
}

int bp_command_rules(char **argv, GError **error)
{
    static const char *const actions[] = {"check", NULL};
    g_auto(GStrv) rest = NULL;
    BpParsed parsed =
        bp_options_parse(argv[0], "check [DIR]", "Tries the samples in a folder of rules.", NULL,
                         argv, &rest, error);
    if (parsed != BP_PARSED)
        return BP_EXIT_OK;
    if (rest[0] && !g_strv_contains(actions, rest[0])) {
        bp_set_unknown(error, "action", rest[0], actions);
        return BP_EXIT_USAGE;
    }
    if (!bp_options_expect(rest, rest[0] && rest[1] ? 2 : 1, "'check' and a folder", error))
        return BP_EXIT_USAGE;
    return check(rest[1], error);
}
