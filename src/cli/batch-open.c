/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Opens the files that are to be done, and sees which of them need no worker after all.
 */
#include <sys/stat.h>

#include "common/limits.h"

#include "cli/batch-parts.h"
#include "discover/source.h"

/* The status says why there is nothing to be read. */
static BpDocument *refuse(BpDocument *document, BpStatus status, const char *message)
{
    bp_document_find(document, bp_status(status)->name, 0, "%s", message);
    document->status = status;
    return document;
}

/* A file that changed since the list was made is being written. */
static bool has_changed(const BpTodo *todo)
{
    struct stat info;
    if (lstat(todo->entry->path, &info) != 0)
        return false; /* reading it says why */
    const BpFileStat now = bp_batch_stat(&info);
    return !bp_file_stat_equal(&now, &todo->stat);
}

/* Whether nothing but the time of the file is new. */
static bool is_same(const BpBatch *batch, const BpTodo *todo, const char *sha256)
{
    const BpAccount *known = bp_batch_peek(batch, todo->entry);
    return known && !known->gone && todo->plan == BP_PLAN_READ && !*known->duplicate_of &&
           g_str_equal(known->sha256, sha256) && g_str_equal(known->stamp, batch->stamp) &&
           bp_account_holds(known, sha256, batch->stamp) && bp_plan_is_final(known, &batch->plan);
}

/* Whether the document was in work each time when run after run ended. */
static bool is_suspect(const BpTodo *todo, const BpPlanOptions *plan)
{
    return !plan->retry_failed && !plan->rebuild &&
           (todo->attempts >= plan->tries ||
            todo->interrupted >= bp_limit_value(BP_LIMIT_INTERRUPTIONS));
}

/* As it ended before, when it is in quarantine and only its output was lost. */
static void refuse_suspect(const BpBatch *batch, const BpTodo *todo, BpDocument *document)
{
    const BpAccount *known = bp_batch_peek(batch, todo->entry);
    if (known && known->quarantined && g_str_equal(known->sha256, document->sha256)) {
        refuse(document, known->status, known->message);
        document->n_pages = known->pages;
        return;
    }
    refuse(document, BP_STATUS_CRASHED,
           "run after run ended while it was read: it is left alone until it changes");
}

/* What is to be done with a file whose bytes are known. */
static bool wants_worker(BpBatch *batch, BpTodo *todo, BpDocument *document)
{
    const char *twin = g_hash_table_lookup(batch->by_sha256, document->sha256);
    if (twin && !g_str_equal(twin, todo->entry->name)) {
        todo->opened = BP_OPENED_DUPLICATE;
        todo->twin = twin;
        return false;
    }
    if (!twin)
        g_hash_table_insert(batch->by_sha256, g_strdup(document->sha256),
                            g_strdup(todo->entry->name));
    if (is_same(batch, todo, document->sha256)) {
        todo->opened = BP_OPENED_SAME;
        return false;
    }
    bp_journal_get_tries(batch->journal, todo->entry->name, document->sha256, batch->stamp,
                         &todo->attempts, &todo->interrupted);
    if (!is_suspect(todo, &batch->plan)) {
        todo->sha256 = g_strdup(document->sha256);
        return true;
    }
    refuse_suspect(batch, todo, document);
    todo->attempts = MAX(todo->attempts, batch->plan.tries);
    return false;
}

BpDocument *bp_batch_open(guint index, GBytes **out_bytes, gpointer data)
{
    BpBatch *batch = data;
    BpTodo *todo = &g_array_index(batch->todo, BpTodo, index);
    const BpEntry *entry = todo->entry;
    BpDocument *document = bp_document_new(entry->name);
    if (entry->status != BP_STATUS_OK)
        return refuse(document, entry->status, entry->message);
    if (has_changed(todo))
        return refuse(document, BP_STATUS_UNSTABLE, "the file is being written");
    gint64 mtime;
    g_autoptr(GBytes) bytes = bp_source_read(entry->path, document, &mtime);
    if (bytes && wants_worker(batch, todo, document))
        *out_bytes = g_steal_pointer(&bytes);
    return document;
}
