/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Keeping and finding what a PDF was asked.
 *
 * The texts of tags have a limit for the whole document, so what is left out depends on what was
 * asked before. An answer that nothing was left out of is the same with more of the limit left; any
 * other one is only taken where just as much has been spent.
 */
#include "extract/asked.h"

#include "extract/extract.h"

static void free_tags(gpointer data)
{
    bp_tags_free(data);
}

BpAsked *bp_asked_new(void)
{
    BpAsked *asked = g_new0(BpAsked, 1);

    asked->drawings = g_ptr_array_new_with_free_func((GDestroyNotify)bp_drawing_free);
    asked->answers = g_ptr_array_new_with_free_func((GDestroyNotify)bp_tag_answer_free);
    return asked;
}

void bp_asked_free(BpAsked *asked)
{
    if (!asked)
        return;
    g_ptr_array_unref(asked->drawings);
    g_ptr_array_unref(asked->answers);
    g_clear_pointer(&asked->tags, g_ptr_array_unref);
    g_free(asked);
}

/* The first drawing of that page or a later one. */
static guint place_of(const BpAsked *asked, guint page)
{
    guint low = 0, high = asked->drawings->len;

    while (low < high) {
        guint middle = (low + high) / 2;
        if (((const BpDrawing *)asked->drawings->pdata[middle])->page < page)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static BpDrawing *drawing_at(const BpAsked *asked, guint place, guint page)
{
    BpDrawing *drawing = place < asked->drawings->len ? asked->drawings->pdata[place] : NULL;

    return drawing && drawing->page == page ? drawing : NULL;
}

const BpDrawing *bp_asked_find_drawing(const BpAsked *asked, const BpPage *page)
{
    const BpDrawing *drawing = drawing_at(asked, place_of(asked, page->number), page->number);

    return drawing && drawing->words == bp_words_mark(page) ? drawing : NULL;
}

void bp_asked_take_drawing(BpAsked *asked, BpDrawing *drawing)
{
    guint place = place_of(asked, drawing->page);

    if (drawing_at(asked, place, drawing->page))
        g_ptr_array_remove_index(asked->drawings, place);
    g_ptr_array_insert(asked->drawings, (int)place, drawing);
}

BpTagAnswer *bp_tag_answer_new(const BpPage *page, guint what)
{
    BpTagAnswer *answer = g_new0(BpTagAnswer, 1);

    answer->page = page->number;
    answer->what = what;
    answer->words = bp_words_mark(page);
    return answer;
}

void bp_tag_answer_free(BpTagAnswer *answer)
{
    if (!answer)
        return;
    g_clear_pointer(&answer->found, g_array_unref);
    g_free(answer);
}

static BpTagAnswer *answer_of(const BpAsked *asked, guint page, guint what, guint *out_index)
{
    for (guint i = 0; i < asked->answers->len; i++) {
        BpTagAnswer *answer = asked->answers->pdata[i];
        if (answer->page != page || answer->what != what)
            continue;
        *out_index = i;
        return answer;
    }
    return NULL;
}

/* Whether the words that its headings name are on the page. */
static bool fits_page(const BpTagAnswer *answer, const BpPage *page)
{
    for (guint i = 0; answer->what == BP_TAG_HEADINGS && i < answer->found->len; i++) {
        const BpTagHeading *heading = &g_array_index(answer->found, BpTagHeading, i);
        if (heading->start > heading->end || heading->end > page->words->len)
            return false;
    }
    return true;
}

const BpTagAnswer *bp_asked_find_answer(const BpAsked *asked, const BpPage *page, guint what)
{
    guint index = 0;
    const BpTagAnswer *answer = answer_of(asked, page->number, what, &index);

    if (!answer || answer->words != bp_words_mark(page) || !fits_page(answer, page))
        return NULL;
    bool same = answer->spent == asked->spent, more = answer->spent > asked->spent;
    return same || (more && !answer->cut) ? answer : NULL;
}

void bp_asked_take_answer(BpAsked *asked, BpTagAnswer *answer)
{
    guint index = 0;

    if (answer_of(asked, answer->page, answer->what, &index))
        g_ptr_array_remove_index(asked->answers, index);
    g_ptr_array_add(asked->answers, answer);
}

static BpTags *copy_tags(const BpTags *tags)
{
    BpTags *copy = bp_tags_new();

    copy->n_headings = tags->n_headings;
    g_array_append_vals(copy->tables, tags->tables->data, tags->tables->len);
    return copy;
}

void bp_asked_keep_tags(BpAsked *asked, const BpDocument *document)
{
    g_clear_pointer(&asked->tags, g_ptr_array_unref);
    asked->tags = g_ptr_array_new_with_free_func(free_tags);
    for (guint i = 0; i < document->pages->len; i++) {
        const BpPage *page = document->pages->pdata[i];
        g_ptr_array_add(asked->tags, page->tags ? copy_tags(page->tags) : NULL);
    }
}

void bp_asked_give_tags(const BpAsked *asked, BpDocument *document)
{
    for (guint i = 0; i < document->pages->len; i++) {
        BpPage *page = document->pages->pdata[i];
        const BpTags *tags = asked->tags->pdata[i];
        bp_tags_free(page->tags);
        page->tags = tags ? copy_tags(tags) : NULL;
    }
}
