/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An explanation as JSON, for tools: the same as its text says, with nothing left out. */
#include "write/explanation.h"

#include <jansson.h>

#include "common/text.h"

#include "write/facts.h"

static json_t *text_new(const char *text)
{
    g_autofree char *owned = NULL;
    return json_string(bp_facts_clean(text, &owned));
}

static json_t *answers_new(const GPtrArray *answers)
{
    json_t *array = json_array();
    for (guint i = 0; i < answers->len; i++) {
        const BpAnswer *answer = g_ptr_array_index(answers, i);
        json_t *object = json_object(), *captures = json_object();
        json_object_set_new(object, "rule", text_new(answer->rule));
        json_object_set_new(object, "place", text_new(answer->place));
        for (guint k = 0; k + 1 < answer->captures->len; k += 2)
            json_object_set_new(captures, g_ptr_array_index(answer->captures, k),
                                text_new(g_ptr_array_index(answer->captures, k + 1)));
        if (answer->reason) {
            json_object_set_new(object, "reason", text_new(answer->reason));
            json_decref(captures);
        } else {
            json_object_set_new(object, "why", text_new(answer->why));
            json_object_set_new(object, "captures", captures);
        }
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *questions_new(const GPtrArray *questions, const char *whole)
{
    json_t *array = json_array();
    for (guint i = 0; i < questions->len; i++) {
        const BpQuestion *question = g_ptr_array_index(questions, i);
        json_t *object = json_object();
        json_object_set_new(object, "emit", text_new(question->emit));
        json_object_set_new(object, "context", text_new(question->context));
        json_object_set_new(object, "text", text_new(question->text ? question->text : whole));
        json_object_set_new(object, "won", answers_new(question->winners));
        json_object_set_new(object, "lost", answers_new(question->losers));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *texts_new(const GPtrArray *texts)
{
    json_t *array = json_array();
    for (guint i = 0; i < texts->len; i++) {
        const BpExplainedText *text = g_ptr_array_index(texts, i);
        json_t *object = json_object();
        json_object_set_new(object, "page", json_integer(text->page));
        json_object_set_new(object, "text", text_new(text->text));
        json_object_set_new(object, "questions", questions_new(text->questions, text->text));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *records_new(const GPtrArray *records)
{
    json_t *array = json_array();
    for (guint i = 0; i < records->len; i++) {
        const BpExplainedRecord *record = g_ptr_array_index(records, i);
        json_t *object = json_object(), *texts = json_array();
        json_object_set_new(object, "page", json_integer(record->page));
        json_object_set_new(object, "type", text_new(record->type));
        json_object_set_new(object, "key", text_new(record->key));
        json_object_set_new(object, "rule", text_new(record->rule));
        json_object_set_new(object, "place", text_new(record->place));
        for (guint k = 0; k < record->texts->len; k++)
            json_array_append_new(texts, text_new(g_ptr_array_index(record->texts, k)));
        json_object_set_new(object, "texts", texts);
        json_array_append_new(array, object);
    }
    return array;
}

char *bp_explanation_dup_json(const BpExplanation *explanation)
{
    json_t *object = json_object();
    json_object_set_new(object, "file", text_new(explanation->file));
    json_object_set_new(object, "sector", text_new(explanation->sector));
    json_object_set_new(object, "publisher", text_new(explanation->publisher));
    json_object_set_new(object, "texts", texts_new(explanation->texts));
    json_object_set_new(object, "records", records_new(explanation->records));
    gsize len = json_dumpb(object, NULL, 0, JSON_INDENT(1));
    char *bytes = g_malloc(len + 2);
    json_dumpb(object, bytes, len, JSON_INDENT(1));
    bytes[len] = '\n';
    bytes[len + 1] = '\0';
    json_decref(object);
    return bytes;
}
