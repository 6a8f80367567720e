/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files that read web pages share. The only files of this folder that see libxml2.
 */
#pragma once

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include "extract/pen.h"

typedef xmlDoc BpHtmlDoc;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpHtmlDoc, xmlFreeDoc)

/* What an element is to a typesetter. */
typedef enum {
    BP_HTML_INLINE,
    BP_HTML_BLOCK,
    BP_HTML_HEADING,
    BP_HTML_LIST,
    BP_HTML_ITEM,
    BP_HTML_TERM,
    BP_HTML_VALUE,
    BP_HTML_TABLE,
    BP_HTML_ROW,
    BP_HTML_CELL,
    BP_HTML_BREAK,
    BP_HTML_PRE,
    BP_HTML_LINK,
    BP_HTML_BUTTON,
    BP_HTML_SKIP /* nothing in it is text of the page */
} BpHtmlKind;

typedef struct {
    const char *name;
    BpHtmlKind kind;
    double gap;    /* above and below, points */
    double size;   /* font size, points; 0 for that of what it is in */
    double indent; /* of what is in it, points */
    guint8 style;  /* BpStyle flags that are added */
} BpHtmlElement;

#define BP_HTML_BODY_SIZE 10.0

/* The row of an element, never NULL. */
const BpHtmlElement *bp_html_element(const xmlNode *node);

/* The value of an attribute, borrowed; NULL when it is absent, "" when it has no value. */
const char *bp_html_attribute(const xmlNode *node, const char *name);

/* A number that is an attribute, `otherwise` when it is none from 0 to `most`. */
guint bp_html_number(const xmlNode *node, const char *name, guint most, guint otherwise);

/* Whether the style that an element bears itself gives the property that value. */
bool bp_html_has_style(const xmlNode *node, const char *property, const char *value);

/* Change the type to what the element asks for, by its kind or its own style. */
void bp_html_change_type(BpType *type, const xmlNode *node);

/* Whether a browser would not show it, or it is never text of the page. */
bool bp_html_is_hidden(const xmlNode *node);

/* Whether it is the site's and not the page's: navigation, banner, footer. */
bool bp_html_is_site_part(const xmlNode *node);

/* The node after `node` in the order of the text, below `root`, without what is in `node` when
 * `below` is false; NULL at the end. */
xmlNode *bp_html_next(const xmlNode *node, const xmlNode *root, bool below);

/* What the page says of itself. */
typedef struct {
    char *base;          /* absolute address that links are relative to, or NULL */
    const xmlNode *main; /* where its content is, or NULL */
} BpHtmlFacts;

/* Title and producer go to the document. */
void bp_html_facts_init(BpHtmlFacts *facts, const xmlNode *root, BpDocument *document);
void bp_html_facts_clear(BpHtmlFacts *facts);

/* Address of a link (an xmlNode), for people to follow; NULL when it leads nowhere. `facts` is a
 * BpHtmlFacts. The caller frees. */
char *bp_html_dup_uri(gconstpointer link, gconstpointer facts);

/* Set what is below `root`. With `all` also what is not of the page but of its site. */
void bp_html_set(const xmlNode *root, const BpHtmlFacts *facts, bool all, BpSheets *sheets);

/* ---- lists ---- */

/* A new label for a list item: its bullet or number; NULL for none. `count` is the number of the
 * list's last item and becomes that of this one. */
char *bp_html_dup_label(const xmlNode *list, const xmlNode *item, int *count);

/* Number of the item before the first, as the list says. */
int bp_html_list_start(const xmlNode *list);

/* ---- tables ---- */

typedef struct BpHtmlTable BpHtmlTable;

/* A table set in columns between `left` and `right`; NULL when it only places things (it has
 * tables in it, or one column) and its cells are to be set one below the other. */
BpHtmlTable *bp_html_table_new(const xmlNode *node, double left, double right);
void bp_html_table_free(BpHtmlTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpHtmlTable, bp_html_table_free)

/* In this order; the pen is moved. Rows and cells that are not the table's are no harm. */
void bp_html_table_begin(BpHtmlTable *table, BpPen *pen);
void bp_html_table_begin_row(BpHtmlTable *table, BpPen *pen);
bool bp_html_table_begin_cell(BpHtmlTable *table, BpPen *pen, const xmlNode *cell);
void bp_html_table_end_cell(BpHtmlTable *table, BpPen *pen, const xmlNode *cell);
void bp_html_table_end_row(BpHtmlTable *table, BpPen *pen);
void bp_html_table_end(BpHtmlTable *table, BpPen *pen);
