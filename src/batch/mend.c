/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Holds what the output folder has against what the journal says of it: files and rows can be
 * deleted, cut short or brought back from a backup, and a run that was killed may have told the
 * journal of more than reached the database. What differs is no longer held, and so is made again.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "common/text.h"

#include "batch/parts.h"
#include "batch/rule-uses.h"

/* The records of all documents are in one file: when it is another, all are made again. */
static bool mend_records(BpBatch *batch, guint n_accounts, GError **error)
{
    BpRecordsFile *records = bp_output_peek_records(batch->output);
    if (!bp_journal_is_open(batch->journal) && !bp_records_file_drop_pieces(records, error))
        return false; /* of a run that was killed when all but this was done */
    if (n_accounts == 0 ||
        bp_journal_knows_records(batch->journal, bp_records_file_get_size(records)))
        return true;
    bp_run_report_note(&batch->report, BP_LOG_WARNING, NULL, 0,
                       "records.ndjson is not as the last run left it: everything "
                       "is read again");
    return bp_journal_lose(batch->journal, error);
}

/* Whether files, rows and piece of a document are there. */
static bool is_held(const BpBatch *batch, GHashTable *rows, const BpAccount *account)
{
    const BpPiece piece = {account->piece_at, account->piece_len, account->n_records};
    const char *row = g_hash_table_lookup(rows, account->file);
    const char *sha256 =
        g_str_equal(account->held_sha256, BP_HELD_UNREAD) ? "" : account->held_sha256;
    g_autofree char *wanted = g_strconcat(sha256, " ", account->held_stamp, NULL);
    return row && g_str_equal(row, wanted) &&
           bp_output_has_files(batch->output, account->file, account->held_bytes) &&
           bp_records_file_has(bp_output_peek_records(batch->output), &piece);
}

static bool mend_documents(BpBatch *batch, const GPtrArray *accounts, GError **error)
{
    GHashTable *rows = batch->rows = bp_output_dup_rows(batch->output, error);
    bool was_killed = bp_journal_is_open(batch->journal);
    guint n_lost = 0, n_held = 0;
    for (guint i = 0; rows && i < accounts->len; i++) {
        const BpAccount *account = accounts->pdata[i];
        bool lost = *account->held_sha256 && !is_held(batch, rows, account);
        if (lost && !bp_journal_unhold(batch->journal, account->file, error))
            return false;
        n_lost += lost;
        n_held += *account->held_sha256 != '\0';
    }
    if (n_lost > 0 && !was_killed)
        bp_run_report_note(&batch->report, BP_LOG_WARNING, NULL, 0,
                           "%u documents are not in the output as the last run left them: they "
                           "are read again",
                           n_lost);
    batch->has_strays = rows && g_hash_table_size(rows) > n_held;
    return rows != NULL;
}

bool bp_batch_get_sizes(const BpBatch *batch, BpSumSizes *out_sizes)
{
    const struct {
        const char *name;
        guint64 *bytes;
    } files[] = {{"records.ndjson", &out_sizes->records},
                 {"manifest.ndjson", &out_sizes->manifest},
                 {BP_RUN_RULES_FILE, &out_sizes->rules}};
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        struct stat info;
        g_autofree char *path = g_build_filename(batch->options->folder, files[i].name, NULL);
        if (stat(path, &info) != 0)
            return false;
        *files[i].bytes = (guint64)info.st_size;
    }
    return true;
}

static bool is_as_published(const BpBatch *batch)
{
    const BpSumSizes *sizes = bp_journal_peek_sizes(batch->journal);
    BpSumSizes now;
    return bp_batch_get_sizes(batch, &now) && now.records == sizes->records &&
           now.manifest == sizes->manifest && now.rules == sizes->rules;
}

bool bp_batch_mend(BpBatch *batch, GError **error)
{
    g_autoptr(GPtrArray) accounts = bp_journal_dup_accounts(batch->journal);
    if (!mend_records(batch, accounts->len, error) || !mend_documents(batch, accounts, error))
        return false;
    /* A journal that is open is published at the end. */
    return bp_journal_is_open(batch->journal) || is_as_published(batch) ||
           bp_journal_begin(batch->journal, error);
}

/* The rows of a file that nothing is known of are those of a journal that was lost, and what is in
 * documents/ stays: it may be all that there is. Those of one that is out of the output came back
 * with a power cut. */
static bool drop_stray(BpBatch *batch, const char *file, guint *unknown, GError **error)
{
    const BpAccount *account = bp_journal_peek(batch->journal, file);
    if (account && *account->held_sha256)
        return true;
    bool is_out = account && (account->gone || *account->duplicate_of);
    *unknown += !account;
    return bp_journal_begin(batch->journal, error) &&
           (is_out ? bp_output_remove(batch->output, file, error)
                   : bp_output_remove_rows(batch->output, file, error));
}

bool bp_batch_drop_strays(BpBatch *batch, GError **error)
{
    if (!batch->has_strays)
        return true;
    g_autoptr(GHashTable) rows = bp_output_dup_rows(batch->output, error);
    if (!rows)
        return false;
    guint n, unknown = 0;
    g_autofree gpointer *files = g_hash_table_get_keys_as_array(rows, &n);
    qsort(files, n, sizeof *files, bp_text_compare);
    for (guint i = 0; i < n; i++)
        if (!drop_stray(batch, files[i], &unknown, error))
            return false;
    if (unknown > 0)
        bp_run_report_note(&batch->report, BP_LOG_WARNING, NULL, 0,
                           "what was known of %u other documents in boardpack.db is lost, and they "
                           "were taken out of it: run over their folders again",
                           unknown);
    return true;
}
