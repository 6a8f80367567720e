/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A folder of rule files to a rule set.
 *
 * Files are read sorted by path; an `include` has a file read earlier than its turn. `replace` and
 * `disable` are carried out after everything is read, so a publisher's file may stand anywhere. A
 * replaced rule keeps the place of the old one in the order.
 */
#include <errno.h>
#include <string.h>

#include "common/error.h"

#include "rules/nearest.h"
#include "rules/rule.h"

/* Depth of folders and of includes: more is a loop of links or a mistake. */
enum { MAX_DEPTH = 8 };

typedef struct {
    BpRuleSet *set;
    BpDiagList *diags;
    GChecksum *checksum;
    GHashTable *read;    /* canonical path: files read or being read */
    GHashTable *ids;     /* id -> BpRule */
    GPtrArray *changes;  /* BpRule*: of `replace`, owned until placed */
    GHashTable *changed; /* id -> BpRule of `replace` */
    GArray *disabled;    /* BpText */
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
    bp_defines_add(loader->set->defines, statement, loader->diags);
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

static void do_rule(Loader *loader, const BpStatement *statement)
{
    const char *id = statement_id(loader, statement);
    if (!id)
        return;
    const BpRule *first = g_hash_table_lookup(loader->ids, id);
    if (first) {
        report_twice(loader, statement->value.at, "rule", id, first->at);
        return;
    }
    BpRule *rule =
        bp_rule_new(statement, id, statement->value.at, loader->set->defines, loader->diags);
    g_ptr_array_add(loader->set->rules, rule);
    g_hash_table_insert(loader->ids, (gpointer)(gsize)id, rule);
}

static void do_replace(Loader *loader, const BpStatement *statement)
{
    const char *id = statement_id(loader, statement);
    if (!id)
        return;
    const BpRule *first = g_hash_table_lookup(loader->changed, id);
    if (first) {
        report_twice(loader, statement->value.at, "replace", id, first->at);
        return;
    }
    BpRule *rule =
        bp_rule_new(statement, id, statement->value.at, loader->set->defines, loader->diags);
    g_ptr_array_add(loader->changes, rule);
    g_hash_table_insert(loader->changed, (gpointer)(gsize)id, rule);
}

static void do_disable(Loader *loader, const BpStatement *statement)
{
    g_array_append_val(loader->disabled, statement->value);
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

static bool collect_paths(const char *folder, guint depth, GPtrArray *paths, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    int reason = errno; /* GLib's own message names the folder once more */
    if (!dir || depth > MAX_DEPTH) {
        g_set_error(error, BP_ERROR, BP_ERROR_RULES, "cannot read the rules in '%s': %s", folder,
                    dir ? "folders nest too deeply" : g_strerror(reason));
        return false;
    }
    const char *name = NULL;
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *path =
            strcmp(folder, ".") == 0 ? g_strdup(name) : g_build_filename(folder, name, NULL);
        if (name[0] == '.')
            continue;
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            if (!collect_paths(path, depth + 1, paths, error))
                return false;
        } else if (g_str_has_suffix(name, ".rules")) {
            g_ptr_array_add(paths, g_steal_pointer(&path));
        }
    }
    return true;
}

static int compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The index of the rule `id`; -1 after reporting that there is none. */
static int find_rule(Loader *loader, const char *id, BpSpot at)
{
    const GPtrArray *rules = loader->set->rules;
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < rules->len; i++) {
        const BpRule *rule = g_ptr_array_index(rules, i);
        if (strcmp(rule->id, id) == 0)
            return (int)i;
        g_ptr_array_add(ids, (gpointer)(gsize)rule->id);
    }
    g_autofree char *hint = bp_nearest_dup_hint(id, ids);
    bp_report(loader->diags, BP_DIAG_ERROR, at, NULL, "no rule '%s'%s", id, hint);
    return -1;
}

static void apply_changes(Loader *loader)
{
    GPtrArray *rules = loader->set->rules;
    for (guint i = 0; i < rules->len; i++) {
        const BpRule *rule = g_ptr_array_index(rules, i);
        for (guint k = 0; k < rule->after->len; k++) {
            BpText after = g_array_index(rule->after, BpText, k);
            find_rule(loader, after.text, after.at);
        }
    }
    for (guint i = 0; i < loader->changes->len; i++) {
        BpRule *rule = g_ptr_array_index(loader->changes, i);
        int at = find_rule(loader, rule->id, rule->at);
        if (at < 0)
            continue;
        bp_rule_free(g_ptr_array_index(rules, at));
        g_ptr_array_index(rules, at) = rule;
        g_ptr_array_index(loader->changes, i) = NULL;
    }
    for (guint i = 0; i < loader->disabled->len; i++) {
        BpText id = g_array_index(loader->disabled, BpText, i);
        int at = find_rule(loader, id.text, id.at);
        if (at >= 0)
            g_ptr_array_remove_index(rules, (guint)at);
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
    set->defines = bp_defines_new();
    set->rules = g_ptr_array_new_with_free_func(rule_free);
    return set;
}

static bool load_all(Loader *loader, const char *path, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add(paths, g_strdup(path));
    else if (!collect_paths(path, 0, paths, error))
        return false;
    if (paths->len == 0) {
        g_set_error(error, BP_ERROR, BP_ERROR_RULES, "no *.rules files in '%s'", path);
        return false;
    }
    g_ptr_array_sort(paths, compare_paths);
    for (guint i = 0; i < paths->len; i++) {
        if (!load_file(loader, g_ptr_array_index(paths, i), error))
            return false;
    }
    apply_changes(loader);
    return true;
}

BpRuleSet *bp_rule_set_read(const char *path, BpDiagList *diags, GError **error)
{
    g_autoptr(BpRuleSet) set = set_new();
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GHashTable) read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) changed = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(rule_free);
    g_autoptr(GArray) disabled = g_array_new(FALSE, FALSE, sizeof(BpText));
    Loader loader = {set, diags, checksum, read, ids, changes, changed, disabled, 0};
    if (!load_all(&loader, path, error))
        return NULL;
    set->hash = g_strdup(g_checksum_get_string(checksum));
    count_groups(set);
    bp_rule_set_group(set);
    return g_steal_pointer(&set);
}

BpRuleSet *bp_rule_set_load(const char *folder, BpDiagList *diags, GError **error)
{
    guint before = bp_diag_count(diags, BP_DIAG_ERROR);
    g_autoptr(BpRuleSet) set = bp_rule_set_read(folder, diags, error);
    if (!set)
        return NULL;
    guint errors = bp_diag_count(diags, BP_DIAG_ERROR) - before;
    if (errors > 0) {
        g_set_error(error, BP_ERROR, BP_ERROR_RULES, "%u %s in the rules in '%s'", errors,
                    errors == 1 ? "error" : "errors", folder);
        return NULL;
    }
    return g_steal_pointer(&set);
}

void bp_rule_set_free(BpRuleSet *set)
{
    if (!set)
        return;
    bp_rule_set_free_groups(set);
    g_ptr_array_unref(set->rules);
    bp_defines_free(set->defines);
    g_ptr_array_unref(set->statements);
    g_ptr_array_unref(set->files);
    g_free(set->hash);
    g_free(set);
}

const char *bp_rule_set_peek_hash(const BpRuleSet *set)
{
    return set->hash;
}
