/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The journal of an output folder: the account of every file, and what a run has done so far.
 *
 * A file of lines that is only added to while a run works and is written anew, aside, when its
 * results are published. A line goes into it before what it tells of is tried and after it is done,
 * so that the next run knows what became of one that was killed at any moment.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/account.h"

/* The folder in an output folder where all this is kept. */
#define BP_STATE_FOLDER ".boardpack"

typedef struct BpJournal BpJournal;

/* Bytes of the files about all documents. */
typedef struct {
    guint64 records, manifest, rules;
} BpSumSizes;

/* Read the journal of an output folder; one that is not there, or that no version of the program
 * wrote, is empty. BP_ERROR_OUTPUT when it cannot be read or made. */
BpJournal *bp_journal_open(const char *output_folder, GError **error);
void bp_journal_free(BpJournal *journal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpJournal, bp_journal_free)

/* The account of a file, borrowed until the next change; NULL when it was never done. */
const BpAccount *bp_journal_peek(const BpJournal *journal, const char *file);

/* All of them, borrowed, sorted by name. Free the array. */
GPtrArray *bp_journal_dup_accounts(const BpJournal *journal);

/* Whether there are lines of a run that was not published. */
bool bp_journal_is_open(const BpJournal *journal);

/* Whether records.ndjson of this size is the one that was published last, or was about to be, or
 * nothing is to be taken from it. */
bool bp_journal_knows_records(const BpJournal *journal, guint64 bytes);

/* The sizes of all such files as they were published last. */
const BpSumSizes *bp_journal_peek_sizes(const BpJournal *journal);

/* A run begins to write, if it has not: what is found from now on is of one that was not
 * published. */
bool bp_journal_begin(BpJournal *journal, GError **error);

/* Tries on these bytes by this engine that failed, and those in a row that were interrupted. */
void bp_journal_get_tries(const BpJournal *journal, const char *file, const char *sha256,
                          const char *stamp, guint *out_failed, guint *out_interrupted);

/* A try begins. Not synced: what counts is that it was slow, which is. */
bool bp_journal_start(BpJournal *journal, const char *file, const char *sha256, const char *stamp,
                      GError **error);

/* A try takes so long that it is suspect, should the run end before it. */
bool bp_journal_slow(BpJournal *journal, const char *file, GError **error);

/* A file is done; takes the account. */
bool bp_journal_done(BpJournal *journal, BpAccount *account, GError **error);

/* The output does not hold what it should of a file; of any, as records.ndjson is not the one that
 * was published. */
bool bp_journal_unhold(BpJournal *journal, const char *file, GError **error);
bool bp_journal_lose(BpJournal *journal, GError **error);

/* Nothing is known of a file any more. */
bool bp_journal_forget(BpJournal *journal, const char *file, GError **error);

/* records.ndjson of so many bytes is about to be published. */
bool bp_journal_publish(BpJournal *journal, guint64 records_bytes, GError **error);

/* Everything is published: write the accounts anew, without pieces, and the tries of files that are
 * not done. */
bool bp_journal_close_run(BpJournal *journal, const BpSumSizes *sizes, GError **error);
