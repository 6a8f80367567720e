/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is known of one listed file from run to run: what it was like, how its reading ended, and
 * what the output folder holds of it. The line of the manifest is a part of it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/status.h"

/* What a file system says of a file; enough to know that it has not changed. */
typedef struct {
    guint64 bytes;
    gint64 mtime;       /* seconds since 1970 */
    guint32 mtime_nsec; /* and nanoseconds */
} BpFileStat;

/* Stands for the hash of what is held of a file that could not be read. */
#define BP_HELD_UNREAD "-"

/* All texts are "" and never NULL when there is nothing to say. */
typedef struct {
    char *file;   /* its name in the output */
    char *source; /* its path, absolute; bytes of the file system */
    BpFileStat stat;
    char *sha256; /* of what was read */
    char *stamp;  /* which engine read it: program, rules, limits */
    BpStatus status;
    char *error, *message; /* code and text of the finding that explains the status */
    guint pages, pages_done;
    double coverage;  /* share of the text that stands in a record */
    double seconds;   /* wall time of its worker */
    guint64 peak_kib; /* largest resident size of the worker */
    char *sandbox;    /* which protection its worker had; "" when there was none to protect from */
    guint attempts;   /* tries on these bytes, by this engine, that failed */
    guint
        interrupted;  /* tries in a row that ended with their run, through no fault that is known */
    bool quarantined; /* not tried again before its bytes or the engine change */
    bool gone;        /* it is there no more */
    char *duplicate_of; /* the file with the same content that was read instead */
    /* What documents/, the database and records.ndjson hold of it; no hash: nothing. The stamp is
     * that of the engine, a dot and a sum of what it made. */
    char *held_sha256, *held_stamp;
    guint64 held_bytes; /* size of its files in documents/ together */
    guint64 n_records;
    guint64 piece_at, piece_len; /* bytes of the pieces of a run that is not published yet */
    char *uses;                  /* "rule:times ...", by index in the rule set of held_stamp */
} BpAccount;

BpAccount *bp_account_new(const char *file);
BpAccount *bp_account_copy(const BpAccount *account);
void bp_account_free(BpAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpAccount, bp_account_free)

/* Set a text of an account; NULL is "". */
void bp_account_set(char **text, const char *value);

/* Whether all that a reader of the manifest or a later run sees is the same; measures do not count.
 */
bool bp_account_equal(const BpAccount *a, const BpAccount *b);

bool bp_file_stat_equal(const BpFileStat *a, const BpFileStat *b);

/* Whether what is held was made by this engine. */
bool bp_account_is_by(const BpAccount *account, const char *stamp);

/* Whether the output holds what this engine made of these bytes. */
bool bp_account_holds(const BpAccount *account, const char *sha256, const char *stamp);

/* What the output holds of a file stays as `known` (may be NULL) says. */
void bp_account_keep_held(BpAccount *account, const BpAccount *known);

typedef enum {
    BP_ACCOUNT_TEXT, /* UTF-8 */
    BP_ACCOUNT_PATH, /* bytes of the file system */
    BP_ACCOUNT_UINT,
    BP_ACCOUNT_UINT64,
    BP_ACCOUNT_INT64,
    BP_ACCOUNT_REAL,
    BP_ACCOUNT_BOOL,
    BP_ACCOUNT_STATUS
} BpAccountKind;

/* When a member stands in a line of the manifest. */
typedef enum {
    BP_MANIFEST_ALWAYS,
    BP_MANIFEST_SET,     /* when it is not empty, zero or false */
    BP_MANIFEST_MEASURE, /* the same, but it differs from run to run: not when asked to leave out */
    BP_MANIFEST_NEVER
} BpAccountUse;

/* The members by which lines are written and read, in their order; ended by a NULL name. */
typedef struct {
    const char *name; /* in JSON */
    BpAccountKind kind;
    BpAccountUse use;
    gsize offset; /* in BpAccount */
} BpAccountField;
const BpAccountField *bp_account_fields(void);
