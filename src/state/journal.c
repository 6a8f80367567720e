/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The file of the journal: read once, then added to a line at a time, written anew at the end.
 */
#include "state/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/error.h"
#include "common/file.h"
#include "common/text.h"

#include "state/account-json.h"
#include "state/journal-parts.h"

#define FILE_NAME "journal.ndjson"

static void free_tries(gpointer data)
{
    BpTries *tries = data;
    g_free(tries->sha256);
    g_free(tries->stamp);
    g_free(tries);
}

static bool fail(const BpJournal *journal, const char *what, GError **error)
{
    int code = errno;
    g_autofree char *shown = bp_text_dup_escaped(journal->path);
    g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot %s '%s': %s", what, shown,
                g_strerror(code));
    return false;
}

static void forget_all(BpJournal *journal)
{
    g_hash_table_remove_all(journal->accounts);
    g_hash_table_remove_all(journal->tries);
    journal->len = 0;
    journal->sizes = (BpSumSizes){0, 0, 0};
    journal->records_next = 0;
    journal->open = journal->lost = false;
}

/* Up to the first line that is not whole: a run was killed, or the power failed, in it. A journal
 * whose beginning is not understood counts as none. */
static void read_lines(BpJournal *journal, const char *text, gsize len)
{
    while (journal->len < len) {
        const char *line = text + journal->len;
        const char *end = memchr(line, '\n', len - journal->len);
        if (!end || !bp_journal_read_line(journal, line, (gsize)(end - line)))
            break;
        journal->len += (gsize)(end - line) + 1;
    }
    if (journal->open)
        bp_journal_end_tries(journal);
}

static bool read_file(BpJournal *journal, GError **error)
{
    g_autoptr(GError) local = NULL;
    g_autoptr(GMappedFile) file = g_mapped_file_new(journal->path, FALSE, &local);
    if (!file && g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return true;
    if (!file) {
        g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot read the journal: %s",
                    local->message);
        return false;
    }
    read_lines(journal, g_mapped_file_get_contents(file), g_mapped_file_get_length(file));
    return true;
}

BpJournal *bp_journal_open(const char *output_folder, GError **error)
{
    g_autoptr(BpJournal) journal = g_new0(BpJournal, 1);
    journal->fd = -1;
    journal->path = g_build_filename(output_folder, BP_STATE_FOLDER, FILE_NAME, NULL);
    journal->accounts =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)bp_account_free);
    journal->tries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_tries);
    if (!read_file(journal, error))
        return NULL;
    if (journal->len == 0)
        forget_all(journal);
    return g_steal_pointer(&journal);
}

void bp_journal_free(BpJournal *journal)
{
    if (!journal)
        return;
    if (journal->fd >= 0)
        close(journal->fd);
    g_hash_table_unref(journal->accounts);
    g_hash_table_unref(journal->tries);
    g_free(journal->path);
    g_free(journal);
}

const BpAccount *bp_journal_peek(const BpJournal *journal, const char *file)
{
    return g_hash_table_lookup(journal->accounts, file);
}

static int compare_accounts(gconstpointer a, gconstpointer b)
{
    const BpAccount *x = *(BpAccount *const *)a, *y = *(BpAccount *const *)b;
    return strcmp(x->file, y->file);
}

GPtrArray *bp_journal_dup_accounts(const BpJournal *journal)
{
    GHashTableIter iter;
    gpointer account;
    GPtrArray *accounts = g_ptr_array_new();
    g_hash_table_iter_init(&iter, journal->accounts);
    while (g_hash_table_iter_next(&iter, NULL, &account))
        g_ptr_array_add(accounts, account);
    g_ptr_array_sort(accounts, compare_accounts);
    return accounts;
}

bool bp_journal_is_open(const BpJournal *journal)
{
    return journal->open;
}

bool bp_journal_knows_records(const BpJournal *journal, guint64 bytes)
{
    return journal->lost || bytes == journal->sizes.records || bytes == journal->records_next;
}

const BpSumSizes *bp_journal_peek_sizes(const BpJournal *journal)
{
    return &journal->sizes;
}

void bp_journal_get_tries(const BpJournal *journal, const char *file, const char *sha256,
                          const char *stamp, guint *out_failed, guint *out_interrupted)
{
    const BpAccount *account = bp_journal_peek(journal, file);
    const BpTries *tries = g_hash_table_lookup(journal->tries, file);
    *out_failed = *out_interrupted = 0;
    if (account && g_str_equal(account->sha256, sha256) && g_str_equal(account->stamp, stamp)) {
        *out_failed += account->attempts;
        *out_interrupted += account->interrupted;
    }
    if (tries && g_str_equal(tries->sha256, sha256) && g_str_equal(tries->stamp, stamp)) {
        *out_failed += tries->failed;
        *out_interrupted += tries->interrupted;
    }
}

