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
    GHashTable *tries;    /* file -> Tries */
    guint64 records[2];   /* bytes: published, about to be published */
    bool open, begun;
};

/* Make of the journal what a line says; false when the line is not understood. */
bool bp_journal_read_line(BpJournal *journal, const char *line, gsize len);

/* The lines end here: what still runs was interrupted. */
void bp_journal_end_tries(BpJournal *journal);

/* The two things that are also done while a run writes. */
void bp_journal_note_start(BpJournal *journal, const char *file, const char *sha256,
                           const char *stamp);
void bp_journal_take(BpJournal *journal, BpAccount *account);
