/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files of the review share: a page with the records and lines on it.
 */
#pragma once

#include "model/block.h"
#include "model/document.h"
#include "review/markup.h"
#include "review/review.h"

/* What is on a page; all borrowed. */
typedef struct {
    const BpPage *page;
    GPtrArray *records;   /* BpRecord* with a span there, largest box first */
    GPtrArray *cards;     /* BpRecord* that are listed there, from top to bottom */
    GPtrArray *lines;     /* BpLine* that are no furniture, in reading order */
    GPtrArray *unplaced;  /* those of them that no record claims */
    GPtrArray *cells;     /* BpCell* */
    GPtrArray *furniture; /* BpFurniture* */
} BpReviewPage;

/* For each page from `first` to `last`, in order. Free with g_ptr_array_unref. */
GPtrArray *bp_review_gather(const BpDocument *document, guint first, guint last);

/* The box of a record on a page, NULL when it has none there. */
const BpBox *bp_review_box(const BpRecord *record, guint page);

/* Whether the text of a line is in a record of its page. */
bool bp_review_is_claimed(const BpReviewPage *page, const BpLine *line);

/* The page as SVG; `png` is its picture or NULL. */
void bp_review_write_picture(BpMarkup *markup, const BpReviewPage *page, const GByteArray *png);

/* A record with its fields, its rule and its pages. `document` is for what it refers to. */
void bp_review_write_card(BpMarkup *markup, const BpReviewPage *page, const BpRecord *record,
                          const BpReviewWish *wish, GHashTable *by_id);

/* Below this, a record is unsure. */
#define BP_REVIEW_SURE 0.8

/* "r-action", with " low" for one that is unsure. The caller frees. */
char *bp_review_dup_class(const BpRecord *record, const char *base);

/* "agenda item" for "agenda_item". */
char *bp_review_dup_shown(const char *name);

/* Short text that tells a record from the next: number and key. */
char *bp_review_dup_caption(const BpRecord *record);
