/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The two sections of a store: the pages, which no rules have a say in, and what was asked of the
 * file later, which may grow.
 */
#pragma once

#include "extract/store-format.h"

/* A section that is being written. */
typedef struct {
    GByteArray *rows, *texts;
} BpStoreParts;

void bp_store_put_pages(BpStoreParts *out, const BpDocument *document, bool drawn);
void bp_store_put_asked(BpStoreParts *out, const BpAsked *asked);

/* A section that is being read. */
typedef struct {
    BpStoreReader rows, texts;
} BpStoreSection;

/* Give a new document what the section holds; false when anything is wrong with it, and then the
 * document is of no use. */
bool bp_store_get_pages(BpStoreSection *in, BpDocument *document, bool *out_drawn);

/* NULL when anything is wrong with it. */
BpAsked *bp_store_get_asked(BpStoreSection *in, const BpDocument *document);
