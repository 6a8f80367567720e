/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files of the journal share. Nothing outside this folder includes it.
 */
#pragma once

#include "common/json-compat.h"

#include "state/journal.h"

/* A journal of another version is none: everything is done again. */
#define BP_JOURNAL_VERSION 1

/* Tries of a file that are no part of an account yet. */
typedef struct {
    char *sha256, *stamp;
    guint failed, interrupted;
    bool running, slow;
} BpTries;

struct BpJournal {
    char *path;
    int fd; /* -1 until something is written */
    gsize len;
    GHashTable *accounts; /* file -> BpAccount */
    GHashTable *tries;    /* file -> BpTries */
    BpSumSizes sizes;     /* as published last */
    guint64 records_next; /* bytes of records.ndjson that is about to be published */
    bool lost;            /* it was not as published: nothing is to be taken from it */
    bool open, begun;
};

/* Make of the journal what a line says; false when the line is not understood. */
bool bp_journal_read_line(BpJournal *journal, const char *line, gsize len);

/* The lines end here: what still runs was interrupted. */
void bp_journal_end_tries(BpJournal *journal);

/* What is also done while a run writes. */
void bp_journal_note_start(BpJournal *journal, const char *file, const char *sha256,
                           const char *stamp);
void bp_journal_take(BpJournal *journal, BpAccount *account);
void bp_journal_let_go(BpJournal *journal, const char *file); /* NULL: of all */
void bp_journal_drop(BpJournal *journal, const char *file);
