/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages and boxes: making, freeing and the little geometry that every stage needs.
 */
#include "model/page.h"

#include "model/tags.h"

static void clear_link(gpointer data)
{
    BpLink *link = data;
    g_free(link->uri);
}

BpPage *bp_page_new(guint number, double width, double height)
{
    BpPage *page = g_new0(BpPage, 1);
    page->number = number;
    page->width = width;
    page->height = height;
    page->text = g_strdup("");
    page->words = g_array_new(FALSE, TRUE, sizeof(BpWord));
    page->gaps = g_array_new(FALSE, TRUE, sizeof(BpGap));
    page->links = g_array_new(FALSE, TRUE, sizeof(BpLink));
    g_array_set_clear_func(page->links, clear_link);
    return page;
}

void bp_page_free(BpPage *page)
{
    if (!page)
        return;
    g_free(page->label);
    g_free(page->text);
    g_array_unref(page->words);
    g_array_unref(page->gaps);
    g_array_unref(page->links);
    g_clear_pointer(&page->rulings, g_array_unref);
    bp_tags_free(page->tags);
    g_free(page);
}

char *bp_page_dup_word(const BpPage *page, const BpWord *word)
{
    return g_strndup(page->text + word->start, word->end - word->start);
}

bool bp_box_is_empty(BpBox box)
{
    /* Written so that a box with a NaN in it is empty. */
    return !(box.x1 > box.x0 && box.y1 > box.y0);
}

BpBox bp_box_union(BpBox a, BpBox b)
{
    if (bp_box_is_empty(a))
        return b;
    if (bp_box_is_empty(b))
        return a;
    return (BpBox){MIN(a.x0, b.x0), MIN(a.y0, b.y0), MAX(a.x1, b.x1), MAX(a.y1, b.y1)};
}
