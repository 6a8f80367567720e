/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Folders of rule files: order, includes, `replace` and `disable`, and the check as a whole.
 * The wording of findings is in tests/rules/bad, which this compares too.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "common/error.h"
#include "common/limits.h"

#include "rules/contexts.h"
#include "rules/emit.h"
#include "rules/rules.h"
#include "rules/self-check.h"

#define RULE(id, regex) "rule " id "\n  why w\n  emit noise\n  match " regex "\n"

typedef struct {
    char *folder;
    GPtrArray *paths; /* to remove, in this order */
} Folder;

static void set_up(Folder *f, gconstpointer data)
{
    (void)data;
    f->folder = g_dir_make_tmp("boardpack-XXXXXX", NULL);
    f->paths = g_ptr_array_new_with_free_func(g_free);
}

static void tear_down(Folder *f, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < f->paths->len; i++)
        g_remove(g_ptr_array_index(f->paths, i));
    g_rmdir(f->folder);
    g_ptr_array_unref(f->paths);
    g_free(f->folder);
}

static void put(Folder *f, const char *name, const char *text)
{
    char *path = g_build_filename(f->folder, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_ptr_array_insert(f->paths, 0, path);
    if (strcmp(folder, f->folder) != 0)
        g_ptr_array_add(f->paths, g_steal_pointer(&folder));
}

static BpRuleSet *load(const Folder *f)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    BpRuleSet *set = bp_rule_set_load(f->folder, diags, &error);
    g_autofree char *text = bp_diag_list_dup_text(diags);
    g_assert_cmpstr(text, ==, "");
    g_assert_no_error(error);
    return set;
}

static const char *winner(const BpRuleSet *set, const char *text)
{
    g_autoptr(BpMatcher) matcher = bp_matcher_new(set);
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;
    return bp_matcher_match(matcher, "noise", NULL, &subject, &match) ? bp_rule_get_id(match.rule)
                                                                      : "-";
}

/* Files by path; an include brings a file forward; a file is read once. */
static void test_order(Folder *f, gconstpointer data)
{
    (void)data;
    put(f, "b/one.rules", "format 1\ninclude ../c/early.rules\n" RULE("b.one", "^x"));
    put(f, "c/early.rules", "format 1\ndefine X x\n" RULE("c.early", "^%{X}y"));
    put(f, "a.rules", "format 1\n" RULE("a.first", "^xyz"));
    put(f, "c/notes.txt", "no rules");
    g_autoptr(BpRuleSet) set = load(f);
    g_assert_cmpstr(winner(set, "xyz"), ==, "a.first");
    g_assert_cmpstr(winner(set, "xy"), ==, "c.early");
    g_assert_cmpstr(winner(set, "x"), ==, "b.one");
    g_assert_cmpstr(winner(set, "y"), ==, "-");
}

/* A publisher's file changes rules wherever it is sorted; a replaced rule keeps its place. */
static void test_changes(Folder *f, gconstpointer data)
{
    (void)data;
    put(f, "a.rules",
        "format 1\nreplace r.one\n  why w\n  emit noise\n  match ^[xq]\ndisable r.two\n");
    put(f, "b.rules",
        "format 1\n" RULE("r.one", "^x") RULE("r.two", "^y") RULE("r.three", "^[xyq]"));
    g_autoptr(BpRuleSet) set = load(f);
    g_assert_cmpstr(winner(set, "q"), ==, "r.one");
    g_assert_cmpstr(winner(set, "y"), ==, "r.three");
}

/* The winner in documents of a sector and publisher. */
static const char *winner_in(const BpRuleSet *set, const char *sector, const char *publisher,
                             const char *text)
{
    g_autoptr(BpMatcher) matcher = bp_matcher_new(set);
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;
    bp_matcher_set_layers(matcher, sector, publisher);
    return bp_matcher_match(matcher, "noise", NULL, &subject, &match) ? bp_rule_get_id(match.rule)
                                                                      : "-";
}

