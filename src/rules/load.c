/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Folders of rule files to a rule set, layer by layer from the lowest on.
 *
 * Files of a layer are read sorted by path; an `include` has a file read earlier than its turn.
 * `replace` and `disable` may speak of rules of the same layer and of lower ones; they are looked
 * up after everything is read, and carried out when it is known which layers count (view.c).
 */
#include <string.h>

#include "common/error.h"

#include "rules/nearest.h"
#include "rules/rule.h"

/* Depth of includes: more is a loop or a mistake. */
enum { MAX_DEPTH = 8 };

typedef struct {
    BpRuleSet *set;
    BpDiagList *diags;
    GChecksum *checksum;
    GHashTable *read;    /* canonical path: files read or being read */
    GHashTable *ids;     /* id -> BpRule of `rule` */
    GHashTable *changed; /* "id rank" -> BpRule of `replace` */
    BpLayer *layer;      /* being read */
    guint depth;         /* of includes */
} Loader;

static bool load_file(Loader *loader, const char *path, GError **error);

static void do_include(Loader *loader, const BpStatement *statement)
{
    BpText value = statement->value;
    g_autoptr(GError) local = NULL;
    g_autofree char *folder = g_path_get_dirname(value.at.file->path);
    g_autofree char *path = g_build_filename(folder, value.text, NULL);
    if (loader->depth >= MAX_DEPTH) {
        bp_report(loader->diags, BP_DIAG_ERROR, value.at, NULL, "includes nest too deeply");
        return;
    }
    loader->depth++;
    if (!load_file(loader, path, &local))
        bp_report(loader->diags, BP_DIAG_ERROR, value.at, NULL, "%s", local->message);
    loader->depth--;
}

static void do_define(Loader *loader, const BpStatement *statement)
{
    bp_defines_add(loader->layer->defines, statement, loader->diags);
}

static bool id_is_good(const char *id)
{
    bool dot = false, start = true;
    for (const char *p = id; *p; p++) {
        if (*p == '.' && start)
            return false;
        if (*p != '.' && *p != '-' && !g_ascii_islower(*p) && !g_ascii_isdigit(*p))
            return false;
        dot = dot || *p == '.';
        start = *p == '.';
    }
    return dot && !start;
}

/* NULL after reporting; otherwise the interned id of `rule ID`, `replace ID`. */
static const char *statement_id(Loader *loader, const BpStatement *statement)
{
    BpText value = statement->value;
    if (id_is_good(value.text))
        return g_intern_string(value.text);
    bp_report(loader->diags, BP_DIAG_ERROR, value.at, NULL,
              "an id is lower-case words joined by dots, as in 'agenda.item.numbered'");
    return NULL;
}

static void report_twice(Loader *loader, BpSpot at, const char *what, const char *id, BpSpot first)
{
    bp_report(loader->diags, BP_DIAG_ERROR, at, NULL, "%s '%s' twice", what, id);
    bp_report(loader->diags, BP_DIAG_NOTE, first, NULL, "the first is here");
}

static BpRule *add_rule(Loader *loader, const BpStatement *statement, const char *id)
{
    BpRule *rule =
        bp_rule_new(statement, id, statement->value.at, loader->layer->defines, loader->diags);
    rule->layer = loader->layer;
    rule->index = loader->set->rules->len;
    g_ptr_array_add(loader->set->rules, rule);
    return rule;
}

static void do_rule(Loader *loader, const BpStatement *statement)
{
    const char *id = statement_id(loader, statement);
    if (!id)
        return;
    const BpRule *first = g_hash_table_lookup(loader->ids, id);
    if (first) {
        report_twice(loader, statement->value.at, "rule", id, first->at);
        if (first->layer != loader->layer)
            bp_report(loader->diags, BP_DIAG_NOTE, statement->value.at, NULL,
                      "to change a rule of another layer, say 'replace %s'", id);
        return;
    }
    g_hash_table_insert(loader->ids, (gpointer)(gsize)id, add_rule(loader, statement, id));
}

static void do_replace(Loader *loader, const BpStatement *statement)
{
    const char *id = statement_id(loader, statement);
    if (!id)
        return;
    g_autofree char *key = g_strdup_printf("%s %u", id, loader->layer->rank);
    const BpRule *first = g_hash_table_lookup(loader->changed, key);
    if (first) {
        report_twice(loader, statement->value.at, "replace", id, first->at);
        return;
    }
    BpRule *rule = add_rule(loader, statement, id);
    rule->replaces = true;
    g_hash_table_insert(loader->changed, g_steal_pointer(&key), rule);
}

