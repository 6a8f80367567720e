/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The keys of a rule: one table of name, whether it may stand twice, whether it must be there, and
 * the function that reads its value.
 *
 * `emit` is read before the others, whatever its place, because the groups of a regex are checked
 * against its fields. A rule with an error is kept as broken, so that other rules that name it do
 * not bring further errors.
 */
#include <string.h>

#include "rules/contexts.h"
#include "rules/nearest.h"
#include "rules/rule.h"

typedef struct {
    BpRule *rule;
    BpDefines *defines;
    BpDiagList *diags;
    BpText key;       /* of the entry being read */
    bool unknown_key; /* there was one: what is missing may be what was meant */
} Reading;

typedef bool (*ReadFunc)(Reading *r, const BpEntry *entry, BpText value);

typedef struct {
    const char *name;
    bool repeatable;
    bool required;
    bool has_more; /* deeper lines may follow */
    ReadFunc read;
} Key;

static bool fail(Reading *r, BpSpot at, const char *format, ...) G_GNUC_PRINTF(3, 4);

static bool fail(Reading *r, BpSpot at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    bp_report(r->diags, BP_DIAG_ERROR, at, r->rule->id, "%s", message);
    return false;
}

static bool read_why(Reading *r, const BpEntry *entry, BpText value)
{
    g_autoptr(GString) why = g_string_new(value.text);
    for (guint i = 0; i < entry->more->len; i++)
        g_string_append_printf(why, " %s", g_array_index(entry->more, BpText, i).text);
    r->rule->why = g_string_free(g_steal_pointer(&why), FALSE);
    return true;
}