/* A layer counts where it should, is asked before those below it, and changes them there only. */
static void test_layers(Folder *f, gconstpointer data)
{
    (void)data;
    put(f, "base/a.rules",
        "format 1\ndefine X x\n" RULE("b.x", "^%{X}") RULE("b.y", "^y") RULE("b.z", "^z"));
    put(f, "sector/nhs/s.rules",
        "format 1\ndefine OWN q\n" RULE("s.x", "^%{X}s") RULE("s.own", "^%{OWN}") "disable b.y\n");
    put(f, "sector/parish.rules", "format 1\ndefine OWN p\n" RULE("p.own", "^%{OWN}"));
    put(f, "publisher/welby.rules",
        "format 1\nreplace b.z\n  why w\n  emit noise\n  match ^w\n" RULE("w.x", "^xs"));
    g_autoptr(BpRuleSet) set = load(f);
    g_assert_cmpstr(winner_in(set, NULL, NULL, "xs"), ==, "b.x");
    g_assert_cmpstr(winner_in(set, "nhs", NULL, "xs"), ==, "s.x");
    g_assert_cmpstr(winner_in(set, "nhs", "welby", "xs"), ==, "w.x");
    g_assert_cmpstr(winner_in(set, "nhs", NULL, "q"), ==, "s.own");
    g_assert_cmpstr(winner_in(set, "parish", NULL, "p"), ==, "p.own");
    g_assert_cmpstr(winner_in(set, "parish", NULL, "q"), ==, "-");
    g_assert_cmpstr(winner_in(set, "parish", NULL, "y"), ==, "b.y");
    g_assert_cmpstr(winner_in(set, "nhs", NULL, "y"), ==, "-");
    g_assert_cmpstr(winner_in(set, NULL, "welby", "w"), ==, "b.z");
    g_assert_cmpstr(winner_in(set, NULL, "welby", "z"), ==, "-");
    g_assert_cmpstr(winner_in(set, NULL, "nobody", "z"), ==, "b.z");
}

/* A layer may not override without saying so, nor speak of what comes later. */
static void test_layers_errors(Folder *f, gconstpointer data)
{
    (void)data;
    put(f, "base/a.rules", "format 1\ndefine X x\n" RULE("b.x", "^%{X}") "disable w.x\n");
    put(f, "publisher/welby.rules",
        "format 1\ndefine X y\n" RULE("b.x", "^%{X}") RULE("w.x", "^w"));
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    g_autoptr(GError) error = NULL;
    g_assert_null(bp_rule_set_load(f->folder, diags, &error));
    g_autofree char *text = bp_diag_list_dup_text(diags);
    g_assert_nonnull(strstr(text, "error: rule 'w.x' is of a later layer"));
    g_assert_nonnull(strstr(text, "welby.rules:2:8: error: 'X' is defined twice"));
    g_assert_nonnull(strstr(text, "error: rule 'b.x' twice"));
    g_assert_nonnull(strstr(text, "note: to change a rule of another layer, say 'replace b.x'"));
}

static void test_hash(Folder *f, gconstpointer data)
{
    (void)data;
    put(f, "a.rules", "format 1\n" RULE("r.one", "^x"));
    g_autoptr(BpRuleSet) first = load(f);
    g_autoptr(BpRuleSet) same = load(f);
    put(f, "a.rules", "format 1\n" RULE("r.one", "^y"));
    g_autoptr(BpRuleSet) other = load(f);
    g_assert_cmpstr(bp_rule_set_peek_hash(first), ==, bp_rule_set_peek_hash(same));
    g_assert_cmpstr(bp_rule_set_peek_hash(first), !=, bp_rule_set_peek_hash(other));
}

static void test_errors(Folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    g_autoptr(GError) none = NULL, broken = NULL;
    g_assert_null(bp_rule_set_load(f->folder, diags, &none));
    g_assert_error(none, BP_ERROR, BP_ERROR_RULES);
    put(f, "a.rules", "format 1\ninclude gone.rules\ninclude a.rules\n" RULE("r.one", "^("));
    g_assert_null(bp_rule_set_load(f->folder, diags, &broken));
    g_assert_error(broken, BP_ERROR, BP_ERROR_RULES);
    g_assert_cmpuint(bp_diag_count(diags, BP_DIAG_ERROR), ==, 2);
    g_autofree char *text = bp_diag_list_dup_text(diags);
    g_assert_nonnull(strstr(text, "a.rules:2:9: error: cannot read"));
    g_assert_nonnull(strstr(text, "a.rules:7:11: error: missing closing parenthesis"));
}

