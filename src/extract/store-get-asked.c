/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What was asked of a PDF, from a store; as little is believed of it as of the pages.
 */
#include "extract/extract.h"
#include "extract/store-parts.h"

/* Words of hidden ones are on the page, each once, in their order. */
static bool is_on_page(const GArray *hidden, const BpPage *page)
{
    guint32 next = 0;

    for (guint i = 0; i < hidden->len; i++) {
        guint32 index = g_array_index(hidden, guint32, i);
        if (index < next || index >= page->words->len)
            return false;
        next = index + 1;
    }
    return true;
}

static void add_drawing(BpAsked *asked, const BpDrawingRow *row)
{
    BpDrawing *drawing = g_new0(BpDrawing, 1);

    drawing->page = row->page;
    drawing->words = row->words;
    drawing->rulings = g_array_sized_new(FALSE, TRUE, sizeof(BpRuling), row->n_rulings);
    drawing->hidden = g_array_sized_new(FALSE, TRUE, sizeof(guint32), row->n_hidden);
    g_array_set_size(drawing->rulings, row->n_rulings);
    g_array_set_size(drawing->hidden, row->n_hidden);
    g_ptr_array_add(asked->drawings, drawing);
}

static bool get_drawings(BpStoreReader *in, guint n, const BpDocument *document, BpAsked *asked)
{
    g_autoptr(GArray) rows = bp_store_get_array(in, &bp_store_drawings, n, sizeof(BpDrawingRow));
    guint64 n_rulings = 0, n_hidden = 0;
    guint last = 0;

    for (guint i = 0; rows && i < rows->len; i++) {
        const BpDrawingRow *row = &g_array_index(rows, BpDrawingRow, i);
        if (row->page <= last || row->page > document->pages->len)
            return false;
        last = row->page;
        n_rulings += row->n_rulings;
        n_hidden += row->n_hidden;
    }
    if (!rows || !bp_store_has_rows(in, &bp_store_rulings, n_rulings) ||
        !bp_store_has_rows(in, &bp_store_hidden, n_hidden))
        return false;
    g_autoptr(GPtrArray) rulings = g_ptr_array_new(), hidden = g_ptr_array_new();
    for (guint i = 0; i < rows->len; i++) {
        add_drawing(asked, &g_array_index(rows, BpDrawingRow, i));
        const BpDrawing *drawing = asked->drawings->pdata[i];
        g_ptr_array_add(rulings, drawing->rulings);
        g_ptr_array_add(hidden, drawing->hidden);
    }
    if (!bp_store_get_rows(in, &bp_store_rulings, rulings) ||
        !bp_store_get_rows(in, &bp_store_hidden, hidden))
        return false;
    for (guint i = 0; i < asked->drawings->len; i++) {
        const BpDrawing *drawing = asked->drawings->pdata[i];
        if (!is_on_page(drawing->hidden, bp_document_page(document, drawing->page)))
            return false;
    }
    return true;
}

static void free_tags(gpointer data)
{
    bp_tags_free(data);
}

static bool get_tags(BpStoreReader *in, const BpDocument *document, BpAsked *asked)
{
    g_autoptr(GArray) rows =
        bp_store_get_array(in, &bp_store_tags, document->pages->len, sizeof(BpTagsRow));
    g_autoptr(GPtrArray) tables = g_ptr_array_new();
    guint64 n = 0;

    for (guint i = 0; rows && i < rows->len; i++) {
        const BpTagsRow *row = &g_array_index(rows, BpTagsRow, i);
        if (!row->has && (row->n_tables || row->n_headings))
            return false;
        n += row->n_tables;
    }
    if (!rows || !bp_store_has_rows(in, &bp_store_tag_tables, n))
        return false;
    asked->tags = g_ptr_array_new_with_free_func(free_tags);
    for (guint i = 0; i < rows->len; i++) {
        const BpTagsRow *row = &g_array_index(rows, BpTagsRow, i);
        BpTags *tags = row->has ? bp_tags_new() : NULL;
        g_ptr_array_add(asked->tags, tags);
        if (!tags)
            continue;
        tags->n_headings = row->n_headings;
        g_array_set_size(tags->tables, row->n_tables);
        g_ptr_array_add(tables, tags->tables);
    }
    return bp_store_get_rows(in, &bp_store_tag_tables, tables);
}

static bool get_answers(BpStoreReader *in, guint n, const BpDocument *document, BpAsked *asked)
{
    g_autoptr(GArray) rows = bp_store_get_array(in, &bp_store_answers, n, sizeof(BpAnswerRow));

    for (guint i = 0; rows && i < rows->len; i++) {
        const BpAnswerRow *row = &g_array_index(rows, BpAnswerRow, i);
        gsize size = 0;
        if (row->page < 1 || row->page > document->pages->len ||
            (row->what != BP_TAG_ROWS && row->what != BP_TAG_HEADINGS))
            return false;
        BpTagAnswer *answer = g_new0(BpTagAnswer, 1);
        g_ptr_array_add(asked->answers, answer);
        answer->page = row->page;
        answer->what = row->what;
        answer->words = row->words;
        answer->spent = row->spent;
        answer->cost = row->cost;
        answer->cut = row->cut;
        const BpStoreRows *found = bp_store_found(row->what, &size);
        answer->found = bp_store_get_array(in, found, row->n_found, size);
        if (!answer->found)
            return false;
    }
    return rows != NULL;
}

BpAsked *bp_store_get_asked(BpStoreSection *in, const BpDocument *document)
{
    g_autoptr(GArray) rows = bp_store_get_array(&in->rows, &bp_store_askeds, 1, sizeof(BpAskedRow));
    g_autoptr(BpAsked) asked = bp_asked_new();

    if (!rows)
        return NULL;
    const BpAskedRow *row = &g_array_index(rows, BpAskedRow, 0);
    if (!get_drawings(&in->rows, row->n_drawings, document, asked) ||
        (row->tags && !get_tags(&in->rows, document, asked)) ||
        !get_answers(&in->rows, row->n_answers, document, asked))
        return NULL;
    bool all = in->rows.at == in->rows.end && in->texts.at == in->texts.end;
    return all ? g_steal_pointer(&asked) : NULL;
}
