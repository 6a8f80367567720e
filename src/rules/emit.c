/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a rule may make, and for each kind the fields its groups may capture and the constants it
 * may set. A group that captures anything else is an error when the rules are loaded, so a misspelt
 * field cannot silently go missing.
 *
 * Adding a kind: a row here; the stage that asks for it; a line in rules/README.md.
 */
#include "rules/emit.h"

#include <string.h>

static const BpEmit emits[] = {
    {"furniture", "page_label stamp", "kind", "", false},
    {"label", "number rest", "level", "", false},
    {"page-kind", "", "kind", "kind", true},
    {"meeting", "body type date start end venue state", "", "", true},
    {"column", "", "role", "role", false},
    {"section", "text addressee", "section", "section", false},
    {"front", "value", "field", "field", false},
    {"agenda_item", "number title section presenter purpose time pages agenda_number", "", "",
     false},
    {"minute_item", "number title section presenter purpose time pages agenda_number", "", "",
     false},
    {"decision", "text number outcome proposer seconder votes", "role", "", false},
    {"action", "ref text owners due status", "role", "", false},
    {"owner", "name", "value", "", false},
    {"recommendation", "number text addressee verb", "role", "", false},
    {"attendance", "name role organisation initials status note other", "", "", false},
    {"date", "day month year rest", "", "", false},
    {"time", "hour minute half", "value", "", false},
    {"month", "", "value", "value", false},
    {"state", "", "value", "", false},
    {"outcome", "", "value", "", false},
    {"verb", "", "value", "", false},
    {"status", "", "value", "", false},
    {"purpose", "", "value", "", false},
    {"abbreviation", "", "value", "", false},
    {"title", "", "value", "", false},
    {"kind", "", "value", "", false},
    {"noise", "", "value", "", false},
};

const BpEmit *bp_emits(guint *out_n)
{
    *out_n = G_N_ELEMENTS(emits);
    return emits;
}

int bp_emit_index(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(emits); i++) {
        if (strcmp(emits[i].name, name) == 0)
            return (int)i;
    }
    return -1;
}

static bool has_word(const char *words, const char *word)
{
    gsize n = strlen(word);
    if (n == 0)
        return false;
    for (const char *p = words; *p; p += strspn(p, " ")) {
        gsize len = strcspn(p, " ");
        if (len == n && memcmp(p, word, n) == 0)
            return true;
        p += len;
    }
    return false;
}

bool bp_emit_has_field(const BpEmit *emit, const char *name)
{
    return has_word(emit->fields, name);
}

bool bp_emit_has_set(const BpEmit *emit, const char *name)
{
    return has_word(emit->sets, name) || has_word(emit->fields, name);
}

char *bp_emit_dup_fields(const BpEmit *emit)
{
    return g_strdup(*emit->fields ? emit->fields : "nothing");
}

char *bp_emit_dup_sets(const BpEmit *emit)
{
    const char *gap = *emit->sets && *emit->fields ? " " : "";
    return *emit->sets || *emit->fields ? g_strconcat(emit->sets, gap, emit->fields, NULL)
                                        : g_strdup("nothing");
}
