/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The same for what is markup: XML is read with libxml2's tree parser (the writer proves itself
 * with its stream reader), the review page as XML too, since it is written so that both kinds of
 * readers see the same tree.
 */
#pragma once

#include "review/review.h"
#include "written-formats.h"

static inline void keep_xml_attr(GPtrArray *texts, xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
    keep_text(texts, (const char *)value);
    xmlFree(value);
}

static inline void keep_xml_content(GPtrArray *texts, xmlNode *node)
{
    xmlChar *value = xmlNodeGetContent(node);
    keep_text(texts, (const char *)value);
    xmlFree(value);
}

static inline bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static inline void keep_xml_field(GPtrArray *texts, xmlNode *node, const BpRecordType *type)
{
    for (guint i = 0; type->fields[i].name; i++) {
        const BpField *field = &type->fields[i];
        if (field->kind == BP_FIELD_PAGE ||
            !is_element(node, field->item ? field->item : field->name))
            continue;
        keep_xml_attr(texts, node, "field");
        keep_xml_attr(texts, node, "label");
        keep_xml_content(texts, node);
        return;
    }
}

static inline void keep_xml(GPtrArray *texts, xmlNode *node)
{
    if (node->type != XML_ELEMENT_NODE)
        return;
    const BpRecordType *type = bp_record_type((const char *)node->name);
    if (is_element(node, "source")) {
        keep_xml_attr(texts, node, "file");
        keep_xml_attr(texts, node, "title");
        keep_xml_attr(texts, node, "producer");
    } else if (is_element(node, "diagnostic")) {
        keep_xml_attr(texts, node, "code");
        keep_xml_content(texts, node);
    } else if (type) {
        keep_xml_attr(texts, node, "page_label");
        keep_xml_attr(texts, node, "rule");
        for (xmlNode *child = node->children; child; child = child->next)
            keep_xml_field(texts, child, type);
    }
}

static inline void assert_xml(const BpDocument *document, const GPtrArray *originals)
{
    gsize len;
    g_autofree char *bytes = dup_format(document, "xml", &len);
    xmlDoc *doc = xmlReadMemory(bytes, (int)len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    g_assert_nonnull(doc);
    g_assert_null(xmlGetIntSubset(doc)); /* no entity can be declared */
    g_autoptr(GPtrArray) texts = texts_new();
    for (xmlNode *node = xmlDocGetRootElement(doc)->children; node; node = node->next)
        keep_xml(texts, node);
    assert_same_texts(originals, texts);
    xmlFreeDoc(doc);
}

/* Nothing of the document has become an element or attribute: none but the page's own script, none
 * that loads or runs anything. */
static inline void assert_inert(xmlNode *root)
{
    static const char *const banned[] = {"base",  "embed", "form",  "frame", "iframe", "image",
                                         "img",   "link",  "math",  "meta",  "object", "script",
                                         "style", "video", "audio", NULL};
    for (xmlNode *node = root->children; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        g_assert_false(g_strv_contains(banned, (const char *)node->name));
        for (xmlAttr *attr = node->properties; attr; attr = attr->next) {
            g_assert_false(g_str_has_prefix((const char *)attr->name, "on"));
            g_assert_false(g_str_equal(attr->name, "src") || g_str_equal(attr->name, "style"));
            if (g_str_equal(attr->name, "href"))
                g_assert_true(attr->children && attr->children->content[0] == '#');
        }
        assert_inert(node);
    }
}

static inline void assert_review(const BpDocument *document)
{
    BpReviewWish wish = {.first = 1, .last = document->n_pages};
    g_autoptr(GString) body = g_string_new("<body>");
    bp_review_write_body(document, &wish, body);
    g_assert_true(bp_review_is_whole(body));
    g_string_append(body, "</body>");
    xmlDoc *doc = xmlReadMemory(body->str, (int)body->len, NULL, NULL, XML_PARSE_HUGE);
    g_assert_nonnull(doc);
    assert_inert(xmlDocGetRootElement(doc));
    xmlFreeDoc(doc);
}
