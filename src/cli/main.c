/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack: board packs in, records out. The table of commands, and help about them.
 *
 * setlocale() is never called: what is written must not depend on where it is run.
 */
#include <stdio.h>
#include <string.h>

#include "common/error.h"
#include "common/text.h"
#include "common/version.h"

#include "cli/command.h"

static int command_help(char **argv, GError **error);
static int command_version(char **argv, GError **error);

static const struct {
    const char *name;
    const char *usage;
    const char *what;
    BpCommandFunc run;
} commands[] = {
    {"run", "[-o DIR] PATH...", "read documents and folders of them into an output folder",
     bp_command_run},
    {"status", "[-o DIR]", "say how the last run went, and what is to be done", bp_command_status},
    {"extract", "FILE", "print the records of one document", bp_command_extract},
    {"review", "-o FILE.html FILE", "show one document with what was found in it, to check",
     bp_command_review},
    {"search", "TEXT", "search the records of a run", bp_command_search},
    {"explain", "FILE", "say which rules took which texts of a document, and why others did not",
     bp_command_explain},
    {"rules", "check [DIR]", "try the samples in a folder of rules", bp_command_rules},
    {"dump", "[--stage STAGE] FILE", "show what a stage makes of a document", bp_command_dump},
    {"schema", "json|rng", "print the schema of a document", bp_command_schema},
    {"limits", "", "print what a document may cost", bp_command_limits},
    {"help", "[COMMAND]", "say how a command is used", command_help},
    {"--version", "", "print the version", command_version},
};

/* Other ways to say the same. */
static const struct {
    const char *name, *command;
} aliases[] = {{"--help", "help"}, {"-h", "help"}, {"-V", "--version"}, {"version", "--version"}};

static BpCommandFunc find_command(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(aliases); i++)
        if (strcmp(aliases[i].name, name) == 0)
            name = aliases[i].command;
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return commands[i].run;
    return NULL;
}

static void set_unknown_command(GError **error, const char *name)
{
    const char *names[G_N_ELEMENTS(commands) + 1];
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
        names[i] = commands[i].name;
    names[G_N_ELEMENTS(commands)] = NULL;
    bp_set_unknown(error, "command", name, names);
}

static char *dup_overview(void)
{
    GString *out = g_string_new("Usage:\n  boardpack COMMAND [OPTION...] [ARGUMENT...]\n\n"
                                "Reads board packs (PDF, HTML, text) and writes what is in them as "
                                "records.\n"
                                "\nCommands:\n");
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
        g_autofree char *call = g_strconcat(commands[i].name, " ", commands[i].usage, NULL);
        g_string_append_printf(out, "  %-28s %s\n", call, commands[i].what);
    }
    g_string_append(
        out, "\nExit status: 0 all well; 10 some documents are not; 64 usage;\n"
             "70 internal; 74 output; 75 the output folder is in use; 78 rules or sandbox.\n");
    return g_string_free(out, FALSE);
}

static int command_version(char **argv G_GNUC_UNUSED, GError **error)
{
    static const char text[] = "boardpack " BOARDPACK_VERSION "\n";
    bp_stdout_write(text, strlen(text), error);
    return BP_EXIT_OK;
}

static int command_help(char **argv, GError **error)
{
    const char *name = argv[1];
    BpCommandFunc run = name ? find_command(name) : command_help;
    if (run == NULL) {
        set_unknown_command(error, name);
        return BP_EXIT_USAGE;
    }
    if (run == command_help || run == command_version) {
        g_autofree char *text = dup_overview();
        bp_stdout_write(text, strlen(text), error);
        return BP_EXIT_OK;
    }
    g_autofree char *copy = g_strdup(name);
    char help[] = "--help";
    char *help_argv[] = {copy, help, NULL};
    return run(help_argv, error);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc < 2) {
        g_autofree char *text = dup_overview();
        fputs(text, stderr);
        return BP_EXIT_USAGE;
    }
    BpCommandFunc run = find_command(argv[1]);
    if (run == NULL)
        set_unknown_command(&error, argv[1]);
    int status = run ? run(argv + 1, &error) : BP_EXIT_USAGE;
    if (error) {
        fprintf(stderr, "boardpack: %s\n", error->message);
        status = bp_error_exit_status(error);
    }
    return status;
}
