/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The JSON Schema (2020-12) of a document, made from the table of record types.
 *
 * Everything is required and nothing else is allowed: an absent value is "", 0 or [], so a reader
 * needs no second way of asking, and a field that somebody forgot here is found by the tests.
 */
#include <string.h>

#include "common/json-compat.h"

#include "write/facts.h"
#include "write/writer.h"

#define ID_PATTERN       "^[a-z2-7]{16}(-[0-9]+)?$"
#define NONE_OR(pattern) "^$|" pattern

/* An object schema is filled through these: what it has is what it must have. */
static json_t *object_new(const char *what)
{
    return json_pack("{s:s, s:s, s:b, s:[], s:{}}", "description", what, "type", "object",
                     "additionalProperties", 0, "required", "properties");
}

static void add(json_t *object, const char *name, json_t *schema)
{
    json_array_append_new(json_object_get(object, "required"), json_string(name));
    json_object_set_new(json_object_get(object, "properties"), name, schema);
}

static json_t *describe(json_t *schema, const char *what)
{
    json_object_set_new(schema, "description", json_string(what));
    return schema;
}

static json_t *string_new(void)
{
    return json_pack("{s:s}", "type", "string");
}

static json_t *pattern_new(const char *pattern)
{
    return json_pack("{s:s, s:s}", "type", "string", "pattern", pattern);
}

static json_t *integer_new(void)
{
    return json_pack("{s:s, s:i}", "type", "integer", "minimum", 0);
}

static json_t *fraction_new(void)
{
    return json_pack("{s:s, s:i, s:i}", "type", "number", "minimum", 0, "maximum", 1);
}

static json_t *array_new(json_t *items)
{
    return json_pack("{s:s, s:o}", "type", "array", "items", items);
}

static json_t *reference_new(const char *name)
{
    g_autofree char *path = g_strconcat("#/$defs/", name, NULL);
    return json_pack("{s:s}", "$ref", path);
}

static json_t *enum_new(const char *const *words)
{
    json_t *list = json_pack("[s]", "");
    for (; *words; words++)
        json_array_append_new(list, json_string(*words));
    return json_pack("{s:o}", "enum", list);
}

static json_t *pair_new(void)
{
    json_t *pair = object_new("A label and what is printed beside it");
    add(pair, "field", describe(string_new(), "Normalised name, or empty"));
    add(pair, "label", describe(string_new(), "Label, as printed"));
    add(pair, "value", describe(string_new(), "Value, as printed"));
    return pair;
}

static json_t *field_new(const BpField *field)
{
    switch (field->kind) {
    case BP_FIELD_TEXT:
        return string_new();
    case BP_FIELD_DATE:
        return pattern_new(NONE_OR("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"));
    case BP_FIELD_TIME:
        return pattern_new(NONE_OR("^[0-2][0-9]:[0-5][0-9]$"));
    case BP_FIELD_WORD:
        return enum_new(field->words);
    case BP_FIELD_LIST:
        return array_new(string_new());
    case BP_FIELD_PAGE:
        return integer_new();
    case BP_FIELD_REF:
        return pattern_new(NONE_OR(ID_PATTERN));
    case BP_FIELD_PAIRS:
        return array_new(reference_new("pair"));
    }
    return NULL;
}

static json_t *record_new(const BpRecordType *type)
{
    json_t *record = object_new(type->what);
    add(record, "id", pattern_new(ID_PATTERN));
    add(record, "page", describe(integer_new(), "Page where it begins, from 1"));
    add(record, "page_label", describe(string_new(), "Printed page number"));
    add(record, "rule", describe(string_new(), "Rule that made it"));
    add(record, "confidence", fraction_new());
    add(record, "meeting", describe(pattern_new(NONE_OR(ID_PATTERN)), "Meeting it belongs to"));
    add(record, "part", describe(pattern_new(NONE_OR(ID_PATTERN)), "Part it stands in"));
    add(record, "spans", array_new(reference_new("span")));
    for (guint i = 0; type->fields[i].name; i++)
        add(record, type->fields[i].name,
            describe(field_new(&type->fields[i]), type->fields[i].what));
    return record;
}

