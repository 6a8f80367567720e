/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files that read tags share.
 */
#pragma once

#include "extract/pdf.h"
#include "model/tags.h"

/* A piece of content of a heading or of a cell. What it belongs to is told by numbers that count
 * through the document from 1; 0 is none. */
typedef struct {
    PopplerStructureElement *element;
    guint heading, level;
    guint table, row, cell;
    bool head; /* the cell is marked as a heading */
} BpTagItem;

/*
 * Places of a text on a page: `text` has letters and digits of ASCII only, as bp_tag_dup_folded
 * makes it, because poppler spoils all others in the text of tags.
 */
char *bp_tag_dup_folded(const char *text);

/* The beginnings of a text: an array of BpBox, each around as many of its words as follow on one
 * another in a line, and there are nowhere more of them. Free it with g_array_unref. */
GArray *bp_tag_find_beginnings(const BpPage *page, const char *text);

/* The words that are the whole text, when it is on the page once. */
bool bp_tag_find_whole(const BpPage *page, const char *text, guint *out_start, guint *out_end);
