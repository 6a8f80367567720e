/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The one error domain of boardpack and the exit statuses of its commands.
 *
 * A GError of this domain is for what stops a command: wrong usage, wrong rules, an output folder
 * that cannot be written. What is wrong with one document is never a GError that leaves the worker;
 * it is a BpStatus in the document (model/status.h).
 */
#pragma once

#include <glib.h>

#define BP_ERROR (bp_error_quark())
GQuark bp_error_quark(void);

typedef enum {
    BP_ERROR_USAGE,     /* the command line is wrong                        -> 64 */
    BP_ERROR_INTERNAL,  /* a broken promise of our own                      -> 70 */
    BP_ERROR_OUTPUT,    /* the output cannot be written                     -> 74 */
    BP_ERROR_LOCKED,    /* another run holds the output folder              -> 75 */
    BP_ERROR_RULES,     /* the rules or the configuration are wrong         -> 78 */
    BP_ERROR_INPUT,     /* a file cannot be read or is not what it should be -> 10 */
    BP_ERROR_LIMIT,     /* a limit of common/limits.h was reached           -> 10 */
    BP_ERROR_ENCRYPTED, /* a PDF that needs a password                     -> 10 */
    BP_ERROR_SANDBOX    /* no protection, or too little of something to work -> 78 */
} BpError;

typedef enum {
    BP_EXIT_OK = 0,
    BP_EXIT_SOME_FAILED = 10,
    BP_EXIT_USAGE = 64,
    BP_EXIT_INTERNAL = 70,
    BP_EXIT_OUTPUT = 74,
    BP_EXIT_LOCKED = 75,
    BP_EXIT_CONFIG = 78
} BpExit;

/* The exit status that belongs to an error; BP_EXIT_INTERNAL for other domains. */
BpExit bp_error_exit_status(const GError *error);
