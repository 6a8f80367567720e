/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The error domain and the table that turns an error into the exit status of a command. Both are
 * closed lists, so that scripts around boardpack can rely on the numbers.
 */
#include "common/error.h"

G_DEFINE_QUARK(boardpack - error - quark, bp_error)

static const BpExit exits[] = {
    [BP_ERROR_USAGE] = BP_EXIT_USAGE,       [BP_ERROR_INTERNAL] = BP_EXIT_INTERNAL,
    [BP_ERROR_OUTPUT] = BP_EXIT_OUTPUT,     [BP_ERROR_LOCKED] = BP_EXIT_LOCKED,
    [BP_ERROR_RULES] = BP_EXIT_CONFIG,      [BP_ERROR_INPUT] = BP_EXIT_SOME_FAILED,
    [BP_ERROR_LIMIT] = BP_EXIT_SOME_FAILED, [BP_ERROR_ENCRYPTED] = BP_EXIT_SOME_FAILED,
    [BP_ERROR_SANDBOX] = BP_EXIT_CONFIG,
};

BpExit bp_error_exit_status(const GError *error)
{
    if (!error)
        return BP_EXIT_OK;
    if (error->domain != BP_ERROR || error->code < 0 || error->code >= (int)G_N_ELEMENTS(exits))
        return BP_EXIT_INTERNAL;
    return exits[error->code];
}
