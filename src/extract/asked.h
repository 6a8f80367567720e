/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What was asked of a PDF after its pages were read, because the rules wanted it of some pages:
 * what drawing them gave, and what its tags say. It is kept with the pages, so that other rules can
 * be applied without the file as long as they want nothing else.
 *
 * An answer holds for the words of its page as they were when it was given. Layout may have changed
 * them before, in a way that depends on the rules, so each answer carries a mark of them.
 */
#pragma once

#include "model/document.h"
#include "model/tags.h"

/* What the picture of a page shows. */
typedef struct {
    guint page;
    guint64 words;   /* bp_words_mark of the page before it is applied */
    GArray *rulings; /* BpRuling */
    GArray *hidden;  /* guint32, ascending: the words that nobody sees */
} BpDrawing;

BpDrawing *bp_drawing_new(const BpPage *page);
void bp_drawing_free(BpDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpDrawing, bp_drawing_free)

/* Give the page its rulings, leave out its hidden words, with a finding, and part those that stand
 * in two cells. */
void bp_drawing_apply(const BpDrawing *drawing, BpDocument *document, BpPage *page);

/* The texts of the tags of a page, of one kind. */
typedef struct {
    guint page;
    guint what;          /* BP_TAG_ROWS or BP_TAG_HEADINGS */
    guint64 words;       /* bp_words_mark */
    guint64 spent, cost; /* of BP_LIMIT_TAG_WORDS: before it was asked, and by it */
    bool cut;            /* the limit left something out */
    GArray *found;       /* BpTagRow or BpTagHeading */
} BpTagAnswer;

typedef struct {
    GPtrArray *drawings; /* BpDrawing*, in the order of the pages */
    GPtrArray *tags;     /* BpTags* a page, or NULL, without texts; NULL when not read */
    GPtrArray *answers;  /* BpTagAnswer* */
    guint64 spent;       /* words read again for answers of this run */
} BpAsked;

BpAsked *bp_asked_new(void);
void bp_asked_free(BpAsked *asked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpAsked, bp_asked_free)

/* What is known, and holds for the page as it is; NULL when it has to be asked. */
const BpDrawing *bp_asked_find_drawing(const BpAsked *asked, const BpPage *page);
const BpTagAnswer *bp_asked_find_answer(const BpAsked *asked, const BpPage *page, guint what);

/* Keep something; what was known of the same page is replaced. They take it. */
void bp_asked_take_drawing(BpAsked *asked, BpDrawing *drawing);
void bp_asked_take_answer(BpAsked *asked, BpTagAnswer *answer);

/* Keep the tags of all pages as they are, before any text was asked for. */
void bp_asked_keep_tags(BpAsked *asked, const BpDocument *document);

/* Give the pages the tags that are kept. */
void bp_asked_give_tags(const BpAsked *asked, BpDocument *document);

BpTagAnswer *bp_tag_answer_new(const BpPage *page, guint what);
void bp_tag_answer_free(BpTagAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpTagAnswer, bp_tag_answer_free)

/* A number that changes when a word of the page, its place or the order of the words does. */
guint64 bp_words_mark(const BpPage *page);
