/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a page says of itself: its title, what made it, where its content is, and the address that
 * its links are relative to. Without such an address links stay as they are written.
 */
#include <string.h>

#include "common/limits.h"
#include "common/text.h"

#include "extract/html.h"

static bool is_absolute(const char *uri)
{
    return uri && g_uri_is_valid(uri, G_URI_FLAGS_PARSE_RELAXED, NULL);
}

static char *dup_resolved(const char *base, const char *uri)
{
    if (!base)
        return g_strdup(uri);
    GUriFlags flags = G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED;
    char *resolved = g_uri_resolve_relative(base, uri, flags, NULL);
    return resolved ? resolved : g_strdup(uri);
}

/* An attribute that is an address, without the white space around it; NULL when it is none. */
static char *dup_address(const xmlNode *node)
{
    g_autofree char *clean = bp_text_dup_clean(bp_html_attribute(node, "href"), -1, NULL);
    g_strstrip(clean);
    gsize len = strlen(clean);
    return len > 0 && len <= bp_limit_value(BP_LIMIT_URI_BYTES) ? g_steal_pointer(&clean) : NULL;
}

char *bp_html_dup_uri(gconstpointer link, gconstpointer data)
{
    static const char *const no_places[] = {"javascript:", "data:", "blob:"};
    const BpHtmlFacts *facts = data;
    g_autofree char *uri = dup_address(link);
    if (!uri)
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(no_places); i++) {
        if (g_ascii_strncasecmp(uri, no_places[i], strlen(no_places[i])) == 0)
            return NULL;
    }
    return dup_resolved(facts->base, uri);
}

static char *dup_content(const xmlNode *node)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (const xmlNode *at = bp_html_next(node, node, true); at;
         at = bp_html_next(at, node, true)) {
        if (at->type == XML_TEXT_NODE)
            g_string_append(text, (const char *)at->content);
    }
    g_autofree char *clean = bp_text_dup_clean(text->str, -1, NULL);
    return bp_text_is_blank(clean) ? NULL : bp_text_dup_squeezed(clean);
}

static char *dup_attribute_text(const xmlNode *node, const char *name)
{
    g_autofree char *clean = bp_text_dup_clean(bp_html_attribute(node, name), -1, NULL);
    return bp_text_is_blank(clean) ? NULL : bp_text_dup_squeezed(clean);
}

static bool is_attribute(const xmlNode *node, const char *name, const char *value)
{
    const char *is = bp_html_attribute(node, name);
    return is && g_ascii_strcasecmp(is, value) == 0;
}

static bool is_named(const xmlNode *node, const char *name)
{
    return node->name && strcmp((const char *)node->name, name) == 0;
}

/* The addresses a page gives, as they are written. */
typedef struct {
    char *base, *canonical;
} Addresses;

static void look_at(BpHtmlFacts *facts, Addresses *addresses, const xmlNode *node,
                    BpDocument *document)
{
    /* Pictures inside the page have titles too. */
    bool in_head = node->parent && is_named(node->parent, "head");
    if (in_head && is_named(node, "title") && !document->title)
        document->title = dup_content(node);
    else if (is_named(node, "meta") && is_attribute(node, "name", "generator") &&
             !document->producer)
        document->producer = dup_attribute_text(node, "content");
    else if (is_named(node, "base") && !addresses->base)
        addresses->base = dup_address(node);
    else if (is_named(node, "link") && is_attribute(node, "rel", "canonical") &&
             !addresses->canonical)
        addresses->canonical = dup_address(node);
    else if (!facts->main && (is_named(node, "main") || is_attribute(node, "role", "main")))
        facts->main = node;
}

void bp_html_facts_init(BpHtmlFacts *facts, const xmlNode *root, BpDocument *document)
{
    Addresses addresses = {NULL, NULL};
    *facts = (BpHtmlFacts){NULL, NULL};
    for (const xmlNode *node = root; node; node = bp_html_next(node, root, true)) {
        if (node->type == XML_ELEMENT_NODE)
            look_at(facts, &addresses, node, document);
    }
    if (addresses.base)
        facts->base = dup_resolved(addresses.canonical, addresses.base);
    else
        facts->base = g_strdup(addresses.canonical);
    if (!is_absolute(facts->base))
        g_clear_pointer(&facts->base, g_free);
    g_free(addresses.base);
    g_free(addresses.canonical);
}

void bp_html_facts_clear(BpHtmlFacts *facts)
{
    g_clear_pointer(&facts->base, g_free);
}
