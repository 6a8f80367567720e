/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads back what the JSON writers made of a document and holds it against the document: every text
 * is there, in its place; a character that may stand in XML is as it was, one that may not is
 * U+FFFD, one for each bad byte, so that nothing is lost silently. The oracle walks the characters
 * by itself and asks none of the code that it judges.
 */
#pragma once

#include <jansson.h>
#include <string.h>

#include "write/json.h"
#include "write/writer.h"

#define REPLACED 0xFFFDu

static inline bool may_be_written(gunichar c)
{
    return (c >= 0x20 && c != 0xFFFE && c != 0xFFFF) || c == '\t' || c == '\n' || c == '\r';
}

/* Noncharacters of other planes are no fault in XML; they may be kept or replaced. */
static inline bool may_be_replaced(gunichar c)
{
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

static inline void assert_kept(const char *original, const char *written)
{
    g_assert_nonnull(written);
    g_assert_true(g_utf8_validate(written, -1, NULL));
    const char *end = original + strlen(original);
    while (original < end) {
        gunichar was = g_utf8_get_char_validated(original, end - original);
        gunichar is = g_utf8_get_char(written);
        bool valid = was <= 0x10FFFF;
        if (!valid || !may_be_written(was))
            g_assert_cmphex(is, ==, REPLACED);
        else if (is != REPLACED || !may_be_replaced(was))
            g_assert_cmphex(is, ==, was);
        original = valid ? g_utf8_next_char(original) : original + 1;
        written = g_utf8_next_char(written);
    }
    g_assert_cmpstr(written, ==, "");
}

/* What is empty is left out here, as it is in XML. */
static inline void keep_text(GPtrArray *texts, const char *text)
{
    if (text && *text)
        g_ptr_array_add(texts, g_strdup(text));
}

static inline void keep_record(GPtrArray *texts, const BpRecord *record)
{
    keep_text(texts, record->page_label);
    keep_text(texts, record->rule);
    for (guint i = 0; record->type->fields[i].name; i++) {
        const BpValue *value = &record->values[i];
        keep_text(texts, value->text);
        for (guint k = 0; value->list && k < value->list->len; k++) {
            if (record->type->fields[i].kind == BP_FIELD_LIST) {
                keep_text(texts, g_ptr_array_index(value->list, k));
                continue;
            }
            const BpPair *pair = g_ptr_array_index(value->list, k);
            keep_text(texts, pair->field);
            keep_text(texts, pair->label);
            keep_text(texts, pair->value);
        }
    }
}

static inline const char *json_member(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* `own_type`: the name that a field "type" has there. */
static inline void keep_json(GPtrArray *texts, const json_t *object, const BpRecordType *type,
                             const char *own_type)
{
    keep_text(texts, json_member(object, "page_label"));
    keep_text(texts, json_member(object, "rule"));
    for (guint i = 0; type->fields[i].name; i++) {
        const char *name = type->fields[i].name;
        const json_t *value = json_object_get(object, strcmp(name, "type") ? name : own_type);
        keep_text(texts, json_string_value(value));
        for (gsize k = 0; k < json_array_size(value); k++) {
            const json_t *item = json_array_get(value, k);
            keep_text(texts, json_string_value(item));
            keep_text(texts, json_member(item, "field"));
            keep_text(texts, json_member(item, "label"));
            keep_text(texts, json_member(item, "value"));
        }
    }
}

static inline void assert_same_texts(const GPtrArray *originals, const GPtrArray *written)
{
    g_assert_cmpuint(originals->len, ==, written->len);
    for (guint i = 0; i < originals->len; i++)
        assert_kept(g_ptr_array_index(originals, i), g_ptr_array_index(written, i));
}

static inline GPtrArray *texts_new(void)
{
    return g_ptr_array_new_with_free_func(g_free);
}
