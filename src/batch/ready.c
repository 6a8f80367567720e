/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Takes results over into the output folder, the journal and the database, some at a time: what is
 * dear is to wait for the disc, and it takes no longer for thirty files than for one. A run that is
 * killed loses no more than what is waiting here, and the next one does it again.
 *
 * The journal tells of a document before the database has it: a look at the database says whether
 * the last lines of a run that was killed are true.
 */
#include "common/error.h"

#include "batch/parts.h"

/* Documents that are taken over together, and how long the first of them may wait for others. */
#define MOST_READY        16
#define LONGEST_WAIT_USEC G_USEC_PER_SEC

void bp_ready_clear(BpReady *ready)
{
    g_clear_pointer(&ready->account, bp_account_free);
    g_clear_pointer(&ready->document, bp_document_free);
    g_clear_pointer(&ready->staged, bp_staged_free);
}

void bp_ready_free(BpReady *ready)
{
    bp_ready_clear(ready);
    g_free(ready);
}

void bp_batch_set_unwritten(const BpBatch *batch, BpReady *ready, const GError *why)
{
    BpAccount *account = ready->account;
    const BpAccount *known = bp_journal_peek(batch->journal, account->file);
    account->status = BP_STATUS_OUTPUT_ERROR;
    bp_account_set(&account->error, bp_status(BP_STATUS_OUTPUT_ERROR)->name);
    bp_account_set(&account->message, why->message);
    bp_account_keep_held(account, known);
    g_clear_pointer(&ready->document, bp_document_free);
    g_clear_pointer(&ready->staged, bp_staged_free);
}

bool bp_batch_take(BpBatch *batch, BpAccount *account, GError **error)
{
    const BpAccount *known = bp_journal_peek(batch->journal, account->file);
    if (known && bp_account_equal(known, account)) {
        bp_account_free(account);
        return true;
    }
    return bp_journal_done(batch->journal, account, error);
}

/* The files of all that is ready, on the disc and in their places. */
static bool place_all(BpBatch *batch, GError **error)
{
    g_autoptr(GPtrArray) staged = g_ptr_array_new();
    for (guint i = 0; i < batch->ready->len; i++) {
        const BpReady *ready = batch->ready->pdata[i];
        if (ready->staged)
            g_ptr_array_add(staged, ready->staged);
    }
    if (!bp_output_sync(batch->output, staged, error))
        return false;
    g_ptr_array_set_size(staged, 0);
    for (guint i = 0; i < batch->ready->len; i++) {
        BpReady *ready = batch->ready->pdata[i];
        g_autoptr(GError) why = NULL;
        if (!ready->staged)
            continue;
        if (bp_staged_place(ready->staged, &why))
            g_ptr_array_add(staged, ready->staged);
        else
            bp_batch_set_unwritten(batch, ready, why);
    }
    bp_output_sync_folders(staged);
    return true;
}

/* Whether a duplicate was no duplicate before. A run may have been killed when it had taken out
 * some of what there was, so what is held does not count. */
static bool may_hold_something(const BpBatch *batch, const char *file)
{
    const BpAccount *known = bp_journal_peek(batch->journal, file);
    return !known || !*known->duplicate_of;
}

/* What the database has already, because only something else was lost, is not put again: whether a
 * row is the old one or the new one could not be told after a kill. */
static bool commit(BpBatch *batch, const BpDocument *document, const char *stamp, GError **error)
{
    const char *row = g_hash_table_lookup(batch->rows, document->file);
    g_autofree char *wanted =
        g_strconcat(document->sha256 ? document->sha256 : "", " ", stamp, NULL);
    return g_strcmp0(row, wanted) == 0 || bp_output_commit(batch->output, document, stamp, error);
}

static bool take_over(BpBatch *batch, BpReady *ready, GError **error)
{
    g_autofree char *file = g_strdup(ready->account->file);
    if (ready->remove && may_hold_something(batch, file) &&
        !bp_output_remove(batch->output, file, error))
        return false;
    BpAccount *account = g_steal_pointer(&ready->account);
    g_autofree char *stamp = g_strdup(account->held_stamp);
    bool done = ready->document ? bp_journal_done(batch->journal, account, error) &&
                                      commit(batch, ready->document, stamp, error)
                                : bp_batch_take(batch, account, error);
    if (!done)
        return false;
    const BpAccount *now = bp_journal_peek(batch->journal, file);
    const BpReportLine line = {now->file, ready->page, now->status,
                               *now->message ? now->message : NULL};
    bp_run_report_document(&batch->report, &line);
    return true;
}

bool bp_batch_flush(BpBatch *batch, GError **error)
{
    if (!place_all(batch, error))
        return false;
    for (guint i = 0; i < batch->ready->len; i++)
        if (!take_over(batch, batch->ready->pdata[i], error))
            return false;
    g_ptr_array_set_size(batch->ready, 0);
    return true;
}

bool bp_batch_add_ready(BpBatch *batch, const BpReady *ready, GError **error)
{
    gint64 now = g_get_monotonic_time();
    if (batch->ready->len == 0)
        batch->ready_since = now;
    g_ptr_array_add(batch->ready, g_memdup2(ready, sizeof *ready));
    bool enough = batch->ready->len >= MOST_READY || now - batch->ready_since >= LONGEST_WAIT_USEC;
    return !enough || bp_batch_flush(batch, error);
}
