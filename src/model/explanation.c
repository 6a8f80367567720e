/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making and freeing explanations. */
#include "model/explanation.h"

static void answer_free(gpointer data)
{
    BpAnswer *answer = data;
    g_free(answer->rule);
    g_free(answer->place);
    g_free(answer->reason);
    g_free(answer->why);
    g_ptr_array_unref(answer->captures);
    g_free(answer);
}

static void question_free(gpointer data)
{
    BpQuestion *question = data;
    g_free(question->emit);
    g_free(question->context);
    g_free(question->text);
    g_ptr_array_unref(question->winners);
    g_ptr_array_unref(question->losers);
    g_free(question);
}

static void text_free(gpointer data)
{
    BpExplainedText *text = data;
    g_free(text->text);
    g_ptr_array_unref(text->questions);
    g_free(text);
}

static void record_free(gpointer data)
{
    BpExplainedRecord *record = data;
    g_free(record->type);
    g_free(record->key);
    g_free(record->rule);
    g_free(record->place);
    g_ptr_array_unref(record->texts);
    g_free(record);
}

BpExplanation *bp_explanation_new(void)
{
    BpExplanation *explanation = g_new0(BpExplanation, 1);
    explanation->texts = g_ptr_array_new_with_free_func(text_free);
    explanation->records = g_ptr_array_new_with_free_func(record_free);
    return explanation;
}

void bp_explanation_free(BpExplanation *explanation)
{
    if (!explanation)
        return;
    g_free(explanation->file);
    g_free(explanation->sector);
    g_free(explanation->publisher);
    g_ptr_array_unref(explanation->texts);
    g_ptr_array_unref(explanation->records);
    g_free(explanation);
}

BpExplainedText *bp_explanation_add_text(BpExplanation *explanation, guint page, const char *text)
{
    BpExplainedText *explained = g_new0(BpExplainedText, 1);
    explained->page = page;
    explained->text = g_strdup(text);
    explained->questions = g_ptr_array_new_with_free_func(question_free);
    g_ptr_array_add(explanation->texts, explained);
    return explained;
}

BpQuestion *bp_explained_add_question(BpExplainedText *text, const char *emit, const char *context)
{
    BpQuestion *question = g_new0(BpQuestion, 1);
    question->emit = g_strdup(emit);
    question->context = g_strdup(context ? context : "");
    question->winners = g_ptr_array_new_with_free_func(answer_free);
    question->losers = g_ptr_array_new_with_free_func(answer_free);
    g_ptr_array_add(text->questions, question);
    return question;
}

BpAnswer *bp_question_add_answer(GPtrArray *answers, const char *rule, const char *place)
{
    BpAnswer *answer = g_new0(BpAnswer, 1);
    answer->rule = g_strdup(rule);
    answer->place = g_strdup(place);
    answer->captures = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(answers, answer);
    return answer;
}

BpExplainedRecord *bp_explanation_add_record(BpExplanation *explanation, guint page,
                                             const char *type, const char *key)
{
    BpExplainedRecord *record = g_new0(BpExplainedRecord, 1);
    record->page = page;
    record->type = g_strdup(type);
    record->key = g_strdup(key);
    record->texts = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(explanation->records, record);
    return record;
}