static json_t *span_new(void)
{
    json_t *span = object_new("A place: points from the top left corner of a page");
    json_t *box = array_new(json_pack("{s:s}", "type", "number"));
    json_object_set_new(box, "minItems", json_integer(4));
    json_object_set_new(box, "maxItems", json_integer(4));
    add(span, "page", integer_new());
    add(span, "bbox", describe(box, "x0, y0, x1, y1"));
    return span;
}

static json_t *statuses_new(void)
{
    json_t *list = json_array();
    for (guint i = 0; i < BP_N_STATUSES; i++)
        json_array_append_new(list, json_string(bp_status((BpStatus)i)->name));
    return json_pack("{s:o}", "enum", list);
}

static json_t *generator_new(void)
{
    json_t *generator = object_new("What made the document");
    add(generator, "name", string_new());
    add(generator, "version", string_new());
    add(generator, "rules", describe(string_new(), "SHA-256 of the rules"));
    return generator;
}

static json_t *source_new(void)
{
    json_t *source = object_new("The file: a PDF, a web page or a text");
    add(source, "file", describe(string_new(), "Path below the folder that was read"));
    add(source, "sha256", pattern_new(NONE_OR("^[0-9a-f]{64}$")));
    add(source, "bytes", integer_new());
    add(source, "pages", integer_new());
    add(source, "title", string_new());
    add(source, "producer", string_new());
    return source;
}

static json_t *layers_new(void)
{
    json_t *layers = object_new("The layers of rules that counted, and the points for them");
    add(layers, "sector", string_new());
    add(layers, "sector_score", integer_new());
    add(layers, "publisher", string_new());
    add(layers, "publisher_score", integer_new());
    return layers;
}

static json_t *coverage_new(void)
{
    json_t *coverage = object_new("How much of the body text stands in a record");
    add(coverage, "characters", describe(integer_new(), "Without white space"));
    add(coverage, "claimed", describe(integer_new(), "Those in the place of a record"));
    add(coverage, "share", fraction_new());
    return coverage;
}

static json_t *levels_new(void)
{
    json_t *list = json_array();
    for (guint i = 0; i < BP_N_FINDING_LEVELS; i++)
        json_array_append_new(list, json_string(bp_finding_level_name((BpFindingLevel)i)));
    return describe(json_pack("{s:o}", "enum", list), "A hint has no part in the status");
}

static json_t *diagnostic_new(void)
{
    json_t *diagnostic = object_new("A finding about the document");
    add(diagnostic, "code", string_new());
    add(diagnostic, "level", levels_new());
    add(diagnostic, "page", describe(integer_new(), "0 when it is about the whole document"));
    add(diagnostic, "message", string_new());
    return diagnostic;
}

char *bp_schema_json(gsize *out_len)
{
    g_autoptr(json_t) schema = object_new("What boardpack found in one document");
    json_t *defs = json_object();
    json_object_set_new(schema, "$schema",
                        json_string("https://json-schema.org/draft/2020-12/schema"));
    json_object_set_new(schema, "title", json_string("boardpack document"));
    add(schema, "schema", json_pack("{s:s}", "const", BP_SCHEMA_NAME));
    add(schema, "status", statuses_new());
    add(schema, "kind", enum_new(bp_document_kinds()));
    add(schema, "generator", generator_new());
    add(schema, "source", source_new());
    add(schema, "layers", layers_new());
    add(schema, "coverage", coverage_new());
    guint n_types;
    const BpRecordType *types = bp_record_types(&n_types);
    for (guint i = 0; i < n_types; i++) {
        add(schema, types[i].plural, array_new(reference_new(types[i].name)));
        json_object_set_new(defs, types[i].name, record_new(&types[i]));
    }
    add(schema, "diagnostics", array_new(diagnostic_new()));
    json_object_set_new(defs, "span", span_new());
    json_object_set_new(defs, "pair", pair_new());
    json_object_set_new(schema, "$defs", defs);

    gsize len = json_dumpb(schema, NULL, 0, JSON_INDENT(2));
    char *bytes = g_malloc(len + 2);
    json_dumpb(schema, bytes, len, JSON_INDENT(2));
    bytes[len] = '\n';
    bytes[len + 1] = '\0';
    *out_len = len + 1;
    return bytes;
}
