/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Outline and links. Both point at pages by number or by a name that the PDF resolves, both can be
 * loops in a hostile file: the outline is walked with a stack of our own, with limits on its depth
 * and its entries.
 */
#include "common/limits.h"
#include "common/text.h"

#include "extract/pdf.h"
#include "model/turn.h"

static guint page_in_document(const BpPdf *pdf, int number)
{
    return number >= 1 && (guint)number <= pdf->n_pages ? (guint)number : 0;
}

/* The page an action leads to, 0 when it leads to none in this document. */
static guint find_target(const BpPdf *pdf, const PopplerAction *action)
{
    if (!action || action->type != POPPLER_ACTION_GOTO_DEST || !action->goto_dest.dest)
        return 0;
    const PopplerDest *dest = action->goto_dest.dest;
    if (dest->type != POPPLER_DEST_NAMED)
        return page_in_document(pdf, dest->page_num);
    if (!dest->named_dest)
        return 0;
    g_autoptr(BpPopplerDest) named = poppler_document_find_dest(pdf->poppler, dest->named_dest);
    return named ? page_in_document(pdf, named->page_num) : 0;
}

static char *dup_clean(const char *text)
{
    g_autofree char *clean = bp_text_dup_clean(text, -1, NULL);
    return bp_text_dup_squeezed(clean);
}

static void add_outline_item(const BpPdf *pdf, BpDocument *document, PopplerIndexIter *at,
                             guint depth)
{
    g_autoptr(BpPopplerAction) action = poppler_index_iter_get_action(at);
    BpOutlineItem *item = g_new0(BpOutlineItem, 1);
    item->title = dup_clean(action ? action->any.title : NULL);
    item->page = find_target(pdf, action);
    item->depth = depth;
    g_ptr_array_add(document->outline, item);
}

static void free_iter(gpointer iter)
{
    poppler_index_iter_free(iter);
}

static void read_outline(const BpPdf *pdf, BpDocument *document)
{
    g_autoptr(GPtrArray) stack = g_ptr_array_new_with_free_func(free_iter);
    PopplerIndexIter *at = poppler_index_iter_new(pdf->poppler);
    guint64 max_depth = bp_limit_value(BP_LIMIT_OUTLINE_DEPTH);
    guint64 max_nodes = bp_limit_value(BP_LIMIT_OUTLINE_NODES);
    bool too_deep = false;
    if (at)
        g_ptr_array_add(stack, at);
    while (stack->len > 0 && document->outline->len < max_nodes) {
        at = g_ptr_array_index(stack, stack->len - 1);
        add_outline_item(pdf, document, at, stack->len - 1);
        PopplerIndexIter *child = poppler_index_iter_get_child(at);
        if (child && stack->len < max_depth) {
            g_ptr_array_add(stack, child);
            continue;
        }
        too_deep |= child != NULL;
        g_clear_pointer(&child, poppler_index_iter_free);
        while (stack->len > 0 && !poppler_index_iter_next(g_ptr_array_index(stack, stack->len - 1)))
            g_ptr_array_set_size(stack, (int)stack->len - 1);
    }
    if (stack->len > 0 || too_deep)
        bp_document_find(document, "limit", 0,
                         "the outline is larger or deeper than the limit, the rest was left out");
}

/* poppler has y grow upwards here, and the page as it is shown. */
static BpBox link_box(const BpPage *page, const PopplerRectangle *r)
{
    double width = page->turns & 1 ? page->height : page->width;
    double height = page->turns & 1 ? page->width : page->height;
    BpBox box = {MIN(r->x1, r->x2), height - MAX(r->y1, r->y2), MAX(r->x1, r->x2),
                 height - MIN(r->y1, r->y2)};
    return bp_box_turn(box, page->turns, width, height);
}

static void add_link(const BpPdf *pdf, BpPage *page, const PopplerLinkMapping *mapping)
{
    const PopplerAction *action = mapping->action;
    BpLink link = {.box = link_box(page, &mapping->area)};
    if (action && action->type == POPPLER_ACTION_URI)
        link.uri = dup_clean(action->uri.uri);
    else
        link.target_page = find_target(pdf, action);
    if (link.uri || link.target_page)
        g_array_append_val(page->links, link);
}

static void read_links(const BpPdf *pdf, BpDocument *document, BpPage *page)
{
    g_autoptr(BpPopplerPage) poppler =
        poppler_document_get_page(pdf->poppler, (int)page->number - 1);
    if (!poppler)
        return;
    g_autoptr(BpLinkList) list = poppler_page_get_link_mapping(poppler);
    guint64 left = bp_limit_value(BP_LIMIT_LINKS_PER_PAGE);
    /* The list is in reverse order of the file. */
    for (const GList *l = g_list_last(list); l && left; l = l->prev, left--)
        add_link(pdf, page, l->data);
    if (!left)
        bp_document_find(document, "limit", page->number, "the page has too many links");
}

static bool has_any_word(const BpDocument *document)
{
    for (guint i = 0; i < document->pages->len; i++) {
        const BpPage *page = g_ptr_array_index(document->pages, i);
        if (page->words->len > 0 && !page->needs_ocr)
            return true;
    }
    return false;
}

/* Which status the pages together make, unless a limit or a damaged page is the graver thing. */
static void judge_document(const BpPdf *pdf, BpDocument *document)
{
    guint n = document->pages->len;
    bool good = document->status == BP_STATUS_OK || document->status == BP_STATUS_OK_WARN;
    if (n > 0 && pdf->n_unreadable >= n)
        document->status = BP_STATUS_REFUSED;
    else if (good && n > 0 && !has_any_word(document))
        document->status = BP_STATUS_NO_TEXT;
}

void bp_extract_extras(BpPdf *pdf, BpDocument *document)
{
    judge_document(pdf, document);
    read_outline(pdf, document);
    for (guint i = 0; i < document->pages->len; i++)
        read_links(pdf, document, g_ptr_array_index(document->pages, i));
}
