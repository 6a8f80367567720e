/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack rules new: a rule made from a line of a document, to begin with.
 *
 * The line becomes the first `ok`; its first words, escaped and with numbers and white space let
 * free, become the regex, and all of it what the kind calls its text; what stands below it becomes
 * the first `not`. What is printed passes `rules check` where the kind needs no constant, or the
 * constant is given with --set.
 */
#include <string.h>

#include "common/error.h"
#include "common/text.h"

#include "cli/cmd-rules.h"
#include "cli/work-options.h"
#include "model/block.h"
#include "model/record.h"
#include "rules/contexts.h"
#include "rules/emit.h"
#include "work/work-all.h"

typedef struct {
    const char *line, *emit, *set, *in;
    const BpEmit *kind;
    bool found; /* coordinator: something was printed */
} New;

/* The paragraph, alone or in a cell, that is or holds the text, and the one after it. */
typedef struct {
    const char *wanted; /* folded */
    bool whole;         /* it has to be all of the paragraph */
    const BpBlock *found, *next;
} Search;

static void look_at(Search *search, const BpBlock *block)
{
    if (search->found && !search->next && strcmp(block->text, search->found->text) != 0)
        search->next = block;
    if (search->found)
        return;
    g_autofree char *folded = bp_text_dup_folded(block->text);
    if (search->whole ? !strcmp(folded, search->wanted) : strstr(folded, search->wanted) != NULL)
        search->found = block;
}

static void look_through(Search *search, const BpLayout *layout)
{
    for (guint i = 0; i < layout->blocks->len; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        const BpTable *table = block->table;
        if (block->kind == BP_BLOCK_PARA)
            look_at(search, block);
        for (guint r = 0; table && r <= table->rows->len; r++) {
            const BpRow *row = r ? table->rows->pdata[r - 1] : table->header;
            for (guint c = 0; row && c < row->cells->len; c++) {
                const BpCell *cell = row->cells->pdata[c];
                for (guint k = 0; cell && k < cell->blocks->len; k++)
                    if (((const BpBlock *)cell->blocks->pdata[k])->kind == BP_BLOCK_PARA)
                        look_at(search, cell->blocks->pdata[k]);
            }
        }
    }
}

/* Words of a longer text that go into the regex. */
#define FIRST_WORDS 5

/* Whether all of the text is in it. */
static bool add_escaped(GString *out, const char *text)
{
    guint words = 0;
    for (const char *p = text; *p;) {
        gsize digits = strspn(p, "0123456789"), white = strspn(p, " \t");
        if (white && ++words == FIRST_WORDS)
            return false;
        if (digits) {
            g_string_append(out, "\\d+");
        } else if (white) {
            g_string_append(out, "\\s+");
        } else {
            if (strchr("\\^$.|?*+()[]{}#", *p))
                g_string_append_c(out, '\\');
            g_string_append_c(out, *p);
        }
        p += digits ? digits : white ? white : 1;
    }
    return true;
}

/* The field that takes the whole text: what a record is known by. NULL for other kinds. */
static const char *main_field(const BpEmit *kind)
{
    const BpRecordType *type = bp_record_type(kind->name);
    return type && bp_emit_has_field(kind, type->key) ? type->key : NULL;
}

/* The text as a regex: digits and white space stand for any of their kind. */
static char *dup_regex(const BpEmit *kind, const char *text)
{
    GString *out = g_string_new("^");
    const char *field = main_field(kind);
    if (field)
        g_string_append_printf(out, "(?<%s>", field);
    bool whole = add_escaped(out, text);
    g_string_append(out, field ? ".*)$" : whole ? "\\s*:?$" : "\\b");
    return g_string_free(out, FALSE);
}

/* What the stages ask about: without the number or bullet in front, which is known already. */
static char *dup_text(const BpBlock *block)
{
    return bp_text_dup_squeezed(bp_block_peek_body(block));
}

/* "my.decision.resolved-that" from the first letters of the text. */
static char *dup_id(const char *emit, const char *text)
{
    GString *out = g_string_new("my.");
    for (const char *p = emit; *p; p++)
        g_string_append_c(out, *p == '_' ? '-' : *p);
    g_string_append_c(out, '.');
    gsize from = out->len;
    for (const char *p = text; *p && out->len < from + 24; p++) {
        if (g_ascii_isalpha(*p))
            g_string_append_c(out, g_ascii_tolower(*p));
        else if (out->len > from && out->str[out->len - 1] != '-')
            g_string_append_c(out, '-');
    }
    while (out->len > from && out->str[out->len - 1] == '-')
        g_string_truncate(out, out->len - 1);
    if (out->len == from)
        g_string_append(out, "one");
    return g_string_free(out, FALSE);
}

