/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document as one HTML page for checking: each page of the document with boxes around what was
 * found, beside it the records. It needs no network and no script, and nothing in it can run that
 * is not from here: the policy in its head names style and script by their hashes.
 *
 * Head and foot are made by the coordinator, the body by the worker, which has pages and layout. A
 * worker that was taken over by a document can thus put nothing in the page that would run.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

typedef struct {
    guint first, last; /* pages to show */
    /* Draws a page as PNG; NULL: pages are drawn by their text. */
    bool (*draw)(guint page, GByteArray *out_png, gpointer data);
    gpointer data;
} BpReviewWish;

/* Up to and with the start of the body; `file` is for the title. The caller frees. */
char *bp_review_dup_head(const char *file);
char *bp_review_dup_foot(void);

/* What is between them. Needs ids; works without layout too, for a document that could not be
 * read. Says so in the page when BP_LIMIT_REVIEW_BYTES cut it short. */
void bp_review_write_body(const BpDocument *document, const BpReviewWish *wish, GString *out);

/* Whether a body is there to its end; a worker can die while it sends it. */
bool bp_review_is_whole(const GString *body);