static void test_check(Folder *f, gconstpointer data)
{
    (void)data;
    put(f, "a.rules",
        "format 1\n"
        "rule c.role\n  why w\n  emit column\n  set role owner\n  match ^Lead #\\d$\n"
        "  where bold\n"
        "  ok Lead #1\n    role owner\n    @layout bold\n"
        "  ok Lead #2\n  not Leads\n  not Lead #3\n    @layout italic\n  todo ok Lead\n"
        "rule c.gap\n  why w\n  emit column\n  set role none\n  match ^Lead\\t\\w$\n"
        "  ok Lead\tx\n  not Lead x\n"
        "rule c.plain\n  why w\n  emit column\n  set role text\n  match ^Lead #\\d$\n"
        "  ok Lead #4\n  not Leads\n");
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    g_autoptr(GString) tap = g_string_new(NULL);
    bool good = bp_rules_check((const char *[]){f->folder, NULL}, NULL, tap, diags);
    g_autofree char *text = bp_diag_list_dup_text(diags);
    g_assert_cmpstr(text, ==, "");
    g_assert_true(good);
    g_assert_cmpstr(tap->str, ==,
                    "ok 1 - c.role: ok Lead \\#1\n"
                    "ok 2 - c.role: ok Lead \\#2\n"
                    "ok 3 - c.role: not Leads\n"
                    "ok 4 - c.role: not Lead \\#3\n"
                    "not ok 5 - c.role: ok Lead # TODO known to be wrong\n"
                    "ok 6 - c.gap: ok Lead\tx\n"
                    "ok 7 - c.gap: not Lead x\n"
                    "ok 8 - c.plain: ok Lead \\#4\n"
                    "ok 9 - c.plain: not Leads\n"
                    "1..9\n");
}

/* The findings about each file of tests/rules/bad, word for word. */
static void test_bad(void)
{
    static const char folder[] = "tests/rules/bad/";
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    if (!dir) {
        g_test_skip("tests/rules/bad is not below the current folder");
        return;
    }
    const char *name = NULL;
    while ((name = g_dir_read_name(dir))) {
        if (!g_str_has_suffix(name, ".rules"))
            continue;
        g_autofree char *path = g_strconcat(folder, name, NULL);
        g_autofree char *stem = g_strndup(path, strlen(path) - strlen(".rules"));
        g_autofree char *expected_path = g_strconcat(stem, ".expected", NULL);
        g_autofree char *expected = NULL;
        g_autoptr(BpDiagList) diags = bp_diag_list_new();
        g_autoptr(GString) tap = g_string_new(NULL);
        g_assert_false(bp_rules_check((const char *[]){path, NULL}, NULL, tap, diags));
        g_autofree char *text = bp_diag_list_dup_text(diags);
        g_autoptr(GString) actual = g_string_new(text);
        g_string_replace(actual, folder, "", 0);
        g_assert_true(g_file_get_contents(expected_path, &expected, NULL, NULL));
        g_assert_cmpstr(actual->str, ==, expected);
    }
}

/* The manual names every kind and every field. */
static void test_manual(void)
{
    g_autofree char *manual = NULL;
    if (!g_file_get_contents("rules/README.md", &manual, NULL, NULL)) {
        g_test_skip("rules/README.md is not below the current folder");
        return;
    }
    guint n = 0;
    const BpEmit *emits = bp_emits(&n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = g_strdup_printf("`%s`", emits[i].name);
        const char *row = strstr(manual, name);
        g_assert_nonnull(row);
        g_assert_true(!*emits[i].fields || strstr(row, emits[i].fields));
    }
    const BpContext *contexts = bp_contexts(&n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *row = g_strdup_printf("| `%s` | `%s` | %s |", contexts[i].emit,
                                               contexts[i].name, contexts[i].what);
        if (!strstr(manual, row))
            g_test_message("rules/README.md has no row %s", row);
        g_assert_nonnull(strstr(manual, row));
    }
    static const BpLimitId limits[] = {BP_LIMIT_MATCH_STEPS, BP_LIMIT_MATCH_HEAP_KIB,
                                       BP_LIMIT_JIT_STACK_BYTES, BP_LIMIT_SUBJECT_BYTES,
                                       BP_LIMIT_DEFINE_DEPTH};
    for (guint i = 0; i < G_N_ELEMENTS(limits); i++) {
        g_autofree char *name = g_strdup_printf("| `%s` |", bp_limit(limits[i])->name);
        g_assert_nonnull(strstr(manual, name));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/rules-files/order", Folder, NULL, set_up, test_order, tear_down);
    g_test_add("/rules-files/changes", Folder, NULL, set_up, test_changes, tear_down);
    g_test_add("/rules-files/layers", Folder, NULL, set_up, test_layers, tear_down);
    g_test_add("/rules-files/layers-errors", Folder, NULL, set_up, test_layers_errors, tear_down);
    g_test_add("/rules-files/hash", Folder, NULL, set_up, test_hash, tear_down);
    g_test_add("/rules-files/errors", Folder, NULL, set_up, test_errors, tear_down);
    g_test_add("/rules-files/check", Folder, NULL, set_up, test_check, tear_down);
    g_test_add_func("/rules-files/bad", test_bad);
    g_test_add_func("/rules-files/manual", test_manual);
    return g_test_run();
}
