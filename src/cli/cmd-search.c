/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack search: full-text search over the database of a run, as lines to be read.
 */
#include <stdio.h>
#include <string.h>

#include "common/error.h"
#include "common/text.h"

#include "cli/command.h"
#include "model/record.h"
#include "write/writer.h"

#define STANDARD_LIMIT 20
#define LARGEST_LIMIT  100000

/* One line for what and where, one for the text. */
static void append_hit(GString *out, const BpHit *hit)
{
    g_autofree char *body = bp_text_dup_escaped(hit->body);
    g_autofree char *squeezed = bp_text_dup_squeezed(hit->snippet);
    g_autofree char *snippet = bp_text_dup_escaped(squeezed);
    const char *date = *hit->meeting_date ? hit->meeting_date : "no date";
    g_string_append_printf(out, "%s  %s%s%s  %s:%u\n    %s\n", date, body, *body ? "  " : "",
                           hit->type, hit->file, hit->page, snippet);
}

/* "agenda-item" is taken for "agenda_item". NULL with an error when there is no such type. */
static char *dup_type(const char *given, GError **error)
{
    g_autofree char *name = g_strdelimit(g_strdup(given), "-", '_');
    if (bp_record_type(name))
        return g_steal_pointer(&name);
    guint n;
    const BpRecordType *types = bp_record_types(&n);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(names, (gpointer)(guintptr)types[i].name);
    g_ptr_array_add(names, NULL);
    bp_set_unknown(error, "record type", given, (const char *const *)names->pdata);
    return NULL;
}

static int search(const char *folder, const char *text, const char *type, guint limit,
                  GError **error)
{
    g_autoptr(GPtrArray) hits = bp_search(folder, text, type, limit, error);
    if (hits == NULL)
        return BP_EXIT_INTERNAL;
    if (hits->len == 0)
        fprintf(stderr, "boardpack: nothing found\n");
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < hits->len; i++)
        append_hit(out, g_ptr_array_index(hits, i));
    bp_stdout_write(out->str, out->len, error);
    return BP_EXIT_OK;
}

int bp_command_search(char **argv, GError **error)
{
    g_autofree char *folder = NULL;
    g_autofree char *given_type = NULL;
    g_autofree char *given_limit = NULL;
    const GOptionEntry options[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &folder, "folder of a run (default: out)", "DIR"},
        {"type", 't', 0, G_OPTION_ARG_FILENAME, &given_type, "only records of this type", "TYPE"},
        {"limit", 'n', 0, G_OPTION_ARG_FILENAME, &given_limit, "at most N hits (default: 20)", "N"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    g_auto(GStrv) rest = NULL;
    BpParsed parsed = bp_options_parse(argv[0], "TEXT", "Searches the records of a run.", options,
                                       argv, &rest, error);
    if (parsed != BP_PARSED || !bp_options_expect(rest, 1, "one TEXT", error))
        return BP_EXIT_OK;
    guint64 limit = STANDARD_LIMIT;
    if (given_limit && (!bp_parse_uint(given_limit, LARGEST_LIMIT, &limit) || limit == 0)) {
        g_set_error(error, BP_ERROR, BP_ERROR_USAGE, "--limit wants a number from 1 to %d",
                    LARGEST_LIMIT);
        return BP_EXIT_USAGE;
    }
    g_autofree char *type = given_type ? dup_type(given_type, error) : NULL;
    if (given_type && type == NULL)
        return BP_EXIT_USAGE;
    return search(folder ? folder : "out", rest[0], type, (guint)limit, error);
}
