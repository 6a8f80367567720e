/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files that were there and are no more: their records leave the output, their account says so.
 *
 * A folder that cannot be read, or has become empty, is no proof: a network mount may be lost.
 * Nothing below it counts as gone then. Paths are looked up by going up from each, so that neither
 * many paths nor many files make it long.
 */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "batch/parts.h"

/* Sets of paths, absolute and canonical. */
struct BpPlaces {
    GHashTable *roots;   /* as they were given */
    GHashTable *found;   /* what was found, and all folders above it */
    GHashTable *guarded; /* what lies below them is not judged */
    GHashTable *lost;    /* folder -> whether it is no proof, for those that were looked at */
};

static GHashTable *set_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

/* Cut the last part off; false at the top. */
static bool go_up(char *path)
{
    char *slash = strrchr(path, '/');
    if (!slash || !slash[1])
        return false;
    slash[slash == path] = '\0';
    return true;
}

/* Whether a path or a folder above it is in a set. */
static bool is_below_any(GHashTable *set, const char *path)
{
    g_autofree char *at = g_strdup(path);
    do
        if (g_hash_table_contains(set, at))
            return true;
    while (go_up(at));
    return false;
}

static void add_found(BpPlaces *places, const char *source)
{
    g_autofree char *at = g_strdup(source);
    while (!g_hash_table_contains(places->found, at)) {
        g_hash_table_add(places->found, g_strdup(at));
        if (!go_up(at))
            return;
    }
}

void bp_batch_look_around(BpBatch *batch)
{
    BpPlaces *places = g_new0(BpPlaces, 1);
    *places = (BpPlaces){set_new(), set_new(), set_new(), set_new()};
    batch->places = places;
    for (guint i = 0; i < batch->entries->len; i++) {
        const BpEntry *entry = batch->entries->pdata[i];
        add_found(places, entry->source);
        if (entry->status == BP_STATUS_UNREADABLE)
            g_hash_table_add(places->guarded, g_strdup(entry->source));
    }
    for (guint i = 0; batch->options->paths[i]; i++) {
        char *root = g_canonicalize_filename(batch->options->paths[i], NULL);
        if (!batch->options->accept_empty && !g_hash_table_contains(places->found, root))
            g_hash_table_add(places->guarded, g_strdup(root));
        g_hash_table_add(places->roots, root);
    }
}

void bp_places_free(BpPlaces *places)
{
    if (!places)
        return;
    g_hash_table_unref(places->roots);
    g_hash_table_unref(places->found);
    g_hash_table_unref(places->guarded);
    g_hash_table_unref(places->lost);
    g_free(places);
}

static bool is_empty(const char *folder)
{
    DIR *stream = opendir(folder);
    const struct dirent *found = NULL;
    while (stream && (found = readdir(stream)))
        if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0)
            break;
    if (stream)
        closedir(stream);
    return !found;
}

/* Whether the nearest folder above a path that is there still says nothing: it is empty, as the
 * place of a mount is, or cannot be looked at. */
static bool is_lost(const BpBatch *batch, const char *source)
{
    struct stat info;
    g_autofree char *folder = g_path_get_dirname(source);
    gpointer known;
    if (g_hash_table_lookup_extended(batch->places->lost, folder, NULL, &known))
        return GPOINTER_TO_INT(known);
    g_autofree char *at = g_strdup(folder);
    int code = 0;
    while ((code = lstat(at, &info) != 0 ? errno : 0) == ENOENT || code == ENOTDIR)
        if (!go_up(at))
            break;
    bool lost = code != 0 || (S_ISDIR(info.st_mode) && !batch->options->accept_empty &&
                              !g_hash_table_contains(batch->places->found, at) && is_empty(at));
    g_hash_table_insert(batch->places->lost, g_steal_pointer(&folder), GINT_TO_POINTER(lost));
    return lost;
}

/* Whether a file of earlier runs is not on the list, though it is below the paths. */
static bool is_missed(const BpBatch *batch, const BpAccount *account)
{
    return !g_hash_table_contains(batch->listed, account->file) &&
           is_below_any(batch->places->roots, account->source);
}

static bool is_guarded(const BpBatch *batch, const BpAccount *account)
{
    return is_below_any(batch->places->guarded, account->source) || is_lost(batch, account->source);
}

bool bp_batch_is_gone(const BpBatch *batch, const BpAccount *account)
{
    return is_missed(batch, account) && (account->gone || !is_guarded(batch, account));
}

/* The account of a folder that could not be read, and now can. */
static bool was_folder(const BpAccount *known)
{
    struct stat info;
    return known->status == BP_STATUS_UNREADABLE && !*known->sha256 &&
           lstat(known->source, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool drop(BpBatch *batch, const BpAccount *known, GError **error)
{
    bool keep = batch->options->keep_gone || !*known->held_sha256;
    if (known->gone && keep)
        return true;
    if (was_folder(known))
        return bp_output_remove(batch->output, known->file, error) &&
               bp_journal_forget(batch->journal, known->file, error);
    g_autoptr(BpAccount) account = bp_account_copy(known);
    account->gone = true;
    if (!batch->options->keep_gone) {
        /* Also when nothing is held: a run may have been killed in this. */
        if (!bp_output_remove(batch->output, known->file, error))
            return false;
        account->status = BP_STATUS_SKIPPED;
        account->attempts = account->interrupted = 0;
        account->quarantined = false;
        bp_account_set(&account->error, "gone");
        bp_account_set(&account->message, "the file is no longer there");
        bp_account_set(&account->duplicate_of, "");
        bp_account_keep_held(account, NULL);
    }
    return bp_batch_take(batch, g_steal_pointer(&account), error);
}

bool bp_batch_drop_gone(BpBatch *batch, GError **error)
{
    g_autoptr(GPtrArray) accounts = bp_journal_dup_accounts(batch->journal);
    guint n_guarded = 0;
    for (guint i = 0; i < accounts->len; i++) {
        const BpAccount *account = accounts->pdata[i];
        if (!is_missed(batch, account))
            continue;
        bool gone = bp_batch_is_gone(batch, account);
        n_guarded += !gone;
        batch->summary.gone += gone;
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
