/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Headings of items without a number, in minutes without numbers, or with numbers that begin again
 * below headings without one. Rules of kind `minute_item` say what they look like. Where they find
 * none, the titles beside the rows of a table are the items, or the bold words with which
 * paragraphs begin.
 */
#include "split/unnumbered.h"

#include <string.h>

#include "common/text.h"

#include "split/item-heading.h"

/* Lines of one title stand this close, in line heights. */
#define CLOSE_GAP 0.6
/* Those present stand at most so many texts below the title. */
#define HEAD_TEXTS 6
/* So few bold beginnings are no headings. */
#define LEAST_LEADS 3

static bool matches(BpSplit *split, const BpEntry *entry, const char *emit, const char *context,
                    BpMatch *out_match)
{
    BpSubject subject = bp_split_subject(entry->block, BP_SUBJECT_WHOLE);

    subject.text += entry->start;
    subject.len -= entry->start;
    subject.in_table = entry->in_table;
    return bp_matcher_match(split->matcher, emit, context, &subject, out_match);
}

static bool is_set_off(const BpEntry *entry)
{
    return !*entry->label && bp_heading_is(entry) && bp_heading_is_set_off(entry);
}

/* Whether a heading names the body that met. */
static bool names_body(const BpSplit *split, const BpEntry *entry)
{
    const char *body = split->part->meeting ? bp_record_get(split->part->meeting, "body") : "";
    g_autofree char *name = bp_text_dup_folded(body);
    g_autofree char *text = bp_text_dup_folded(bp_entry_peek_text(entry));

    return *name && strstr(text, name);
}

/* Whether an unnumbered heading belongs to the head of the minutes: before the first item, what
 * stands above another line of the title or goes on with it, or above those present. A heading that
 * their list has of its own ("ROLL CALL", "Present: ...") does not. */
static bool is_in_head(BpSplit *split, const BpFlow *flow, guint i, guint items)
{
    const BpEntry *entry = bp_flow_entry(flow, i);
    const BpEntry *before = i ? bp_flow_entry(flow, i - 1) : NULL;
    BpMatch match;

    if (items)
        return false;
    if (names_body(split, entry) || (before && is_set_off(before) && entry->block->gap < CLOSE_GAP))
        return true;
    for (guint k = i + 1; k < flow->entries->len && k <= i + HEAD_TEXTS; k++) {
        const BpEntry *next = bp_flow_entry(flow, k);
        if (next->block->page != entry->block->page || *next->label)
            return false;
        if (matches(split, next, "noise", "minute-item", &match))
            return k > i + 1;
        if (is_set_off(next) || next->roll)
            return k == i + 1;
    }
    return false;
}

bool bp_unnumbered_is_heading(BpSplit *split, const BpFlow *flow, guint i, guint items,
                              const BpOutline *outline, BpMatch *out_match)
{
    const BpEntry *entry = bp_flow_entry(flow, i);
    bool apart = !outline->numbered || (outline->sectioned && entry->block->caps);
    bool opens = i + 1 < flow->entries->len && bp_outline_role(outline, i + 1) == BP_ROLE_ITEM;

    return apart && !*entry->label && !opens && !is_in_head(split, flow, i, items) &&
           !matches(split, entry, "noise", "minute-item", out_match) &&
           !matches(split, entry, "decision", "block", out_match) &&
           matches(split, entry, "minute_item", "unnumbered", out_match);
}

/* Whether a paragraph begins with bold words that could be a heading. */
static bool runs_in(BpSplit *split, const BpEntry *entry)
{
    g_autofree char *title = bp_heading_dup_title(entry);
    BpSubject subject = {.text = title, .len = strlen(title), .style = BP_STYLE_BOLD, .size = 1};
    BpMatch match;

    return !*entry->label && !entry->in_table && bp_heading_runs_in(entry) && !entry->roll &&
           bp_matcher_match(split->matcher, "minute_item", "unnumbered", &subject, &match);
}

GArray *bp_unnumbered_leads(BpSplit *split, const BpFlow *flow)
{
    GArray *leads = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint form = 0; form < 2; form++) {
        for (guint i = 0; i < flow->entries->len; i++) {
            const BpEntry *entry = bp_flow_entry(flow, i);
            if (form == 0 ? entry->titled : runs_in(split, entry))
                g_array_append_val(leads, i);
        }
        if (leads->len >= LEAST_LEADS)
            break;
        g_array_set_size(leads, 0);
    }
    return leads;
}
