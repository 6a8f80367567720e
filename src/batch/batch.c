/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The steps of a run. Nothing is written before the rules are known to be right and the lock is
 * held, and nothing at all when nothing has changed. At the end the accounts are held against the
 * list: a document that is not accounted for is the one fault that nobody would see.
 */
#include "batch/batch.h"

#include "common/error.h"
#include "common/file.h"
#include "common/limits.h"
#include "common/text.h"

#include "batch/lock.h"
#include "batch/parts.h"
#include "extract/input.h"

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

static void clear_todo(gpointer data)
{
    g_free(((BpTodo *)data)->sha256);
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

static bool note_slow(guint index, gpointer data, GError **error)
{
    BpBatch *batch = data;
    const BpTodo *todo = &g_array_index(batch->todo, BpTodo, index);
    return bp_journal_slow(batch->journal, todo->entry->name, error);
}

/* Keep the folder of pages below its limit, without those that belong to no document. */
static void trim_pages(BpBatch *batch)
{
    g_autoptr(GHashTable) held = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) accounts = bp_journal_dup_accounts(batch->journal);
    for (guint i = 0; i < accounts->len; i++)
        g_hash_table_add(held, ((BpAccount *)accounts->pdata[i])->held_sha256);
    bp_pages_cache_trim(batch->pages, held);
}

static bool do_todo(BpBatch *batch, int *out_signal, GError **error)
{
    BpPool pool = {
        .template = batch->template,
        .jobs = batch->options->jobs,
        .data = batch,
        .open = bp_batch_open,
        .reopen = bp_batch_reopen,
        .stage_name = bp_work_stage_name,
        .page = count_page,
        .started = note_start,
        .slow = note_slow,
        .done = bp_batch_done,
    };
    settle(batch);
    return bp_pool_run(&pool, batch->todo->len, out_signal, error);
}

/* Tell of what is kept, and see that every file of the list is accounted for. `unwritten` gets the
 * messages (borrowed) of those whose results could not be written. */
static bool account_for(BpBatch *batch, guint *out_not_well, GPtrArray *unwritten, GError **error)
{
    guint next = 0; /* in the list of what was done */
    for (guint i = 0; i < batch->entries->len; i++) {
        const BpEntry *entry = batch->entries->pdata[i];
        const BpAccount *account = bp_batch_peek(batch, entry);
        if (!account || account->gone) {
            g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "'%s' was listed, not accounted for",
                        entry->name);
            return false;
        }
        batch->summary.duplicates += *account->duplicate_of != '\0';
        batch->summary.quarantined += account->quarantined;
        if (next < batch->todo->len && g_array_index(batch->todo, BpTodo, next).entry == entry)
            next++;
        else
            bp_run_report_kept(&batch->report, account->status);
        *out_not_well += !bp_status(account->status)->well;
        if (account->status == BP_STATUS_OUTPUT_ERROR)
            g_ptr_array_add(unwritten, account->message);
    }
    batch->summary.skipped = batch->report.kept;
    return true;
}

static int end_run(BpBatch *batch, GError **error)
{
    guint n_not_well = 0;
    g_autoptr(GPtrArray) unwritten = g_ptr_array_new();
    if (!bp_batch_drop_gone(batch, error) || !bp_batch_drop_strays(batch, error) ||
        !account_for(batch, &n_not_well, unwritten, error))
        return BP_EXIT_INTERNAL;
    bool changed = bp_journal_is_open(batch->journal);
    if (changed)
        trim_pages(batch); /* before the journal is closed: it is done again after a kill */
    if (changed ? !bp_batch_publish(batch, error) : !bp_output_close(batch->output, error))
        return BP_EXIT_OUTPUT;
    if (unwritten->len > 0) {
        g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT,
                    "the results of %u documents could not be written, the first: %s",
                    unwritten->len, (const char *)unwritten->pdata[0]);
        return BP_EXIT_OUTPUT;
    }
    return n_not_well ? BP_EXIT_SOME_FAILED : BP_EXIT_OK;
}

static int tell_stopped(BpBatch *batch, int signal_number)
{
    bp_run_report_note(&batch->report, BP_LOG_WARNING, NULL, 0,
                       "stopped by signal %d; what was done is kept, the next run goes on from "
                       "there",
                       signal_number);
    return 128 + signal_number;
}

