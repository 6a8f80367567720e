/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the rules are, and loading them for a command.
 *
 * Installed rules are looked for beside the program first, so that a copy of the whole tree works
 * wherever it is put; ./rules is for working in a checkout.
 */
#include <stdio.h>

#include "common/error.h"
#include "common/text.h"

#include "cli/command.h"

#ifndef BOARDPACK_RULES
#define BOARDPACK_RULES "/usr/local/share/boardpack/rules"
#endif

/* PREFIX/share/boardpack/rules for PREFIX/bin/boardpack. */
static char *dup_beside_program(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    if (program == NULL)
        return NULL;
    g_autofree char *bin = g_path_get_dirname(program);
    g_autofree char *prefix = g_path_get_dirname(bin);
    return g_build_filename(prefix, "share", "boardpack", "rules", NULL);
}

static bool is_folder(const char *path)
{
    return path && g_file_test(path, G_FILE_TEST_IS_DIR);
}

char *bp_rules_dup_folder(const char *given)
{
    const char *named = given ? given : g_getenv("BOARDPACK_RULES");
    if (named && *named)
        return g_strdup(named);
    g_autofree char *beside = dup_beside_program();
    if (is_folder(beside))
        return g_steal_pointer(&beside);
    return g_strdup(is_folder("rules") ? "rules" : BOARDPACK_RULES);
}

BpRuleSet *bp_rules_load(const char *given, GError **error)
{
    g_autofree char *folder = bp_rules_dup_folder(given);
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    BpRuleSet *set = bp_rule_set_load(folder, diags, error);
    g_autofree char *text = bp_diag_list_dup_text(diags);
    if (text && *text)
        fputs(text, stderr);
    else if (set == NULL && given == NULL)
        g_prefix_error(error, "--rules can say where they are: ");
    return set;
}
