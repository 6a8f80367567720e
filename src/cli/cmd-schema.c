/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack schema: the schemas of the outputs, made from the record table.
 */
#include <string.h>

#include "common/error.h"

#include "cli/command.h"
#include "write/writer.h"

static const struct {
    const char *name;
    char *(*dup)(gsize *out_len);
} schemas[] = {{"json", bp_schema_json}, {"rng", bp_schema_rng}};

int bp_command_schema(char **argv, GError **error)
{
    static const char *const names[] = {"json", "rng", NULL};
    g_auto(GStrv) rest = NULL;
    BpParsed parsed = bp_options_parse(argv[0], "json|rng",
                                       "Prints the schema of a document: JSON Schema or RELAX NG.",
                                       NULL, argv, &rest, error);
    if (parsed != BP_PARSED || !bp_options_expect(rest, 1, "'json' or 'rng'", error))
        return BP_EXIT_OK;
    for (guint i = 0; i < G_N_ELEMENTS(schemas); i++) {
        if (strcmp(schemas[i].name, rest[0]) != 0)
            continue;
        gsize len;
        g_autofree char *text = schemas[i].dup(&len);
        bp_stdout_write(text, len, error);
        return BP_EXIT_OK;
    }
    bp_set_unknown(error, "schema", rest[0], names);
    return BP_EXIT_USAGE;
}
