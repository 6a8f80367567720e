/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is written of one document can be read: hostile text goes through every writer and comes
 * back as its cleaned self, and numbers look as they should.
 */
#include <jansson.h>
#include <libxml/parser.h>
#include <math.h>
#include <string.h>

#include "common/text.h"

#include "write-fixture.h"

static json_t *load_json(const BpDocument *document)
{
    g_autoptr(GError) error = NULL;
    gsize len;
    g_autofree char *bytes = bp_write_json(document, RULES, &len, &error);
    g_assert_no_error(error);
    g_assert_true(g_utf8_validate(bytes, (gssize)len, NULL));
    g_assert_cmpuint(strlen(bytes), ==, len);
    json_t *json = json_loadb(bytes, len, 0, NULL);
    g_assert_nonnull(json);
    return json;
}

static const char *member(json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static void test_json_hostile(void)
{
    g_autoptr(BpDocument) document = hostile_document_new("a b/ü.pdf");
    json_t *json = load_json(document);
    json_t *actions = json_object_get(json, "actions");
    for (guint i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autofree char *clean = bp_text_dup_clean(hostile[i], -1, NULL);
        json_t *action = json_array_get(actions, i);
        g_assert_cmpstr(member(action, "text"), ==, clean);
        json_t *owners = json_object_get(action, "owners");
        g_assert_cmpstr(json_string_value(json_array_get(owners, 0)), ==, clean);
    }
    json_t *empty = json_array_get(actions, G_N_ELEMENTS(hostile));
    g_assert_cmpstr(member(empty, "text"), ==, "");
    g_assert_cmpuint(json_array_size(json_object_get(empty, "owners")), ==, 0);
    g_assert_cmpstr(member(empty, "meeting"), ==, "");
    json_decref(json);
}

/* What the bytes look like: numbers as they were rounded, no negative zero, letters unescaped. */
static void test_json_form(void)
{
    g_autoptr(BpDocument) document = document_new("ü.pdf");
    BpRecord *record = add(document, "decision", "Agreed \xe2\x80\x93 ü");
    record->confidence = NAN;
    add(document, "decision", "Noted")->confidence = 0.8049;
    bp_document_assign_ids(document);
    gsize len;
    g_autofree char *bytes = bp_write_json(document, RULES, &len, NULL);
    g_assert_nonnull(strstr(bytes, "\"confidence\": 0.8,"));
    g_assert_nonnull(strstr(bytes, "\"confidence\": 0.0,"));
    g_assert_null(strstr(bytes, "-0"));
    g_assert_nonnull(strstr(bytes, "12345.7"));
    g_assert_nonnull(strstr(bytes, "99.9"));
    g_assert_nonnull(strstr(bytes, "Agreed \xe2\x80\x93 ü"));
    g_assert_nonnull(strstr(bytes, "\"bytes\": 5000000000"));
    g_assert_cmpint(bytes[len - 1], ==, '\n');
}

static void test_xml_hostile(void)
{
    g_autoptr(BpDocument) document = hostile_document_new("a.pdf");
    g_autoptr(GError) error = NULL;
    gsize len;
    g_autofree char *bytes = bp_write_xml(document, RULES, &len, &error);
    g_assert_no_error(error);
    xmlDoc *doc = xmlReadMemory(bytes, (int)len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    g_assert_nonnull(doc);
    guint i = 0;
    for (xmlNode *node = xmlDocGetRootElement(doc)->children; node; node = node->next) {
        if (!g_str_equal(node->name, "decision") || i >= G_N_ELEMENTS(hostile))
            continue;
        xmlNode *child = node->children;
        while (child->type != XML_ELEMENT_NODE || !g_str_equal(child->name, "text"))
            child = child->next;
        xmlChar *text = xmlNodeGetContent(child);
        g_autofree char *clean = bp_text_dup_clean(hostile[i++], -1, NULL);
        g_assert_cmpstr((const char *)text, ==, clean);
        xmlFree(text);
    }
    g_assert_cmpuint(i, ==, G_N_ELEMENTS(hostile));
    g_assert_null(xmlGetIntSubset(doc));
    xmlFreeDoc(doc);
}

static void test_text(void)
{
    g_autoptr(BpDocument) document = hostile_document_new("a.pdf");
    gsize len;
    g_autofree char *text = bp_write_text(document, RULES, &len, NULL);
    g_assert_true(g_utf8_validate(text, (gssize)len, NULL));
    g_assert_null(strchr(text, '\x1b'));
    g_assert_nonnull(strstr(text, "\nactions ("));
    g_assert_nonnull(strstr(text, "agenda_items"));
    g_assert_nonnull(strstr(text, "Roads Roads  [page 2]"));
    g_assert_nonnull(strstr(text, "      owner: Long\n"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/write/json-hostile", test_json_hostile);
    g_test_add_func("/write/json-form", test_json_form);
    g_test_add_func("/write/xml-hostile", test_xml_hostile);
    g_test_add_func("/write/text", test_text);
    return g_test_run();
}
