/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The body of the page: what the document is, the filters, then its pages one below the other.
 *
 * Filters are checkboxes that the style looks at, so that they need no script.
 */
#include "review/review.h"

#include "common/limits.h"

#include "review/parts.h"

/* What can be shown or hidden beside the types of records: the ids that the style knows. */
static const struct {
    const char *id, *label, *what;
    bool checked;
} layers[] = {
    {"f-picture", "page", "the page itself", true},
    {"f-table", "tables", "cells of tables", true},
    {"f-furniture", "furniture", "running headers, footers, page numbers, footnotes", true},
    {"f-unplaced", "unplaced", "text that no record and no furniture claims", true},
    {"f-line", "lines", "every line of text", false},
    {"f-low", "only unsure", "only records of a confidence below 80%", false},
};

typedef struct {
    BpMarkup markup;
    const BpDocument *document;
    const BpReviewWish *wish;
    GPtrArray *pages;  /* BpReviewPage* */
    GHashTable *by_id; /* of the records that are listed */
} Writing;

static void write_fact(BpMarkup *markup, const char *name, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    bp_markup_open(markup, "div");
    bp_markup_element(markup, "dt", NULL, name);
    bp_markup_element(markup, "dd", NULL, text);
    bp_markup_close(markup);
}

static void write_facts(Writing *writing)
{
    BpMarkup *markup = &writing->markup;
    const BpDocument *document = writing->document;
    const BpReviewWish *wish = writing->wish;
    bp_markup_open(markup, "dl");
    bp_markup_attr(markup, "class", "facts");
    write_fact(markup, "title", document->title);
    write_fact(markup, "kind", document->kind);
    write_fact(markup, "status", bp_status(document->status)->name);
    g_autofree char *pages = g_strdup_printf("%u", document->n_pages);
    write_fact(markup, "pages", pages);
    if (writing->pages->len > 0 && writing->pages->len < document->n_pages) {
        g_autofree char *shown = g_strdup_printf("%u to %u", wish->first, wish->last);
        write_fact(markup, "shown", shown);
    }
    write_fact(markup, "sha256", document->sha256);
    bp_markup_close(markup);
}

static void write_findings(Writing *writing)
{
    BpMarkup *markup = &writing->markup;
    const GPtrArray *findings = writing->document->findings;
    if (findings->len == 0)
        return;
    bp_markup_open(markup, "details");
    bp_markup_open(markup, "summary");
    bp_markup_format(markup, "%u finding%s", findings->len, findings->len == 1 ? "" : "s");
    bp_markup_close(markup);
    bp_markup_open(markup, "ul");
    for (guint i = 0; i < findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(findings, i);
        bp_markup_open(markup, "li");
        bp_markup_element(markup, "code", NULL, finding->code);
        if (finding->page)
            bp_markup_format(markup, " p.\xc2\xa0%u", finding->page);
        bp_markup_format(markup, ": %s", finding->message);
        bp_markup_close(markup);
    }
    bp_markup_close(markup);
    bp_markup_close(markup);
}

static void write_checkbox(BpMarkup *markup, const char *id, const char *class_name,
                           const char *label, const char *what, bool checked)
{
    bp_markup_open(markup, "label");
    bp_markup_attr(markup, "class", class_name);
    bp_markup_attr(markup, "title", what);
    bp_markup_open(markup, "input");
    bp_markup_attr(markup, "type", "checkbox");
    bp_markup_attr(markup, "id", id);
    if (checked)
        bp_markup_attr(markup, "checked", "checked");
    bp_markup_close(markup);
    bp_markup_element(markup, "span", NULL, label);
    bp_markup_close(markup);
}

static guint count_listed(const Writing *writing, const BpRecordType *type)
{
    guint n = 0;
    for (guint i = 0; i < writing->pages->len; i++) {
        const BpReviewPage *page = g_ptr_array_index(writing->pages, i);
        for (guint k = 0; k < page->cards->len; k++)
            n += ((BpRecord *)g_ptr_array_index(page->cards, k))->type == type;
    }
    return n;
}

static void write_filters(Writing *writing)
{
    BpMarkup *markup = &writing->markup;
    guint n;
    const BpRecordType *types = bp_record_types(&n);
    bp_markup_open(markup, "fieldset");
    bp_markup_element(markup, "legend", NULL, "records");
    for (guint i = 0; i < n; i++) {
        g_autofree char *shown = bp_review_dup_shown(types[i].plural);
        g_autofree char *label = g_strdup_printf("%s %u", shown, count_listed(writing, &types[i]));
        g_autofree char *id = g_strconcat("f-", types[i].name, NULL);
        g_autofree char *class_name = g_strconcat("swatch r-", types[i].name, NULL);
        write_checkbox(markup, id, class_name, label, types[i].what, true);
    }
    bp_markup_close(markup);
    bp_markup_open(markup, "fieldset");
    bp_markup_element(markup, "legend", NULL, "show");
    for (guint i = 0; i < G_N_ELEMENTS(layers); i++) {
        g_autofree char *class_name = g_strconcat("swatch s-", layers[i].id, NULL);
        write_checkbox(markup, layers[i].id, class_name, layers[i].label, layers[i].what,
                       layers[i].checked);
    }
    bp_markup_close(markup);
}

