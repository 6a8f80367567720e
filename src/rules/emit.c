/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a rule may make, and for each kind the fields its groups may capture and the constants it
 * may set. A group that captures anything else is an error when the rules are loaded, so a misspelt
 * field cannot silently go missing.
 *
 * Adding a kind: a row here; the stage that asks for it; a line in rules/README.md. A record type
 * that is `listed` is a kind by itself: its fields may be captured, and rules say by `role` and
 * `given` how they work together (split/listed.c).
 */
#include "rules/emit.h"

#include <string.h>

#include "model/record.h"

static const BpEmit fixed[] = {
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

/* What a group may capture of a listed record type: all but what is made of other fields. */
static char *dup_fields(const BpRecordType *type)
{
    GString *fields = g_string_new(NULL);
    for (guint i = 0; type->fields[i].name; i++)
        if (!type->fields[i].from)
            g_string_append_printf(fields, "%s%s", fields->len ? " " : "", type->fields[i].name);
    return g_string_free(fields, FALSE);
}

/* The fixed rows, and one for each listed record type. Made once; never freed. */
static gpointer make_emits(gpointer data)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(BpEmit));
    guint n = 0;
    const BpRecordType *types = bp_record_types(&n);
    (void)data;
    g_array_append_vals(all, fixed, G_N_ELEMENTS(fixed));
    for (guint i = 0; i < n; i++) {
        if (!types[i].listed)
            continue;
        BpEmit emit = {types[i].name, dup_fields(&types[i]), "role given", "", false, false};
        g_array_append_val(all, emit);
    }
    return all;
}

const BpEmit *bp_emits(guint *out_n)
{
    static GOnce once = G_ONCE_INIT;
    const GArray *all = g_once(&once, make_emits, NULL);
    *out_n = all->len;
    return (const BpEmit *)(const void *)all->data;
}

int bp_emit_index(const char *name)
{
    guint n = 0;
    const BpEmit *emits = bp_emits(&n);
    for (guint i = 0; i < n; i++) {
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
