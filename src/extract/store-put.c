/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document as it stands after its pages were read, and what was asked of it, as rows and texts.
 */
#include <string.h>

#include "extract/store-parts.h"

/* The length of a text, as it is told in a row; the text goes to the pool. */
static guint32 put_text(GByteArray *texts, const char *text)
{
    if (!text)
        return 0;
    gsize len = strlen(text);
    g_byte_array_append(texts, (const guint8 *)text, (guint)len);
    return (guint32)len + 1;
}

static GArray *new_rows(gsize size, guint n)
{
    GArray *rows = g_array_sized_new(FALSE, TRUE, (guint)size, n);

    g_array_set_size(rows, n);
    return rows;
}

static void put_head(BpStoreParts *out, const BpDocument *document, bool drawn)
{
    g_autoptr(GArray) rows = new_rows(sizeof(BpHeadRow), 1);
    guint32 title = put_text(out->texts, document->title);
    guint32 producer = put_text(out->texts, document->producer);

    g_array_index(rows, BpHeadRow, 0) = (BpHeadRow){.bytes = document->bytes,
                                                    .n_pages = document->pages->len,
                                                    .n_findings = document->findings->len,
                                                    .n_dropped = document->n_dropped,
                                                    .n_fonts = document->fonts->len,
                                                    .n_outline = document->outline->len,
                                                    .title = title,
                                                    .producer = producer,
                                                    .status = (guint8)document->status,
                                                    .drawn = drawn};
    bp_store_put_array(out->rows, &bp_store_heads, rows);
}

static void put_findings(BpStoreParts *out, const GPtrArray *findings)
{
    g_autoptr(GArray) rows = new_rows(sizeof(BpFindingRow), findings->len);

    for (guint i = 0; i < findings->len; i++) {
        const BpFinding *finding = findings->pdata[i];
        BpFindingRow *row = &g_array_index(rows, BpFindingRow, i);
        row->page = finding->page;
        row->code = put_text(out->texts, finding->code);
        row->message = put_text(out->texts, finding->message);
        row->level = (guint8)finding->level;
    }
    bp_store_put_array(out->rows, &bp_store_findings, rows);
}

static void put_fonts(BpStoreParts *out, const GPtrArray *fonts)
{
    g_autoptr(GArray) rows = new_rows(sizeof(BpFontRow), fonts->len);

    for (guint i = 0; i < fonts->len; i++) {
        const BpFont *font = fonts->pdata[i];
        g_array_index(rows, BpFontRow, i) =
            (BpFontRow){put_text(out->texts, font->name), font->bold, font->italic, font->pictures};
    }
    bp_store_put_array(out->rows, &bp_store_fonts, rows);
}

static void put_outline(BpStoreParts *out, const GPtrArray *outline)
{
    g_autoptr(GArray) rows = new_rows(sizeof(BpOutlineRow), outline->len);

    for (guint i = 0; i < outline->len; i++) {
        const BpOutlineItem *item = outline->pdata[i];
        g_array_index(rows, BpOutlineRow, i) =
            (BpOutlineRow){put_text(out->texts, item->title), item->page, item->depth};
    }
    bp_store_put_array(out->rows, &bp_store_outline, rows);
}

static void put_page_rows(BpStoreParts *out, const GPtrArray *pages)
{
    g_autoptr(GArray) rows = new_rows(sizeof(BpPageRow), pages->len);

    for (guint i = 0; i < pages->len; i++) {
        const BpPage *page = pages->pdata[i];
        guint32 label = put_text(out->texts, page->label);
        guint32 text = put_text(out->texts, page->text);
        g_array_index(rows, BpPageRow, i) =
            (BpPageRow){.width = page->width,
                        .height = page->height,
                        .image_cover = page->image_cover,
                        .label = label,
                        .text = text,
                        .n_words = page->words->len,
                        .n_gaps = page->gaps->len,
                        .n_links = page->links->len,
                        .n_images = page->n_images,
                        .replaced = page->replaced,
                        .n_rulings = page->rulings ? page->rulings->len + 1 : 0,
                        .turns = (guint8)page->turns,
                        .needs_ocr = page->needs_ocr};
    }
    bp_store_put_array(out->rows, &bp_store_pages, rows);
}

