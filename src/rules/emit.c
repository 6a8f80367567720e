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
    {"furniture", "page_label stamp", "kind", "", false, false},
    {"label", "number rest", "level", "", false, false},
    {"page-kind", "", "kind", "kind", true, false},
    {"meeting", "body type date start end venue state", "", "", true, false},
    {"column", "", "role", "role", false, false},
    {"section", "text addressee", "section", "section", false, false},
    {"front", "value", "field", "field", false, false},
    {"agenda_item", "number title section presenter purpose time pages agenda_number", "", "",
     false, false},
    {"minute_item", "number title section presenter purpose time pages agenda_number", "", "",
     false, false},
    {"decision", "text number outcome proposer seconder votes", "role", "", false, false},
    {"action", "ref text owners due status", "role", "", false, false},
    {"owner", "name", "value", "", false, false},
    {"recommendation", "number text addressee verb", "role", "", false, false},
    {"attendance", "name role organisation initials status note other", "", "", false, false},
    {"date", "day month year rest", "", "", false, false},
    {"time", "hour minute half", "value", "", false, false},
    {"month", "", "value", "value", false, false},
    {"state", "", "value", "", false, false},
    {"outcome", "", "value", "", false, false},
    {"verb", "", "value", "", false, false},
    {"status", "", "value", "", false, false},
    {"purpose", "", "value", "", false, false},
    {"abbreviation", "", "value", "", false, false},
    {"title", "", "value", "", false, false},
    {"kind", "", "value", "", false, false},
    {"noise", "", "value", "", false, false},
    {"vote", "", "value", "value", false, false},
    {"sector", "", "name", "name", true, true},
    {"publisher", "", "name", "name", true, true},
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
