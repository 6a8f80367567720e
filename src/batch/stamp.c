/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The stamp of the engine: what decides, beside the bytes of a file, what comes out of it. A
 * document whose stamp is another one is done again.
 */
#include "common/limits.h"
#include "common/version.h"

#include "batch/parts.h"
#include "extract/extract.h"

#define DIGITS 16

/* A sum of all sources: the Makefile makes it. A version alone would not tell two builds apart. */
static const char sources[] =
#include "batch/sources.inc"
    ;

char *bp_batch_dup_stamp(const BpRuleSet *rules)
{
    g_autofree char *limits = bp_limits_dup_changed();
    g_autofree char *all = g_strjoin("\n", BOARDPACK_VERSION, sources, bp_extract_peek_library(),
                                     bp_rule_set_peek_hash(rules), limits, NULL);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, all, -1);
    return g_strndup(hash, DIGITS);
}
