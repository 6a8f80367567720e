/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where a list of recommendations goes on and where it ends, by layout alone: looks, labels,
 * indents, and whether the sentence before was finished.
 */
#include <string.h>

#include "split/recommendations.h"

/* Points by which the next line of a hanging paragraph stands further right. */
#define HANGING 12.0
/* White space, in lines, that still joins two pieces of one paragraph. */
#define CLOSE_GAP 0.6
/* Font sizes over the body's that differ by more are another kind of text. */
#define SIZE_STEP 0.06

BpFlowEntry *bp_flow_last_entry(const BpFlow *flow)
{
    return flow->entries->len ? flow->entries->pdata[flow->entries->len - 1] : NULL;
}

static const BpBlock *first_block(const BpFlow *flow)
{
    const BpFlowEntry *entry = flow->entries->len ? flow->entries->pdata[0] : NULL;
    return entry ? entry->blocks->pdata[0] : NULL;
}

static const BpBlock *last_block(const BpFlow *flow)
{
    const BpFlowEntry *entry = bp_flow_last_entry(flow);
    return entry ? entry->blocks->pdata[entry->blocks->len - 1] : NULL;
}

char bp_flow_last_char(const BpFlowEntry *entry)
{
    gsize n = entry->text->len;
    while (n > 0 && g_ascii_isspace(entry->text->str[n - 1]))
        n--;
    return n > 0 ? entry->text->str[n - 1] : '\0';
}

/* Text of another look than the recommendations before it: a heading. */
static bool looks_like_heading(const BpFlow *flow, const BpBlock *block)
{
    const BpBlock *first = first_block(flow);
    bool bold = block->style & BP_STYLE_BOLD;

    if (!first)
        return false;
    return (bold && !(first->style & BP_STYLE_BOLD)) || (block->caps && !first->caps) ||
           block->size > first->size + SIZE_STEP;
}

/* The heading's own numbering goes on: "2. Recommendations" and then "3. ...". */
static bool follows_heading(const BpFlow *flow, const BpListLabel *label, const BpBlock *block)
{
    bool same_look = (block->style & BP_STYLE_BOLD) == (flow->heading->style & BP_STYLE_BOLD) &&
                     block->caps == flow->heading->caps;

    if (label->kind < BP_LABEL_DECIMAL || label->kind != flow->heading_label.kind)
        return false;
    bool next = label->value == flow->heading_label.value + 1;
    return next && same_look &&
           (flow->heading->style & BP_STYLE_BOLD || flow->heading->caps ||
            label->kind > BP_LABEL_DECIMAL + 1);
}

/* Text that goes on where the last entry stopped. */
bool bp_flow_continues(const BpFlow *flow, const BpPiece *piece)
{
    const BpFlowEntry *entry = bp_flow_last_entry(flow);
    const BpBlock *block = piece->block;
    if (!entry || *piece->label)
        return false;
    if (entry->text->len == 0)
        return true;
    const BpBlock *before = last_block(flow);
    char last = bp_flow_last_char(entry);
    if (last == ':' && entry->labelled)
        return !(block->style & BP_STYLE_BOLD) || before->style & BP_STYLE_BOLD;
    if (looks_like_heading(flow, block))
        return false;
    bool finished = strchr(".;!?", last) != NULL;
    if (!finished && g_unichar_islower(g_utf8_get_char(piece->text)))
        return true;
    if (!finished && block->page != before->page && block->page_start)
        return last != ':';
    const BpLine *line = before->lines->len ? before->lines->pdata[before->lines->len - 1] : NULL;
    double text_x = line && line->label ? line->text_x : before->box.x0;
    if (block->page != before->page)
        return false;
    return block->gap < CLOSE_GAP && block->box.x0 > before->box.x0 + HANGING &&
           (block->box.x0 >= text_x - 3 || !finished);
}

/* The list to which a lead-in with a label belongs goes on: 2.1 with parts, then 2.2. */
bool bp_flow_goes_on_outside(const BpFlow *flow, const BpListLabel *label)
{
    return label->kind != BP_LABEL_NONE && label->kind == flow->outer.kind &&
           label->kind != flow->first.kind && label->value > flow->outer.value;
}

bool bp_flow_ends(const BpFlow *flow, const BpPiece *piece, const BpListLabel *label)
{
    if (looks_like_heading(flow, piece->block) || follows_heading(flow, label, piece->block))
        return true;
    const BpBlock *first = first_block(flow);
    if (!*piece->label || !first || flow->lead)
        return false;
    if (bp_flow_last_char(bp_flow_last_entry(flow)) == ':' || bp_flow_goes_on_outside(flow, label))
        return false;
    bool deeper = piece->block->indent > first->indent + 0.5;
    if (label->kind == flow->first.kind)
        return label->is_first && label->kind != BP_LABEL_BULLET && !deeper;
    return label->kind != flow->nested.kind && !deeper;
}
