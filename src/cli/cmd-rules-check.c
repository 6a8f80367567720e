/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack rules check: the samples in the rules, tried; TAP on standard output, findings with
 * their places on standard error.
 */
#include <stdio.h>

#include "common/error.h"

#include "cli/cmd-rules.h"
#include "rules/self-check.h"

static int check(char *given, char **folders, GError **error)
{
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

int bp_rules_check_command(char **argv, GError **error)
{
    g_auto(GStrv) rest = NULL;
    BpParsed parsed = bp_options_parse(
        "rules check", "[DIR]",
        "Tries the samples in all rules, or in those that a folder or a file adds.", NULL, argv,
        &rest, error);
    if (parsed != BP_PARSED)
        return BP_EXIT_OK;
    if (!bp_options_expect(rest, rest[0] ? 1 : 0, "a folder or a file of rules", error))
        return BP_EXIT_USAGE;
    char *const more[] = {rest[0], NULL};
    g_auto(GStrv) folders = bp_rules_dup_folders(more);
    return check(rest[0], folders, error);
}
