/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every limit on what a file may make us do, in one table: name, default, unit and why.
 *
 * Allocation failure aborts (GLib's policy), so a size that comes from a file is compared with a
 * limit here before anything is allocated for it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    BP_LIMIT_INPUT_BYTES,
    BP_LIMIT_TEXT_INPUT_BYTES,
    BP_LIMIT_ELEMENTS,
    BP_LIMIT_ELEMENT_DEPTH,
    BP_LIMIT_URI_BYTES,
    BP_LIMIT_PAGES,
    BP_LIMIT_WORDS_PER_PAGE,
    BP_LIMIT_TEXT_BYTES_PER_PAGE,
    BP_LIMIT_TEXT_BYTES,
    BP_LIMIT_OUTLINE_NODES,
    BP_LIMIT_OUTLINE_DEPTH,
    BP_LIMIT_LINKS_PER_PAGE,
    BP_LIMIT_TAG_NODES,
    BP_LIMIT_TAG_DEPTH,
    BP_LIMIT_TAG_WORDS, /* words of the pages that are read again for the text of tags */
    BP_LIMIT_RECORDS,
    BP_LIMIT_DIAGNOSTICS,
    BP_LIMIT_SUBJECT_BYTES, /* longest text a rule is matched against */
    BP_LIMIT_MATCH_STEPS,   /* PCRE2 match limit */
    BP_LIMIT_MATCH_HEAP_KIB,
    BP_LIMIT_JIT_STACK_BYTES,
    BP_LIMIT_DEFINE_DEPTH,
    BP_LIMIT_WORKER_MEMORY_BYTES,
    BP_LIMIT_CPU_SECONDS,
    BP_LIMIT_BASE_SECONDS,       /* time a document may take: base ... */
    BP_LIMIT_PAGE_MILLISECONDS,  /* ... plus so much a page */
    BP_LIMIT_STALL_SECONDS,      /* longest silence of a worker between pages */
    BP_LIMIT_STDERR_BYTES,       /* that are kept */
    BP_LIMIT_STDERR_TOTAL_BYTES, /* that are let through before the worker is ended */
    BP_LIMIT_PAGE_RETRIES,
    BP_LIMIT_START_FAILURES, /* workers in a row that die before they begin */
    BP_LIMIT_FRAME_BYTES,
    BP_LIMIT_DOCUMENT_BYTES, /* what a worker sends of a document */
    BP_LIMIT_STORE_BYTES,    /* what it sends to be stored */
    BP_LIMIT_REVIEW_BYTES,
    BP_LIMIT_KEPT_BYTES,      /* pages of a document that are kept for another run, unpacked */
    BP_LIMIT_CACHE_BYTES,     /* the folder of them; 0: none are kept */
    BP_LIMIT_TRIES,           /* of a document whose worker dies */
    BP_LIMIT_SUSPECT_SECONDS, /* a try that lasts so long is a failed one if its run ends before it
                               */
    BP_LIMIT_INTERRUPTIONS,   /* tries in a row that ended with their run */
    BP_LIMIT_SETTLE_SECONDS,  /* a file that was changed so lately may still be written */
    BP_N_LIMITS
} BpLimitId;

typedef struct {
    const char *name; /* as in the manual: "pages" */
    guint64 standard;
    const char *unit;
    const char *why;
} BpLimit;

/* The row of a limit; never NULL. */
const BpLimit *bp_limit(BpLimitId id);

/* Its value, the standard one or the one that was set. */
guint64 bp_limit_value(BpLimitId id);

bool bp_limit_is_bytes(BpLimitId id);
guint64 bp_limit_most(BpLimitId id); /* largest value that can be set */

/* Set a value for this process and those it forks; false when it may not be that. To be called
 * before anything that a limit is for. */
bool bp_limit_set(BpLimitId id, guint64 value);

/* "name=value name=value" of those that are not as standard and may change what becomes of a
 * document, by name; "" when all are. */
char *bp_limits_dup_changed(void);
