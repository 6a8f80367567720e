/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The structure tree of a tagged PDF: which headings and rows of tables it tells of, page by page.
 *
 * poppler reads the whole tree at once, by recursion; it finds loops, and dies of a tree some ten
 * thousands of levels deep, which is why this is a stage that can be left out. What it made is
 * walked with a stack of our own. Only kinds that can hold headings and tables are gone into, which
 * leaves out most of a tree. Texts are not asked for here: each costs as much as a page.
 */
#include "extract/tags.h"

#include "common/limits.h"

/* Where in the tree we are. */
typedef struct {
    PopplerStructureElementIter *iter;
    BpTagItem at;
} Level;

typedef struct {
    BpPdf *pdf;
    GArray *levels;              /* Level */
    GArray *holders;             /* bool, one a table: holds another one */
    guint headings, rows, cells; /* so far */
    guint64 left;                /* elements that may still be looked at */
} Walk;

static void clear_item(gpointer data)
{
    BpTagItem *item = data;
    g_clear_object(&item->element);
}

static void free_items(gpointer data)
{
    if (data)
        g_array_unref(data);
}

static void clear_level(gpointer data)
{
    Level *level = data;
    poppler_structure_element_iter_free(level->iter);
}

/* 1 to 6; 0 for a heading without a level; -1 for what is none. */
static int heading_level(PopplerStructureElementKind kind)
{
    if (kind == POPPLER_STRUCTURE_ELEMENT_HEADING)
        return 0;
    if (kind < POPPLER_STRUCTURE_ELEMENT_HEADING_1 || kind > POPPLER_STRUCTURE_ELEMENT_HEADING_6)
        return -1;
    return (int)(kind - POPPLER_STRUCTURE_ELEMENT_HEADING_1) + 1;
}

