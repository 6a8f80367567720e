/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack limits: the table of limits, as they are or as --limit makes them.
 */
#include "common/error.h"
#include "common/limits.h"

#include "cli/command.h"
#include "cli/work-options.h"
#include "work/work.h"

int bp_command_limits(char **argv, GError **error)
{
    g_auto(GStrv) rest = NULL;
    g_auto(BpWorkOptions) options_of_work = {0};
    BpSandboxMode sandbox;
    const GOptionEntry options[] = {
        BP_OPTIONS_WORK(options_of_work),
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    BpParsed parsed = bp_options_parse(
        argv[0], "", "Prints what a document may cost: name, value, unit and reason of each limit.",
        options, argv, &rest, error);
    if (parsed != BP_PARSED || !bp_options_expect(rest, 0, "nothing", error) ||
        !bp_work_options_apply(&options_of_work, &sandbox, error))
        return BP_EXIT_OK;
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < BP_N_LIMITS; i++) {
        const BpLimit *limit = bp_limit((BpLimitId)i);
        g_string_append_printf(out, "%-15s %10" G_GUINT64_FORMAT " %-12s  %s\n", limit->name,
                               bp_limit_value((BpLimitId)i), limit->unit, limit->why);
    }
    bp_stdout_write(out->str, out->len, error);
    return BP_EXIT_OK;
}