static bool read_emit(Reading *r, const BpEntry *entry, BpText value)
{
    (void)entry;
    guint n = 0;
    const BpEmit *emits = bp_emits(&n);
    int index = bp_emit_index(value.text);
    if (index >= 0) {
        r->rule->emit = &emits[index];
        return true;
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(names, (gpointer)(gsize)emits[i].name);
    g_autofree char *hint = bp_nearest_dup_hint(value.text, names);
    return fail(r, value.at, "unknown kind '%s'%s", value.text, hint);
}

static bool add_words(GArray *array, BpText value)
{
    g_autoptr(GArray) words = bp_text_split(value);
    g_array_append_vals(array, words->data, words->len);
    return true;
}

static bool read_in(Reading *r, const BpEntry *entry, BpText value)
{
    (void)entry;
    bool ok = true;
    g_autoptr(GArray) words = bp_text_split(value);
    for (guint i = 0; r->rule->emit && i < words->len; i++) {
        BpText word = g_array_index(words, BpText, i);
        g_autofree char *wrong = bp_context_dup_complaint(r->rule->emit->name, word.text);
        ok = wrong ? fail(r, word.at, "%s", wrong) : ok;
    }
    return add_words(r->rule->in, value) && ok;
}

static bool read_after(Reading *r, const BpEntry *entry, BpText value)
{
    (void)entry;
    return add_words(r->rule->after, value);
}

static bool read_where(Reading *r, const BpEntry *entry, BpText value)
{
    (void)entry;
    bool ok = true;
    g_autoptr(GArray) words = bp_text_split(value);
    for (guint i = 0; i < words->len; i++) {
        BpWhere where;
        if (bp_where_parse(g_array_index(words, BpText, i), r->rule->id, r->diags, &where))
            g_array_append_val(r->rule->where, where);
        else
            ok = false;
    }
    return ok;
}

static bool add_pattern(Reading *r, const BpEntry *entry, BpText value, GPtrArray *patterns,
                        const BpEmit *emit)
{
    g_autoptr(BpExpanded) expanded =
        bp_expand(r->defines, value, entry->more, r->rule->id, r->diags);
    BpPattern *pattern =
        expanded ? bp_pattern_new(expanded, entry->key.at, r->rule->id, emit, r->diags) : NULL;
    if (pattern)
        g_ptr_array_add(patterns, pattern);
    return pattern != NULL;
}

static bool read_match(Reading *r, const BpEntry *entry, BpText value)
{
    return add_pattern(r, entry, value, r->rule->match, r->rule->emit);
}

static bool read_unless(Reading *r, const BpEntry *entry, BpText value)
{
    return add_pattern(r, entry, value, r->rule->unless, NULL);
}

static bool read_until(Reading *r, const BpEntry *entry, BpText value)
{
    return add_pattern(r, entry, value, r->rule->until, NULL);
}

static bool read_score(Reading *r, const BpEntry *entry, BpText value)
{
    (void)entry;
    double number = 0;
    bool negative = value.text[0] == '-';
    if (!bp_parse_number(value.text + negative, &number) || strchr(value.text, '.') ||
        number > 1000)
        return fail(r, value.at, "a score is a whole number from -1000 to 1000");
    r->rule->score = negative ? -(int)number : (int)number;
    if (r->rule->emit && !r->rule->emit->scores)
        return fail(r, r->key.at, "rules of kind '%s' have no score", r->rule->emit->name);
    return true;
}

static bool read_confidence(Reading *r, const BpEntry *entry, BpText value)
{
    (void)entry;
    if (!bp_parse_number(value.text, &r->rule->confidence) || r->rule->confidence > 1)
        return fail(r, value.at, "a confidence is a number from 0 to 1");
    return true;
}

static bool read_set(Reading *r, const BpEntry *entry, BpText value)
{
    (void)entry;
    gsize n = strcspn(value.text, " ");
    g_autofree char *name = g_strndup(value.text, n);
    const char *rest = value.text + n + strspn(value.text + n, " ");
    const BpEmit *emit = r->rule->emit;
    if (!*rest)
        return fail(r, value.at, "write 'set NAME VALUE'");
    g_autofree char *sets = emit ? bp_emit_dup_sets(emit) : NULL;
    if (emit && !bp_emit_has_set(emit, name))
        return fail(r, value.at, "'%s' cannot be set: rules of kind '%s' set %s", name, emit->name,
                    sets);
    for (guint i = 0; i < r->rule->sets->len; i++) {
        if (strcmp(g_array_index(r->rule->sets, BpSet, i).name, name) == 0)
            return fail(r, value.at, "'%s' is set twice", name);
    }
    BpSet set = {g_intern_string(name), g_intern_string(rest)};
    g_array_append_val(r->rule->sets, set);
    return true;
}

static bool read_layout(Reading *r, BpSample *sample, BpText words_text)
{
    bool ok = true;
    g_autoptr(GArray) words = bp_text_split(words_text);
    sample->has_layout = true;
    for (guint i = 0; i < words->len; i++)
        ok = bp_where_apply(g_array_index(words, BpText, i), r->rule->id, r->diags,
                            &sample->layout) &&
             ok;
    return ok;
}

static bool read_sample_line(Reading *r, BpSample *sample, BpText line)
{
    gsize n = strcspn(line.text, " ");
    g_autofree char *name = g_strndup(line.text, n);
    n += strspn(line.text + n, " ");
    BpText value = {line.text + n, line.at};
    value.at.offset += (guint)n;
    if (strcmp(name, "@layout") == 0)
        return read_layout(r, sample, value);
    if (sample->kind == BP_SAMPLE_NOT || sample->kind == BP_SAMPLE_TODO_NOT)
        return fail(r, line.at, "a 'not' has no fields, only '@layout'");
    const BpEmit *emit = r->rule->emit;
    g_autofree char *sets = emit ? bp_emit_dup_sets(emit) : NULL;
    if (emit && !bp_emit_has_set(emit, name))
        return fail(r, line.at, "unknown field '%s': rules of kind '%s' have %s", name, emit->name,
                    sets);
    BpExpected expected = {{g_intern_string(name), line.at}, value};
    g_array_append_val(sample->expected, expected);
    return true;
}

static bool read_sample(Reading *r, const BpEntry *entry, BpText value)
{
    static const char *const kinds[] = {"ok", "not", "todo ok", "todo not"};
    if (!*value.text)
        return fail(r, value.at, "no sample text");
    BpSample *sample = g_new0(BpSample, 1);
    sample->expected = g_array_new(FALSE, FALSE, sizeof(BpExpected));
    sample->text = value;
    while (strcmp(kinds[sample->kind], r->key.text) != 0)
        sample->kind++;
    g_ptr_array_add(r->rule->samples, sample);
    bool ok = true;
    for (guint i = 0; i < entry->more->len; i++)
        ok = read_sample_line(r, sample, g_array_index(entry->more, BpText, i)) && ok;
    return ok;
}

static const Key keys[] = {
    /* name        repeatable required more */
    {"why", false, true, true, read_why},
    {"emit", false, true, false, read_emit},
    {"in", true, false, false, read_in},
    {"where", true, false, false, read_where},
    {"match", true, true, true, read_match},
    {"unless", true, false, true, read_unless},
    {"after", true, false, false, read_after},
    {"score", false, false, false, read_score},
    {"confidence", false, false, false, read_confidence},
    {"set", true, false, false, read_set},
    {"until", true, false, true, read_until},
    {"ok", true, false, true, read_sample},
    {"not", true, false, true, read_sample},
    {"todo ok", true, false, true, read_sample},
    {"todo not", true, false, true, read_sample},
};

/* `todo ok` and `todo not` are keys of two words. */
static void join_todo(BpText *key, BpText *value)
{
    gsize n = strcspn(value->text, " ");
    if (strcmp(key->text, "todo") != 0 || n == 0)
        return;
    g_autofree char *joined = g_strdup_printf("todo %.*s", (int)n, value->text);
    n += strspn(value->text + n, " ");
    key->text = g_intern_string(joined);
    value->text += n;
    value->at.offset += (guint)n;
}

static const Key *find_key(Reading *r, BpText name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (strcmp(keys[i].name, name.text) == 0)
            return &keys[i];
        g_ptr_array_add(names, (gpointer)(gsize)keys[i].name);
    }
    g_autofree char *hint = bp_nearest_dup_hint(name.text, names);
    r->unknown_key = true;
    fail(r, name.at, "unknown key '%s'%s", name.text, hint);
    return NULL;
}

