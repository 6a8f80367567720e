/* SPDX-License-Identifier: GPL-2.0-or-later */
/* boardpack rules kinds: what rules can make, what their groups may capture, and where they are
 * asked. */
#include <string.h>

#include "common/error.h"

#include "cli/cmd-rules.h"
#include "rules/contexts.h"
#include "rules/emit.h"

static void add_kind(GString *out, const BpEmit *emit)
{
    guint n = 0;
    const BpContext *contexts = bp_contexts(&n);
    g_autofree char *names = bp_context_dup_names(emit->name);
    bool told = false;
    g_string_append_printf(out, "%s\n", emit->name);
    if (*emit->fields)
        g_string_append_printf(out, "  fields     %s\n", emit->fields);
    if (*emit->sets)
        g_string_append_printf(out, "  constants  %s%s\n", emit->sets,
                               *emit->needs ? " (required)" : "");
    for (guint i = 0; i < n; i++) {
        if (strcmp(contexts[i].emit, emit->name) != 0)
            continue;
        g_string_append_printf(out, "  in %-16s %s\n", contexts[i].name, contexts[i].what);
        told = true;
    }
    if (!told)
        g_string_append_printf(out, "  in %s\n", *names ? names : "is not said: asked everywhere");
}

int bp_rules_kinds_command(char **argv, GError **error)
{
    g_auto(GStrv) rest = NULL;
    BpParsed parsed = bp_options_parse(
        "rules kinds", "[KIND]",
        "Lists what rules can make, with the fields that groups may capture and the "
        "places in which they are asked.",
        NULL, argv, &rest, error);
    if (parsed != BP_PARSED || (rest[0] && !bp_options_expect(rest, 1, "one KIND", error)))
        return BP_EXIT_OK;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    guint n = 0;
    const BpEmit *emits = bp_emits(&n);
    for (guint i = 0; i < n; i++) {
        g_ptr_array_add(names, (gpointer)(guintptr)emits[i].name);
        if (!rest[0] || strcmp(rest[0], emits[i].name) == 0)
            add_kind(out, &emits[i]);
    }
    g_ptr_array_add(names, NULL);
    if (out->len == 0) {
        bp_set_unknown(error, "kind", rest[0], (const char *const *)names->pdata);
        return BP_EXIT_USAGE;
    }
    return bp_stdout_write(out->str, out->len, error) ? BP_EXIT_OK : BP_EXIT_OUTPUT;
}
