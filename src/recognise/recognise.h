/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The recognise stage: which pages are agenda, minutes, paper, action log or appendix; what meeting
 * they belong to; what a paper's front sheet says. Makes the `meeting` and `part` records and
 * document->kind.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"
#include "rules/rules.h"

/* Find the document's sector and publisher, and have the matcher use their rules. Needs the pages
 * and links, no layout. */
void bp_recognise_layers(BpDocument *document, BpMatcher *matcher);

void bp_recognise_run(BpDocument *document, BpMatcher *matcher);
typedef enum {
    BP_WANT_NOT,
    BP_WANT_TABULAR, /* when it looks tabular at all */
    BP_WANT_ANYWAY   /* a table that matters may continue on it */
} BpWant;

/*
 * From a layout without rulings: which pages hold tables that matter, and should be drawn for their
 * rulings. Index by page number from 1; the caller frees.
 */
BpWant *bp_recognise_want_rulings(const BpDocument *document, BpMatcher *matcher);

/*
 * From the same layout: on which pages short lines may be headings that do not look like any, since
 * they are of minutes without numbers. Index by page number from 1; the caller frees.
 */
bool *bp_recognise_want_headings(const BpDocument *document);

void bp_recognise_dump(const BpDocument *document, GString *out);