static bool read_entry(Reading *r, const BpEntry *entry, BpSpot *seen)
{
    BpText value = entry->value;
    r->key = entry->key;
    join_todo(&r->key, &value);
    const Key *key = find_key(r, r->key);
    if (!key)
        return false;
    BpSpot *first = &seen[key - keys];
    if (first->line > 0 && !key->repeatable) {
        fail(r, r->key.at, "a second '%s'", key->name);
        bp_report(r->diags, BP_DIAG_NOTE, *first, NULL, "the first is here");
        return false;
    }
    *first = first->line > 0 ? *first : r->key.at;
    if (entry->more->len > 0 && !key->has_more)
        return fail(r, g_array_index(entry->more, BpText, 0).at, "nothing belongs below '%s'",
                    key->name);
    if (!*value.text && !key->has_more)
        return fail(r, r->key.at, "'%s' has no value", key->name);
    return key->read(r, entry, value);
}

static bool check_needs(Reading *r)
{
    const BpEmit *emit = r->rule->emit;
    if (!emit || r->unknown_key || !*emit->needs || bp_rule_get_set(r->rule, emit->needs))
        return true;
    return fail(r, r->rule->at, "rules of kind '%s' need 'set %s ...'", emit->name, emit->needs);
}

static bool read_entries(Reading *r, const BpStatement *statement)
{
    BpSpot seen[G_N_ELEMENTS(keys)] = {{NULL, 0, 0}};
    bool ok = true;
    /* `emit` first: two rounds, each skipping what the other does */
    for (guint round = 0; round < 2; round++) {
        for (guint i = 0; i < statement->entries->len; i++) {
            const BpEntry *entry = g_ptr_array_index(statement->entries, i);
            bool is_emit = strcmp(entry->key.text, "emit") == 0;
            if (is_emit == (round == 0))
                ok = read_entry(r, entry, seen) && ok;
        }
    }
    for (guint i = 0; !r->unknown_key && i < G_N_ELEMENTS(keys); i++) {
        if (keys[i].required && seen[i].line == 0)
            ok = fail(r, r->rule->at, "no '%s'", keys[i].name);
    }
    return check_needs(r) && ok;
}

static void sample_free(gpointer data)
{
    BpSample *sample = data;
    g_array_unref(sample->expected);
    g_free(sample);
}

static void pattern_free(gpointer data)
{
    bp_pattern_free(data);
}

BpRule *bp_rule_new(const BpStatement *statement, const char *id, BpSpot at, BpDefines *defines,
                    BpDiagList *diags)
{
    BpRule *rule = g_new0(BpRule, 1);
    rule->id = id;
    rule->at = at;
    rule->confidence = 0.8;
    rule->in = g_array_new(FALSE, FALSE, sizeof(BpText));
    rule->after = g_array_new(FALSE, FALSE, sizeof(BpText));
    rule->where = g_array_new(FALSE, FALSE, sizeof(BpWhere));
    rule->match = g_ptr_array_new_with_free_func(pattern_free);
    rule->unless = g_ptr_array_new_with_free_func(pattern_free);
    rule->until = g_ptr_array_new_with_free_func(pattern_free);
    rule->sets = g_array_new(FALSE, FALSE, sizeof(BpSet));
    rule->samples = g_ptr_array_new_with_free_func(sample_free);
    Reading reading = {rule, defines, diags, {NULL, at}, false};
    rule->broken = !read_entries(&reading, statement);
    return rule;
}

void bp_rule_free(BpRule *rule)
{
    if (!rule)
        return;
    g_free(rule->why);
    g_array_unref(rule->in);
    g_array_unref(rule->after);
    g_array_unref(rule->where);
    g_ptr_array_unref(rule->match);
    g_ptr_array_unref(rule->unless);
    g_ptr_array_unref(rule->until);
    g_array_unref(rule->sets);
    g_ptr_array_unref(rule->samples);
    g_free(rule);
}

const char *bp_rule_get_id(const BpRule *rule)
{
    return rule->id;
}

double bp_rule_get_confidence(const BpRule *rule)
{
    return rule->confidence;
}

const char *bp_rule_get_set(const BpRule *rule, const char *name)
{
    for (guint i = 0; i < rule->sets->len; i++) {
        const BpSet *set = &g_array_index(rule->sets, BpSet, i);
        if (strcmp(set->name, name) == 0)
            return set->value;
    }
    return NULL;
}
