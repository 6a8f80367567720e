/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Web pages: libxml2 makes the tree, and it is set as text.
 *
 * The parser is watched: elements are counted before they are made, those nested too deep are left
 * out (what is in them is kept), comments and scripts never become part of the tree.
 */
#include <libxml/SAX2.h>

#include "common/limits.h"

#include "extract/charset.h"
#include "extract/html.h"
#include "extract/readers.h"
#include "extract/refuse.h"

/* The parser looks through all open elements for the one that ends: so deep it is stopped. */
#define HOPELESS_DEPTH 5000

#define PARSE_OPTIONS                                                                              \
    (HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |           \
     HTML_PARSE_COMPACT)

typedef struct {
    guint64 n_elements;
    guint depth;
    bool too_many, too_deep;
} Guard;

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes)
{
    xmlParserCtxt *parser = context;
    Guard *guard = parser->_private;
    guard->depth++;
    guard->too_deep = guard->too_deep || guard->depth > bp_limit_value(BP_LIMIT_ELEMENT_DEPTH);
    if (++guard->n_elements > bp_limit_value(BP_LIMIT_ELEMENTS) || guard->depth > HOPELESS_DEPTH) {
        guard->too_many = true;
        xmlStopParser(parser);
    } else if (guard->depth <= bp_limit_value(BP_LIMIT_ELEMENT_DEPTH)) {
        xmlSAX2StartElement(context, name, attributes);
    }
}

static void end_element(void *context, const xmlChar *name)
{
    xmlParserCtxt *parser = context;
    Guard *guard = parser->_private;
    if (guard->depth > 0 && guard->depth <= bp_limit_value(BP_LIMIT_ELEMENT_DEPTH))
        xmlSAX2EndElement(context, name);
    guard->depth -= guard->depth > 0;
}

static void drop_characters(void *context G_GNUC_UNUSED, const xmlChar *text G_GNUC_UNUSED,
                            int len G_GNUC_UNUSED)
{
}

static void report(BpDocument *document, const Guard *guard, bool stopped)
{
    if (guard->too_deep)
        bp_document_find(document, "limit", 0,
                         "elements are nested deeper than the limit of %" G_GUINT64_FORMAT,
                         bp_limit_value(BP_LIMIT_ELEMENT_DEPTH));
    if (!guard->too_many && !stopped)
        return;
    bp_document_find(document, "limit", 0, "%s, the rest of the page was left out",
                     guard->too_many ? "too many elements" : "too much text in one piece");
    document->status = BP_STATUS_PARTIAL;
}

static BpHtmlDoc *parse(const GString *text, BpDocument *document)
{
    Guard guard = {0};
    htmlParserCtxt *parser = htmlNewParserCtxt();
    if (!parser)
        return NULL;
    parser->_private = &guard;
    parser->sax->startElement = start_element;
    parser->sax->endElement = end_element;
    parser->sax->cdataBlock = drop_characters;
    parser->sax->comment = NULL;
    parser->sax->processingInstruction = NULL;
    BpHtmlDoc *tree =
        htmlCtxtReadMemory(parser, text->str, (int)text->len, NULL, "UTF-8", PARSE_OPTIONS);
    report(document, &guard, parser->disableSAX && !guard.too_many);
    htmlFreeParserCtxt(parser);
    return tree;
}

/* Set the page; where nothing is left of it without what looks like the site's, with that. */
static BpSheets *set(const xmlNode *root, BpDocument *document)
{
    BpHtmlFacts facts;
    bp_html_facts_init(&facts, root, document);
    BpSheets *sheets = bp_sheets_new(document);
    bp_html_set(root, &facts, false, sheets);
    if (bp_sheets_is_blank(sheets)) {
        bp_sheets_free(sheets);
        sheets = bp_sheets_new(document);
        bp_html_set(root, &facts, true, sheets);
    }
    bp_html_facts_clear(&facts);
    bp_sheets_finish(sheets);
    return sheets;
}

BpSheets *bp_html_read(const char *data, gsize len, BpDocument *document)
{
    g_autofree char *declared = bp_charset_dup_declared(data, len);
    g_autoptr(GString) text = bp_charset_decode(data, len, declared);
    g_autoptr(BpHtmlDoc) tree = parse(text, document);
    const xmlNode *root = tree ? xmlDocGetRootElement(tree) : NULL;
    if (root)
        return set(root, document);
    bp_refuse(document, BP_STATUS_EMPTY, "empty", "the page has no elements");
    return NULL;
}
