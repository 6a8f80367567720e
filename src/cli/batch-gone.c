/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files that were there and are no more: their records leave the output, their account says so.
 *
 * A folder that cannot be read, or has become empty, is no proof: a network mount may be lost.
 * Nothing below it counts as gone then.
 */
#include "cli/batch-parts.h"

typedef struct {
    GPtrArray *roots;   /* char*: canonical paths as they were given */
    GPtrArray *guarded; /* char*: what lies below them is not judged */
} Places;

static bool is_below_any(const GPtrArray *folders, const char *path)
{
    for (guint i = 0; i < folders->len; i++)
        if (bp_plan_is_below(path, folders->pdata[i]))
            return true;
    return false;
}

/* Whether anything was found in a folder. */
static bool has_entries(const BpBatch *batch, const char *root)
{
    for (guint i = 0; i < batch->entries->len; i++) {
        const BpEntry *entry = batch->entries->pdata[i];
        g_autofree char *path = g_canonicalize_filename(entry->path, NULL);
        if (bp_plan_is_below(path, root))
            return true;
    }
    return false;
}

static void add_guards(const BpBatch *batch, const Places *places)
{
    for (guint i = 0; i < batch->entries->len; i++) {
        const BpEntry *entry = batch->entries->pdata[i];
        if (entry->status == BP_STATUS_UNREADABLE)
            g_ptr_array_add(places->guarded, g_canonicalize_filename(entry->path, NULL));
    }
    for (guint i = 0; !batch->options->accept_empty && i < places->roots->len; i++) {
        const char *root = places->roots->pdata[i];
        if (!has_entries(batch, root))
            g_ptr_array_add(places->guarded, g_strdup(root));
    }
}

static bool is_gone(const BpAccount *account, const Places *places, GHashTable *listed)
{
    return !g_hash_table_contains(listed, account->file) &&
           is_below_any(places->roots, account->source) &&
           !is_below_any(places->guarded, account->source);
}

static bool drop(BpBatch *batch, const BpAccount *known, GError **error)
{
    bool keep = batch->options->keep_gone || !*known->held_sha256;
    if (known->gone && keep)
        return true;
    g_autoptr(BpAccount) account = bp_account_copy(known);
    account->gone = true;
    if (!batch->options->keep_gone) {
        if (*known->held_sha256 && !bp_output_remove(batch->output, known->file, error))
            return false;
        account->status = BP_STATUS_SKIPPED;
        account->n_records = account->piece_at = account->piece_len = 0;
        account->attempts = account->interrupted = 0;
        account->quarantined = false;
        bp_account_set(&account->error, "gone");
        bp_account_set(&account->message, "the file is no longer there");
        bp_account_set(&account->duplicate_of, "");
        bp_account_set(&account->held_sha256, "");
        bp_account_set(&account->held_stamp, "");
        bp_account_set(&account->uses, "");
    }
    return bp_batch_take(batch, g_steal_pointer(&account), error);
}

static Places places_new(const BpBatch *batch)
{
    Places places = {g_ptr_array_new_with_free_func(g_free),
                     g_ptr_array_new_with_free_func(g_free)};
    for (guint i = 0; batch->options->paths[i]; i++)
        g_ptr_array_add(places.roots, g_canonicalize_filename(batch->options->paths[i], NULL));
    add_guards(batch, &places);
    return places;
}

static bool drop_all(BpBatch *batch, const Places *places, GHashTable *listed, GError **error)
{
    g_autoptr(GPtrArray) accounts = bp_journal_dup_accounts(batch->journal);
    guint n_guarded = 0;
    for (guint i = 0; i < accounts->len; i++) {
        const BpAccount *account = accounts->pdata[i];
        bool gone = is_gone(account, places, listed);
        batch->summary.gone += gone;
        n_guarded += !g_hash_table_contains(listed, account->file) && !account->gone &&
                     is_below_any(places->guarded, account->source);
        if (gone && !drop(batch, account, error))
            return false;
    }
    if (n_guarded > 0)
        bp_run_report_note(&batch->report, BP_LOG_WARNING, NULL, 0,
                           "%u files of earlier runs are not there, but their folder is empty or "
                           "cannot be read (is it mounted?): what is known of them was kept; "
                           "--accept-empty says that they are gone",
                           n_guarded);
    return true;
}

bool bp_batch_drop_gone(BpBatch *batch, GError **error)
{
    g_autoptr(GHashTable) listed = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < batch->entries->len; i++)
        g_hash_table_add(listed, ((const BpEntry *)batch->entries->pdata[i])->name);
    Places places = places_new(batch);
    bool done = drop_all(batch, &places, listed, error);
    g_ptr_array_unref(places.roots);
    g_ptr_array_unref(places.guarded);
    return done;
}
