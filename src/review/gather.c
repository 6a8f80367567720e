/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sorts what is known of a document by page, and finds the text that nobody claims. The heading of
 * a column is claimed when its table was understood; furniture was set aside by layout and is no
 * line here.
 */
#include <string.h>

#include "review/parts.h"

static void free_page(gpointer data)
{
    BpReviewPage *page = data;
    g_ptr_array_unref(page->records);
    g_ptr_array_unref(page->cards);
    g_ptr_array_unref(page->lines);
    g_ptr_array_unref(page->unplaced);
    g_ptr_array_unref(page->cells);
    g_ptr_array_unref(page->furniture);
    g_free(page);
}

static BpReviewPage *new_page(const BpPage *source)
{
    BpReviewPage *page = g_new0(BpReviewPage, 1);
    page->page = source;
    page->records = g_ptr_array_new();
    page->cards = g_ptr_array_new();
    page->lines = g_ptr_array_new();
    page->unplaced = g_ptr_array_new();
    page->cells = g_ptr_array_new();
    page->furniture = g_ptr_array_new();
    return page;
}

typedef struct {
    GPtrArray *pages; /* BpReviewPage* */
    guint first;
    GHashTable *headings; /* BpLine* that head a column */
} Gathering;

static BpReviewPage *find_page(const Gathering *all, guint number)
{
    if (number < all->first || number - all->first >= all->pages->len)
        return NULL;
    return g_ptr_array_index(all->pages, number - all->first);
}

const BpBox *bp_review_box(const BpRecord *record, guint page)
{
    for (guint i = 0; i < record->spans->len; i++) {
        const BpSpan *span = &g_array_index(record->spans, BpSpan, i);
        if (span->page == page)
            return &span->box;
    }
    return NULL;
}

static void add_lines(Gathering *all, const GPtrArray *lines, bool heads)
{
    for (guint i = 0; i < lines->len; i++) {
        BpLine *line = g_ptr_array_index(lines, i);
        BpReviewPage *page = find_page(all, line->page);
        if (page)
            g_ptr_array_add(page->lines, line);
        if (heads)
            g_hash_table_add(all->headings, line);
    }
}

static void add_block(Gathering *all, const BpBlock *block, bool heads)
{
    add_lines(all, block->lines, heads);
    for (guint i = 0; block->notes && i < block->notes->len; i++) {
        const BpBlock *note = g_ptr_array_index(block->notes, i);
        add_lines(all, note->lines, heads);
    }
}

static void add_row(Gathering *all, const BpRow *row, bool heads)
{
    for (guint c = 0; c < row->cells->len; c++) {
        BpCell *cell = g_ptr_array_index(row->cells, c);
        if (cell == NULL)
            continue;
        BpReviewPage *page = find_page(all, cell->page);
        if (page && !cell->covers)
            g_ptr_array_add(page->cells, cell);
        for (guint i = 0; i < cell->blocks->len; i++)
            add_block(all, g_ptr_array_index(cell->blocks, i), heads);
    }
}

static void add_table(Gathering *all, const BpTable *table)
{
    if (table->header)
        add_row(all, table->header, table->kind != BP_TABLE_OTHER);
    for (guint i = 0; i < table->rows->len; i++)
        add_row(all, g_ptr_array_index(table->rows, i), false);
}

static void add_layout(Gathering *all, const BpLayout *layout)
{
    for (guint i = 0; i < layout->blocks->len; i++) {
        const BpBlock *block = g_ptr_array_index(layout->blocks, i);
        if (block->table)
            add_table(all, block->table);
        else
            add_block(all, block, false);
    }
    for (guint i = 0; i < layout->furniture->len; i++) {
        BpFurniture *furniture = g_ptr_array_index(layout->furniture, i);
        BpReviewPage *page = find_page(all, furniture->line->page);
        if (page)
            g_ptr_array_add(page->furniture, furniture);
    }
}

/* A record is listed on the page where it begins, or where it first is among those shown. */
static void add_record(Gathering *all, BpRecord *record)
{
    BpReviewPage *listed = find_page(all, record->page);
    for (guint i = 0; i < record->spans->len; i++) {
        BpReviewPage *page = find_page(all, g_array_index(record->spans, BpSpan, i).page);
        if (page == NULL)
            continue;
        g_ptr_array_add(page->records, record);
        listed = listed ? listed : page;
    }
    if (listed)
        g_ptr_array_add(listed->cards, record);
}

static void find_unplaced(const Gathering *all, BpReviewPage *page)
{
    for (guint i = 0; i < page->lines->len; i++) {
        BpLine *line = g_ptr_array_index(page->lines, i);
        if (!g_hash_table_contains(all->headings, line) && !bp_review_is_claimed(page, line))
            g_ptr_array_add(page->unplaced, line);
    }
}

static double area_on(const BpRecord *record, guint page)
{
    const BpBox *box = bp_review_box(record, page);
    return box ? (box->x1 - box->x0) * (box->y1 - box->y0) : 0;
}

/* The order of `b` before `a`, by number. */
static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

static int by_area(gconstpointer a, gconstpointer b, gpointer data)
{
    guint page = ((const BpReviewPage *)data)->page->number;
    const BpRecord *left = *(BpRecord *const *)a, *right = *(BpRecord *const *)b;
    return compare(area_on(right, page), area_on(left, page));
}

static int by_place(gconstpointer a, gconstpointer b, gpointer data)
{
    guint page = ((const BpReviewPage *)data)->page->number;
    const BpBox *left = bp_review_box(*(BpRecord *const *)a, page);
    const BpBox *right = bp_review_box(*(BpRecord *const *)b, page);
    if (!left || !right)
        return (left != NULL) - (right != NULL);
    int order = compare(left->y0, right->y0);
    if (order == 0)
        order = compare(left->x0, right->x0);
    /* Of two that begin together the one that holds the other comes first. */
    return order ? order : compare(right->y1, left->y1);
}

GPtrArray *bp_review_gather(const BpDocument *document, guint first, guint last)
{
    g_autoptr(GHashTable) headings = g_hash_table_new(NULL, NULL);
    GPtrArray *pages = g_ptr_array_new_with_free_func(free_page);
    Gathering all = {pages, first, headings};
    for (guint number = first; number <= last && number <= document->pages->len; number++)
        g_ptr_array_add(pages, new_page(bp_document_page(document, number)));
    if (document->layout)
        add_layout(&all, document->layout);
    for (guint i = 0; i < document->records->len; i++)
        add_record(&all, g_ptr_array_index(document->records, i));
    for (guint i = 0; i < pages->len; i++) {
        BpReviewPage *page = g_ptr_array_index(pages, i);
        /* Stable, so that equal ones stay in the document's order. */
        g_ptr_array_sort_with_data(page->records, by_area, page);
        g_ptr_array_sort_with_data(page->cards, by_place, page);
        find_unplaced(&all, page);
    }
    return pages;
}