static bool may_hold_blocks(PopplerStructureElementKind kind)
{
    static const PopplerStructureElementKind kinds[] = {
        POPPLER_STRUCTURE_ELEMENT_DOCUMENT,     POPPLER_STRUCTURE_ELEMENT_PART,
        POPPLER_STRUCTURE_ELEMENT_ARTICLE,      POPPLER_STRUCTURE_ELEMENT_SECTION,
        POPPLER_STRUCTURE_ELEMENT_DIV,          POPPLER_STRUCTURE_ELEMENT_NONSTRUCT,
        POPPLER_STRUCTURE_ELEMENT_BLOCKQUOTE,   POPPLER_STRUCTURE_ELEMENT_LIST,
        POPPLER_STRUCTURE_ELEMENT_LIST_ITEM,    POPPLER_STRUCTURE_ELEMENT_LIST_BODY,
        POPPLER_STRUCTURE_ELEMENT_TABLE,        POPPLER_STRUCTURE_ELEMENT_TABLE_ROW,
        POPPLER_STRUCTURE_ELEMENT_TABLE_HEADER, POPPLER_STRUCTURE_ELEMENT_TABLE_FOOTER,
        POPPLER_STRUCTURE_ELEMENT_TABLE_BODY};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

/* What the children of an element of that kind belong to. */
static void enter(Walk *walk, PopplerStructureElementKind kind, BpTagItem *at)
{
    int level = heading_level(kind);
    bool cell = kind == POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING ||
                kind == POPPLER_STRUCTURE_ELEMENT_TABLE_DATA;
    if (kind == POPPLER_STRUCTURE_ELEMENT_TABLE) {
        if (at->table)
            g_array_index(walk->holders, bool, at->table - 1) = true;
        bool holds = false;
        g_array_append_val(walk->holders, holds);
        *at = (BpTagItem){.table = walk->holders->len};
    } else if (kind == POPPLER_STRUCTURE_ELEMENT_TABLE_ROW && at->table) {
        at->row = ++walk->rows;
    } else if (cell && at->row) {
        at->cell = ++walk->cells;
        at->head = kind == POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING;
    } else if (level >= 0 && !at->table && !at->heading) {
        at->heading = ++walk->headings;
        at->level = (guint)level;
    }
}

static void add_content(Walk *walk, PopplerStructureElement *element, const BpTagItem *at)
{
    int page = poppler_structure_element_get_page(element);
    if (page < 0 || (guint)page >= walk->pdf->n_pages)
        return; /* poppler would look for its text on all pages */
    GPtrArray *pages = walk->pdf->tag_items;
    if (!pages->pdata[page]) {
        GArray *items = g_array_new(FALSE, FALSE, sizeof(BpTagItem));
        g_array_set_clear_func(items, clear_item);
        pages->pdata[page] = items;
    }
    BpTagItem item = *at;
    item.element = g_object_ref(element);
    g_array_append_val((GArray *)pages->pdata[page], item);
}

/* Look at the element of the last level; returns what its children belong to, false when they are
 * of no interest. */
static bool look(Walk *walk, BpTagItem *out_at)
{
    const Level *level = &g_array_index(walk->levels, Level, walk->levels->len - 1);
    g_autoptr(BpPopplerElement) element = poppler_structure_element_iter_get_element(level->iter);
    PopplerStructureElementKind kind = poppler_structure_element_get_kind(element);
    *out_at = level->at;
    bool inside = out_at->heading || out_at->cell;
    if (kind == POPPLER_STRUCTURE_ELEMENT_CONTENT) {
        if (inside)
            add_content(walk, element, out_at);
        return false;
    }
    enter(walk, kind, out_at);
    return inside || out_at->heading || out_at->cell || may_hold_blocks(kind);
}

static void walk_tree(Walk *walk, PopplerStructureElementIter *root)
{
    guint64 depth = bp_limit_value(BP_LIMIT_TAG_DEPTH);
    Level top = {.iter = root};
    g_array_append_val(walk->levels, top);
    while (walk->levels->len > 0 && walk->left > 0) {
        Level *level = &g_array_index(walk->levels, Level, walk->levels->len - 1);
        Level below = {0};
        walk->left--;
        if (look(walk, &below.at) && walk->levels->len < depth)
            below.iter = poppler_structure_element_iter_get_child(level->iter);
        if (below.iter) {
            g_array_append_val(walk->levels, below);
            continue;
        }
        while (walk->levels->len > 0 &&
               !poppler_structure_element_iter_next(
                   g_array_index(walk->levels, Level, walk->levels->len - 1).iter))
            g_array_set_size(walk->levels, walk->levels->len - 1);
    }
}

/* The tables and headings that the items of a page belong to. */
static BpTags *sum_up(const GArray *items)
{
    BpTags *tags = bp_tags_new();
    BpTagItem last = {0};
    guint cells = 0;
    for (guint i = 0; i < items->len; i++) {
        const BpTagItem *item = &g_array_index(items, BpTagItem, i);
        tags->n_headings += item->heading && item->heading != last.heading;
        if (item->table && item->table != last.table) {
            BpTagTable table = {.number = item->table};
            g_array_append_val(tags->tables, table);
        }
        if (item->table) {
            BpTagTable *table = &g_array_index(tags->tables, BpTagTable, tags->tables->len - 1);
            bool new_row = item->row != last.row;
            table->rows += new_row;
            cells = new_row ? 1 : cells + (item->cell != last.cell);
            table->columns = MAX(table->columns, cells);
        }
        last = *item;
    }
    return tags;
}

/* Tables that hold others are there to lay out the page. */
static void drop_holders(const Walk *walk, GArray *items)
{
    guint keep = 0;
    for (guint i = 0; i < items->len; i++) {
        BpTagItem *item = &g_array_index(items, BpTagItem, i);
        BpTagItem *to = &g_array_index(items, BpTagItem, keep);
        if (item->table && g_array_index(walk->holders, bool, item->table - 1))
            continue;
        if (to != item) {
            clear_item(to);
            *to = *item;
            item->element = NULL;
        }
        keep++;
    }
    g_array_set_size(items, keep);
}

void bp_extract_tags(BpPdf *pdf, BpDocument *document)
{
    PopplerStructureElementIter *root = poppler_structure_element_iter_new(pdf->poppler);
    if (!root)
        return;
    g_autoptr(GArray) levels = g_array_new(FALSE, FALSE, sizeof(Level));
    g_autoptr(GArray) holders = g_array_new(FALSE, FALSE, sizeof(bool));
    g_array_set_clear_func(levels, clear_level);
    Walk walk = {.pdf = pdf,
                 .levels = levels,
                 .holders = holders,
                 .left = bp_limit_value(BP_LIMIT_TAG_NODES)};
    pdf->tag_items = g_ptr_array_new_with_free_func(free_items);
    g_ptr_array_set_size(pdf->tag_items, (int)pdf->n_pages);
    walk_tree(&walk, root);
    for (guint i = 0; i < document->pages->len; i++) {
        BpPage *page = g_ptr_array_index(document->pages, i);
        GArray *items = pdf->tag_items->pdata[page->number - 1];
        if (items)
            drop_holders(&walk, items);
        if (items && items->len > 0 && !page->tags)
            page->tags = sum_up(items);
    }
}
