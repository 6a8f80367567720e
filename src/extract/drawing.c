/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the picture of a page shows, applied to the page: the same for one that was just drawn and
 * for one that was drawn in a run before.
 */
#include "common/sum.h"

#include "extract/asked.h"
#include "extract/words.h"

/* So many bytes of hidden text are shown in its finding. */
#define MAX_SHOWN 80

BpDrawing *bp_drawing_new(const BpPage *page)
{
    BpDrawing *drawing = g_new0(BpDrawing, 1);

    drawing->page = page->number;
    drawing->words = bp_words_mark(page);
    drawing->rulings = g_array_new(FALSE, TRUE, sizeof(BpRuling));
    drawing->hidden = g_array_new(FALSE, TRUE, sizeof(guint32));
    return drawing;
}

void bp_drawing_free(BpDrawing *drawing)
{
    if (!drawing)
        return;
    g_array_unref(drawing->rulings);
    g_array_unref(drawing->hidden);
    g_free(drawing);
}

static void leave_out(BpDocument *document, BpPage *page, const GArray *indices)
{
    g_autofree guint8 *hidden = g_new0(guint8, page->words->len + 1);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < indices->len; i++) {
        guint32 index = g_array_index(indices, guint32, i);
        g_assert(index < page->words->len);
        hidden[index] = 1;
    }
    guint n = bp_words_drop_hidden(page, hidden, text);
    const char *end = g_utf8_find_prev_char(text->str, text->str + MIN(text->len, MAX_SHOWN));
    bool cut = text->len > MAX_SHOWN;
    bp_document_find(document, "text-hidden", page->number,
                     "%u words that cannot be seen were left out: %.*s%s", n,
                     cut ? (int)(end - text->str) : (int)text->len, text->str, cut ? "..." : "");
}

void bp_drawing_apply(const BpDrawing *drawing, BpDocument *document, BpPage *page)
{
    g_clear_pointer(&page->rulings, g_array_unref);
    page->rulings = g_array_copy(drawing->rulings);
    if (drawing->hidden->len)
        leave_out(document, page, drawing->hidden);
    bp_words_part_at_rulings(page);
}

guint64 bp_words_mark(const BpPage *page)
{
    guint64 sum = page->words->len;

    for (guint i = 0; i < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i);
        const guint32 text[] = {word->start, word->end};
        sum = bp_sum(bp_sum(sum, text, sizeof text), &word->box, sizeof word->box);
    }
    return sum;
}
