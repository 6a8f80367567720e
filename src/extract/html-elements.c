/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of elements, and what single elements say of themselves: attributes, styles, whether
 * they are shown.
 *
 * Style sheets are not read. A few classes are, by which frameworks hide from the eye what is meant
 * for those who listen to a page.
 */
#include <string.h>

#include "common/text.h"

#include "extract/html.h"

#define BOLD   BP_STYLE_BOLD
#define ITALIC BP_STYLE_ITALIC

/* Of the size of the text beside it. */
#define RAISED_SIZE 0.7

/* White around a paragraph. With lines of 12 points this is more than layout takes for the loose
 * lines of one paragraph, whatever else is on the page. */
#define GAP 12.0

/* Sorted by name; what is not here is inline. Sizes are of the order of those of browsers. */
static const BpHtmlElement elements[] = {
    {"a", BP_HTML_LINK, 0, 0, 0, 0},
    {"address", BP_HTML_BLOCK, 4, 0, 0, 0},
    {"article", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"aside", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"audio", BP_HTML_SKIP, 0, 0, 0, 0},
    {"b", BP_HTML_INLINE, 0, 0, 0, BOLD},
    {"blockquote", BP_HTML_BLOCK, GAP, 0, 25, 0},
    {"body", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"br", BP_HTML_BREAK, 0, 0, 0, 0},
    {"button", BP_HTML_BUTTON, 4, 0, 0, 0},
    {"canvas", BP_HTML_SKIP, 0, 0, 0, 0},
    {"caption", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"center", BP_HTML_BLOCK, 4, 0, 0, 0},
    {"cite", BP_HTML_INLINE, 0, 0, 0, ITALIC},
    {"datalist", BP_HTML_SKIP, 0, 0, 0, 0},
    {"dd", BP_HTML_VALUE, 4, 0, 25, 0},
    {"details", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"dir", BP_HTML_LIST, GAP, 0, 25, 0},
    {"div", BP_HTML_BLOCK, 4, 0, 0, 0},
    {"dl", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"dt", BP_HTML_TERM, 4, 0, 0, 0},
    {"em", BP_HTML_INLINE, 0, 0, 0, ITALIC},
    {"fieldset", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"figcaption", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"figure", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"footer", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"form", BP_HTML_BLOCK, 4, 0, 0, 0},
    {"h1", BP_HTML_HEADING, 20, 20, 0, BOLD},
    {"h2", BP_HTML_HEADING, 18, 16, 0, BOLD},
    {"h3", BP_HTML_HEADING, 16, 14, 0, BOLD},
    {"h4", BP_HTML_HEADING, 14, 12, 0, BOLD},
    {"h5", BP_HTML_HEADING, 14, 11, 0, BOLD},
    {"h6", BP_HTML_HEADING, 14, 11, 0, BOLD},
    {"head", BP_HTML_SKIP, 0, 0, 0, 0},
    {"header", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"hr", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"i", BP_HTML_INLINE, 0, 0, 0, ITALIC},
    {"iframe", BP_HTML_SKIP, 0, 0, 0, 0},
    {"ins", BP_HTML_INLINE, 0, 0, 0, BP_STYLE_UNDERLINED},
    {"legend", BP_HTML_BLOCK, 4, 0, 0, 0},
    {"li", BP_HTML_ITEM, 4, 0, 0, 0},
    {"main", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"menu", BP_HTML_LIST, GAP, 0, 25, 0},
    {"nav", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"noframes", BP_HTML_SKIP, 0, 0, 0, 0},
    {"noscript", BP_HTML_SKIP, 0, 0, 0, 0},
    {"object", BP_HTML_SKIP, 0, 0, 0, 0},
    {"ol", BP_HTML_LIST, GAP, 0, 25, 0},
    {"p", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"pre", BP_HTML_PRE, GAP, 0, 0, 0},
    {"script", BP_HTML_SKIP, 0, 0, 0, 0},
    {"section", BP_HTML_BLOCK, GAP, 0, 0, 0},
    {"select", BP_HTML_SKIP, 0, 0, 0, 0},
    {"strong", BP_HTML_INLINE, 0, 0, 0, BOLD},
    {"style", BP_HTML_SKIP, 0, 0, 0, 0},
    {"summary", BP_HTML_BLOCK, 4, 0, 0, 0},
    {"sup", BP_HTML_INLINE, 0, 0, 0, BP_STYLE_RAISED},
    {"svg", BP_HTML_SKIP, 0, 0, 0, 0},
    {"table", BP_HTML_TABLE, GAP, 0, 0, 0},
    {"td", BP_HTML_CELL, 4, 0, 0, 0},
    {"template", BP_HTML_SKIP, 0, 0, 0, 0},
    {"textarea", BP_HTML_SKIP, 0, 0, 0, 0},
    {"th", BP_HTML_CELL, 4, 0, 0, BOLD},
    {"tr", BP_HTML_ROW, 4, 0, 0, 0},
    {"u", BP_HTML_INLINE, 0, 0, 0, BP_STYLE_UNDERLINED},
    {"ul", BP_HTML_LIST, GAP, 0, 25, 0},
    {"video", BP_HTML_SKIP, 0, 0, 0, 0},
    {"xmp", BP_HTML_PRE, GAP, 0, 0, 0},
};

