/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Findings about files that people edit (rules), collected, sorted and printed all at once in the
 * GNU form that editors jump to: "file:line:column: error: text", the source line, a caret.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* A place in a file: line and column (in characters) count from 1; 0 is unknown. */
typedef struct {
    const char *file; /* interned */
    guint line, column;
} BpPlace;

typedef enum { BP_DIAG_ERROR, BP_DIAG_WARNING, BP_DIAG_NOTE } BpDiagLevel;

typedef struct BpDiagList BpDiagList;

BpDiagList *bp_diag_list_new(void);
void bp_diag_list_free(BpDiagList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpDiagList, bp_diag_list_free)

/* Add a finding; `source` is the line of the file (may be NULL), copied. A NOTE belongs to the
 * finding before it and stays with it when the list is sorted. */
void bp_diag_add(BpDiagList *list, BpDiagLevel level, BpPlace place, const char *source,
                 const char *format, ...) G_GNUC_PRINTF(5, 6);

guint bp_diag_count(const BpDiagList *list, BpDiagLevel level);

/* All findings, sorted by file, line and column, as printed. The caller frees. */
char *bp_diag_list_dup_text(BpDiagList *list);
