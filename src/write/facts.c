/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Walks a document and tells a sink what it holds; see facts.h.
 *
 * Text was cleaned when it came from the file. It is checked again here because a writer that lets
 * one bad character through makes a whole file unreadable for everybody after it, and neither
 * libxml2 nor Jansson looks.
 */
#include "write/facts.h"

#include <math.h>
#include <string.h>

#include "common/text.h"

/* Pages are at most 200 inches; what is beyond this is nonsense and would only be noise. */
#define MAX_POINT 1000000.0

typedef struct {
    const BpSink *sink;
    gpointer data;
} Walk;

/* Whether the character that starts at `c` may stand in XML 1.0; the text is valid UTF-8. */
static bool is_xml_character(const char *c)
{
    gunichar u = g_utf8_get_char(c);
    return u >= 0x20 ? u != 0xFFFE && u != 0xFFFF : u == '\t' || u == '\n' || u == '\r';
}

static bool is_clean(const char *text)
{
    /* nearly every text is plain ASCII */
    while (*text >= ' ' && *text < 0x7F)
        text++;
    if (!*text)
        return true;
    if (!g_utf8_validate(text, -1, NULL))
        return false;
    for (const char *c = text; *c; c += g_utf8_skip[(guchar)*c])
        if (!is_xml_character(c))
            return false;
    return true;
}

const char *bp_facts_clean(const char *text, char **out_owned)
{
    if (!text)
        return "";
    if (is_clean(text))
        return text;
    *out_owned = bp_text_dup_clean(text, -1, NULL);
    return *out_owned;
}

static double round_to(double number, double steps)
{
    double rounded = round(number * steps) / steps;
    return rounded == 0 ? 0 : rounded; /* no negative zero */
}

double bp_facts_confidence(double confidence)
{
    return isnan(confidence) ? 0 : round_to(CLAMP(confidence, 0, 1), 100);
}

double bp_facts_point(double point)
{
    return isnan(point) ? 0 : round_to(CLAMP(point, -MAX_POINT, MAX_POINT), 10);
}

static void tell_text(const Walk *walk, BpPlaceOf place, const char *name, const char *text)
{
    g_autofree char *owned = NULL;
    walk->sink->text(walk->data, place, name, bp_facts_clean(text, &owned));
}

static void tell_fact(const Walk *walk, const char *name, const char *text)
{
    tell_text(walk, BP_PLACE_FACT, name, text);
}

static void tell_spans(const Walk *walk, const GArray *spans)
{
    walk->sink->list(walk->data, "spans");
    for (guint i = 0; i < spans->len; i++) {
        const BpSpan *span = &g_array_index(spans, BpSpan, i);
        const double corners[4] = {bp_facts_point(span->box.x0), bp_facts_point(span->box.y0),
                                   bp_facts_point(span->box.x1), bp_facts_point(span->box.y1)};
        walk->sink->begin(walk->data, "spans", "span");
        walk->sink->number(walk->data, BP_PLACE_FACT, "page", span->page);
        walk->sink->box(walk->data, corners);
        walk->sink->end(walk->data);
    }
}

static void tell_list(const Walk *walk, const BpField *field, const GPtrArray *list)
{
    walk->sink->list(walk->data, field->name);
    for (guint i = 0; list && i < list->len; i++) {
        g_autofree char *owned = NULL;
        const char *text = bp_facts_clean(g_ptr_array_index(list, i), &owned);
        walk->sink->item(walk->data, field->name, field->item, text);
    }
}

static void tell_pairs(const Walk *walk, const BpField *field, const GPtrArray *pairs)
{
    walk->sink->list(walk->data, field->name);
    for (guint i = 0; pairs && i < pairs->len; i++) {
        const BpPair *pair = g_ptr_array_index(pairs, i);
        walk->sink->begin(walk->data, field->name, field->item);
        tell_fact(walk, "field", pair->field);
        tell_fact(walk, "label", pair->label);
        tell_text(walk, BP_PLACE_CONTENT, "value", pair->value);
        walk->sink->end(walk->data);
    }
}

static void tell_field(const Walk *walk, const BpField *field, const BpValue *value)
{
    switch (field->kind) {
    case BP_FIELD_TEXT:
    case BP_FIELD_DATE:
    case BP_FIELD_TIME:
    case BP_FIELD_WORD:
    case BP_FIELD_REF:
        tell_text(walk, BP_PLACE_FIELD, field->name, value->text);
        break;
    case BP_FIELD_LIST:
        tell_list(walk, field, value->list);
        break;
    case BP_FIELD_PAGE:
        walk->sink->number(walk->data, BP_PLACE_FIELD, field->name, value->number);
        break;
    case BP_FIELD_PAIRS:
        tell_pairs(walk, field, value->list);
        break;
    }
}

