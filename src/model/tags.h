/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a tagged PDF says of a page itself: the tables it has there, their rows, the headings. It is
 * evidence and may be wrong: layout uses it where the page agrees.
 *
 * That there are such things is known of every page of a tagged document; where they stand only of
 * pages that were asked (bp_extract_tag_texts), because each text costs as much as reading the
 * page.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/page.h"

/* The part of a table that is on the page; a table that holds another one is left out. */
typedef struct {
    guint number;        /* of the table in the document, from 1 */
    guint rows, columns; /* rows with content here; cells of the fullest one */
} BpTagTable;

typedef struct {
    guint table;        /* its BpTagTable.number */
    guint cells, found; /* cells with text, and those whose beginning was found on the page */
    bool head;          /* all of them are marked as headings */
    BpBox box;          /* around the beginnings found */
} BpTagRow;

typedef struct {
    guint level;      /* 1 to 6, 0 when it is not said */
    guint start, end; /* its words: indices into page->words, half open */
} BpTagHeading;

typedef struct BpTags {
    GArray *tables;   /* BpTagTable, in the order of the document */
    guint n_headings; /* outside tables */
    GArray *rows;     /* BpTagRow in the order of the document; empty when not asked for */
    GArray *headings; /* BpTagHeading, those found; empty when not asked for */
} BpTags;

BpTags *bp_tags_new(void);
void bp_tags_free(BpTags *tags);
