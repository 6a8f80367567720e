/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The subcommands: what each file cmd-*.c provides, and what they share.
 *
 * Adding a command: a file with a function of the type BpCommandFunc, its prototype here, a row of
 * the table in main.c, and a section of the manual (boardpack.1).
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "rules/rules.h"

/* Run with argv[0] the command's name; returns the exit status. When `error` is set the status
 * belongs to the error and what is returned does not count. */
typedef int (*BpCommandFunc)(char **argv, GError **error);

int bp_command_run(char **argv, GError **error);
int bp_command_status(char **argv, GError **error);
int bp_command_extract(char **argv, GError **error);
int bp_command_review(char **argv, GError **error);
int bp_command_explain(char **argv, GError **error);
int bp_command_dump(char **argv, GError **error);
int bp_command_rules(char **argv, GError **error);
int bp_command_search(char **argv, GError **error);
int bp_command_schema(char **argv, GError **error);
int bp_command_limits(char **argv, GError **error);

/* What parsing the options came to. */
typedef enum {
    BP_PARSED,      /* go on */
    BP_PARSED_HELP, /* help was asked for and printed: leave with 0 */
    BP_PARSED_WRONG /* `error` is set, BP_ERROR_USAGE */
} BpParsed;

/*
 * Take the options out of `argv`. `command` and `arguments` ("PATH...") are for the usage line,
 * `what` is the text below it. What is left, without argv[0], is `*out_rest`, to be freed with
 * g_strfreev().
 */
BpParsed bp_options_parse(const char *command, const char *arguments, const char *what,
                          const GOptionEntry *options, char **argv, char ***out_rest,
                          GError **error);

/* BP_ERROR_USAGE unless `rest` has exactly `n` texts; `arguments` says which they are. */
bool bp_options_expect(char *const *rest, guint n, const char *arguments, GError **error);

/* BP_ERROR_USAGE about a name that is not one of `names`, with the nearest of them. */
void bp_set_unknown(GError **error, const char *what, const char *name, const char *const *names);

/* The folders of rules, lowest first, ended by NULL: those that come with the program
 * ($BOARDPACK_RULES, beside the program, ./rules), /etc/boardpack/rules,
 * $XDG_CONFIG_HOME/boardpack/rules, and those `given` (may be NULL). Free with g_strfreev(). */
char **bp_rules_dup_folders(char *const *given);

/* Load them; prints what is wrong with them on standard error. BP_ERROR_RULES. */
BpRuleSet *bp_rules_load(char *const *given, GError **error);

/* The option --rules DIR of a command, which fills a `char **`. */
#define BP_OPTION_RULES(variable)                                                                  \
    {                                                                                              \
        "rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &(variable),                                   \
            "add the rules in a folder (may be repeated)", "DIR"                                   \
    }

/* Write to standard output; BP_ERROR_OUTPUT. */
bool bp_stdout_write(const char *text, gsize len, GError **error);
