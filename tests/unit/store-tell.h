/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All that extract sets in a document, and all that was asked, as text; nothing is rounded.
 */
#pragma once

#include "extract/asked.h"

static void tell_rulings(GString *out, const GArray *rulings)
{
    for (guint i = 0; rulings && i < rulings->len; i++) {
        const BpRuling *r = &g_array_index(rulings, BpRuling, i);
        g_string_append_printf(out, " ruling %d %a %a %a\n", r->vertical, r->at, r->from, r->to);
    }
}

static void tell_page(GString *out, const BpPage *page)
{
    g_string_append_printf(out, "page %u %s %a %a %u '%s' %u %a %d %u rulings %d\n", page->number,
                           page->label, page->width, page->height, page->turns, page->text,
                           page->n_images, page->image_cover, page->needs_ocr, page->replaced,
                           page->rulings != NULL);
    for (guint i = 0; i < page->words->len; i++) {
        const BpWord *w = bp_page_word(page, i);
        g_string_append_printf(out, " word %u %u %a %a %a %a %a %u %u %d %06x %u\n", w->start,
                               w->end, w->box.x0, w->box.y0, w->box.x1, w->box.y1, (double)w->size,
                               w->font, w->style, w->spaced, w->rgb, w->line_start);
    }
    for (guint i = 0; i < page->gaps->len; i++) {
        const BpGap *gap = &g_array_index(page->gaps, BpGap, i);
        g_string_append_printf(out, " gap %u %a %a\n", gap->at, (double)gap->from, (double)gap->to);
    }
    for (guint i = 0; i < page->links->len; i++) {
        const BpLink *l = &g_array_index(page->links, BpLink, i);
        g_string_append_printf(out, " link %a %a %a %a %s %u\n", l->box.x0, l->box.y0, l->box.x1,
                               l->box.y1, l->uri, l->target_page);
    }
    tell_rulings(out, page->rulings);
}

/* Everything in a document that extract sets. */
static char *store_tell(const BpDocument *document)
{
    GString *out = g_string_new(NULL);

    g_string_append_printf(out, "%" G_GUINT64_FORMAT " %u '%s' '%s' %s %u\n", document->bytes,
                           document->n_pages, document->title, document->producer,
                           bp_status(document->status)->name, document->n_dropped);
    for (guint i = 0; i < document->findings->len; i++) {
        const BpFinding *f = document->findings->pdata[i];
        g_string_append_printf(out, "finding %u %s %u %s\n", f->level, f->code, f->page,
                               f->message);
    }
    for (guint i = 0; i < document->fonts->len; i++) {
        const BpFont *font = document->fonts->pdata[i];
        g_string_append_printf(out, "font %s %d %d %u\n", font->name, font->bold, font->italic,
                               font->pictures);
    }
    for (guint i = 0; i < document->outline->len; i++) {
        const BpOutlineItem *item = document->outline->pdata[i];
        g_string_append_printf(out, "outline %s %u %u\n", item->title, item->page, item->depth);
    }
    for (guint i = 0; i < document->pages->len; i++)
        tell_page(out, document->pages->pdata[i]);
    return g_string_free(out, FALSE);
}

static void tell_answer(GString *out, const BpTagAnswer *answer)
{
    g_string_append_printf(out, "answer %u %u %d %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n",
                           answer->page, answer->what, answer->cut, answer->spent, answer->cost);
    for (guint i = 0; answer->what == 1 && i < answer->found->len; i++) {
        const BpTagRow *row = &g_array_index(answer->found, BpTagRow, i);
        g_string_append_printf(out, " row %u %u %u %d %a %a\n", row->table, row->cells, row->found,
                               row->head, row->box.x0, row->box.y1);
    }
    for (guint i = 0; answer->what == 2 && i < answer->found->len; i++) {
        const BpTagHeading *heading = &g_array_index(answer->found, BpTagHeading, i);
        g_string_append_printf(out, " heading %u %u %u\n", heading->level, heading->start,
                               heading->end);
    }
}

/* Everything that was asked. */
static char *store_tell_asked(const BpAsked *asked)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < asked->drawings->len; i++) {
        const BpDrawing *drawing = asked->drawings->pdata[i];
        g_string_append_printf(out, "drawing %u %" G_GUINT64_FORMAT "\n", drawing->page,
                               drawing->words);
        tell_rulings(out, drawing->rulings);
        for (guint k = 0; k < drawing->hidden->len; k++)
            g_string_append_printf(out, " hidden %u\n", g_array_index(drawing->hidden, guint32, k));
    }
    for (guint i = 0; asked->tags && i < asked->tags->len; i++) {
        const BpTags *tags = asked->tags->pdata[i];
        g_string_append_printf(out, "tags %u %u\n", tags ? tags->n_headings : 0,
                               tags ? tags->tables->len : 0);
        for (guint k = 0; tags && k < tags->tables->len; k++) {
            const BpTagTable *table = &g_array_index(tags->tables, BpTagTable, k);
            g_string_append_printf(out, " table %u %u %u\n", table->number, table->rows,
                                   table->columns);
        }
    }
    for (guint i = 0; i < asked->answers->len; i++)
        tell_answer(out, asked->answers->pdata[i]);
    return g_string_free(out, FALSE);
}