static void put_links(BpStoreParts *out, const GPtrArray *pages)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(BpLinkRow));

    for (guint i = 0; i < pages->len; i++) {
        const GArray *links = ((const BpPage *)pages->pdata[i])->links;
        for (guint k = 0; k < links->len; k++) {
            const BpLink *link = &g_array_index(links, BpLink, k);
            BpLinkRow row = {link->box, put_text(out->texts, link->uri), link->target_page};
            g_array_append_val(rows, row);
        }
    }
    bp_store_put_array(out->rows, &bp_store_links, rows);
}

void bp_store_put_pages(BpStoreParts *out, const BpDocument *document, bool drawn)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new(), gaps = g_ptr_array_new();
    g_autoptr(GPtrArray) rulings = g_ptr_array_new();

    for (guint i = 0; i < document->pages->len; i++) {
        const BpPage *page = document->pages->pdata[i];
        g_ptr_array_add(words, page->words);
        g_ptr_array_add(gaps, page->gaps);
        if (page->rulings)
            g_ptr_array_add(rulings, page->rulings);
    }
    put_head(out, document, drawn);
    put_findings(out, document->findings);
    put_fonts(out, document->fonts);
    put_outline(out, document->outline);
    put_page_rows(out, document->pages);
    put_links(out, document->pages);
    bp_store_put_rows(out->rows, &bp_store_words, words);
    bp_store_put_rows(out->rows, &bp_store_gaps, gaps);
    bp_store_put_rows(out->rows, &bp_store_rulings, rulings);
}

static void put_drawings(BpStoreParts *out, const GPtrArray *drawings)
{
    g_autoptr(GArray) rows = new_rows(sizeof(BpDrawingRow), drawings->len);
    g_autoptr(GPtrArray) rulings = g_ptr_array_new(), hidden = g_ptr_array_new();

    for (guint i = 0; i < drawings->len; i++) {
        const BpDrawing *drawing = drawings->pdata[i];
        g_array_index(rows, BpDrawingRow, i) = (BpDrawingRow){
            drawing->words, drawing->page, drawing->rulings->len, drawing->hidden->len};
        g_ptr_array_add(rulings, drawing->rulings);
        g_ptr_array_add(hidden, drawing->hidden);
    }
    bp_store_put_array(out->rows, &bp_store_drawings, rows);
    bp_store_put_rows(out->rows, &bp_store_rulings, rulings);
    bp_store_put_rows(out->rows, &bp_store_hidden, hidden);
}

static void put_tags(BpStoreParts *out, const GPtrArray *pages)
{
    g_autoptr(GArray) rows = new_rows(sizeof(BpTagsRow), pages->len);
    g_autoptr(GPtrArray) tables = g_ptr_array_new();

    for (guint i = 0; i < pages->len; i++) {
        const BpTags *tags = pages->pdata[i];
        if (!tags)
            continue;
        g_array_index(rows, BpTagsRow, i) = (BpTagsRow){tags->tables->len, tags->n_headings, true};
        g_ptr_array_add(tables, tags->tables);
    }
    bp_store_put_array(out->rows, &bp_store_tags, rows);
    bp_store_put_rows(out->rows, &bp_store_tag_tables, tables);
}

static void put_answers(BpStoreParts *out, const GPtrArray *answers)
{
    g_autoptr(GArray) rows = new_rows(sizeof(BpAnswerRow), answers->len);

    for (guint i = 0; i < answers->len; i++) {
        const BpTagAnswer *answer = answers->pdata[i];
        g_array_index(rows, BpAnswerRow, i) = (BpAnswerRow){.words = answer->words,
                                                            .spent = answer->spent,
                                                            .cost = answer->cost,
                                                            .page = answer->page,
                                                            .n_found = answer->found->len,
                                                            .what = (guint8)answer->what,
                                                            .cut = answer->cut};
    }
    bp_store_put_array(out->rows, &bp_store_answers, rows);
    for (guint i = 0; i < answers->len; i++) {
        const BpTagAnswer *answer = answers->pdata[i];
        gsize size = 0;
        bp_store_put_array(out->rows, bp_store_found(answer->what, &size), answer->found);
    }
}

void bp_store_put_asked(BpStoreParts *out, const BpAsked *asked)
{
    g_autoptr(GArray) rows = new_rows(sizeof(BpAskedRow), 1);

    g_array_index(rows, BpAskedRow, 0) =
        (BpAskedRow){asked->drawings->len, asked->answers->len, asked->tags != NULL};
    bp_store_put_array(out->rows, &bp_store_askeds, rows);
    put_drawings(out, asked->drawings);
    if (asked->tags)
        put_tags(out, asked->tags);
    put_answers(out, asked->answers);
}
