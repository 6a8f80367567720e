/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For the tests of what is set as text or as a web page: reading bytes, and what is on a page.
 */
#pragma once

#include <math.h>
#include <string.h>

#include "extract/extract.h"
#include "extract/input.h"

/* The document of the bytes, with all its pages; its status says when it was refused. */
static inline BpDocument *read_bytes(const char *name, const char *data, gsize len)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, len);
    BpDocument *document = bp_document_new(name);
    g_autoptr(BpInput) input = bp_input_open(bytes, document);
    for (guint i = 1; input && i <= document->n_pages; i++)
        bp_input_read_page(input, document, i);
    return document;
}

static inline BpDocument *read_string(const char *name, const char *text)
{
    return read_bytes(name, text, strlen(text));
}

/* The first word with that text; the test fails when there is none. */
static inline const BpWord *find_word(const BpPage *page, const char *text)
{
    for (guint i = 0; i < page->words->len; i++) {
        g_autofree char *word = bp_page_dup_word(page, bp_page_word(page, i));
        if (g_str_equal(word, text))
            return bp_page_word(page, i);
    }
    g_test_message("no word '%s' on the page", text);
    g_assert_not_reached();
}

/* The text of a page, a line each. */
static inline void assert_lines(const BpDocument *document, guint page, const char *wanted)
{
    g_assert_cmpuint(page, <=, document->pages->len);
    g_assert_cmpstr(bp_document_page(document, page)->text, ==, wanted);
}

/* Whether a finding has that code. */
static inline bool has_finding(const BpDocument *document, const char *code)
{
    for (guint i = 0; i < document->findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(document->findings, i);
        if (g_str_equal(finding->code, code))
            return true;
    }
    return false;
}

static inline void assert_near(double got, double wanted)
{
    g_assert_cmpfloat(fabs(got - wanted), <, 0.05);
}
