/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Options of a command by GOptionEntry, and the errors of a command line.
 *
 * GLib's own help is switched off: it prints in the character set of the locale, and the locale is
 * never consulted here. For the same reason texts are taken as file names, that is, as bytes.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "common/error.h"
#include "common/text.h"

#include "cli/command.h"
#include "rules/nearest.h"

static const char help_end[] = "\nThe manual is boardpack(1).\n";

static bool print_help(GOptionContext *context, GError **error)
{
    g_autofree char *help = g_option_context_get_help(context, TRUE, NULL);
    return bp_stdout_write(help, strlen(help), error) &&
           bp_stdout_write(help_end, strlen(help_end), error);
}

static const GOptionEntry *find_short(const GOptionEntry *options, char name)
{
    for (; options && options->long_name; options++)
        if (options->short_name == name)
            return options;
    return NULL;
}

/* "-j4" as "-j", "4": GLib takes only the latter, everybody types the former. */
static char **dup_split(char **argv, const GOptionEntry *options)
{
    g_autoptr(GPtrArray) out = g_ptr_array_new();
    bool is_value = true; /* the command's name, or what belongs to the option before */
    bool is_rest = false;
    for (guint i = 0; argv[i]; i++) {
        const char *text = argv[i];
        is_rest = is_rest || (!is_value && strcmp(text, "--") == 0);
        bool is_short = !is_rest && !is_value && text[0] == '-' && text[1] && text[1] != '-';
        const GOptionEntry *option = is_short ? find_short(options, text[1]) : NULL;
        bool takes_value = option && option->arg != G_OPTION_ARG_NONE;
        is_value = takes_value && text[2] == '\0';
        if (takes_value && text[2] != '\0') {
            g_ptr_array_add(out, g_strndup(text, 2));
            text += 2;
        }
        g_ptr_array_add(out, g_strdup(text));
    }
    g_ptr_array_add(out, NULL);
    return (char **)g_ptr_array_steal(out, NULL);
}

BpParsed bp_options_parse(const char *command, const char *arguments, const char *what,
                          const GOptionEntry *options, char **argv, char ***out_rest,
                          GError **error)
{
    gboolean help = FALSE;
    g_auto(GStrv) rest = NULL;
    const GOptionEntry common[] = {
        {"help", 'h', 0, G_OPTION_ARG_NONE, &help, "show this help", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    g_autofree char *program = g_strconcat("boardpack ", command, NULL);
    g_set_prgname(program);
    g_autoptr(GOptionContext) context = g_option_context_new(arguments);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_summary(context, what);
    if (options)
        g_option_context_add_main_entries(context, options, NULL);
    g_option_context_add_main_entries(context, common, NULL);

    g_auto(GStrv) copy = dup_split(argv, options);
    g_autoptr(GError) local = NULL;
    if (!g_option_context_parse_strv(context, &copy, &local)) {
        g_autofree char *shown = bp_text_dup_escaped(local->message);
        g_set_error(error, BP_ERROR, BP_ERROR_USAGE, "%s: %s (see 'boardpack help %s')", command,
                    shown, command);
        return BP_PARSED_WRONG;
    }
    if (help)
        return print_help(context, error) ? BP_PARSED_HELP : BP_PARSED_WRONG;
    *out_rest = rest ? g_steal_pointer(&rest) : g_new0(char *, 1);
    return BP_PARSED;
}

bool bp_options_expect(char *const *rest, guint n, const char *arguments, GError **error)
{
    guint have = 0;
    while (rest[have])
        have++;
    if (have == n)
        return true;
    g_set_error(error, BP_ERROR, BP_ERROR_USAGE, "expected %s, got %u argument%s", arguments, have,
                have == 1 ? "" : "s");
    return false;
}

bool bp_stdout_write(const char *text, gsize len, GError **error)
{
    if (fwrite(text, 1, len, stdout) == len && fflush(stdout) == 0)
        return true;
    g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot write to standard output: %s",
                g_strerror(errno));
    return false;
}

void bp_set_unknown(GError **error, const char *what, const char *name, const char *const *names)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; names[i]; i++) {
        g_ptr_array_add(known, (gpointer)(guintptr)names[i]);
        g_string_append_printf(list, "%s%s", i ? ", " : "", names[i]);
    }
    g_autofree char *shown = bp_text_dup_escaped(name);
    g_autofree char *hint = bp_nearest_dup_hint(name, known);
    g_set_error(error, BP_ERROR, BP_ERROR_USAGE, "unknown %s '%s'%s (known: %s)", what, shown, hint,
                list->str);
}
