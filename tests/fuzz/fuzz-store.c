/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sections of a store as they are once unpacked, so that no checksum is in the way: lengths of rows
 * and texts, both, and the rows of what was asked. What is taken has to be fit for use, and to come
 * out the same when it is written again.
 */
#include <math.h>
#include <string.h>

#include "extract/store-parts.h"
#include "model/turn.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

/* Reads all that later stages read, and more. */
static void look_at(BpDocument *document)
{
    double sum = 0;
    for (guint i = 0; i < document->pages->len; i++) {
        BpPage *page = document->pages->pdata[i];
        g_assert_cmpuint(page->number, ==, i + 1);
        g_assert_true(g_utf8_validate(page->text, -1, NULL));
        for (guint k = 0; k < page->words->len; k++) {
            const BpWord *word = bp_page_word(page, k);
            g_autofree char *text = bp_page_dup_word(page, word);
            g_assert_true(g_utf8_validate(text, -1, NULL));
            sum += word->box.x0 + (double)word->size +
                   ((BpFont *)document->fonts->pdata[word->font])->bold;
        }
        g_assert_true(isfinite(page->width * 0.5 + page->height * 0.5));
    }
    g_assert_false(isnan(sum) && document->pages->len == 0);
    bp_document_turn_back(document);
}

static void apply_all(const BpAsked *asked, BpDocument *document)
{
    if (asked->tags)
        bp_asked_give_tags(asked, document);
    for (guint i = 0; i < document->pages->len; i++) {
        BpPage *page = document->pages->pdata[i];
        for (guint what = 1; what <= 2; what++)
            (void)bp_asked_find_answer(asked, page, what);
    }
    for (guint i = 0; i < asked->drawings->len; i++) {
        const BpDrawing *drawing = asked->drawings->pdata[i];
        bp_drawing_apply(drawing, document, bp_document_page(document, drawing->page));
    }
}

static void expect_same(const GByteArray *written, const BpStoreReader *read, const guint8 *from)
{
    g_assert_cmpmem(written->data, written->len, from, (gsize)(read->end - from));
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    guint32 lengths[2];
    if (size < sizeof lengths)
        return 0;
    memcpy(lengths, data, sizeof lengths);
    data += sizeof lengths;
    size -= sizeof lengths;
    if (lengths[0] > size || lengths[1] > size - lengths[0])
        return 0;
    const guint8 *texts = data + lengths[0], *later = texts + lengths[1], *end = data + size;
    BpStoreSection pages = {{data, texts, false}, {texts, later, false}};
    BpStoreSection asked_section = {{later, end, false}, {end, end, false}};
    g_autoptr(BpDocument) document = bp_document_new("fuzz.pdf");
    bool drawn = false;
    if (!bp_store_get_pages(&pages, document, &drawn))
        return 0;
    BpStoreParts again = {g_byte_array_new(), g_byte_array_new()};
    bp_store_put_pages(&again, document, drawn);
    expect_same(again.rows, &pages.rows, data);
    expect_same(again.texts, &pages.texts, texts);
    g_autoptr(BpAsked) asked = bp_store_get_asked(&asked_section, document);
    if (asked) {
        g_byte_array_set_size(again.rows, 0);
        bp_store_put_asked(&again, asked);
        expect_same(again.rows, &asked_section.rows, later);
        apply_all(asked, document);
    }
    look_at(document);
    g_byte_array_unref(again.rows);
    g_byte_array_unref(again.texts);
    return 0;
}
