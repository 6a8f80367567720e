/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the rules are, and loading them for a command.
 *
 * At the bottom are those that come with the program: $BOARDPACK_RULES names their folder, or they
 * are looked for beside the program, so that a copy of the whole tree works wherever it is put;
 * ./rules is for working in a checkout. The machine's, the user's and those of --rules follow.
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

/* Rules of the whole machine. */
#define BOARDPACK_SITE_RULES "/etc/boardpack/rules"

static bool is_folder(const char *path)
{
    return path && g_file_test(path, G_FILE_TEST_IS_DIR);
}

static char *dup_base(void)
{
    const char *named = g_getenv("BOARDPACK_RULES");
    if (named && *named)
        return g_strdup(named);
    g_autofree char *beside = dup_beside_program();
    if (is_folder(beside))
        return g_steal_pointer(&beside);
    return g_strdup(is_folder("rules") ? "rules" : BOARDPACK_RULES);
}

char **bp_rules_dup_folders(char *const *given)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    g_ptr_array_add(folders, dup_base());
    g_autofree char *user = g_build_filename(g_get_user_config_dir(), "boardpack", "rules", NULL);
    const char *const standing[] = {BOARDPACK_SITE_RULES, user};
    for (guint i = 0; i < G_N_ELEMENTS(standing); i++) {
        if (is_folder(standing[i]))
            g_ptr_array_add(folders, g_strdup(standing[i]));
    }
    for (guint i = 0; given && given[i]; i++)
        g_ptr_array_add(folders, g_strdup(given[i]));
    g_ptr_array_add(folders, NULL);
    return (char **)g_ptr_array_steal(folders, NULL);
}

BpRuleSet *bp_rules_load(char *const *given, GError **error)
{
    g_auto(GStrv) folders = bp_rules_dup_folders(given);
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    BpRuleSet *set = bp_rule_set_load_layers((const char *const *)folders, diags, error);
    g_autofree char *text = bp_diag_list_dup_text(diags);
    if (text && *text)
        fputs(text, stderr);
    else if (set == NULL && given == NULL)
        g_prefix_error(error, "$BOARDPACK_RULES can say where they are: ");
    return set;
}
