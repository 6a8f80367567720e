/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The list of a run in the light of those before: a file keeps the name that it has in the output,
 * whatever paths are given in which order, and no file takes the name of another.
 */
#include <sys/stat.h>

#include "batch/parts.h"

/* Whether two paths lead to one file, or the file of one account has been moved to the other. */
static bool is_same_file(const BpAccount *account, const BpEntry *entry)
{
    struct stat old, new;
    if (lstat(entry->path, &new) != 0)
        return false;
    if (lstat(account->source, &old) == 0)
        return old.st_dev == new.st_dev &&old.st_ino == new.st_ino;
    const BpFileStat now = bp_batch_stat(&new);
    return bp_file_stat_equal(&account->stat, &now);
}

/* source -> account, of all files that are not gone. */
static GHashTable *accounts_by_source(const GPtrArray *accounts)
{
    GHashTable *by_source = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < accounts->len; i++) {
        BpAccount *account = accounts->pdata[i];
        if (!account->gone)
            g_hash_table_insert(by_source, account->source, account);
    }
    return by_source;
}

/* Give the files that are known the names that they have; `names` gets them. */
static void keep_names(const BpBatch *batch, GHashTable *by_source, BpNames *names)
{
    for (guint i = 0; i < batch->entries->len; i++) {
        BpEntry *entry = batch->entries->pdata[i];
        const BpAccount *account = g_hash_table_lookup(by_source, entry->source);
        if (!account)
            continue;
        g_free(entry->name);
        entry->name = g_strdup(account->file);
        bp_names_take(names, entry->name);
    }
}

static bool is_taken(const BpBatch *batch, const BpEntry *entry, BpNames *names)
{
    const BpAccount *account = bp_batch_peek(batch, entry);
    return bp_names_has(names, entry->name) ||
           (account && !account->gone && !is_same_file(account, entry));
}

static void find_names(const BpBatch *batch, GHashTable *by_source, BpNames *names)
{
    for (guint i = 0; i < batch->entries->len; i++) {
        BpEntry *entry = batch->entries->pdata[i];
        if (g_hash_table_contains(by_source, entry->source))
            continue;
        while (is_taken(batch, entry, names))
            bp_names_set_apart(names, entry);
        bp_names_take(names, entry->name);
    }
}

/* Whether the output lacks what it should hold of a file: it was lost, or the other file of its
 * content has changed or gone. */
static bool is_lacking(const BpBatch *batch, const BpAccount *account)
{
    if (account->gone || !*account->duplicate_of)
        return !account->gone && !*account->held_sha256;
    const BpAccount *twin = bp_journal_peek(batch->journal, account->duplicate_of);
    return !twin || bp_batch_is_gone(batch, twin) ||
           !g_str_equal(twin->held_sha256, account->sha256);
}

static void add_lost(BpBatch *batch, const BpAccount *account)
{
    struct stat info;
    if (lstat(account->source, &info) != 0 || !S_ISREG(info.st_mode))
        return;
    BpEntry *entry = bp_entry_new(account->source, account->source, account->file);
    g_ptr_array_add(batch->entries, entry);
    g_hash_table_add(batch->listed, entry->name);
}

void bp_batch_list(BpBatch *batch)
{
    g_autoptr(GPtrArray) accounts = bp_journal_dup_accounts(batch->journal);
    g_autoptr(GHashTable) by_source = accounts_by_source(accounts);
    g_autoptr(BpNames) names = bp_names_new();
    keep_names(batch, by_source, names);
    find_names(batch, by_source, names);
    for (guint i = 0; i < batch->entries->len; i++)
        g_hash_table_add(batch->listed, ((const BpEntry *)batch->entries->pdata[i])->name);
    bp_batch_look_around(batch);
    /* What the output lacks of files that this run is not about. */
    for (guint i = 0; i < accounts->len; i++) {
        const BpAccount *account = accounts->pdata[i];
        if (!g_hash_table_contains(batch->listed, account->file) && is_lacking(batch, account) &&
            !bp_batch_is_gone(batch, account))
            add_lost(batch, account);
    }
    bp_discover_sort(batch->entries);
}
