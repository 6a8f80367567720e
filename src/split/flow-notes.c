/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The notes in the margin of a table's row: which entry each stands beside. A note alone at the
 * head of its row speaks for the whole row. Dates in a column of their own go with the owner at
 * their height.
 */
#include <math.h>
#include <string.h>

#include "split/flow.h"

/* A note belongs to the entry that begins at most this far below it, points. */
#define SLACK 4.0
/* Notes that go on in one below ("JF/" above "Agenda") stand closer than this, line heights. */
#define STACK_GAP 0.5
/* Farther than anything on the same page. */
#define OTHER_PAGE 1e6
/* Longest row that one note at its head may speak for. */
#define ROW_TEXT 1600

/* How far a height on a page is from the middle of the nearest line of a block. */
static double away_from(const BpBlock *block, guint page, double y)
{
    double away = OTHER_PAGE;

    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        if (line->page == page)
            away = MIN(away, fabs((line->box.y0 + line->box.y1) / 2 - y));
    }
    return away;
}

/* The middle of a note and, when it says that more follows ("JF/"), of the one close below it. */
static double middle_of(const BpBlock *note, const BpBlock *below)
{
    const char *text = note->text;
    bool open = *text && strchr("/,&+", text[strlen(text) - 1]) && below &&
                below->page == note->page && below->gap < STACK_GAP;

    return (note->box.y0 + (open ? below->box.y1 : note->box.y1)) / 2;
}

/* A note belongs to the entry that its middle stands beside, or the nearest. */
static BpEntry *beside(BpFlow *flow, guint first, const BpBlock *note, const BpBlock *below)
{
    double y = middle_of(note, below), away = G_MAXDOUBLE;
    guint best = first;

    for (guint i = first; i < flow->entries->len; i++) {
        double own = away_from(bp_flow_entry(flow, i)->block, note->page, y);
        if (own < away) {
            best = i;
            away = own;
        }
    }
    return bp_flow_entry(flow, best);
}

static void add_note(BpEntry *entry, const BpBlock *note)
{
    if (!entry->notes)
        entry->notes = g_ptr_array_new();
    g_ptr_array_add(entry->notes, (gpointer)(gsize)note);
}

static bool is_row_note(const BpFlow *flow, guint first, const BpCell *margin)
{
    const BpBlock *top = bp_flow_entry(flow, first)->block;
    gsize length = 0;

    for (guint i = first; i < flow->entries->len; i++)
        length += strlen(bp_flow_entry(flow, i)->block->text);
    if (margin->blocks->len != 1 || length > ROW_TEXT)
        return false;
    const BpBlock *note = margin->blocks->pdata[0];
    return note->page == top->page && note->box.y0 < top->box.y0 + SLACK;
}

/* The dates that stand nearer to this note of the margin than to any other. */
static void add_dates(BpEntry *entry, const BpCell *margin, guint note, const BpCell *due)
{
    for (guint d = 0; due && d < due->blocks->len; d++) {
        const BpBlock *date = due->blocks->pdata[d];
        double y = (date->box.y0 + date->box.y1) / 2, away = G_MAXDOUBLE;
        guint nearest = 0;
        for (guint b = 0; b < margin->blocks->len; b++) {
            double own = away_from(margin->blocks->pdata[b], date->page, y);
            if (own < away) {
                away = own;
                nearest = b;
            }
        }
        if (nearest == note)
            add_note(entry, date);
    }
}

void bp_flow_add_notes(BpFlow *flow, guint first, const BpCell *margin, const BpCell *due)
{
    bool whole_row = is_row_note(flow, first, margin);

    for (guint b = 0; b < margin->blocks->len; b++) {
        const BpBlock *note = margin->blocks->pdata[b];
        const BpBlock *below = b + 1 < margin->blocks->len ? margin->blocks->pdata[b + 1] : NULL;
        BpEntry *entry = whole_row ? bp_flow_entry(flow, first) : beside(flow, first, note, below);
        if (whole_row)
            entry->row_entries = flow->entries->len - first;
        add_note(entry, note);
        add_dates(entry, margin, b, due);
    }
}
