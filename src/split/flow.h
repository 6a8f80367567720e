/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The running text of a part as one list of entries, whatever it was set as: paragraphs down the
 * page, or a table with numbers at the left, text in the middle and owners at the right.
 */
#pragma once

#include "split/labels.h"
#include "split/split.h"

typedef struct {
    const BpBlock *block; /* its text */
    char *label;          /* numbering token of the block or of the number column, "" for none */
    guint start;          /* where the text after the label begins in block->text */
    const BpBlock *title; /* text of a title column at its left, NULL when there is none */
    bool titled;          /* and that column's heading says that it holds the items */
    GPtrArray *notes;     /* BpBlock* in the margin beside it; NULL */
    guint row_entries;    /* its notes are for so many entries from it on; 0: for it alone */
    bool in_table, from_column; /* in a table; its label stood in a number column */
    guint row;                  /* of a table, from 1 over the whole part; 0 for a paragraph */
    bool side;                  /* stands in a column beside that of the text */
    bool outcome;               /* that column says what was decided */
    bool listed;   /* in a column of items beside one that says what was decided on them */
    bool roll;     /* names a person who was there (set by bp_split_find_items) */
    bool followed; /* something that is a record already, or a table, stands below it */
    bool is_item;  /* heads a minute item (set by bp_split_find_items) */
    char *item;    /* number of the item it belongs to, "" before the first */
} BpEntry;

typedef struct {
    GArray *entries; /* BpEntry */
    guint rows;      /* of tables, so far */
} BpFlow;

BpFlow *bp_flow_of_part(const BpPart *part);
void bp_flow_free(BpFlow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpFlow, bp_flow_free)

#define bp_flow_entry(flow, i) (&g_array_index((flow)->entries, BpEntry, (i)))

/* Text of an entry after its label; borrowed. */
const char *bp_entry_peek_text(const BpEntry *entry);

/* Give the notes of a row's margin, and the dates beside them (`due`, may be NULL), to the entries
 * from `first` on. */
void bp_flow_add_notes(BpFlow *flow, guint first, const BpCell *margin, const BpCell *due);

/* What layout cut off an entry that ends in the middle of a sentence: the first sentence of the
 * paragraph close below, or NULL. The caller frees. */
char *bp_flow_dup_rest(BpMatcher *matcher, const BpFlow *flow, guint at);

/* Find the minute items: sets is_item and item of the entries and makes the records. */
void bp_split_find_items(BpSplit *split, BpFlow *flow);

void bp_split_find_decisions(BpSplit *split, BpFlow *flow);
void bp_split_find_actions(BpSplit *split, BpFlow *flow);
