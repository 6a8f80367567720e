/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages that are kept for another run, and what is asked of a PDF after its pages were read: the
 * answer is looked for in what is stored, and only when it is not there the file is opened.
 */
#include "extract/input-parts.h"
#include "extract/refuse.h"
#include "extract/store.h"

char *bp_input_dup_store_key(void)
{
    return bp_store_dup_key();
}

BpInput *bp_input_open_stored(GBytes *store, BpDocument *document, BpFileFunc file, gpointer data)
{
    BpStored stored;

    if (!bp_store_open(store, document, &stored))
        return NULL;
    BpInput *input = g_new0(BpInput, 1);
    input->drawn = stored.drawn;
    input->asked = stored.asked;
    input->pages = stored.pages;
    input->file = file;
    input->data = data;
    return input;
}

void bp_input_keep_pages(BpInput *input, const BpDocument *document)
{
    if (input->pages)
        return;
    input->pages = bp_store_pack_pages(document, input->drawn);
    input->is_new = true;
}

GBytes *bp_input_dup_store(const BpInput *input)
{
    return input->pages && input->is_new ? bp_store_new(input->pages, input->asked) : NULL;
}

/* The open PDF; NULL when it cannot be had, and then the document has a status that says so. */
static BpPdf *get_pdf(BpInput *input, BpDocument *document)
{
    guint n_pages = document->n_pages;

    if (input->pdf || !input->file)
        return input->pdf;
    g_autoptr(GBytes) bytes = input->file(input->data);
    input->file = NULL;
    input->pdf = bp_pdf_open(bytes, document);
    if (!input->pdf || input->pdf->n_pages == n_pages)
        return input->pdf;
    /* Whoever gave both did not look: nothing that is asked of it would be true. */
    g_clear_pointer(&input->pdf, bp_pdf_free);
    document->n_pages = n_pages;
    bp_refuse(document, BP_STATUS_INTERNAL, "internal",
              "the file is not the one of which the pages were stored");
    return NULL;
}

void bp_input_read_rulings(BpInput *input, BpDocument *document, BpPage *page)
{
    const BpDrawing *known = bp_asked_find_drawing(input->asked, page);
    if (known) {
        bp_drawing_apply(known, document, page);
        return;
    }
    BpPdf *pdf = get_pdf(input, document);
    if (!pdf)
        return;
    BpDrawing *drawing = bp_pdf_draw(pdf, page);
    bp_drawing_apply(drawing, document, page);
    bp_asked_take_drawing(input->asked, drawing);
    input->is_new = true;
}

void bp_input_read_tags(BpInput *input, BpDocument *document)
{
    if (input->asked->tags) {
        bp_asked_give_tags(input->asked, document);
        return;
    }
    BpPdf *pdf = get_pdf(input, document);
    if (!pdf)
        return;
    bp_extract_tags(pdf, document);
    bp_asked_keep_tags(input->asked, document);
    input->is_new = true;
}

static GArray *found_array(BpTags *tags, guint what)
{
    return what == BP_TAG_ROWS ? tags->rows : tags->headings;
}

static void ask(BpInput *input, BpDocument *document, BpPage *page, guint what)
{
    BpPdf *pdf = get_pdf(input, document);
    if (!pdf)
        return;
    if (!pdf->tag_items) /* the tags of the pages were stored, those of the file are not read yet */
        bp_extract_tags(pdf, document);
    BpTagAnswer *answer = bp_tag_answer_new(page, what);
    answer->spent = pdf->tag_words = input->asked->spent;
    pdf->tags_cut = false;
    bp_extract_tag_texts(pdf, page, what);
    answer->cost = pdf->tag_words - answer->spent;
    answer->cut = pdf->tags_cut;
    answer->found = g_array_copy(found_array(page->tags, what));
    input->asked->spent += answer->cost;
    bp_asked_take_answer(input->asked, answer);
    input->is_new = true;
}

void bp_input_read_tag_texts(BpInput *input, BpDocument *document, BpPage *page, guint what)
{
    static const guint kinds[] = {BP_TAG_ROWS, BP_TAG_HEADINGS};

    for (guint i = 0; page->tags && i < G_N_ELEMENTS(kinds); i++) {
        if (!(what & kinds[i]))
            continue;
        const BpTagAnswer *known = bp_asked_find_answer(input->asked, page, kinds[i]);
        if (!known) {
            ask(input, document, page, kinds[i]);
            continue;
        }
        g_array_append_vals(found_array(page->tags, kinds[i]), known->found->data,
                            known->found->len);
        input->asked->spent += known->cost;
    }
}
