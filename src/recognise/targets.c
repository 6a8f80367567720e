/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Not every paper of a pack looks like one: slides, letters and tables have no front sheet. But the
 * program that put the pack together often left a bookmark for each, or linked the agenda's lines
 * to them.
 *
 * Headings within a paper have bookmarks too, so a whole level of the outline is taken or left: it
 * is that of the papers when several of its titles are printed in the agenda. A single one counts
 * when its page also begins with it. Links count when they stand in the agenda and lead to several
 * pages behind it.
 */
#include "recognise/targets.h"

#include <string.h>

#include "common/text.h"

/* An agenda is no longer than so many pages; what follows belongs to other parts, found or not. */
#define AGENDA_PAGES 12
/* Shorter titles ("Report", "Maps") stand in too many places. */
#define LEAST_TITLE 8
/* So many titles of a level, and so great a share, have to be printed in the agenda; levels below
 * the third are headings. */
#define LEAST_NAMED 2
#define NAMED_SHARE 4
#define LEVELS      3
/* Different pages to which the links of an agenda lead. */
#define LEAST_TARGETS 2

/* The title of a bookmark without the numbering in front of it. */
static const char *skip_number(const char *title)
{
    const char *p = title + strspn(title, " ");
    gsize n = strspn(p, "0123456789.");

    if (n == 0)
        return p;
    p += n;
    p += g_ascii_isalpha(*p) && strchr(" .):", p[1]) ? 1 : 0;
    return p + strspn(p, " .):-");
}

/* The folded text of the agenda on pages before `page`. */
static char *dup_agenda(const BpLayout *layout, guint first, guint end, guint page)
{
    const BpBlock *start = layout->blocks->pdata[first];
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = first; i < end; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        if (block->page >= MIN(page, start->page + AGENDA_PAGES))
            break;
        g_string_append_printf(text, "%s ", block->text ? block->text : "");
        for (guint r = 0; block->table && r < block->table->rows->len; r++)
            for (guint c = 0; c < block->table->n_columns; c++)
                g_string_append_printf(text, "%s ",
                                       bp_row_peek_text(block->table->rows->pdata[r], c));
    }
    return bp_text_dup_folded(text->str);
}

/* Whether a bookmark of that level leads behind the page where the agenda begins. */
static bool is_of_level(const BpDocument *document, const BpOutlineItem *item, guint depth,
                        guint agenda_page)
{
    return item->depth == depth && item->page > agenda_page && item->page <= document->pages->len;
}

/* Whether an agenda prints a title that is long enough to be told by its words. */
static bool is_named(const char *agenda, const char *title)
{
    return strlen(title) >= LEAST_TITLE && strchr(title, ' ') && strstr(agenda, title);
}

static bool is_level_of_papers(const BpDocument *document, guint depth, const char *agenda,
                               guint agenda_page)
{
    guint all = 0, named = 0, page = 0;

    for (guint i = 0; i < document->outline->len; i++) {
        const BpOutlineItem *item = document->outline->pdata[i];
        if (!is_of_level(document, item, depth, agenda_page))
            continue;
        g_autofree char *title = bp_text_dup_folded(skip_number(item->title));
        all++;
        if (item->page != page && is_named(agenda, title)) {
            named++;
            page = item->page;
        }
    }
    return named >= LEAST_NAMED && named * NAMED_SHARE >= all;
}

/* Whether a page begins with a title that stands in the agenda before it. */
static bool is_single(const BpLayout *layout, guint first, guint end, guint page, const char *title)
{
    guint i = first;

    while (i < layout->blocks->len && ((const BpBlock *)layout->blocks->pdata[i])->page < page)
        i++;
    const BpBlock *block = i < layout->blocks->len ? layout->blocks->pdata[i] : NULL;
    if (!block || block->page != page || block->kind != BP_BLOCK_PARA)
        return false;
    g_autofree char *text = bp_text_dup_folded(bp_block_peek_body(block));
    if (strcmp(text, title))
        return false;
    g_autofree char *agenda = dup_agenda(layout, first, end, page);
    return is_named(agenda, title);
}

static void add_outline(const BpDocument *document, guint first, guint end, const char **titles)
{
    const BpLayout *layout = document->layout;
    guint agenda_page = ((const BpBlock *)layout->blocks->pdata[first])->page, depth = 0;

    if (!document->outline->len)
        return;
    g_autofree char *agenda = dup_agenda(layout, first, end, G_MAXUINT);
    while (depth < LEVELS && !is_level_of_papers(document, depth, agenda, agenda_page))
        depth++; /* LEVELS: none */
    for (guint i = 0; i < document->outline->len; i++) {
        const BpOutlineItem *item = document->outline->pdata[i];
        if (!is_of_level(document, item, item->depth, agenda_page) || titles[item->page])
            continue;
        g_autofree char *title = bp_text_dup_folded(skip_number(item->title));
        if (item->depth == depth ||
            (is_named(agenda, title) && is_single(layout, first, end, item->page, title)))
            titles[item->page] = skip_number(item->title);
    }
}

static void add_links(const BpDocument *document, guint first, guint end, const char **titles)
{
    const BpLayout *layout = document->layout;
    const BpBlock *start = layout->blocks->pdata[first], *last = layout->blocks->pdata[end - 1];
    g_autofree guint8 *found = g_new0(guint8, document->pages->len + 1);
    guint until = MIN(last->page, start->page + AGENDA_PAGES - 1), n = 0;

    for (guint number = start->page; number <= until; number++) {
        const BpPage *page = bp_document_page(document, number);
        for (guint i = 0; page->links && i < page->links->len; i++) {
            guint target = g_array_index(page->links, BpLink, i).target_page;
            if (target <= number || target > document->pages->len || found[target])
                continue;
            found[target] = 1;
            n++;
        }
        /* What is led to is no longer the agenda. */
        if (number < until && found[number + 1])
            break;
    }
    for (guint i = 0; n >= LEAST_TARGETS && i <= document->pages->len; i++)
        if (found[i] && !titles[i])
            titles[i] = "";
}

const char **bp_targets_find(const BpDocument *document, guint first, guint end)
{
    const char **titles = g_new0(const char *, document->pages->len + 1);

    add_outline(document, first, end, titles);
    add_links(document, first, end, titles);
    return titles;
}