static const BpHtmlElement other = {"", BP_HTML_INLINE, 0, 0, 0, 0};

/* An attribute that has one of these among its words hides the element, or makes it a part of the
 * site. */
typedef struct {
    const char *name, *word;
} WordRow;

static const WordRow hiding[] = {
    {"class", "sr-only"},
    {"class", "visually-hidden"},
    {"class", "screen-reader-text"},
};

static const WordRow site_roles[] = {
    {"role", "navigation"}, {"role", "banner"},        {"role", "contentinfo"},
    {"role", "search"},     {"role", "complementary"}, {"role", "dialog"},
};

static int compare_names(const void *name, const void *row)
{
    return strcmp(name, ((const BpHtmlElement *)row)->name);
}

const BpHtmlElement *bp_html_element(const xmlNode *node)
{
    const BpHtmlElement *found =
        bsearch(node->name, elements, G_N_ELEMENTS(elements), sizeof elements[0], compare_names);
    return found ? found : &other;
}

const char *bp_html_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        if (strcmp((const char *)attribute->name, name) != 0)
            continue;
        const xmlNode *value = attribute->children;
        return value && value->content ? (const char *)value->content : "";
    }
    return NULL;
}

guint bp_html_number(const xmlNode *node, const char *name, guint most, guint otherwise)
{
    guint64 value = 0;
    return bp_parse_uint(bp_html_attribute(node, name), most, &value) ? (guint)value : otherwise;
}

/* Whether `text`, up to `end`, is that word with white space around it at most. */
static bool is_word(const char *text, const char *end, const char *word)
{
    while (text < end && g_ascii_isspace(*text))
        text++;
    while (end > text && g_ascii_isspace(end[-1]))
        end--;
    gsize len = strlen(word);
    return (gsize)(end - text) == len && g_ascii_strncasecmp(text, word, len) == 0;
}

bool bp_html_has_style(const xmlNode *node, const char *property, const char *value)
{
    const char *at = bp_html_attribute(node, "style");
    while (at && *at) {
        const char *end = at + strcspn(at, ";"), *colon = memchr(at, ':', (gsize)(end - at));
        if (colon && is_word(at, colon, property) && is_word(colon + 1, end, value))
            return true;
        at = *end ? end + 1 : end;
    }
    return false;
}

void bp_html_change_type(BpType *type, const xmlNode *node)
{
    static const struct {
        const char *property, *value;
        guint8 style;
    } rows[] = {
        {"font-weight", "bold", BP_STYLE_BOLD},
        {"font-weight", "600", BP_STYLE_BOLD},
        {"font-weight", "700", BP_STYLE_BOLD},
        {"font-style", "italic", BP_STYLE_ITALIC},
    };
    const BpHtmlElement *element = bp_html_element(node);
    if (element->size > 0)
        type->size = element->size;
    if (element->style & ~type->style & BP_STYLE_RAISED)
        type->size *= RAISED_SIZE;
    type->style |= element->style;
    if (element->kind == BP_HTML_LINK && bp_html_attribute(node, "href"))
        type->link = node;
    for (guint i = 0; node->properties && i < G_N_ELEMENTS(rows); i++) {
        if (bp_html_has_style(node, rows[i].property, rows[i].value))
            type->style |= rows[i].style;
    }
}

static bool has_word(const xmlNode *node, const WordRow *rows, guint n)
{
    for (guint i = 0; i < n; i++) {
        const char *at = bp_html_attribute(node, rows[i].name);
        for (; at && *at; at += strspn(at, " \t\n\r\f")) {
            const char *end = at + strcspn(at, " \t\n\r\f");
            if (is_word(at, end, rows[i].word))
                return true;
            at = end;
        }
    }
    return false;
}

bool bp_html_is_hidden(const xmlNode *node)
{
    if (bp_html_element(node)->kind == BP_HTML_SKIP)
        return true;
    if (!node->properties)
        return false;
    const char *aria = bp_html_attribute(node, "aria-hidden");
    return bp_html_attribute(node, "hidden") || (aria && strcmp(aria, "true") == 0) ||
           bp_html_has_style(node, "display", "none") ||
           bp_html_has_style(node, "visibility", "hidden") ||
           has_word(node, hiding, G_N_ELEMENTS(hiding));
}

/* The header and footer of an article are its own; those of the page are the site's. */
static bool is_of_page(const xmlNode *node)
{
    static const char *const owners[] = {"article", "section", "main"};
    for (const xmlNode *at = node->parent; at && at->type == XML_ELEMENT_NODE; at = at->parent) {
        for (guint i = 0; i < G_N_ELEMENTS(owners); i++) {
            if (strcmp((const char *)at->name, owners[i]) == 0)
                return false;
        }
    }
    return true;
}

bool bp_html_is_site_part(const xmlNode *node)
{
    const char *name = (const char *)node->name;
    if (strcmp(name, "nav") == 0 || strcmp(name, "aside") == 0)
        return true;
    if (strcmp(name, "header") == 0 || strcmp(name, "footer") == 0)
        return is_of_page(node);
    return has_word(node, site_roles, G_N_ELEMENTS(site_roles));
}

xmlNode *bp_html_next(const xmlNode *node, const xmlNode *root, bool below)
{
    if (below && node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}
