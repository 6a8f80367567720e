/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A line is claimed when it lies inside the place that a record has on its page. A record has one
 * box a page, so what stands between two paragraphs of an item counts as the item's: the share is
 * an upper bound, and made to be compared with that of the month before.
 */
#include "coverage/claims.h"

/* A line may stick out of a box by so many points: boxes are those of the glyphs. */
#define SLACK 3.0

struct BpClaims {
    GHashTable *pages; /* page number -> GArray of BpBox */
    GHashTable *seen;  /* BpLine* that were counted */
};

static void add_boxes(BpClaims *claims, const BpRecord *record)
{
    for (guint i = 0; i < record->spans->len; i++) {
        const BpSpan *span = &g_array_index(record->spans, BpSpan, i);
        GArray *boxes = g_hash_table_lookup(claims->pages, GUINT_TO_POINTER(span->page));
        if (!boxes) {
            boxes = g_array_new(FALSE, FALSE, sizeof(BpBox));
            g_hash_table_insert(claims->pages, GUINT_TO_POINTER(span->page), boxes);
        }
        g_array_append_val(boxes, span->box);
    }
}

BpClaims *bp_claims_new(const BpDocument *document)
{
    const BpRecordType *meeting = bp_record_type("meeting"), *part = bp_record_type("part");
    BpClaims *claims = g_new0(BpClaims, 1);
    claims->pages = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    claims->seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < document->records->len; i++) {
        const BpRecord *record = g_ptr_array_index(document->records, i);
        if (record->type != meeting && record->type != part)
            add_boxes(claims, record);
    }
    return claims;
}

void bp_claims_free(BpClaims *claims)
{
    if (!claims)
        return;
    g_hash_table_unref(claims->pages);
    g_hash_table_unref(claims->seen);
    g_free(claims);
}

void bp_claims_forget(BpClaims *claims)
{
    g_hash_table_remove_all(claims->seen);
}

static bool is_inside(BpBox inner, BpBox outer)
{
    return inner.x0 >= outer.x0 - SLACK && inner.x1 <= outer.x1 + SLACK &&
           inner.y0 >= outer.y0 - SLACK && inner.y1 <= outer.y1 + SLACK;
}

static bool is_claimed(const BpClaims *claims, const BpLine *line)
{
    const GArray *boxes = g_hash_table_lookup(claims->pages, GUINT_TO_POINTER(line->page));
    for (guint i = 0; boxes && i < boxes->len; i++)
        if (is_inside(line->box, g_array_index(boxes, BpBox, i)))
            return true;
    return false;
}

static guint count_characters(const char *text)
{
    guint n = 0;
    for (const char *c = text; *c; c = g_utf8_next_char(c))
        n += !g_unichar_isspace(g_utf8_get_char(c));
    return n;
}

static void count_lines(BpClaims *claims, const BpBlock *block, BpCoverage *coverage)
{
    for (guint i = 0; i < block->lines->len; i++) {
        BpLine *line = g_ptr_array_index(block->lines, i);
        if (!g_hash_table_add(claims->seen, line))
            continue;
        guint n = count_characters(line->text);
        coverage->characters += n;
        coverage->claimed += is_claimed(claims, line) ? n : 0;
    }
}

/* Put the blocks that hang below a block on the list of those still to be counted. */
static void add_row(GPtrArray *open, const BpRow *row)
{
    for (guint i = 0; row && i < row->cells->len; i++) {
        const BpCell *cell = g_ptr_array_index(row->cells, i);
        for (guint k = 0; cell && k < cell->blocks->len; k++)
            g_ptr_array_add(open, g_ptr_array_index(cell->blocks, k));
    }
}

static void add_below(GPtrArray *open, const BpBlock *block)
{
    for (guint i = 0; block->notes && i < block->notes->len; i++)
        g_ptr_array_add(open, g_ptr_array_index(block->notes, i));
    if (!block->table)
        return;
    add_row(open, block->table->header);
    for (guint i = 0; i < block->table->rows->len; i++)
        add_row(open, g_ptr_array_index(block->table->rows, i));
}

void bp_claims_count(BpClaims *claims, const GPtrArray *blocks, BpCoverage *coverage)
{
    g_autoptr(GPtrArray) open = g_ptr_array_new();
    for (guint i = 0; i < blocks->len; i++)
        g_ptr_array_add(open, g_ptr_array_index(blocks, i));
    /* A list and not a recursion: how deep tables lie in tables is up to the document. Nothing is
     * put on it twice for good, because every block hangs in one place. */
    while (open->len > 0) {
        const BpBlock *block = g_ptr_array_steal_index(open, open->len - 1);
        count_lines(claims, block, coverage);
        add_below(open, block);
    }
}
