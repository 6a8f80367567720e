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

/* As much as rows may take when they are read. */
#define ROOM (1 << 22)

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

/* Write both sections, into two new arrays. */
static BpStoreParts write_all(const BpDocument *document, bool drawn, const BpAsked *asked)
{
    BpStoreParts parts = {g_byte_array_new(), g_byte_array_new()};
    bp_store_put_pages(&parts, document, drawn);
    bp_store_put_asked(&parts, asked);
    return parts;
}

/* The same document may be written in another way; what we write ourselves is read as it was. */
static void write_again(const BpDocument *document, bool drawn, const BpAsked *asked)
{
    BpStoreParts parts = {g_byte_array_new(), g_byte_array_new()};
    g_autoptr(BpDocument) read = bp_document_new("fuzz.pdf");
    bool read_drawn = !drawn;
    bp_store_put_pages(&parts, document, drawn);
    guint8 *rows = parts.rows->data, *texts = parts.texts->data;
    BpStoreSection pages = {{rows, rows + parts.rows->len, ROOM, false},
                            {texts, texts + parts.texts->len, 0, false}};
    g_assert_true(bp_store_get_pages(&pages, read, &read_drawn));
    g_assert_true(read_drawn == drawn);
    BpStoreParts first = write_all(document, drawn, asked), second = write_all(read, drawn, asked);
    g_assert_cmpmem(first.rows->data, first.rows->len, second.rows->data, second.rows->len);
    g_assert_cmpmem(first.texts->data, first.texts->len, second.texts->data, second.texts->len);
    GByteArray *const all[] = {parts.rows,  parts.texts, first.rows,
                               first.texts, second.rows, second.texts};
    for (guint i = 0; i < G_N_ELEMENTS(all); i++)
        g_byte_array_unref(all[i]);
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
    BpStoreSection pages = {{data, texts, ROOM, false}, {texts, later, 0, false}};
    BpStoreSection asked_section = {{later, end, ROOM, false}, {end, end, 0, false}};
    g_autoptr(BpDocument) document = bp_document_new("fuzz.pdf");
    bool drawn = false;
    if (!bp_store_get_pages(&pages, document, &drawn))
        return 0;
    g_autoptr(BpAsked) asked = bp_store_get_asked(&asked_section, document);
    if (asked) {
        write_again(document, drawn, asked);
        apply_all(asked, document);
    }
    look_at(document);
    return 0;
}
