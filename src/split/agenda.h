/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files that find agenda items share: the walk over one part, and making an item whose
 * title and presenter the rules take further apart.
 */
#pragma once

#include "split/flow.h"

typedef struct {
    BpSplit *split;
    char *section;          /* the group heading that is open, "" for none */
    const BpBlock *opening; /* what may be the heading of the first group; NULL */
    bool below_opening;     /* a paragraph stands below it */
    char *shape;            /* of the main items' labels; NULL before the first */
    char *main;             /* label of the last main item, "" before the first */
    guint64 last;           /* number of the last main item */
    bool closed;            /* the main items' numbers have a mark behind them: 7. or 7) */
    char letter;            /* of the last sub-item, 0 when there is none */
    double letter_indent;
    bool letters_in_recommendations; /* the open recommendation has parts with letters */
    double below_indent; /* of the last sub-item with its main item's number, -1 for none */
    double indent, text_indent;
    double widest; /* right edge of the longest line of an item */
    guint found;
    bool open;    /* nothing stands between the last item and the paragraph that is read */
    bool grouped; /* a group heading stands below the last item: numbers may begin again */
    bool in_recommendations;
    bool in_contents;     /* below the heading of a list of contents */
    BpRecord *item;       /* the last one, while lines below may add to it */
    const BpBlock *block; /* its block */
    GHashTable *seen;     /* number and title of the items so far */
} BpAgenda;

void bp_agenda_open(BpAgenda *agenda, BpSplit *split);
void bp_agenda_close(BpAgenda *agenda);

/* Read one paragraph of a list. */
void bp_agenda_add_para(BpAgenda *agenda, BpBlock *block);

/* Whether a rule of kind `section` takes a paragraph. */
bool bp_agenda_is_section(const BpAgenda *agenda, const BpBlock *block, const char *context);

/* Make an item of a paragraph without a number, by the rules of a context; NULL when none takes it.
 */
BpRecord *bp_agenda_add_line(BpAgenda *agenda, BpBlock *block, const char *context);

/* Whether a labelled paragraph goes on counting the agenda. `label` has no time before it. */
bool bp_agenda_counts(BpAgenda *agenda, const BpBlock *block, const char *label);

void bp_agenda_add_table(BpAgenda *agenda, const BpTable *table);

/* Items that run on in one paragraph: "Agenda: 1. Welcome 2. Minutes". False when it has none. */
bool bp_agenda_add_run_in(BpAgenda *agenda, BpBlock *block);

/* Right edge of the items' titles. */
double bp_agenda_widest(const BpAgenda *agenda, const GPtrArray *blocks);

/* Whether a paragraph is the rest of the last item's title: layout parts a line that ends early. */
bool bp_agenda_is_wrapped(const BpAgenda *agenda, const BpBlock *block);

/* The text of an item over several lines with columns beside its title: title, gap, who presents,
 * without what explains it below; NULL when it is not one. The caller frees. */
char *bp_agenda_dup_columns(const BpAgenda *agenda, const BpBlock *block);

/* Set the section from a group heading. */
void bp_agenda_set_section(BpAgenda *agenda, const char *text);

/* The same from a heading between items. One that looks like it above the first item was the
 * heading of the first group: a title there cannot be told from it otherwise. */
void bp_agenda_take_group(BpAgenda *agenda, const BpBlock *heading);

/* Whether a text is a pause between items and none itself. */
bool bp_agenda_is_break(const BpAgenda *agenda, const char *text);

/*
 * The last step for every item: take purpose and pages off its title, and what is no name off its
 * presenter. An item that was there before (an agenda printed twice) is dropped: returns false.
 */
bool bp_agenda_finish_item(BpAgenda *agenda, BpRecord *record, const BpBlock *block);
