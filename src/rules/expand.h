/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Defines and their use in a regex, with a map from every byte of the result back to the character
 * that somebody typed.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "rules/reader.h"

typedef struct BpDefine BpDefine;

/* Where a byte of an expanded regex comes from: `at` in the text of the regex itself (the place of
 * the "%{" for what a define brought in) and, then, byte `inner` of that define's own text. */
typedef struct {
    BpSpot at;
    const BpDefine *define;
    guint inner;
} BpOrigin;

typedef struct {
    GString *text;
    GArray *origins; /* BpOrigin, one a byte */
    bool extended;   /* written in "|" pieces */
    guint depth;     /* of defines used */
} BpExpanded;

struct BpDefine {
    const char *name;
    BpSpot at;
    BpExpanded *body;
    bool broken;
    guint uses;
};

typedef struct BpDefines {
    struct BpDefines *lower; /* looked into for what is not here; NULL at the bottom */
    GPtrArray *list;         /* BpDefine*, owned */
    GHashTable *table;       /* by name */
} BpDefines;

/* `lower` is borrowed and may be NULL. */
BpDefines *bp_defines_new(BpDefines *lower);
void bp_defines_free(BpDefines *defines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpDefines, bp_defines_free)

/* `define NAME regex`. */
void bp_defines_add(BpDefines *defines, const BpStatement *statement, BpDiagList *diags);

void bp_expanded_free(BpExpanded *expanded);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpExpanded, bp_expanded_free)

/* The regex of a key: its value, or the "|" pieces below it. NULL when something is wrong, which
 * has been reported (here, or where a broken define was defined). */
BpExpanded *bp_expand(BpDefines *defines, BpText value, const GArray *more, const char *rule,
                      BpDiagList *diags);

/* Report at byte `offset` of an expanded regex, with a note for each define it lies in. */
void bp_expanded_report(const BpExpanded *expanded, gsize offset, BpDiagLevel level,
                        const char *rule, BpDiagList *diags, const char *message);

/* The same for what pcre2_compile() said, with a note where an unclosed bracket was opened. */
void bp_expanded_report_compile(const BpExpanded *expanded, int code, gsize offset,
                                const char *rule, BpDiagList *diags);
