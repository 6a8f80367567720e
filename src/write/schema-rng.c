/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The RELAX NG schema of a document, made from the table of record types by the same rules by
 * which the XML is: facts are attributes, fields are child elements in the order of the table.
 * What may be empty is optional, because the XML leaves it out.
 */
#include <string.h>

#include "write/facts.h"
#include "write/writer.h"
#include "write/xml-compat.h"

#define ID_PATTERN "[a-z2-7]{16}(-[0-9]+)?"

static void begin(xmlTextWriter *rng, const char *element, const char *name)
{
    xmlTextWriterStartElement(rng, BP_XML(element));
    if (name)
        xmlTextWriterWriteAttribute(rng, BP_XML("name"), BP_XML(name));
}

static void end(xmlTextWriter *rng)
{
    xmlTextWriterEndElement(rng);
}

/* A datatype of XML Schema, with a pattern or NULL. */
static void data(xmlTextWriter *rng, const char *type, const char *pattern)
{
    xmlTextWriterStartElement(rng, BP_XML("data"));
    xmlTextWriterWriteAttribute(rng, BP_XML("type"), BP_XML(type));
    if (pattern) {
        begin(rng, "param", "pattern");
        xmlTextWriterWriteString(rng, BP_XML(pattern));
        end(rng);
    }
    end(rng);
}

static void text(xmlTextWriter *rng)
{
    begin(rng, "text", NULL);
    end(rng);
}

static void words(xmlTextWriter *rng, const char *const *list)
{
    begin(rng, "choice", NULL);
    for (; *list; list++)
        xmlTextWriterWriteElement(rng, BP_XML("value"), BP_XML(*list));
    end(rng);
}

static void attribute(xmlTextWriter *rng, const char *name, const char *type, const char *pattern)
{
    begin(rng, "attribute", name);
    data(rng, type, pattern);
    end(rng);
}

static void optional_attribute(xmlTextWriter *rng, const char *name, const char *pattern)
{
    begin(rng, "optional", NULL);
    begin(rng, "attribute", name);
    if (pattern)
        data(rng, "string", pattern);
    else
        text(rng);
    end(rng);
    end(rng);
}

static void reference(xmlTextWriter *rng, const char *name)
{
    begin(rng, "zeroOrMore", NULL);
    begin(rng, "ref", name);
    end(rng);
    end(rng);
}

static void field_value(xmlTextWriter *rng, const BpField *field)
{
    switch (field->kind) {
    case BP_FIELD_TEXT:
    case BP_FIELD_LIST:
        text(rng);
        break;
    case BP_FIELD_DATE:
        data(rng, "date", NULL);
        break;
    case BP_FIELD_TIME:
        data(rng, "string", "[0-2][0-9]:[0-5][0-9]");
        break;
    case BP_FIELD_WORD:
        words(rng, field->words);
        break;
    case BP_FIELD_PAGE:
        data(rng, "positiveInteger", NULL);
        break;
    case BP_FIELD_REF:
        data(rng, "string", ID_PATTERN);
        break;
    case BP_FIELD_PAIRS:
        optional_attribute(rng, "field", NULL);
        optional_attribute(rng, "label", NULL);
        text(rng);
        break;
    }
}

static void define_record(xmlTextWriter *rng, const BpRecordType *type)
{
    begin(rng, "define", type->name);
    begin(rng, "element", type->name);
    attribute(rng, "id", "string", ID_PATTERN);
    begin(rng, "ref", "common");
    end(rng);
    for (guint i = 0; type->fields[i].name; i++) {
        const BpField *field = &type->fields[i];
        begin(rng, field->item ? "zeroOrMore" : "optional", NULL);
        begin(rng, "element", field->item ? field->item : field->name);
        field_value(rng, field);
        end(rng);
        end(rng);
    }
    end(rng);
    end(rng);
}

