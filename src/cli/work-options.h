/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The options --sandbox and --limit of all commands that start workers.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "worker/sandbox.h"

/* Options of all commands that start workers; strings as they were given, freed by clear. */
typedef struct {
    char *sandbox, **limits;
} BpWorkOptions;

/* Rows for --sandbox and --limit, which fill a BpWorkOptions. */
#define BP_OPTIONS_WORK(options)                                                                   \
    {"sandbox",                                                                                    \
     0,                                                                                            \
     0,                                                                                            \
     G_OPTION_ARG_FILENAME,                                                                        \
     &(options).sandbox,                                                                           \
     "how workers are confined: auto (default), require or off",                                   \
     "MODE"},                                                                                      \
    {                                                                                              \
        "limit", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &(options).limits,                             \
            "set a limit (may be repeated); 'boardpack limits' lists them", "NAME=VALUE"           \
    }

void bp_work_options_clear(BpWorkOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BpWorkOptions, bp_work_options_clear)

/* Set the limits and find the mode of the sandbox. Before rules are loaded. BP_ERROR_USAGE. */
bool bp_work_options_apply(const BpWorkOptions *options, BpSandboxMode *out_sandbox,
                           GError **error);
