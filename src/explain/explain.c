/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Questions are kept once each (kind, context, page and text), with what layout knew of the text.
 * They are told under the paragraph or cell that holds what they were about; one about a text that
 * stands on no page (a name, a part of a table told in words) is told nowhere.
 */
#include "explain/explain.h"

#include <string.h>

#include "common/text.h"

#include "model/block.h"

/* A longer text that holds a paragraph is the page: what was asked of that is not about the
 * paragraph. */
#define LONGEST_WHOLE 3000

typedef struct {
    const char *emit; /* borrowed from the table of kinds */
    char *context;    /* or NULL */
    BpSubject subject;
    char *text;         /* of the subject */
    GPtrArray *winners; /* Winner* */
} Asked;

typedef struct {
    const BpRule *rule;
    GPtrArray *captures; /* char*: field, text, ... */
} Winner;

struct BpExplainer {
    GPtrArray *asked;   /* Asked*, in the order first asked */
    GHashTable *by_key; /* "emit context page text" -> Asked* */
};

static void winner_free(gpointer data)
{
    Winner *winner = data;
    g_ptr_array_unref(winner->captures);
    g_free(winner);
}

static void asked_free(gpointer data)
{
    Asked *asked = data;
    g_free(asked->context);
    g_free(asked->text);
    g_ptr_array_unref(asked->winners);
    g_free(asked);
}

BpExplainer *bp_explainer_new(void)
{
    BpExplainer *explainer = g_new0(BpExplainer, 1);
    explainer->asked = g_ptr_array_new_with_free_func(asked_free);
    explainer->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return explainer;
}

void bp_explainer_free(BpExplainer *explainer)
{
    if (!explainer)
        return;
    g_hash_table_unref(explainer->by_key);
    g_ptr_array_unref(explainer->asked);
    g_free(explainer);
}

static bool has_won(const Asked *asked, const BpRule *rule)
{
    for (guint i = 0; i < asked->winners->len; i++)
        if (((const Winner *)asked->winners->pdata[i])->rule == rule)
            return true;
    return false;
}

static void add_winner(Asked *asked, const BpSubject *subject, const BpMatch *match)
{
    Winner *winner = g_new0(Winner, 1);
    winner->rule = match->rule;
    winner->captures = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < match->n_captures; i++) {
        const BpCapture *capture = &match->captures[i];
        g_ptr_array_add(winner->captures, g_strdup(capture->field));
        g_ptr_array_add(winner->captures,
                        g_strndup(subject->text + capture->start, capture->end - capture->start));
    }
    g_ptr_array_add(asked->winners, winner);
}

void bp_explainer_listen(const char *emit, const char *context, const BpSubject *subject,
                         const BpMatch *match, gpointer data)
{
    BpExplainer *explainer = data;
    g_autofree char *text = g_strndup(subject->text, subject->len);
    char *key = g_strdup_printf("%s %s %u %s", emit, context ? context : "", subject->page, text);
    Asked *asked = g_hash_table_lookup(explainer->by_key, key);
    if (asked) {
        g_free(key);
    } else {
        asked = g_new0(Asked, 1);
        asked->emit = g_intern_string(emit);
        asked->context = g_strdup(context);
        asked->subject = *subject;
        asked->text = g_steal_pointer(&text);
        asked->subject.text = asked->text;
        asked->winners = g_ptr_array_new_with_free_func(winner_free);
        g_ptr_array_add(explainer->asked, asked);
        g_hash_table_insert(explainer->by_key, key, asked);
    }
    if (match && !has_won(asked, match->rule))
        add_winner(asked, subject, match);
}

static char *dup_place(const BpRule *rule)
{
    BpPlace place = bp_rule_get_place(rule);
    return g_strdup_printf("%s:%u", place.file, place.line);
}

typedef struct {
    const Asked *asked;
    BpQuestion *question;
} Judging;

static char *dup_reason(const BpVerdict *verdict, const char *text)
{
    switch (verdict->kind) {
    case BP_VERDICT_TAKES:
        return g_strdup("an earlier rule was asked first");
    case BP_VERDICT_WHERE:
        return g_strdup_printf("where %s does not hold", verdict->what);
    case BP_VERDICT_UNLESS:
        return g_strdup_printf("unless %s", verdict->what);
    case BP_VERDICT_NO_MATCH:
        break;
    }
    if (verdict->reach == 0)
        return g_strdup("does not match");
    return g_strdup_printf("matches up to column %ld",
                           g_utf8_strlen(text, (gssize)verdict->reach) + 1);
}

static void add_loser(const BpVerdict *verdict, gpointer data)
{
    const Judging *judging = data;
    if (has_won(judging->asked, verdict->rule))
        return;
    g_autofree char *place = dup_place(verdict->rule);
    BpAnswer *answer =
        bp_question_add_answer(judging->question->losers, bp_rule_get_id(verdict->rule), place);
    answer->reason = dup_reason(verdict, judging->asked->text);
}

static void add_question(BpExplainedText *text, const Asked *asked, BpMatcher *matcher)
{
    BpQuestion *question = bp_explained_add_question(text, asked->emit, asked->context);
    if (strcmp(text->text, asked->text) != 0)
        question->text = g_strdup(asked->text);
    for (guint i = 0; i < asked->winners->len; i++) {
        const Winner *winner = asked->winners->pdata[i];
        g_autofree char *place = dup_place(winner->rule);
        BpAnswer *answer =
            bp_question_add_answer(question->winners, bp_rule_get_id(winner->rule), place);
        answer->why = g_strdup(bp_rule_get_why(winner->rule));
        for (guint k = 0; k < winner->captures->len; k++)
            g_ptr_array_add(answer->captures, g_strdup(winner->captures->pdata[k]));
    }
    Judging judging = {asked, question};
    bp_matcher_judge(matcher, asked->emit, asked->context, &asked->subject, add_loser, &judging);
}