static char *dup_rule(const New *new, const BpBlock *block, const BpBlock *next)
{
    GString *out = g_string_new("format 1\n\n");
    g_autofree char *text = dup_text(block);
    g_autofree char *other = next ? dup_text(next) : g_strdup("Something else");
    g_autofree char *id = dup_id(new->emit, text);
    g_autofree char *regex = dup_regex(new->kind, text);
    g_string_append_printf(out, "rule %s\n  why      SAY WHY, for those who come after you.\n", id);
    g_string_append_printf(out, "  emit     %s\n", new->emit);
    if (new->in)
        g_string_append_printf(out, "  in       %s\n", new->in);
    if (new->set) {
        g_autofree char *value = g_strdelimit(g_strdup(new->set), "=", ' ');
        g_string_append_printf(out, "  set      %s\n", value);
    } else if (*new->kind->needs) {
        g_string_append_printf(out, "  set      %s WHICH\n", new->kind->needs);
    }
    if (*new->kind->fields)
        g_string_append_printf(out, "  # groups (?<NAME>...) fill fields: %s\n", new->kind->fields);
    if (block->style & BP_STYLE_BOLD)
        g_string_append(out, "  # the text is bold: where bold\n");
    if (block->caps)
        g_string_append(out, "  # the text is in capitals: where caps\n");
    g_string_append_printf(out, "  match    %s\n  ok       %s\n  not      %s\n", regex, text,
                           other);
    return g_string_free(out, FALSE);
}

/* In the worker; nothing is sent when the text is not there. */
static void show(GBytes *bytes G_GNUC_UNUSED, const BpDocument *document, guint flags G_GNUC_UNUSED,
                 BpWorkerLink *link, gpointer data)
{
    const New *new = data;
    g_autofree char *wanted = bp_text_dup_folded(new->line);
    Search search = {wanted, true, NULL, NULL};
    if (document->layout)
        look_through(&search, document->layout);
    search.whole = false;
    if (document->layout && !search.found)
        look_through(&search, document->layout);
    if (!search.found)
        return;
    g_autofree char *rule = dup_rule(new, search.found, search.next);
    bp_worker_link_text(link, rule, strlen(rule));
}

static void take(const char *text, gsize len, gpointer data)
{
    New *new = data;
    new->found = bp_stdout_write(text, len, NULL) || new->found;
}

static bool find_kind(New *new, GError **error)
{
    guint n = 0;
    const BpEmit *emits = bp_emits(&n);
    int index = new->emit ? bp_emit_index(new->emit) : -1;
    if (index >= 0) {
        new->kind = &emits[index];
        return true;
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(names, (gpointer)(guintptr)emits[i].name);
    g_ptr_array_add(names, NULL);
    bp_set_unknown(error, "kind", new->emit ? new->emit : "", (const char *const *)names->pdata);
    return false;
}

static bool check_place(const New *new, GError **error)
{
    g_autofree char *wrong = new->in ? bp_context_dup_complaint(new->emit, new->in) : NULL;
    g_autofree char *shown = wrong ? bp_text_dup_escaped(wrong) : NULL;
    if (wrong)
        g_set_error(error, BP_ERROR, BP_ERROR_USAGE, "%s", shown);
    return wrong == NULL;
}

int bp_rules_new_command(char **argv, GError **error)
{
    g_autofree char *line = NULL, *emit = NULL, *set = NULL, *in = NULL;
    g_auto(GStrv) rest = NULL;
    g_auto(BpWorkOptions) options_of_work = {0};
    BpSandboxMode sandbox;
    const GOptionEntry options[] = {
        {"line", 'l', 0, G_OPTION_ARG_FILENAME, &line, "some words of the text", "TEXT"},
        {"emit", 'e', 0, G_OPTION_ARG_FILENAME, &emit, "what the rule makes of it", "KIND"},
        {"in", 'i', 0, G_OPTION_ARG_FILENAME, &in,
         "where it is asked; 'rules kinds' lists the places", "PLACE"},
        BP_OPTIONS_WORK(options_of_work),
        {"set", 's', 0, G_OPTION_ARG_FILENAME, &set, "a constant of the rule", "NAME=VALUE"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    BpParsed parsed = bp_options_parse(
        "rules new", "FILE",
        "Prints a rule made from a line of a document, to be changed and put in a file.", options,
        argv, &rest, error);
    if (parsed != BP_PARSED || !bp_options_expect(rest, 1, "one FILE", error))
        return BP_EXIT_OK;
    New new = {.line = line, .emit = emit, .set = set, .in = in};
    if (!line || !find_kind(&new, error) || !check_place(&new, error)) {
        if (!line)
            g_set_error(error, BP_ERROR, BP_ERROR_USAGE, "rules new: expected --line TEXT");
        return BP_EXIT_USAGE;
    }
    if (!bp_work_options_apply(&options_of_work, &sandbox, error))
        return BP_EXIT_USAGE;
    g_autoptr(BpRuleSet) rules = bp_rules_load(NULL, error);
    if (rules == NULL)
        return BP_EXIT_CONFIG;
    BpWork work = {.rules = rules,
                   .sandbox = sandbox,
                   .last = BP_STAGE_LAYOUT,
                   .show = show,
                   .text = take,
                   .data = &new};
    g_autoptr(BpDocument) document = bp_work_one(&work, rest[0], error);
    if (document == NULL)
        return BP_EXIT_INTERNAL;
    if (!new.found && bp_work_report(document) == BP_EXIT_OK) {
        g_autofree char *shown = bp_text_dup_escaped(line);
        g_set_error(error, BP_ERROR, BP_ERROR_INPUT, "no text of '%s' holds '%s'", document->file,
                    shown);
    }
    return new.found ? BP_EXIT_OK : BP_EXIT_SOME_FAILED;
}
