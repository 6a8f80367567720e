/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which places of the pages the records of a document claim. */
#pragma once

#include "model/block.h"

typedef struct BpClaims BpClaims;

/* The places of all records but meetings and parts. Borrows nothing. */
BpClaims *bp_claims_new(const BpDocument *document);
void bp_claims_free(BpClaims *claims);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpClaims, bp_claims_free)

/* Add the lines of top-level blocks, with their notes and cells; no line counts twice for the same
 * `claims`, unless bp_claims_forget() comes between. */
void bp_claims_count(BpClaims *claims, const GPtrArray *blocks, BpCoverage *coverage);
void bp_claims_forget(BpClaims *claims);
