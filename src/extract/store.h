/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The store of a document: its pages as bytes, so that another run does not need its file.
 */
#pragma once

#include "extract/asked.h"

/* The section of the pages, packed; NULL when it would be larger than BP_LIMIT_KEPT_BYTES. */
GBytes *bp_store_pack_pages(const BpDocument *document, bool drawn);

/* A store of such a section and of what was asked; NULL as above. */
GBytes *bp_store_new(GBytes *pages, const BpAsked *asked);

typedef struct {
    bool drawn;
    GBytes *pages; /* the section, packed */
    BpAsked *asked;
} BpStored;

/* Read a store into a document without pages. False, with nothing changed, when it is not whole or
 * not of this program. */
bool bp_store_open(GBytes *store, BpDocument *document, BpStored *out_stored);

/* bp_input_dup_store_key */
char *bp_store_dup_key(void);