static void do_disable(Loader *loader, const BpStatement *statement)
{
    g_array_append_val(loader->layer->disabled, statement->value);
}

static void do_format(Loader *loader, const BpStatement *statement)
{
    bp_report(loader->diags, BP_DIAG_ERROR, statement->word.at, NULL,
              "'format' stands once, before everything else");
}

static const struct {
    const char *word;
    void (*run)(Loader *loader, const BpStatement *statement);
    bool has_entries;
} words[] = {
    {"format", do_format, false}, {"include", do_include, false}, {"define", do_define, false},
    {"rule", do_rule, true},      {"replace", do_replace, true},  {"disable", do_disable, false},
};

static void run_statement(Loader *loader, const BpStatement *statement)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_ptr_array_add(names, (gpointer)(gsize)words[i].word);
        if (strcmp(words[i].word, statement->word.text) != 0)
            continue;
        if (!words[i].has_entries && statement->entries->len > 0) {
            const BpEntry *entry = g_ptr_array_index(statement->entries, 0);
            bp_report(loader->diags, BP_DIAG_ERROR, entry->key.at, NULL,
                      "nothing belongs below '%s'", words[i].word);
        } else if (!*statement->value.text) {
            bp_report(loader->diags, BP_DIAG_ERROR, statement->word.at, NULL, "'%s' of what?",
                      words[i].word);
        } else {
            words[i].run(loader, statement);
        }
        return;
    }
    g_autofree char *hint = bp_nearest_dup_hint(statement->word.text, names);
    bp_report(loader->diags, BP_DIAG_ERROR, statement->word.at, NULL, "unknown word '%s'%s",
              statement->word.text, hint);
}

/* Whether the file begins with a format that can be read. */
static bool check_format(Loader *loader, const BpRuleFile *file, const GPtrArray *statements)
{
    const BpStatement *first = statements->len > 0 ? g_ptr_array_index(statements, 0) : NULL;
    if (!first || strcmp(first->word.text, "format") != 0) {
        BpSpot at = first ? first->word.at : (BpSpot){file, file->lines->len ? 1 : 0, 0};
        bp_report(loader->diags, BP_DIAG_ERROR, at, NULL, "a rule file begins with 'format 1'");
        return false;
    }
    if (strcmp(first->value.text, "1") != 0) {
        bp_report(loader->diags, BP_DIAG_ERROR, first->value.at, NULL,
                  "format '%s' is not known; this program reads format 1", first->value.text);
        return false;
    }
    return true;
}

static bool load_file(Loader *loader, const char *path, GError **error)
{
    g_autofree char *canonical = g_canonicalize_filename(path, NULL);
    if (g_hash_table_contains(loader->read, canonical))
        return true;
    BpRuleFile *file = bp_rule_file_load(path, loader->checksum, loader->diags, error);
    if (!file)
        return false;
    g_hash_table_add(loader->read, g_steal_pointer(&canonical));
    g_ptr_array_add(loader->set->files, file);
    GPtrArray *statements = bp_rule_file_parse(file, loader->diags);
    g_ptr_array_add(loader->set->statements, statements);
    if (!check_format(loader, file, statements))
        return true;
    for (guint i = 1; i < statements->len; i++)
        run_statement(loader, g_ptr_array_index(statements, i));
    return true;
}

/* The rule that `id` names, in the layer or a lower one; NULL after reporting that there is none.
 */
static const BpRule *find_rule(Loader *loader, const char *id, const BpLayer *layer, BpSpot at)
{
    const BpRule *rule = g_hash_table_lookup(loader->ids, id);
    if (rule && rule->layer->rank <= layer->rank)
        return rule;
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < loader->set->rules->len; i++) {
        const BpRule *known = g_ptr_array_index(loader->set->rules, i);
        if (!known->replaces && known->layer->rank <= layer->rank)
            g_ptr_array_add(ids, (gpointer)(gsize)known->id);
    }
    g_autofree char *hint = bp_nearest_dup_hint(id, ids);
    bp_report(loader->diags, BP_DIAG_ERROR, at, NULL,
              rule ? "rule '%s' is of a later layer%s" : "no rule '%s'%s", id, hint);
    return NULL;
}

/* Whether every rule that another one names is there. */
static void check_names(Loader *loader)
{
    BpRuleSet *set = loader->set;
    for (guint i = 0; i < set->rules->len; i++) {
        BpRule *rule = g_ptr_array_index(set->rules, i);
        for (guint k = 0; k < rule->after->len; k++) {
            BpText after = g_array_index(rule->after, BpText, k);
            find_rule(loader, after.text, rule->layer, after.at);
        }
        if (rule->replaces && !find_rule(loader, rule->id, rule->layer, rule->at))
            rule->broken = true;
    }
    for (guint i = 0; i < set->layers->len; i++) {
        const BpLayer *layer = g_ptr_array_index(set->layers, i);
        for (guint k = 0; k < layer->disabled->len; k++) {
            BpText id = g_array_index(layer->disabled, BpText, k);
            find_rule(loader, id.text, layer, id.at);
        }
    }
}

