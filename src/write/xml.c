/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document as XML: a sink over libxml2's writer, which does all the escaping.
 *
 * An object is an element, its facts are attributes, its fields are child elements; what is empty
 * is left out. libxml2 writes any byte it is given and says it went well, so the result is read
 * again before anybody gets it.
 */
#include <string.h>

#include "common/error.h"

#include "write/facts.h"
#include "write/writer.h"
#include "write/xml-compat.h"

typedef struct {
    xmlTextWriter *writer;
    bool failed;
} Sink;

static void check(Sink *sink, int result)
{
    sink->failed = sink->failed || result < 0;
}

static void on_begin(gpointer data, const char *list G_GNUC_UNUSED, const char *name)
{
    Sink *sink = data;
    check(sink, xmlTextWriterStartElement(sink->writer, BP_XML(name)));
}

static void on_end(gpointer data)
{
    Sink *sink = data;
    check(sink, xmlTextWriterEndElement(sink->writer));
}

static void on_list(gpointer data G_GNUC_UNUSED, const char *list G_GNUC_UNUSED)
{
    /* Repeated elements need no list around them. */
}

static void on_item(gpointer data, const char *list G_GNUC_UNUSED, const char *name,
                    const char *text)
{
    Sink *sink = data;
    check(sink, xmlTextWriterWriteElement(sink->writer, BP_XML(name), BP_XML(text)));
}

static void on_text(gpointer data, BpPlaceOf place, const char *name, const char *text)
{
    Sink *sink = data;
    if (!*text)
        return;
    switch (place) {
    case BP_PLACE_FACT:
        check(sink, xmlTextWriterWriteAttribute(sink->writer, BP_XML(name), BP_XML(text)));
        break;
    case BP_PLACE_FIELD:
        check(sink, xmlTextWriterWriteElement(sink->writer, BP_XML(name), BP_XML(text)));
        break;
    case BP_PLACE_CONTENT:
        check(sink, xmlTextWriterWriteString(sink->writer, BP_XML(text)));
        break;
    }
}

static void on_number(gpointer data, BpPlaceOf place, const char *name, guint64 number)
{
    char text[24];
    g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, number);
    if (number > 0 || place == BP_PLACE_FACT)
        on_text(data, place, name, text);
}

static void on_real(gpointer data, const char *name, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    on_text(data, BP_PLACE_FACT, name, g_ascii_formatd(text, sizeof text, "%.10g", number));
}

static void on_box(gpointer data, const double corners[4])
{
    static const char *const names[] = {"x0", "y0", "x1", "y1"};
    for (guint i = 0; i < 4; i++)
        on_real(data, names[i], corners[i]);
}

static const BpSink xml_sink = {
    .begin = on_begin,
    .end = on_end,
    .list = on_list,
    .item = on_item,
    .text = on_text,
    .number = on_number,
    .real = on_real,
    .box = on_box,
};

static void ignore_message(void *context G_GNUC_UNUSED, xmlErrorPtr why G_GNUC_UNUSED)
{
    /* The result says it; libxml2 would print the text of a stranger's document. */
}

/* Whether the bytes are well-formed; as a stream, so that no second tree is built. */
static bool is_well_formed(const xmlBuffer *buffer)
{
    g_autoptr(xmlTextReader) reader =
        xmlReaderForMemory((const char *)xmlBufferContent(buffer), xmlBufferLength(buffer), NULL,
                           "UTF-8", XML_PARSE_NONET | XML_PARSE_HUGE);
    if (!reader)
        return false;
    xmlTextReaderSetStructuredErrorHandler(reader, ignore_message, NULL);
    int more;
    do
        more = xmlTextReaderRead(reader);
    while (more == 1);
    return more == 0;
}

static void write_document(Sink *sink, const BpDocument *document, const char *rules_hash)
{
    check(sink, xmlTextWriterSetIndent(sink->writer, 1));
    check(sink, xmlTextWriterStartDocument(sink->writer, NULL, "UTF-8", NULL));
    check(sink, xmlTextWriterStartElementNS(sink->writer, NULL, BP_XML("document"),
                                            BP_XML(BP_XML_NAMESPACE)));
    bp_facts_walk_document(document, rules_hash, &xml_sink, sink);
    check(sink, xmlTextWriterEndElement(sink->writer));
    check(sink, xmlTextWriterEndDocument(sink->writer));
}

char *bp_write_xml(const BpDocument *document, const char *rules_hash, gsize *out_len,
                   GError **error)
{
    g_autoptr(xmlBuffer) buffer = xmlBufferCreate();
    xmlBufferSetAllocationScheme(buffer, XML_BUFFER_ALLOC_DOUBLEIT);
    g_autoptr(xmlTextWriter) writer = xmlNewTextWriterMemory(buffer, 0);
    Sink sink = {.writer = writer};
    write_document(&sink, document, rules_hash);
    check(&sink, xmlTextWriterFlush(writer));
    if (sink.failed || !is_well_formed(buffer)) {
        g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "%s: the XML made of it is not valid",
                    document->file);
        return NULL;
    }
    *out_len = (gsize)xmlBufferLength(buffer);
    return g_strndup((const char *)xmlBufferContent(buffer), *out_len);
}
