/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For the tests of what is stored of documents: one that has something in every field.
 */
#pragma once

#include <string.h>

#include "extract/store.h"

static BpPage *store_page(guint number, const char *text)
{
    BpPage *page = bp_page_new(number, 595.28, 841.89);
    g_free(page->text);
    page->text = g_strdup(text);
    return page;
}

static void store_word(BpPage *page, guint start, guint end, double x)
{
    BpWord word = {.start = start,
                   .end = end,
                   .box = {x, 10.1, x + 20.3, 20.7},
                   .size = 10.5F,
                   .font = 1,
                   .style = BP_STYLE_BOLD | BP_STYLE_RAISED,
                   .spaced = start > 0,
                   .rgb = 0xFFFFFE,
                   .line_start = BP_LINE_GOES_ON};
    g_array_append_val(page->words, word);
}

static void store_font(BpDocument *document, const char *name, bool bold, bool italic,
                       guint8 pictures)
{
    BpFont font = {g_strdup(name), bold, italic, pictures};
    g_ptr_array_add(document->fonts, g_memdup2(&font, sizeof font));
}

/* Two pages, the second of which is nearly empty. */
static BpDocument *store_document(void)
{
    BpDocument *document = bp_document_new("paper.pdf");
    BpOutlineItem item = {g_strdup("Caf\xc3\xa9 rota"), 2, 1};
    BpPage *page = store_page(1, "One caf\xc3\xa9\nBRA");
    BpGap gaps[] = {{11, 12.5F, 14.25F}, {12, 24, 26}};
    BpLink links[] = {{{1, 2, 3, 4}, g_strdup("https://example.org/"), 0}, {{5, 6, 7, 8}, NULL, 2}};
    BpRuling ruling = {true, 11.5, 1, 100};

    document->bytes = 123456789012;
    document->n_pages = 2;
    document->title = g_strdup("A title");
    store_font(document, "Arial", false, true, 0);
    store_font(document, "Wingdings", true, false, 1);
    g_ptr_array_add(document->outline, g_memdup2(&item, sizeof item));
    store_word(page, 0, 3, 1.0 / 3);
    store_word(page, 4, 9, 40);
    store_word(page, 10, 13, 2);
    g_array_append_vals(page->gaps, gaps, G_N_ELEMENTS(gaps));
    g_array_append_vals(page->links, links, G_N_ELEMENTS(links));
    page->rulings = g_array_new(FALSE, TRUE, sizeof(BpRuling));
    g_array_append_val(page->rulings, ruling);
    page->label = g_strdup("iv");
    page->turns = 3;
    page->n_images = 7;
    page->image_cover = 0.3;
    page->needs_ocr = true;
    page->replaced = 9;
    g_ptr_array_add(document->pages, page);
    g_ptr_array_add(document->pages, store_page(2, ""));
    bp_document_find(document, "needs-ocr", 1, "a warning");
    bp_document_hint(document, "no-actions", 0, "a hint");
    document->n_dropped = 3;
    return document;
}

/* As much was asked as there is to ask. */
static BpAsked *store_asked(const BpDocument *document)
{
    const BpPage *page = bp_document_page(document, 1);
    BpAsked *asked = bp_asked_new();
    BpDrawing *drawing = bp_drawing_new(page);
    BpRuling rulings[] = {{false, 20, 1, 2}, {true, 13.5, 0, 50}};
    BpTagTable table = {4, 3, 2};
    BpTags *tags = bp_tags_new();
    BpTagAnswer *rows = bp_tag_answer_new(page, 1), *headings = bp_tag_answer_new(page, 2);
    BpTagRow row = {4, 2, 1, true, {1, 2, 3, 4.5}};
    BpTagHeading heading = {6, 1, 3};
    guint32 hidden = 1;

    g_array_append_vals(drawing->rulings, rulings, G_N_ELEMENTS(rulings));
    g_array_append_val(drawing->hidden, hidden);
    bp_asked_take_drawing(asked, drawing);
    asked->tags = g_ptr_array_new_with_free_func((GDestroyNotify)bp_tags_free);
    tags->n_headings = 5;
    g_array_append_val(tags->tables, table);
    g_ptr_array_add(asked->tags, tags);
    g_ptr_array_add(asked->tags, NULL);
    rows->found = g_array_new(FALSE, TRUE, sizeof row);
    g_array_append_val(rows->found, row);
    rows->cost = 12;
    headings->found = g_array_new(FALSE, TRUE, sizeof heading);
    g_array_append_val(headings->found, heading);
    headings->spent = 12;
    headings->cost = 3;
    headings->cut = true;
    bp_asked_take_answer(asked, rows);
    bp_asked_take_answer(asked, headings);
    return asked;
}

static GBytes *store_of(const BpDocument *document, const BpAsked *asked)
{
    g_autoptr(GBytes) pages = bp_store_pack_pages(document, true);
    g_assert_nonnull(pages);
    GBytes *store = bp_store_new(pages, asked);
    g_assert_nonnull(store);
    return store;
}
