/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Labels of list items, as a browser makes them: a page does not contain them, but who reads the
 * page sees "2." or "(b)" and minutes refer to it.
 */
#include <string.h>

#include "extract/html.h"

#define BULLET      "\xe2\x80\xa2"
#define MOST_NUMBER 99999
#define MOST_ROMAN  3999
#define LETTERS     26

static char *dup_decimal(guint number, bool upper G_GNUC_UNUSED)
{
    return g_strdup_printf("%u.", number);
}

/* a to z, then aa. */
static char *dup_letters(guint number, bool upper)
{
    char digits[8];
    guint at = sizeof digits;
    digits[--at] = '\0';
    for (; number > 0 && at > 0; number = (number - 1) / LETTERS)
        digits[--at] = (char)((upper ? 'A' : 'a') + (number - 1) % LETTERS);
    return g_strconcat(digits + at, ".", NULL);
}

static char *dup_roman(guint number, bool upper)
{
    static const struct {
        guint value;
        const char *digits;
    } rows[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                {5, "v"},    {4, "iv"},   {1, "i"}};
    if (number > MOST_ROMAN)
        return dup_decimal(number, upper);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        for (; number >= rows[i].value; number -= rows[i].value)
            g_string_append(text, rows[i].digits);
    }
    g_string_append_c(text, '.');
    return upper ? g_ascii_strup(text->str, -1) : g_strdup(text->str);
}

/* What the attribute and the style of a list call its numbers. */
static const struct {
    const char *attribute, *style;
    char *(*dup)(guint number, bool upper);
    bool upper;
} types[] = {
    {"a", "lower-alpha", dup_letters, false}, {"a", "lower-latin", dup_letters, false},
    {"A", "upper-alpha", dup_letters, true},  {"A", "upper-latin", dup_letters, true},
    {"i", "lower-roman", dup_roman, false},   {"I", "upper-roman", dup_roman, true},
};

static bool has_list_style(const xmlNode *node, const char *style)
{
    return bp_html_has_style(node, "list-style-type", style) ||
           bp_html_has_style(node, "list-style", style);
}

static bool is_ordered(const xmlNode *list)
{
    return list && strcmp((const char *)list->name, "ol") == 0;
}

static bool is_reversed(const xmlNode *list)
{
    return bp_html_attribute(list, "reversed") != NULL;
}

int bp_html_list_start(const xmlNode *list)
{
    guint items = 0;
    for (const xmlNode *child = list->children; child && is_reversed(list); child = child->next)
        items += child->type == XML_ELEMENT_NODE && bp_html_element(child)->kind == BP_HTML_ITEM;
    guint start = bp_html_number(list, "start", MOST_NUMBER, is_reversed(list) ? items : 1);
    return (int)start + (is_reversed(list) ? 1 : -1);
}

char *bp_html_dup_label(const xmlNode *list, const xmlNode *item, int *count)
{
    if (has_list_style(item, "none") || (list && has_list_style(list, "none")))
        return NULL;
    if (!is_ordered(list))
        return g_strdup(BULLET);
    int next = MAX(*count + (is_reversed(list) ? -1 : 1), 0);
    *count = (int)bp_html_number(item, "value", MOST_NUMBER, (guint)next);
    const char *type = bp_html_attribute(list, "type");
    for (guint i = 0; *count > 0 && i < G_N_ELEMENTS(types); i++) {
        if ((type && strcmp(type, types[i].attribute) == 0) || has_list_style(list, types[i].style))
            return types[i].dup((guint)*count, types[i].upper);
    }
    return dup_decimal((guint)*count, false);
}
