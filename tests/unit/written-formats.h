/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Puts a document through a writer, reads the result with another library than that which made it
 * where there is one, and asserts that it holds the document's texts (written.h).
 */
#pragma once

#include <libxml/parser.h>

#include "written.h"

static inline char *dup_format(const BpDocument *document, const char *name, gsize *out_len)
{
    g_autoptr(GError) error = NULL;
    char *bytes = bp_format(name)->format(document, "0123456789abcdef", out_len, &error);
    g_assert_no_error(error);
    g_assert_true(g_utf8_validate(bytes, (gssize)*out_len, NULL));
    g_assert_cmpuint(strlen(bytes), ==, *out_len);
    return bytes;
}

/* The texts of the document, its records by type as the outputs have them. */
static inline GPtrArray *dup_own_texts(const BpDocument *document)
{
    GPtrArray *texts = texts_new();
    keep_text(texts, document->file);
    keep_text(texts, document->title);
    keep_text(texts, document->producer);
    guint n;
    const BpRecordType *types = bp_record_types(&n);
    for (guint t = 0; t < n; t++) {
        g_autoptr(GPtrArray) records = bp_document_dup_records(document, types[t].name);
        for (guint i = 0; i < records->len; i++)
            keep_record(texts, g_ptr_array_index(records, i));
    }
    for (guint i = 0; i < document->findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(document->findings, i);
        keep_text(texts, finding->code);
        keep_text(texts, finding->message);
    }
    return texts;
}

static inline void assert_json(const BpDocument *document, const GPtrArray *originals)
{
    gsize len;
    g_autofree char *bytes = dup_format(document, "json", &len);
    json_t *root = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, NULL);
    g_assert_nonnull(root);
    g_autoptr(GPtrArray) texts = texts_new();
    const json_t *source = json_object_get(root, "source");
    keep_text(texts, json_member(source, "file"));
    keep_text(texts, json_member(source, "title"));
    keep_text(texts, json_member(source, "producer"));
    guint n;
    const BpRecordType *types = bp_record_types(&n);
    for (guint t = 0; t < n; t++) {
        const json_t *list = json_object_get(root, types[t].plural);
        for (gsize i = 0; i < json_array_size(list); i++)
            keep_json(texts, json_array_get(list, i), &types[t], "type");
    }
    const json_t *findings = json_object_get(root, "diagnostics");
    for (gsize i = 0; i < json_array_size(findings); i++) {
        keep_text(texts, json_member(json_array_get(findings, i), "code"));
        keep_text(texts, json_member(json_array_get(findings, i), "message"));
    }
    assert_same_texts(originals, texts);
    json_decref(root);
}

static inline void assert_lines(const BpDocument *document)
{
    for (guint i = 0; i < document->records->len; i++) {
        const BpRecord *record = g_ptr_array_index(document->records, i);
        g_autoptr(GError) error = NULL;
        gsize len;
        g_autofree char *line = bp_json_dup_line(document, record, &len, &error);
        g_assert_no_error(error);
        g_assert_true(strchr(line, '\n') == line + len - 1); /* one line, and no more */
        json_t *root = json_loadb(line, len, JSON_REJECT_DUPLICATES, NULL);
        g_assert_nonnull(root);
        g_assert_cmpstr(json_member(root, "type"), ==, record->type->name);
        assert_kept(document->file, json_member(root, "file"));
        g_autofree char *own_type = g_strconcat(record->type->name, "_type", NULL);
        g_autoptr(GPtrArray) originals = texts_new(), texts = texts_new();
        keep_record(originals, record);
        keep_json(texts, root, record->type, own_type);
        assert_same_texts(originals, texts);
        json_decref(root);
    }
}

/* For a terminal: nothing that it obeys, nothing that turns the reading order. */
static inline void assert_text(const BpDocument *document)
{
    gsize len;
    g_autofree char *text = dup_format(document, "text", &len);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        bool bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        g_assert_true(c == '\n' || (c >= 0x20 && !(c >= 0x7F && c <= 0x9F) && !bidi));
    }
}