static void write_page_links(Writing *writing)
{
    BpMarkup *markup = &writing->markup;
    bp_markup_open(markup, "nav");
    bp_markup_attr(markup, "aria-label", "Pages");
    for (guint i = 0; i < writing->pages->len; i++) {
        const BpReviewPage *page = g_ptr_array_index(writing->pages, i);
        bp_markup_open(markup, "a");
        bp_markup_attr_format(markup, "href", "#p%u", page->page->number);
        bp_markup_attr_format(markup, "title", "%u records", page->cards->len);
        if (page->cards->len == 0)
            bp_markup_attr(markup, "class", "none");
        bp_markup_format(markup, "%u", page->page->number);
        bp_markup_close(markup);
    }
    bp_markup_close(markup);
}

static void write_header(Writing *writing)
{
    BpMarkup *markup = &writing->markup;
    bp_markup_open(markup, "header");
    bp_markup_element(markup, "h1", NULL, writing->document->file);
    write_facts(writing);
    write_findings(writing);
    bp_markup_close(markup);
    bp_markup_open(markup, "div");
    bp_markup_attr(markup, "class", "bar");
    write_filters(writing);
    write_page_links(writing);
    bp_markup_close(markup);
    g_string_append_c(markup->out, '\n');
}

static void write_page_heading(BpMarkup *markup, const BpReviewPage *page)
{
    bp_markup_open(markup, "h2");
    bp_markup_open(markup, "a");
    bp_markup_attr_format(markup, "href", "#p%u", page->page->number);
    bp_markup_format(markup, "Page %u", page->page->number);
    bp_markup_close(markup);
    if (page->page->label)
        bp_markup_format(markup, " (%s)", page->page->label);
    bp_markup_open(markup, "small");
    if (page->lines->len == 0)
        bp_markup_text(markup, page->page->needs_ocr ? "a picture: no text to read" : "no text");
    else
        bp_markup_format(markup, "%u of %u lines unplaced", page->unplaced->len, page->lines->len);
    bp_markup_close(markup);
    bp_markup_close(markup);
}

static void write_page(Writing *writing, const BpReviewPage *page)
{
    BpMarkup *markup = &writing->markup;
    const BpReviewWish *wish = writing->wish;
    g_autoptr(GByteArray) png = g_byte_array_new();
    bool is_drawn = wish->draw && wish->draw(page->page->number, png, wish->data);
    bp_markup_open(markup, "section");
    bp_markup_attr_format(markup, "id", "p%u", page->page->number);
    write_page_heading(markup, page);
    bp_markup_open(markup, "div");
    bp_markup_attr(markup, "class", "page");
    bp_review_write_picture(markup, page, is_drawn ? png : NULL);
    bp_markup_close(markup);
    bp_markup_open(markup, "div");
    bp_markup_attr(markup, "class", "cards");
    if (page->cards->len == 0)
        bp_markup_element(markup, "p", "empty", "No record begins here.");
    for (guint i = 0; i < page->cards->len; i++)
        bp_review_write_card(markup, page, g_ptr_array_index(page->cards, i), wish, writing->by_id);
    bp_markup_close(markup);
    bp_markup_close(markup);
    g_string_append_c(markup->out, '\n');
}

static void write_pages(Writing *writing)
{
    BpMarkup *markup = &writing->markup;
    bp_markup_open(markup, "main");
    for (guint i = 0; i < writing->pages->len; i++) {
        const BpReviewPage *page = g_ptr_array_index(writing->pages, i);
        if (markup->out->len > bp_limit_value(BP_LIMIT_REVIEW_BYTES) / 2) {
            bp_markup_open(markup, "p");
            bp_markup_attr(markup, "class", "empty");
            bp_markup_format(markup, "Cut short before page %u: this would be too large.",
                             page->page->number);
            bp_markup_close(markup);
            break;
        }
        write_page(writing, page);
    }
    if (writing->pages->len == 0)
        bp_markup_element(markup, "p", "empty", "There are no pages to show.");
    bp_markup_close(markup);
}

void bp_review_write_body(const BpDocument *document, const BpReviewWish *wish, GString *out)
{
    g_autoptr(GPtrArray) pages = bp_review_gather(document, MAX(wish->first, 1), wish->last);
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < pages->len; i++) {
        const BpReviewPage *page = g_ptr_array_index(pages, i);
        for (guint k = 0; k < page->cards->len; k++) {
            BpRecord *record = g_ptr_array_index(page->cards, k);
            g_hash_table_insert(by_id, record->id, record);
        }
    }
    Writing writing = {{.out = out}, document, wish, pages, by_id};
    write_header(&writing);
    write_pages(&writing);
}

/* The last that is written. */
bool bp_review_is_whole(const GString *body)
{
    return g_str_has_suffix(body->str, "</main>");
}
