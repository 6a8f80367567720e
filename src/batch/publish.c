/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The files about all documents, from the accounts. The order is such that a run which is killed
 * in between leaves nothing that the next one could not put together again: the journal with its
 * pieces goes last.
 */
#include "common/error.h"

#include "batch/parts.h"
#include "batch/rule-uses.h"
#include "state/account-json.h"

/* What is missed in the old file is made again by the next run. */
static void forget_lost(BpBatch *batch, const GPtrArray *lost)
{
    for (guint i = 0; i < lost->len; i++)
        if (!bp_journal_unhold(batch->journal, lost->pdata[i], NULL))
            return; /* the next run finds the same */
}

static bool publish_records(BpBatch *batch, const GPtrArray *accounts, GError **error)
{
    guint64 bytes = 0;
    g_autoptr(GPtrArray) lost = g_ptr_array_new_with_free_func(g_free);
    BpRecordsFile *records = bp_output_peek_records(batch->output);
    g_autofree BpPublished *documents = g_new0(BpPublished, accounts->len + 1);
    for (guint i = 0; i < accounts->len; i++) {
        const BpAccount *account = accounts->pdata[i];
        documents[i] = (BpPublished){account->file,
                                     {account->piece_at, account->piece_len, account->n_records}};
    }
    if (!bp_records_file_merge(records, documents, accounts->len, &bytes, lost, error)) {
        forget_lost(batch, lost);
        return false;
    }
    return bp_journal_publish(batch->journal, bytes, error) &&
           bp_records_file_publish(records, error);
}

static bool publish_rules(const BpBatch *batch, const GPtrArray *accounts, GError **error)
{
    g_autoptr(BpRunRules) sum = bp_run_rules_new(batch->rules);
    for (guint i = 0; i < accounts->len; i++) {
        const BpAccount *account = accounts->pdata[i];
        if (bp_account_is_by(account, batch->stamp))
            bp_run_rules_add_uses(sum, account->uses);
    }
    return bp_run_rules_save(sum, batch->options->folder, error);
}

static bool publish_manifest(const BpBatch *batch, const GPtrArray *accounts, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < accounts->len; i++) {
        g_autofree char *line =
            bp_account_dup_manifest_line(accounts->pdata[i], !batch->options->reproducible);
        g_string_append(text, line);
    }
    return bp_output_save(batch->output, "manifest.ndjson", text->str, text->len, error);
}

static bool close_run(BpBatch *batch, GError **error)
{
    BpSumSizes sizes = {0, 0, 0};
    if (!bp_batch_get_sizes(batch, &sizes)) {
        g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT,
                    "somebody removes files from the output folder: run again");
        return false;
    }
    return bp_journal_close_run(batch->journal, &sizes, error) &&
           bp_records_file_drop_pieces(bp_output_peek_records(batch->output), error);
}

bool bp_batch_publish(BpBatch *batch, GError **error)
{
    g_autoptr(GPtrArray) accounts = bp_journal_dup_accounts(batch->journal);
    return publish_records(batch, accounts, error) && publish_rules(batch, accounts, error) &&
           publish_manifest(batch, accounts, error) && bp_output_close(batch->output, error) &&
           close_run(batch, error);
}
