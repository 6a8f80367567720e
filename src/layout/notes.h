/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Notes at the foot of pages or the end of a document, and the marks that point to them. */
#pragma once

#include "model/block.h"
#include "rules/rules.h"

/*
 * Take notes and their marks out of `left`, the words a page that furniture left (GArray of guint
 * indices): they are furniture too, of kinds of their own. A word grows by the mark that hung on
 * it, so that what follows is no further away than it was.
 */
void bp_notes_set_aside(BpDocument *document, BpLayout *layout, GPtrArray *left);