void bp_facts_walk_record(const BpRecord *record, const BpSink *sink, gpointer data)
{
    const Walk walk = {.sink = sink, .data = data};
    tell_fact(&walk, "id", record->id);
    sink->number(data, BP_PLACE_FACT, "page", record->page);
    tell_fact(&walk, "page_label", record->page_label);
    tell_fact(&walk, "rule", record->rule);
    sink->real(data, "confidence", bp_facts_confidence(record->confidence));
    tell_fact(&walk, "meeting", record->meeting);
    tell_fact(&walk, "part", record->part);
    tell_spans(&walk, record->spans);
    for (guint i = 0; record->type->fields[i].name; i++)
        tell_field(&walk, &record->type->fields[i], &record->values[i]);
}

static void tell_head(const Walk *walk, const BpDocument *document, const char *rules_hash)
{
    bool known = document->kind && g_strv_contains(bp_document_kinds(), document->kind);
    tell_fact(walk, "schema", BP_SCHEMA_NAME);
    tell_fact(walk, "status", bp_status(document->status)->name);
    tell_fact(walk, "kind", known ? document->kind : NULL);

    walk->sink->begin(walk->data, NULL, "generator");
    tell_fact(walk, "name", "boardpack");
    tell_fact(walk, "version", BOARDPACK_VERSION);
    tell_fact(walk, "rules", rules_hash);
    walk->sink->end(walk->data);

    walk->sink->begin(walk->data, NULL, "source");
    tell_fact(walk, "file", document->file);
    tell_fact(walk, "sha256", document->sha256);
    walk->sink->number(walk->data, BP_PLACE_FACT, "bytes", document->bytes);
    walk->sink->number(walk->data, BP_PLACE_FACT, "pages", document->n_pages);
    tell_fact(walk, "title", document->title);
    tell_fact(walk, "producer", document->producer);
    walk->sink->end(walk->data);

    walk->sink->begin(walk->data, NULL, "layers");
    tell_fact(walk, "sector", document->sector.name);
    walk->sink->number(walk->data, BP_PLACE_FACT, "sector_score", document->sector.score);
    tell_fact(walk, "publisher", document->publisher.name);
    walk->sink->number(walk->data, BP_PLACE_FACT, "publisher_score", document->publisher.score);
    walk->sink->end(walk->data);

    const BpCoverage *coverage = &document->coverage;
    walk->sink->begin(walk->data, NULL, "coverage");
    walk->sink->number(walk->data, BP_PLACE_FACT, "characters", coverage->characters);
    walk->sink->number(walk->data, BP_PLACE_FACT, "claimed", coverage->claimed);
    walk->sink->real(walk->data, "share", bp_facts_confidence(bp_coverage_share(coverage)));
    walk->sink->end(walk->data);
}

static void tell_findings(const Walk *walk, const GPtrArray *findings)
{
    walk->sink->list(walk->data, "diagnostics");
    for (guint i = 0; i < findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(findings, i);
        walk->sink->begin(walk->data, "diagnostics", "diagnostic");
        tell_fact(walk, "code", finding->code);
        tell_fact(walk, "level", bp_finding_level_name(finding->level));
        walk->sink->number(walk->data, BP_PLACE_FACT, "page", finding->page);
        tell_text(walk, BP_PLACE_CONTENT, "message", finding->message);
        walk->sink->end(walk->data);
    }
}

void bp_facts_walk_document(const BpDocument *document, const char *rules_hash, const BpSink *sink,
                            gpointer data)
{
    const Walk walk = {.sink = sink, .data = data};
    tell_head(&walk, document, rules_hash);
    guint n_types;
    const BpRecordType *types = bp_record_types(&n_types);
    for (guint t = 0; t < n_types; t++) {
        sink->list(data, types[t].plural);
        for (guint i = 0; i < document->records->len; i++) {
            const BpRecord *record = g_ptr_array_index(document->records, i);
            if (record->type != &types[t])
                continue;
            sink->begin(data, types[t].plural, types[t].name);
            bp_facts_walk_record(record, sink, data);
            sink->end(data);
        }
    }
    tell_findings(&walk, document->findings);
}
