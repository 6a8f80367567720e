/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writes elements, attributes and text into a string, as markup that is HTML and well-formed XML at
 * the same time.
 *
 * Text comes from documents: it reaches the page through here only, and here all of it is made
 * clean and escaped. Names of elements and attributes are our own.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define BP_MARKUP_DEPTH 32

typedef struct {
    GString *out; /* borrowed */
    guint depth;
    bool in_tag; /* the start tag still takes attributes */
    const char *open[BP_MARKUP_DEPTH];
} BpMarkup;

void bp_markup_open(BpMarkup *markup, const char *name);
void bp_markup_close(BpMarkup *markup);

/* Attributes of the element just opened. Numbers have at most two digits behind the point. */
void bp_markup_attr(BpMarkup *markup, const char *name, const char *value);
void bp_markup_attr_format(BpMarkup *markup, const char *name, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
void bp_markup_attr_number(BpMarkup *markup, const char *name, double value);

void bp_markup_text(BpMarkup *markup, const char *text);
void bp_markup_format(BpMarkup *markup, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* An element with a class (may be NULL) and nothing but text in it. */
void bp_markup_element(BpMarkup *markup, const char *name, const char *class_name,
                       const char *text);
