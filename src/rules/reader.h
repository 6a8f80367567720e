/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The outermost layer of the rule language: lines, and what is indented below what. Knows nothing
 * of the meaning of a key. Everything read keeps the place it was read from.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "common/diag.h"

typedef struct {
    const char *path; /* interned, as shown in messages */
    bool unchecked;   /* `rules check` looks at others only */
    GPtrArray *lines; /* char*: clean UTF-8, without line end and trailing spaces */
} BpRuleFile;

/* A place in a file, in bytes; bp_spot_place() makes characters of it. Line 0 is no place. */
typedef struct {
    const BpRuleFile *file;
    guint line, offset;
} BpSpot;

/* Text that runs to the end of its line, or an interned word; never owned. */
typedef struct {
    const char *text;
    BpSpot at;
} BpText;

/* `key value` two spaces in, and the lines deeper in below it. */
typedef struct {
    BpText key, value;
    GArray *more; /* BpText */
} BpEntry;

/* A line that begins in column 1 and what stands below it. */
typedef struct {
    BpText word, value;
    GArray *more;       /* BpText: lines below a `define` */
    GPtrArray *entries; /* BpEntry* */
} BpStatement;

/* Read a file. Bad bytes, and tabs before a value, are reported, and replaced. Sets BP_ERROR_RULES.
 * `checksum` gets the contents. */
BpRuleFile *bp_rule_file_load(const char *path, GChecksum *checksum, BpDiagList *diags,
                              GError **error);
void bp_rule_file_free(BpRuleFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpRuleFile, bp_rule_file_free)

/* Array of BpStatement*, which borrow from `file`. */
GPtrArray *bp_rule_file_parse(const BpRuleFile *file, BpDiagList *diags);

/* Split `text` at spaces: array of BpText with interned words. */
GArray *bp_text_split(BpText text);

BpPlace bp_spot_place(BpSpot spot);

/* Report at a spot, with its source line; " [rule ID]" is added when `rule` is not NULL. */
void bp_report(BpDiagList *diags, BpDiagLevel level, BpSpot at, const char *rule,
               const char *format, ...) G_GNUC_PRINTF(5, 6);
