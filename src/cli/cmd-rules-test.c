/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack rules test: what the rules take in documents.
 *
 * With layers added by --rules or the standing folders of user and machine, what their rules take:
 * that is what somebody who has just written one wants to see. Without any, what becomes records.
 */
#include <stdio.h>
#include <string.h>

#include "common/error.h"
#include "common/text.h"

#include "batch/rule-uses.h"
#include "cli/cmd-rules.h"
#include "cli/work-options.h"
#include "model/record.h"
#include "work/work-all.h"

/* Characters of a text that are shown. */
#define SHOWN 100

typedef struct {
    BpRunRules *sum;
    bool has_added;   /* rules are added to those of the program */
    GString *taken;   /* worker: lines about one document */
    GHashTable *told; /* worker: lines, so that each is told once */
    guint n_not_well;
} Test;

static char *dup_shown(const char *text, gsize len)
{
    g_autofree char *copy = g_strndup(text, len);
    g_autofree char *squeezed = bp_text_dup_squeezed(copy);
    g_autofree char *safe = bp_text_dup_escaped(squeezed);
    if (g_utf8_strlen(safe, -1) <= SHOWN)
        return g_steal_pointer(&safe);
    g_autofree char *cut = g_utf8_substring(safe, 0, SHOWN);
    return g_strconcat(cut, "...", NULL);
}

static void listen(const char *emit, const char *context, const BpSubject *subject,
                   const BpMatch *match, gpointer data)
{
    Test *test = data;
    if (!match || (test->has_added ? !bp_rule_is_added(match->rule) : !bp_record_type(emit)))
        return;
    g_autofree char *text = dup_shown(subject->text, subject->len);
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_append_printf(line, "  page %u  %s%s%s  %s\n      %s\n", subject->page, emit,
                           context ? " in " : "", context ? context : "",
                           bp_rule_get_id(match->rule), text);
    for (guint i = 0; i < match->n_captures; i++) {
        const BpCapture *capture = &match->captures[i];
        g_autofree char *value =
            dup_shown(subject->text + capture->start, capture->end - capture->start);
        g_string_append_printf(line, "      %s: %s\n", capture->field, value);
    }
    if (g_hash_table_add(test->told, g_strdup(line->str)))
        g_string_append_len(test->taken, line->str, (gssize)line->len);
}

static void show(GBytes *bytes G_GNUC_UNUSED, const BpDocument *document, guint flags G_GNUC_UNUSED,
                 BpWorkerLink *link, gpointer data)
{
    const Test *test = data;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *file = bp_text_dup_escaped(document->file);
    g_string_append_printf(out, "%s: %s, %s, sector %s, publisher %s\n", file,
                           bp_status(document->status)->name,
                           document->kind ? document->kind : "of no kind",
                           document->sector.name ? document->sector.name : "unknown",
                           document->publisher.name ? document->publisher.name : "unknown");
    g_string_append_len(out, test->taken->str, (gssize)test->taken->len);
    bp_worker_link_text(link, out->str, out->len);
}

static void add_document(const BpResult *result, gpointer data)
{
    Test *test = data;
    const BpDocument *document = result->document;
    bp_run_rules_add(test->sum, document);
    test->n_not_well += !bp_status(document->status)->well;
    bp_work_report(document);
    for (guint i = 0; i < document->findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(document->findings, i);
        if (strcmp(finding->code, "rule-limit") == 0)
            fprintf(stderr, "boardpack: %s: page %u: %s\n", document->file, finding->page,
                    finding->message);
    }
}

/* Rules that were added and took nothing: the first thing to know of them. */
static void print_silent(const BpRunRules *sum)
{
    for (guint i = 0; i < sum->n; i++) {
        const BpRule *rule = bp_rule_set_peek_rule(sum->rules, i);
        BpPlace place = bp_rule_get_place(rule);
        if (bp_rule_is_added(rule) && sum->taken[i] == 0)
            printf("%s  %s:%u  took nothing\n", bp_rule_get_id(rule), place.file, place.line);
    }
}

static bool has_added_rules(const BpRuleSet *rules)
{
    for (guint i = 0; i < bp_rule_set_get_n_rules(rules); i++)
        if (bp_rule_is_added(bp_rule_set_peek_rule(rules, i)))
            return true;
    return false;
}

int bp_rules_test_command(char **argv, GError **error)
{
    g_auto(GStrv) rules_folders = NULL, rest = NULL;
    g_auto(BpWorkOptions) options_of_work = {0};
    BpSandboxMode sandbox;
    const GOptionEntry options[] = {
        BP_OPTION_RULES(rules_folders),
        BP_OPTIONS_WORK(options_of_work),
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    BpParsed parsed = bp_options_parse(
        "rules test", "PATH...",
        "Shows what the rules that are added take in documents, and those that take nothing.",
        options, argv, &rest, error);
    if (parsed != BP_PARSED)
        return BP_EXIT_OK;
    if (!rest[0]) {
        g_set_error(error, BP_ERROR, BP_ERROR_USAGE, "rules test: expected at least one PATH");
        return BP_EXIT_USAGE;
    }
    if (!bp_work_options_apply(&options_of_work, &sandbox, error))
        return BP_EXIT_USAGE;
    g_autoptr(BpRuleSet) rules = bp_rules_load(rules_folders, error);
    if (rules == NULL)
        return BP_EXIT_CONFIG;
    g_autoptr(BpRunRules) sum = bp_run_rules_new(rules);
    g_autoptr(GString) taken = g_string_new(NULL);
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Test test = {sum, has_added_rules(rules), taken, told, 0};
    BpWork work = {
        .rules = rules, .sandbox = sandbox, .last = BP_STAGE_IDS, .show = show, .data = &test};
    work.trace = listen;
    work.trace_data = &test;
    if (!bp_work_all(&work, rest, add_document, &test, error))
        return BP_EXIT_INTERNAL;
    print_silent(sum);
    return test.n_not_well ? BP_EXIT_SOME_FAILED : BP_EXIT_OK;
}
