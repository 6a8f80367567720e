/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The steps of a run. Nothing is written before the rules are known to be right and the lock is
 * held, and nothing at all when nothing has changed. At the end the accounts are held against the
 * list: a document that is not accounted for is the one fault that nobody would see.
 */
#include "cli/batch.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "common/error.h"
#include "common/file.h"
#include "common/limits.h"
#include "common/text.h"

#include "cli/batch-parts.h"
#include "cli/run-lock.h"
#include "extract/extract.h"

#ifndef BOARDPACK_VERSION
#define BOARDPACK_VERSION "0.1.0"
#endif

#define STAMP_DIGITS 16

/* What decides, beside the bytes of a file, what comes out of it. */
static char *dup_stamp(const BpRuleSet *rules)
{
    g_autofree char *all = g_strjoin("\n", BOARDPACK_VERSION, bp_extract_peek_library(),
                                     bp_rule_set_peek_hash(rules), NULL);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, all, -1);
    return g_strndup(hash, STAMP_DIGITS);
}

/* A file that was changed just now may still be written: wait until it would have been changed
 * again, which is seen when it is opened. */
static void settle(const BpBatch *batch)
{
    const gint64 most = (gint64)bp_limit_value(BP_LIMIT_SETTLE_SECONDS) * G_USEC_PER_SEC;
    gint64 now = g_get_real_time(), wait = 0;
    for (guint i = 0; i < batch->todo->len; i++) {
        const BpFileStat *stat = &g_array_index(batch->todo, BpTodo, i).stat;
        gint64 age = now - (stat->mtime * G_USEC_PER_SEC + stat->mtime_nsec / 1000);
        if (age >= 0 && age < most)
            wait = MAX(wait, most - age);
    }
    if (wait > 0)
        g_usleep((gulong)wait);
}

static void count_page(guint index G_GNUC_UNUSED, gpointer data)
{
    BpBatch *batch = data;
    bp_run_report_page(&batch->report);
}

static bool note_start(guint index, gpointer data, GError **error)
{
    BpBatch *batch = data;
    const BpTodo *todo = &g_array_index(batch->todo, BpTodo, index);
    return bp_journal_start(batch->journal, todo->entry->name, todo->sha256, batch->stamp, error);
}

static bool do_todo(BpBatch *batch, int *out_signal, GError **error)
{
    BpPool pool = {
        .jobs = batch->options->jobs,
        .data = batch,
        .open = bp_batch_open,
        .work = bp_work_run,
        .page = count_page,
        .started = note_start,
        .done = bp_batch_done,
    };
    settle(batch);
    return bp_pool_run(&pool, batch->todo->len, out_signal, error);
}

/* Tell of what is kept, and see that every file of the list is accounted for. */
static bool account_for(BpBatch *batch, guint *out_not_well, bool *out_unwritten, GError **error)
{
    guint n_kept = batch->entries->len - batch->todo->len;
    for (guint i = 0; i < batch->entries->len; i++) {
        const BpEntry *entry = batch->entries->pdata[i];
        const BpAccount *account = bp_batch_peek(batch, entry);
        if (!account || account->gone) {
            g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "'%s' was listed, not accounted for",
                        entry->name);
            return false;
        }
        *out_not_well += !bp_status(account->status)->well;
        *out_unwritten = *out_unwritten || account->status == BP_STATUS_OUTPUT_ERROR;
    }
    bp_run_report_kept(&batch->report, n_kept);
    return true;
}

static int end_run(BpBatch *batch, GError **error)
{
    guint n_not_well = 0;
    bool unwritten = false;
    if (!bp_batch_drop_gone(batch, error) || !bp_batch_drop_strays(batch, error) ||
        !account_for(batch, &n_not_well, &unwritten, error))
        return BP_EXIT_INTERNAL;
    if (bp_journal_is_open(batch->journal) ? !bp_batch_publish(batch, error)
                                           : !bp_output_close(batch->output, error))
        return BP_EXIT_OUTPUT;
    bp_run_report_finish(&batch->report);
    if (batch->coverage)
        bp_run_coverage_print(batch->coverage);
    if (unwritten)
        return BP_EXIT_OUTPUT;
    return n_not_well ? BP_EXIT_SOME_FAILED : BP_EXIT_OK;
}

static int tell_stopped(int signal_number)
{
    fprintf(stderr,
            "boardpack: stopped by signal %d; what was done is kept, the next run goes on from "
            "there\n",
            signal_number);
    return 128 + signal_number;
}

static int work_through(BpBatch *batch, GError **error)
{
    const char *folder = batch->options->folder;
    g_autofree char *pieces = g_build_filename(folder, BP_STATE_FOLDER, "records.ndjson", NULL);
    g_autoptr(BpJournal) journal = bp_journal_open(folder, error);
    g_autoptr(BpOutput) output =
        journal ? bp_output_open(folder, pieces, bp_rule_set_peek_hash(batch->work.rules), error)
                : NULL;
    if (!output)
        return BP_EXIT_OUTPUT;
    if (bp_journal_is_open(journal))
        bp_run_sweep_documents(folder);
    batch->journal = journal;
    batch->output = output;
    bp_run_report_init(&batch->report, batch->entries->len, batch->options->quiet);
    if (bp_output_peek_warning(output))
        bp_run_report_warn(&batch->report, "%s", bp_output_peek_warning(output));
    if (!bp_batch_mend(batch, error))
        return BP_EXIT_OUTPUT;
    bp_batch_list(batch);
    batch->report.total = batch->entries->len;
    bp_batch_plan(batch);

    int signal_number = 0;
    if (!do_todo(batch, &signal_number, error) || !bp_batch_flush(batch, error))
        return BP_EXIT_INTERNAL;
    return signal_number ? tell_stopped(signal_number) : end_run(batch, error);
}

static void clear_todo(gpointer todo)
{
    g_free(((BpTodo *)todo)->sha256);
}

int bp_batch_run(const BpBatchOptions *options, const BpRuleSet *rules, GError **error)
{
    int lock;
    if (!bp_file_make_folder(options->folder, error) ||
        !bp_run_lock(options->folder, options->wait, options->reproducible, &lock, error))
        return BP_EXIT_OUTPUT;
    bp_run_sweep(options->folder);

    g_autoptr(GPtrArray) entries = bp_discover(options->paths);
    g_autoptr(GArray) todo = g_array_new(FALSE, TRUE, sizeof(BpTodo));
    g_array_set_clear_func(todo, clear_todo);
    g_autoptr(GHashTable) listed = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) by_sha256 =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(BpRunCoverage) coverage = options->quiet ? NULL : bp_run_coverage_new();
    g_autoptr(GPtrArray) ready = g_ptr_array_new_with_free_func((GDestroyNotify)bp_ready_free);
    g_autofree char *stamp = dup_stamp(rules);
    BpBatch batch = {.work = {.rules = rules, .last = BP_STAGE_IDS},
                     .options = options,
                     .entries = entries,
                     .todo = todo,
                     .stamp = stamp,
                     .listed = listed,
                     .by_sha256 = by_sha256,
                     .ready = ready,
                     .coverage = coverage};
    batch.plan = (BpPlanOptions){stamp, (guint)bp_limit_value(BP_LIMIT_TRIES),
                                 options->retry_failed, options->rebuild};
    int status = work_through(&batch, error);
    bp_places_free(batch.places);
    bp_run_unlock(lock);
    return status;
}