static int work_through(BpBatch *batch, GError **error)
{
    const char *folder = batch->options->folder;
    g_autofree char *pieces = g_build_filename(folder, BP_STATE_FOLDER, "records.ndjson", NULL);
    g_autoptr(BpJournal) journal = bp_journal_open(folder, error);
    g_autoptr(BpOutput) output =
        journal ? bp_output_open(folder, pieces, bp_rule_set_peek_hash(batch->rules), error) : NULL;
    if (!output)
        return BP_EXIT_OUTPUT;
    if (bp_journal_is_open(journal))
        bp_run_sweep_all(folder);
    batch->journal = journal;
    batch->output = output;
    if (bp_output_peek_warning(output))
        bp_run_report_note(&batch->report, BP_LOG_WARNING, NULL, 0, "%s",
                           bp_output_peek_warning(output));
    if (!bp_batch_mend(batch, error))
        return BP_EXIT_OUTPUT;
    bp_batch_list(batch);
    bp_run_report_start(&batch->report, batch->entries->len);
    bp_batch_plan(batch);

    int signal_number = 0;
    if (!do_todo(batch, &signal_number, error) || !bp_batch_flush(batch, error))
        return BP_EXIT_INTERNAL;
    return signal_number ? tell_stopped(batch, signal_number) : end_run(batch, error);
}

/* With the lock held. */
static int run_locked(BpBatch *batch, GError **error)
{
    const BpBatchOptions *options = batch->options;
    bool told = !options->quiet && !options->json_logs;
    bp_run_sweep(options->folder);
    g_autoptr(GPtrArray) entries = bp_discover(options->paths);
    g_autoptr(GArray) todo = g_array_new(FALSE, TRUE, sizeof(BpTodo));
    g_array_set_clear_func(todo, clear_todo);
    g_autoptr(GHashTable) listed = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) by_sha256 =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GPtrArray) ready = g_ptr_array_new_with_free_func((GDestroyNotify)bp_ready_free);
    g_autoptr(BpRunCoverage) coverage = told ? bp_run_coverage_new() : NULL;
    g_autofree char *folder = g_build_filename(options->folder, BP_STATE_FOLDER, "cache", NULL);
    g_autoptr(BpPagesCache) pages =
        bp_pages_cache_open(folder, bp_limit_value(BP_LIMIT_CACHE_BYTES));
    g_autofree char *key = bp_input_dup_store_key();
    batch->pages = pages;
    batch->pages_key = key;
    batch->entries = entries;
    batch->todo = todo;
    batch->listed = listed;
    batch->by_sha256 = by_sha256;
    batch->ready = ready;
    batch->coverage = coverage;

    bp_run_begin(&batch->summary, options->paths, options->reproducible);
    int status = work_through(batch, error);
    const BpRunEnd end = {&batch->report, &batch->summary, options->folder, options->metrics};
    status = bp_run_end(&end, status, error);
    if (coverage && bp_run_summary_is_complete(&batch->summary))
        bp_run_coverage_print(coverage);
    bp_run_summary_clear(&batch->summary);
    bp_places_free(batch->places);
    g_clear_pointer(&batch->rows, g_hash_table_unref);
    return status;
}

int bp_batch_run(const BpBatchOptions *options, const BpWork *work, GError **error)
{
    int lock;
    guint flags = (options->quiet ? BP_REPORT_QUIET : 0) |
                  (options->json_logs ? BP_REPORT_JSON : 0) |
                  (options->reproducible ? BP_REPORT_TIMELESS : 0);
    g_autofree char *stamp = bp_batch_dup_stamp(work->rules);
    BpBatch batch = {.rules = work->rules, .options = options, .stamp = stamp};
    batch.plan = (BpPlanOptions){stamp, (guint)bp_limit_value(BP_LIMIT_TRIES),
                                 options->retry_failed, options->rebuild};
    bp_run_report_init(&batch.report, flags, options->folder);
    /* First of all: workers must not see what is opened and learnt from here on. */
    g_autoptr(BpTemplate) template = bp_work_start(work, error);
    if (!template || !bp_file_make_folder(options->folder, error) ||
        !bp_run_lock(options->folder, options->wait, options->reproducible, &lock, error))
        return bp_run_report_take_error(&batch.report, BP_EXIT_CONFIG, error);
    batch.template = template;
    int status = run_locked(&batch, error);
    bp_run_unlock(lock);
    return status;
}
