/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A sentence that the layout cut between two entries: at the foot of a page or of a column. */
#include <string.h>

#include "split/flow.h"
#include "split/sentences.h"

/* A paragraph that goes on with the one above it stands at most so many line heights below. */
#define CLOSE_GAP 0.4
/* A line is full from this share of its column's width on. */
#define FULL 0.75

/* Whether the last line of a block reaches the right edge, as that of a cut sentence does. */
static bool is_full(const BpBlock *block)
{
    const BpLine *last = block->lines->pdata[block->lines->len - 1];
    double width = last->box.x1 - last->box.x0;

    return (block->width <= 0 || block->width >= FULL) &&
           (block->lines->len == 1 || width >= FULL * (block->box.x1 - block->box.x0));
}

/* Whether a block stands right below another, or a paragraph of several lines goes on where the
 * next page begins. */
static bool is_next(const BpBlock *above, const BpBlock *block)
{
    const BpLine *last = above->lines->pdata[above->lines->len - 1];

    return (block->page == last->page + 1 && above->lines->len > 1 && block->lines->len > 1) ||
           (block->gap < CLOSE_GAP && block->box.x0 >= above->box.x0);
}

char *bp_flow_dup_rest(BpMatcher *matcher, const BpFlow *flow, guint at)
{
    const BpBlock *block = bp_flow_entry(flow, at)->block;
    gsize len = strlen(block->text);

    if (at + 1 >= flow->entries->len || len == 0 ||
        !g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(block->text + len))))
        return NULL;
    const BpEntry *next = bp_flow_entry(flow, at + 1);
    const char *rest = bp_entry_peek_text(next);
    if (next->is_item || *next->label || next->block->bullet ||
        !((is_full(block) && is_next(block, next->block)) ||
          g_unichar_islower(g_utf8_get_char(rest))))
        return NULL;
    return g_strndup(rest, bp_sentence_end(matcher, rest, 0));
}
