/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The writer of markup. An element without content is closed by an end tag, except the few that
 * HTML knows as empty, so that both kinds of readers see the same tree.
 */
#include "review/markup.h"

#include <math.h>
#include <string.h>

#include "common/text.h"

static const char *const empty_elements[] = {"br", "input", "link", "meta", NULL};

static void end_tag(BpMarkup *markup)
{
    if (markup->in_tag)
        g_string_append_c(markup->out, '>');
    markup->in_tag = false;
}

void bp_markup_open(BpMarkup *markup, const char *name)
{
    g_assert(markup->depth < BP_MARKUP_DEPTH);
    end_tag(markup);
    g_string_append_c(markup->out, '<');
    g_string_append(markup->out, name);
    markup->open[markup->depth++] = name;
    markup->in_tag = true;
}

void bp_markup_close(BpMarkup *markup)
{
    g_assert(markup->depth > 0);
    const char *name = markup->open[--markup->depth];
    if (markup->in_tag && g_strv_contains(empty_elements, name)) {
        g_string_append(markup->out, "/>");
        markup->in_tag = false;
        return;
    }
    end_tag(markup);
    g_string_append(markup->out, "</");
    g_string_append(markup->out, name);
    g_string_append_c(markup->out, '>');
}

/* What stands for a character; NULL when it stands for itself. White space that a reader of
 * attributes would make blanks of is written by its number. */
static const char *entity_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        return NULL;
    }
}

static void append_escaped(GString *out, const char *text)
{
    g_autofree char *clean = bp_text_dup_clean(text, -1, NULL);
    for (const char *at = clean; *at; at++) {
        const char *entity = entity_of(*at);
        if (entity)
            g_string_append(out, entity);
        else
            g_string_append_c(out, *at);
    }
}

void bp_markup_attr(BpMarkup *markup, const char *name, const char *value)
{
    g_assert(markup->in_tag);
    g_string_append_c(markup->out, ' ');
    g_string_append(markup->out, name);
    g_string_append(markup->out, "=\"");
    append_escaped(markup->out, value);
    g_string_append_c(markup->out, '"');
}

void bp_markup_attr_format(BpMarkup *markup, const char *name, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *value = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    bp_markup_attr(markup, name, value);
}

void bp_markup_attr_number(BpMarkup *markup, const char *name, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    double cents = isfinite(value) ? round(value * 100) / 100 : 0;
    bp_markup_attr(markup, name, g_ascii_formatd(text, sizeof text, "%.9g", cents + 0.0));
}

void bp_markup_text(BpMarkup *markup, const char *text)
{
    end_tag(markup);
    append_escaped(markup->out, text);
}

void bp_markup_format(BpMarkup *markup, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    bp_markup_text(markup, text);
}

void bp_markup_element(BpMarkup *markup, const char *name, const char *class_name, const char *text)
{
    bp_markup_open(markup, name);
    if (class_name)
        bp_markup_attr(markup, "class", class_name);
    bp_markup_text(markup, text);
    bp_markup_close(markup);
}
