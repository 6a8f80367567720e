/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages that are set by us.
 *
 * A page is as large as what is set on it. Text without pages of its own becomes one tall page as
 * far as the limits of a page allow: pages of paper size would part it where nothing parts it, and
 * what happens to stand at the same height of some of them would be taken for a running header.
 */
#include "extract/sheet.h"

#include <string.h>

#include "common/limits.h"

/* Smallest page: A4. */
#define LEAST_WIDTH  595.28
#define LEAST_HEIGHT 841.89

/* Layout takes a page that has more than 1500 for a drawing. */
#define MOST_RULINGS 1400

struct BpSheets {
    BpDocument *document;
    GPtrArray *pages;           /* BpPage*; those handed over are NULL */
    BpPage *page;               /* the one being set; in `pages` too */
    GString *text;              /* its text */
    gsize text_bytes;           /* of the pages before it */
    bool has_feet;              /* pages end with what stands on them */
    bool truncated, many_links; /* its limits were reported */
};

static void free_page(gpointer page)
{
    bp_page_free(page);
}

BpSheets *bp_sheets_new(BpDocument *document)
{
    BpSheets *sheets = g_new0(BpSheets, 1);
    sheets->document = document;
    sheets->pages = g_ptr_array_new_with_free_func(free_page);
    sheets->text = g_string_new(NULL);
    if (document->fonts->len == 0) {
        BpFont *font = g_new0(BpFont, 1);
        font->name = g_strdup("");
        g_ptr_array_add(document->fonts, font);
    }
    return sheets;
}

void bp_sheets_free(BpSheets *sheets)
{
    if (!sheets)
        return;
    g_ptr_array_unref(sheets->pages);
    g_string_free(sheets->text, TRUE);
    g_free(sheets);
}

void bp_sheets_set_feet(BpSheets *sheets)
{
    sheets->has_feet = true;
}

static void finish_page(BpSheets *sheets)
{
    if (!sheets->page)
        return;
    sheets->page->width += BP_SHEET_MARGIN;
    sheets->page->height += sheets->has_feet ? 0 : BP_SHEET_MARGIN;
    sheets->page->width = MAX(sheets->page->width, LEAST_WIDTH);
    if (!sheets->has_feet)
        sheets->page->height = MAX(sheets->page->height, LEAST_HEIGHT);
    g_free(sheets->page->text);
    sheets->page->text = g_strndup(sheets->text->str, sheets->text->len);
    sheets->text_bytes += sheets->text->len;
    g_string_truncate(sheets->text, 0);
    sheets->page = NULL;
}

BpPage *bp_sheets_start_page(BpSheets *sheets)
{
    finish_page(sheets);
    sheets->truncated = sheets->many_links = false;
    sheets->page = bp_page_new(sheets->pages->len + 1, 0, 0);
    sheets->page->rulings = g_array_new(FALSE, FALSE, sizeof(BpRuling));
    g_ptr_array_add(sheets->pages, sheets->page);
    return sheets->page;
}

BpPage *bp_sheets_peek_page(const BpSheets *sheets)
{
    return sheets->page;
}

bool bp_sheets_is_blank(const BpSheets *sheets)
{
    for (guint i = 0; i < sheets->pages->len; i++) {
        const BpPage *page = g_ptr_array_index(sheets->pages, i);
        if (page->words->len > 0)
            return false;
    }
    return true;
}

static double share(gsize value, BpLimitId limit)
{
    return (double)value / (double)bp_limit_value(limit);
}

double bp_sheets_get_fill(const BpSheets *sheets)
{
    const BpPage *page = sheets->page;
    double words = share(page->words->len, BP_LIMIT_WORDS_PER_PAGE);
    double text = share(sheets->text->len, BP_LIMIT_TEXT_BYTES_PER_PAGE);
    double links = share(page->links->len, BP_LIMIT_LINKS_PER_PAGE);
    return MAX(MAX(words, text), MAX(links, (double)page->rulings->len / MOST_RULINGS));
}

static bool has_room(const BpSheets *sheets, gsize len)
{
    return sheets->page->words->len < bp_limit_value(BP_LIMIT_WORDS_PER_PAGE) &&
           sheets->text->len + len < bp_limit_value(BP_LIMIT_TEXT_BYTES_PER_PAGE) &&
           sheets->text_bytes + sheets->text->len + len < bp_limit_value(BP_LIMIT_TEXT_BYTES);
}

bool bp_sheets_add_word(BpSheets *sheets, const char *text, gsize len, char before,
                        const BpWord *word)
{
    BpPage *page = sheets->page;
    if (!has_room(sheets, len + 1)) {
        if (!sheets->truncated)
            bp_document_find(sheets->document, "limit", page->number,
                             "the page has too much text, it was cut");
        sheets->truncated = true;
        sheets->document->status = BP_STATUS_PARTIAL;
        return false;
    }
    if (before && sheets->text->len > 0)
        g_string_append_c(sheets->text, before);
    BpWord set = *word;
    set.start = (guint32)sheets->text->len;
    g_string_append_len(sheets->text, text, (gssize)len);
    set.end = (guint32)sheets->text->len;
    set.spaced = before == ' ';
    g_array_append_val(page->words, set);
    page->width = MAX(page->width, set.box.x1);
    page->height = MAX(page->height, set.box.y1);
    return true;
}

void bp_sheets_take_link(BpSheets *sheets, BpBox box, char *uri)
{
    BpLink link = {.box = box, .uri = uri};
    if (sheets->page->links->len < bp_limit_value(BP_LIMIT_LINKS_PER_PAGE)) {
        g_array_append_val(sheets->page->links, link);
        return;
    }
    if (!sheets->many_links)
        bp_document_find(sheets->document, "limit", sheets->page->number,
                         "the page has too many links");
    sheets->many_links = true;
    g_free(uri);
}

void bp_sheets_finish(BpSheets *sheets)
{
    if (sheets->pages->len == 0)
        bp_sheets_start_page(sheets);
    finish_page(sheets);
    sheets->document->n_pages = sheets->pages->len;
}

void bp_sheets_give_page(BpSheets *sheets, BpDocument *document, guint number)
{
    g_ptr_array_add(document->pages, sheets->pages->pdata[number - 1]);
    sheets->pages->pdata[number - 1] = NULL;
}
