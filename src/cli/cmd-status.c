/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack status: how the last run in an output folder went, and what is to be done. Changes
 * nothing and waits for nothing, so that it can be asked while a run is in progress.
 */
#include <string.h>

#include "common/error.h"

#include "cli/command.h"
#include "cli/status-view.h"

#define FILES_SHOWN 50 /* of each group, without --all */

int bp_command_status(char **argv, GError **error)
{
    g_autofree char *folder = NULL;
    gboolean json = FALSE, all = FALSE;
    g_auto(GStrv) rest = NULL;
    const GOptionEntry options[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &folder,
         "the output folder of the run (default: out)", "DIR"},
        {"all", 'a', 0, G_OPTION_ARG_NONE, &all, "name all files, not only the first of each group",
         NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, "print one JSON object", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    BpParsed parsed =
        bp_options_parse(argv[0], NULL, "Says how the last run went, and what is to be done.",
                         options, argv, &rest, error);
    if (parsed != BP_PARSED || !bp_options_expect(rest, 0, "no argument", error))
        return BP_EXIT_OK;
    g_auto(BpStatusView) view = {0};
    if (!bp_status_view_load(&view, folder ? folder : "out", error))
        return BP_EXIT_OUTPUT;
    g_autofree char *text = json ? bp_status_view_dup_json(&view)
                                 : bp_status_view_dup_words(&view, all ? G_MAXUINT : FILES_SHOWN);
    bp_stdout_write(text, strlen(text), error);
    return bp_status_view_is_well(&view) ? BP_EXIT_OK : BP_EXIT_SOME_FAILED;
}
