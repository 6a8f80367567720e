/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Opens the files that are to be done, and sees which of them need no worker after all.
 */
#include <sys/stat.h>
#include <unistd.h>

#include "common/limits.h"

#include "batch/parts.h"
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

/* Stored pages of the file, -1 when there are none or they shall not count. */
static int get_pages(const BpBatch *batch, const char *sha256)
{
    if (batch->plan.rebuild)
        return -1;
    return bp_pages_cache_get(batch->pages, sha256, batch->pages_key);
}

/* The bytes are known to be the same, and perhaps pages of them are stored. */
static bool open_stored(BpBatch *batch, BpTodo *todo, BpDocument *document, BpPoolInput *out_input)
{
    const BpAccount *known = bp_batch_peek(batch, todo->entry);
    int pages = todo->plan == BP_PLAN_AGAIN ? get_pages(batch, known->sha256) : -1;
    if (pages < 0)
        return false;
    document->sha256 = g_strdup(known->sha256);
    document->bytes = known->stat.bytes;
    if (wants_worker(batch, todo, document))
        out_input->pages_fd = pages;
    else
        close(pages);
    return true;
}

BpDocument *bp_batch_open(guint index, BpPoolInput *out_input, gpointer data)
{
    BpBatch *batch = data;
    BpTodo *todo = &g_array_index(batch->todo, BpTodo, index);
    const BpEntry *entry = todo->entry;
    BpDocument *document = bp_document_new(entry->name);
    if (entry->status != BP_STATUS_OK)
        return refuse(document, entry->status, entry->message);
    if (has_changed(todo))
        return refuse(document, BP_STATUS_UNSTABLE, "the file is being written");
    if (open_stored(batch, todo, document, out_input))
        return document;
    gint64 mtime;
    int input = bp_source_read(entry->path, document, &mtime);
    if (input < 0)
        return document;
    if (!wants_worker(batch, todo, document)) {
        close(input);
        return document;
    }
    out_input->pages_fd = get_pages(batch, document->sha256); /* of a file of another name, say */
    if (out_input->pages_fd < 0)
        out_input->input_fd = input;
    else
        close(input);
    return document;
}

int bp_batch_reopen(guint index, BpDocument *document, gpointer data)
{
    BpBatch *batch = data;
    const BpTodo *todo = &g_array_index(batch->todo, BpTodo, index);
    gint64 mtime;
    g_autoptr(BpDocument) again = bp_document_new(document->file);
    int input = bp_source_read(todo->entry->path, again, &mtime);
    if (input >= 0 && g_str_equal(again->sha256, document->sha256))
        return input;
    const BpFinding *reason = again->findings->len ? again->findings->pdata[0] : NULL;
    if (input >= 0)
        close(input);
    refuse(document, input < 0 ? again->status : BP_STATUS_UNSTABLE,
           reason ? reason->message : "the file is being written");
    return -1;
}
