/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which files of the list are to be done. Duplicates are judged last: one is kept as long as the
 * file with its content is.
 */
#include <sys/stat.h>

#include "batch/parts.h"

const BpAccount *bp_batch_peek(const BpBatch *batch, const BpEntry *entry)
{
    return bp_journal_peek(batch->journal, entry->name);
}

BpFileStat bp_batch_stat(const struct stat *info)
{
    return (BpFileStat){(guint64)info->st_size, info->st_mtim.tv_sec,
                        (guint32)info->st_mtim.tv_nsec};
}

static BpFileStat stat_entry(const BpEntry *entry)
{
    struct stat info;
    if (entry->status != BP_STATUS_OK || lstat(entry->path, &info) != 0)
        return (BpFileStat){0, 0, 0};
    return bp_batch_stat(&info);
}

static bool is_duplicate(const BpAccount *known)
{
    return known && *known->duplicate_of;
}

/* What is left out by its kind is kept when that was said before. */
static bool is_told(const BpAccount *known, const BpEntry *entry)
{
    return !known->gone && *known->held_sha256 && entry->status == BP_STATUS_SKIPPED &&
           known->status == entry->status && g_str_equal(known->message, entry->message);
}

static BpPlan plan_entry(const BpBatch *batch, const BpEntry *entry, const BpFileStat *now)
{
    const BpAccount *known = bp_batch_peek(batch, entry);
    if (!known || !g_str_equal(known->source, entry->source))
        return BP_PLAN_READ;
    if (entry->status != BP_STATUS_OK)
        return is_told(known, entry) ? BP_PLAN_KEEP : BP_PLAN_READ;
    bool has_output = is_duplicate(known) || bp_account_holds(known, known->sha256, batch->stamp);
    return bp_plan_file(known, now, has_output, &batch->plan);
}

static void note_content(BpBatch *batch, const BpAccount *account)
{
    if (*account->held_sha256 && !account->gone)
        g_hash_table_insert(batch->by_sha256, g_strdup(account->held_sha256),
                            g_strdup(account->file));
}

/* Files that this run does not list, and that stay. */
static void note_others(BpBatch *batch)
{
    g_autoptr(GPtrArray) accounts = bp_journal_dup_accounts(batch->journal);
    for (guint i = 0; i < accounts->len; i++) {
        const BpAccount *account = accounts->pdata[i];
        if (!g_hash_table_contains(batch->listed, account->file) &&
            !bp_batch_is_gone(batch, account))
            note_content(batch, account);
    }
}

/* Whether the file that a duplicate was told to be one of still has that content, and stays. */
static bool has_twin(const BpBatch *batch, const BpAccount *known)
{
    const char *twin = g_hash_table_lookup(batch->by_sha256, known->sha256);
    return twin && g_str_equal(twin, known->duplicate_of);
}

void bp_batch_plan(BpBatch *batch)
{
    g_autofree BpTodo *planned = g_new0(BpTodo, batch->entries->len + 1);
    for (guint i = 0; i < batch->entries->len; i++) {
        BpTodo *todo = &planned[i];
        todo->entry = batch->entries->pdata[i];
        todo->stat = stat_entry(todo->entry);
        todo->plan = plan_entry(batch, todo->entry, &todo->stat);
        const BpAccount *known = bp_batch_peek(batch, todo->entry);
        if (todo->plan == BP_PLAN_KEEP && !is_duplicate(known))
            note_content(batch, known);
    }
    note_others(batch);
    for (guint i = 0; i < batch->entries->len; i++) {
        BpTodo *todo = &planned[i];
        const BpAccount *known = bp_batch_peek(batch, todo->entry);
        if (todo->plan != BP_PLAN_READ && is_duplicate(known))
            todo->plan = has_twin(batch, known) ? BP_PLAN_KEEP : BP_PLAN_READ;
        if (todo->plan != BP_PLAN_KEEP)
            g_array_append_val(batch->todo, *todo);
    }
}