/* A paragraph, alone or in a cell. */
typedef struct {
    const BpBlock *block;
} Unit;

static void add_units(GArray *units, const BpBlock *block)
{
    if (block->kind == BP_BLOCK_PARA) {
        Unit unit = {block};
        g_array_append_val(units, unit);
        return;
    }
    const BpTable *table = block->table;
    for (guint r = 0; r <= table->rows->len; r++) {
        const BpRow *row = r ? table->rows->pdata[r - 1] : table->header;
        for (guint c = 0; row && c < row->cells->len; c++) {
            const BpCell *cell = row->cells->pdata[c];
            for (guint i = 0; cell && i < cell->blocks->len; i++)
                if (((const BpBlock *)cell->blocks->pdata[i])->kind == BP_BLOCK_PARA)
                    add_units(units, cell->blocks->pdata[i]);
        }
    }
}

static GArray *find_units(const BpLayout *layout)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(Unit));
    for (guint i = 0; layout && i < layout->blocks->len; i++)
        add_units(units, layout->blocks->pdata[i]);
    return units;
}

static bool is_wanted(const BpBlock *block, const BpExplainWish *wish, const char *folded)
{
    if (wish->page && block->page != wish->page)
        return false;
    if (!folded)
        return true;
    g_autofree char *text = bp_text_dup_folded(block->text);
    return strstr(text, folded) != NULL;
}

/* Whether a question was about this paragraph, a part of it, or what it is a part of. */
static bool is_about(const Asked *asked, const BpBlock *block)
{
    if (asked->subject.page && asked->subject.page != block->page)
        return false;
    if (asked->subject.page == 0)
        return strcmp(asked->text, block->text) == 0;
    return strstr(block->text, asked->text) ||
           (asked->subject.len <= LONGEST_WHOLE && strstr(asked->text, block->text));
}

/* What a record is known by: the text of its key, else the first one it has. */
static const char *key_text(const BpRecord *record)
{
    const char *key = bp_record_get(record, record->type->key);
    for (guint i = 0; !*key && record->type->fields[i].name; i++)
        if (record->type->fields[i].kind == BP_FIELD_TEXT)
            key = bp_record_get(record, record->type->fields[i].name);
    return key;
}

static void add_record(BpExplanation *explanation, const BpRecord *record, const GArray *units,
                       const BpMatcher *matcher, const guint8 *wanted)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    bool any = false;
    for (guint i = 0; i < units->len; i++) {
        const BpBlock *block = g_array_index(units, Unit, i).block;
        double x = (block->box.x0 + block->box.x1) / 2, y = (block->box.y0 + block->box.y1) / 2;
        for (guint k = 0; k < record->spans->len; k++) {
            const BpSpan *span = &g_array_index(record->spans, BpSpan, k);
            if (span->page != block->page || x < span->box.x0 || x > span->box.x1 ||
                y < span->box.y0 || y > span->box.y1)
                continue;
            g_ptr_array_add(texts, block->text);
            any = any || wanted[i];
            break;
        }
    }
    if (!any)
        return;
    BpExplainedRecord *explained =
        bp_explanation_add_record(explanation, record->page, record->type->name, key_text(record));
    const BpRule *rule = record->rule ? bp_matcher_find_rule(matcher, record->rule) : NULL;
    explained->rule = g_strdup(record->rule ? record->rule : "");
    explained->place = rule ? dup_place(rule) : g_strdup("");
    for (guint i = 0; i < texts->len; i++)
        g_ptr_array_add(explained->texts, g_strdup(texts->pdata[i]));
}

BpExplanation *bp_explainer_explain(const BpExplainer *explainer, const BpDocument *document,
                                    const BpRuleSet *rules, const BpExplainWish *wish)
{
    g_autoptr(BpMatcher) matcher = bp_matcher_new(rules);
    g_autoptr(GArray) units = find_units(document->layout);
    g_autofree guint8 *wanted = g_new0(guint8, units->len + 1);
    g_autofree char *folded = wish->text ? bp_text_dup_folded(wish->text) : NULL;
    BpExplanation *explanation = bp_explanation_new();

    bp_matcher_set_layers(matcher, document->sector.name, document->publisher.name);
    explanation->file = g_strdup(document->file);
    explanation->sector = g_strdup(document->sector.name ? document->sector.name : "");
    explanation->publisher = g_strdup(document->publisher.name ? document->publisher.name : "");
    for (guint i = 0; i < units->len; i++) {
        const BpBlock *block = g_array_index(units, Unit, i).block;
        wanted[i] = is_wanted(block, wish, folded);
        if (!wanted[i])
            continue;
        BpExplainedText *text = bp_explanation_add_text(explanation, block->page, block->text);
        for (guint k = 0; k < explainer->asked->len; k++)
            if (is_about(explainer->asked->pdata[k], block))
                add_question(text, explainer->asked->pdata[k], matcher);
    }
    for (guint i = 0; i < document->records->len; i++)
        add_record(explanation, document->records->pdata[i], units, matcher, wanted);
    return explanation;
}