static void define_common(xmlTextWriter *rng)
{
    static const char *const corners[] = {"x0", "y0", "x1", "y1"};
    begin(rng, "define", "common");
    attribute(rng, "page", "nonNegativeInteger", NULL);
    optional_attribute(rng, "page_label", NULL);
    optional_attribute(rng, "rule", NULL);
    attribute(rng, "confidence", "decimal", NULL);
    optional_attribute(rng, "meeting", ID_PATTERN);
    optional_attribute(rng, "part", ID_PATTERN);
    begin(rng, "zeroOrMore", NULL);
    begin(rng, "element", "span");
    attribute(rng, "page", "nonNegativeInteger", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
        attribute(rng, corners[i], "decimal", NULL);
    begin(rng, "empty", NULL);
    end(rng);
    end(rng);
    end(rng);
    end(rng);
}

static void head(xmlTextWriter *rng)
{
    begin(rng, "attribute", "schema");
    xmlTextWriterWriteElement(rng, BP_XML("value"), BP_XML(BP_SCHEMA_NAME));
    end(rng);
    begin(rng, "attribute", "status");
    begin(rng, "choice", NULL);
    for (guint i = 0; i < BP_N_STATUSES; i++)
        xmlTextWriterWriteElement(rng, BP_XML("value"), BP_XML(bp_status((BpStatus)i)->name));
    end(rng);
    end(rng);
    begin(rng, "optional", NULL);
    begin(rng, "attribute", "kind");
    words(rng, bp_document_kinds());
    end(rng);
    end(rng);

    begin(rng, "element", "generator");
    optional_attribute(rng, "name", NULL);
    optional_attribute(rng, "version", NULL);
    optional_attribute(rng, "rules", NULL);
    end(rng);
    begin(rng, "element", "source");
    optional_attribute(rng, "file", NULL);
    optional_attribute(rng, "sha256", "[0-9a-f]{64}");
    attribute(rng, "bytes", "nonNegativeInteger", NULL);
    attribute(rng, "pages", "nonNegativeInteger", NULL);
    optional_attribute(rng, "title", NULL);
    optional_attribute(rng, "producer", NULL);
    end(rng);
    begin(rng, "element", "layers");
    optional_attribute(rng, "sector", NULL);
    attribute(rng, "sector_score", "nonNegativeInteger", NULL);
    optional_attribute(rng, "publisher", NULL);
    attribute(rng, "publisher_score", "nonNegativeInteger", NULL);
    end(rng);
    begin(rng, "element", "coverage");
    attribute(rng, "characters", "nonNegativeInteger", NULL);
    attribute(rng, "claimed", "nonNegativeInteger", NULL);
    attribute(rng, "share", "decimal", NULL);
    end(rng);
}

static void diagnostics(xmlTextWriter *rng)
{
    begin(rng, "zeroOrMore", NULL);
    begin(rng, "element", "diagnostic");
    optional_attribute(rng, "code", NULL);
    begin(rng, "attribute", "level");
    begin(rng, "choice", NULL);
    for (guint i = 0; i < BP_N_FINDING_LEVELS; i++)
        xmlTextWriterWriteElement(rng, BP_XML("value"),
                                  BP_XML(bp_finding_level_name((BpFindingLevel)i)));
    end(rng);
    end(rng);
    attribute(rng, "page", "nonNegativeInteger", NULL);
    text(rng);
    end(rng);
    end(rng);
}

static void start(xmlTextWriter *rng, const BpRecordType *types, guint n_types)
{
    begin(rng, "start", NULL);
    begin(rng, "element", "document");
    head(rng);
    for (guint i = 0; i < n_types; i++)
        reference(rng, types[i].name);
    diagnostics(rng);
    end(rng);
    end(rng);
}

char *bp_schema_rng(gsize *out_len)
{
    guint n_types;
    const BpRecordType *types = bp_record_types(&n_types);
    g_autoptr(xmlBuffer) buffer = xmlBufferCreate();
    g_autoptr(xmlTextWriter) rng = xmlNewTextWriterMemory(buffer, 0);
    xmlTextWriterSetIndent(rng, 1);
    xmlTextWriterStartDocument(rng, NULL, "UTF-8", NULL);
    xmlTextWriterStartElementNS(rng, NULL, BP_XML("grammar"),
                                BP_XML("http://relaxng.org/ns/structure/1.0"));
    xmlTextWriterWriteAttribute(rng, BP_XML("ns"), BP_XML(BP_XML_NAMESPACE));
    xmlTextWriterWriteAttribute(rng, BP_XML("datatypeLibrary"),
                                BP_XML("http://www.w3.org/2001/XMLSchema-datatypes"));
    start(rng, types, n_types);
    define_common(rng);
    for (guint i = 0; i < n_types; i++)
        define_record(rng, &types[i]);
    xmlTextWriterEndElement(rng);
    xmlTextWriterEndDocument(rng);
    xmlTextWriterFlush(rng);
    *out_len = (gsize)xmlBufferLength(buffer);
    return g_strndup((const char *)xmlBufferContent(buffer), *out_len);
}