static bool open_for_adding(BpJournal *journal, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(journal->path);
    if (!bp_file_make_folder(folder, error))
        return false;
    journal->fd = open(journal->path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (journal->fd < 0)
        return fail(journal, "write", error);
    /* What a killed run had of a last line goes. */
    if (ftruncate(journal->fd, (off_t)journal->len) != 0 ||
        lseek(journal->fd, (off_t)journal->len, SEEK_SET) < 0)
        return fail(journal, "write", error);
    return true;
}

/* A line is written whole or taken back. */
static bool write_line(BpJournal *journal, json_t *line, GError **error)
{
    g_autofree char *text = json_dumps(line, JSON_COMPACT | JSON_REAL_PRECISION(12));
    g_autofree char *whole = g_strconcat(text, "\n", NULL);
    gsize len = strlen(whole);
    if (!bp_file_write_all(journal->fd, whole, len)) {
        fail(journal, "write", error);
        if (ftruncate(journal->fd, (off_t)journal->len) == 0)
            lseek(journal->fd, (off_t)journal->len, SEEK_SET);
        return false;
    }
    journal->len += len;
    return true;
}

static json_t *line_new(const char *event, const char *file)
{
    json_t *line = json_object();
    json_object_set_new(line, "event", json_string(event));
    if (file)
        json_object_set_new(line, "path", json_string(file));
    return line;
}

static json_t *versioned_line_new(const char *event)
{
    json_t *line = line_new(event, NULL);
    json_object_set_new(line, "version", json_integer(BP_JOURNAL_VERSION));
    return line;
}

bool bp_journal_begin(BpJournal *journal, GError **error)
{
    if (journal->begun)
        return true;
    g_autoptr(json_t) run = versioned_line_new("run");
    if ((journal->fd < 0 && !open_for_adding(journal, error)) || !write_line(journal, run, error))
        return false;
    journal->begun = journal->open = true;
    return true;
}

static bool add_line(BpJournal *journal, json_t *line, GError **error)
{
    return bp_journal_begin(journal, error) && write_line(journal, line, error);
}

bool bp_journal_start(BpJournal *journal, const char *file, const char *sha256, const char *stamp,
                      GError **error)
{
    g_autoptr(json_t) line = line_new("start", file);
    json_object_set_new(line, "sha256", json_string(sha256));
    json_object_set_new(line, "stamp", json_string(stamp));
    if (!add_line(journal, line, error))
        return false;
    bp_journal_note_start(journal, file, sha256, stamp);
    return true;
}

bool bp_journal_slow(BpJournal *journal, const char *file, GError **error)
{
    g_autoptr(json_t) line = line_new("slow", file);
    if (!add_line(journal, line, error))
        return false;
    return fdatasync(journal->fd) == 0 || fail(journal, "write", error);
}

bool bp_journal_done(BpJournal *journal, BpAccount *account, GError **error)
{
    g_autoptr(json_t) line = line_new("done", NULL);
    bp_account_put(account, line);
    if (!add_line(journal, line, error)) {
        bp_account_free(account);
        return false;
    }
    bp_journal_take(journal, account);
    return true;
}

bool bp_journal_forget(BpJournal *journal, const char *file, GError **error)
{
    g_autoptr(json_t) line = line_new("forget", file);
    if (!add_line(journal, line, error))
        return false;
    bp_journal_drop(journal, file);
    return true;
}

bool bp_journal_unhold(BpJournal *journal, const char *file, GError **error)
{
    g_autoptr(json_t) line = line_new("unheld", file);
    if (!add_line(journal, line, error))
        return false;
    bp_journal_let_go(journal, file);
    return true;
}

bool bp_journal_lose(BpJournal *journal, GError **error)
{
    g_autoptr(json_t) line = line_new("lost", NULL);
    if (!add_line(journal, line, error))
        return false;
    bp_journal_let_go(journal, NULL);
    return true;
}

static void put_number(json_t *line, const char *name, guint64 number)
{
    json_object_set_new(line, name, json_integer((json_int_t)number));
}

bool bp_journal_publish(BpJournal *journal, guint64 records_bytes, GError **error)
{
    g_autoptr(json_t) line = line_new("publish", NULL);
    put_number(line, "records_bytes", records_bytes);
    if (!add_line(journal, line, error))
        return false;
    journal->records_next = records_bytes;
    return fdatasync(journal->fd) == 0 || fail(journal, "write", error);
}

static void append_line(GString *text, json_t *line)
{
    g_autofree char *dumped = json_dumps(line, JSON_COMPACT | JSON_REAL_PRECISION(12));
    g_string_append(text, dumped);
    g_string_append_c(text, '\n');
}

static void append_head(GString *text, const BpSumSizes *sizes)
{
    g_autoptr(json_t) head = versioned_line_new("published");
    put_number(head, "records_bytes", sizes->records);
    put_number(head, "manifest_bytes", sizes->manifest);
    put_number(head, "rules_bytes", sizes->rules);
    append_line(text, head);
}

/* Of files that were in work when a run ended, and that no other has listed since. */
static void append_tries(GString *text, const BpJournal *journal)
{
    guint n;
    g_autofree gpointer *files = g_hash_table_get_keys_as_array(journal->tries, &n);
    qsort(files, n, sizeof *files, bp_text_compare);
    for (guint i = 0; i < n; i++) {
        const BpTries *tries = g_hash_table_lookup(journal->tries, files[i]);
        g_autoptr(json_t) line = line_new("tries", files[i]);
        json_object_set_new(line, "sha256", json_string(tries->sha256));
        json_object_set_new(line, "stamp", json_string(tries->stamp));
        put_number(line, "failed", tries->failed);
        put_number(line, "interrupted", tries->interrupted);
        append_line(text, line);
    }
}

bool bp_journal_close_run(BpJournal *journal, const BpSumSizes *sizes, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GPtrArray) accounts = bp_journal_dup_accounts(journal);
    append_head(text, sizes);
    for (guint i = 0; i < accounts->len; i++) {
        BpAccount *account = accounts->pdata[i];
        g_autoptr(json_t) line = line_new("done", NULL);
        account->piece_at = account->piece_len = 0;
        bp_account_put(account, line);
        append_line(text, line);
    }
    append_tries(text, journal);
    if (!bp_file_save(journal->path, text->str, text->len, error))
        return false;
    if (journal->fd >= 0)
        close(journal->fd);
    journal->fd = -1;
    journal->len = text->len;
    journal->sizes = *sizes;
    journal->records_next = sizes->records;
    journal->open = journal->begun = journal->lost = false;
    return true;
}