static void count_groups(BpRuleSet *set)
{
    for (guint i = 0; i < set->rules->len; i++) {
        const BpRule *rule = g_ptr_array_index(set->rules, i);
        const GPtrArray *lists[] = {rule->match, rule->unless, rule->until};
        for (guint k = 0; k < G_N_ELEMENTS(lists); k++) {
            for (guint p = 0; p < lists[k]->len; p++) {
                const BpPattern *pattern = g_ptr_array_index(lists[k], p);
                guint32 n = 0;
                pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &n);
                set->max_groups = MAX(set->max_groups, n);
            }
        }
    }
}

static void rule_free(gpointer data)
{
    bp_rule_free(data);
}

static void file_free(gpointer data)
{
    bp_rule_file_free(data);
}

static BpRuleSet *set_new(void)
{
    BpRuleSet *set = g_new0(BpRuleSet, 1);
    set->files = g_ptr_array_new_with_free_func(file_free);
    set->statements = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    set->rules = g_ptr_array_new_with_free_func(rule_free);
    return set;
}

/* The name of a layer is part of the set's identity: the same rules may count elsewhere. */
static bool load_layer(Loader *loader, BpLayer *layer, BpDefines *lower, GError **error)
{
    loader->layer = layer;
    layer->defines = bp_defines_new(lower);
    g_autofree char *scope = g_strdup_printf("%d/%s\n", layer->scope, layer->key ? layer->key : "");
    g_checksum_update(loader->checksum, (const guchar *)scope, -1);
    for (guint i = 0; i < layer->paths->len; i++) {
        if (!load_file(loader, g_ptr_array_index(layer->paths, i), error))
            return false;
    }
    return true;
}

static bool load_all(Loader *loader, GError **error)
{
    const GPtrArray *layers = loader->set->layers;
    BpDefines *lower = NULL; /* of the layers that count always */
    for (guint i = 0; i < layers->len; i++) {
        BpLayer *layer = g_ptr_array_index(layers, i);
        if (!load_layer(loader, layer, lower, error))
            return false;
        if (layer->scope == BP_LAYER_ALWAYS)
            lower = layer->defines;
    }
    check_names(loader);
    return true;
}

BpRuleSet *bp_rule_set_read(const char *const *folders, BpDiagList *diags, GError **error)
{
    g_autoptr(BpRuleSet) set = set_new();
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GHashTable) read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Loader loader = {set, diags, checksum, read, ids, changed, NULL, 0};
    set->layers = bp_layers_find(folders, error);
    if (!set->layers || !load_all(&loader, error))
        return NULL;
    set->hash = g_strdup(g_checksum_get_string(checksum));
    count_groups(set);
    set->view = bp_view_new(set, NULL, NULL);
    return g_steal_pointer(&set);
}

BpRuleSet *bp_rule_set_load_layers(const char *const *folders, BpDiagList *diags, GError **error)
{
    guint before = bp_diag_count(diags, BP_DIAG_ERROR);
    g_autoptr(BpRuleSet) set = bp_rule_set_read(folders, diags, error);
    if (!set)
        return NULL;
    guint errors = bp_diag_count(diags, BP_DIAG_ERROR) - before;
    if (errors > 0) {
        g_autofree char *all = g_strjoinv("', '", (char **)(gsize)folders);
        g_set_error(error, BP_ERROR, BP_ERROR_RULES, "%u %s in the rules in '%s'", errors,
                    errors == 1 ? "error" : "errors", all);
        return NULL;
    }
    return g_steal_pointer(&set);
}

BpRuleSet *bp_rule_set_load(const char *folder, BpDiagList *diags, GError **error)
{
    const char *folders[] = {folder, NULL};
    return bp_rule_set_load_layers(folders, diags, error);
}

void bp_rule_set_free(BpRuleSet *set)
{
    if (!set)
        return;
    bp_view_free(set->view);
    g_ptr_array_unref(set->rules);
    if (set->layers)
        g_ptr_array_unref(set->layers);
    g_ptr_array_unref(set->statements);
    g_ptr_array_unref(set->files);
    g_free(set->hash);
    g_free(set);
}

const char *bp_rule_set_peek_hash(const BpRuleSet *set)
{
    return set->hash;
}
