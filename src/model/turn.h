/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages that are read from another side than the one they are shown from: a table set sideways on
 * an upright page. All stages see such a page turned until its text runs from left to right; what
 * is handed out is turned back.
 */
#pragma once

#include "model/document.h"

/* A box of a page of that size, after so many quarter turns to the right. */
BpBox bp_box_turn(BpBox box, guint turns, double width, double height);

/* Turn a page with its words, links and rulings; counts in page->turns. */
void bp_page_turn(BpPage *page, guint turns);

/* Turn the pages back, and what layout and the splitters have made of them. */
void bp_document_turn_back(BpDocument *document);
