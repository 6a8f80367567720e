/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the lines of the journal mean: each has its event, and the table `events` says what reading
 * one does.
 *
 * A try whose run ended before it is told from one that failed: a run that is killed, by the
 * operator or by the power, is no fault of the documents that happened to be in work. Only when
 * one was long at it already is that a failure of the document.
 */
#include <string.h>

#include "state/account-json.h"
#include "state/journal-parts.h"

static const char *text_at(const json_t *line, const char *name)
{
    const char *text = json_string_value(json_object_get(line, name));
    return text ? text : "";
}

void bp_journal_take(BpJournal *journal, BpAccount *account)
{
    if (*account->sha256) /* else its bytes were not had, and nothing was tried */
        g_hash_table_remove(journal->tries, account->file);
    g_hash_table_replace(journal->accounts, account->file, account);
}

static guint64 number_at(const json_t *line, const char *name)
{
    return (guint64)json_integer_value(json_object_get(line, name));
}

static bool is_of_this_version(const json_t *line)
{
    return number_at(line, "version") == BP_JOURNAL_VERSION;
}

static bool read_published(BpJournal *journal, const json_t *line)
{
    if (!is_of_this_version(line))
        return false;
    journal->sizes =
        (BpSumSizes){number_at(line, "records_bytes"), number_at(line, "manifest_bytes"),
                     number_at(line, "rules_bytes")};
    journal->records_next = journal->sizes.records;
    journal->open = journal->lost = false;
    return true;
}

static void end_try(gpointer file G_GNUC_UNUSED, gpointer value, gpointer data G_GNUC_UNUSED)
{
    BpTries *tries = value;
    if (tries->running && tries->slow)
        tries->failed++;
    else if (tries->running)
        tries->interrupted++;
    tries->running = tries->slow = false;
}

void bp_journal_end_tries(BpJournal *journal)
{
    g_hash_table_foreach(journal->tries, end_try, NULL);
}

static bool read_run(BpJournal *journal, const json_t *line)
{
    if (!is_of_this_version(line))
        return false;
    bp_journal_end_tries(journal);
    journal->open = true;
    return true;
}

static BpTries *get_tries(BpJournal *journal, const char *file, const char *sha256,
                          const char *stamp)
{
    BpTries *tries = g_hash_table_lookup(journal->tries, file);
    if (!tries || !g_str_equal(tries->sha256, sha256) || !g_str_equal(tries->stamp, stamp)) {
        tries = g_new0(BpTries, 1);
        tries->sha256 = g_strdup(sha256);
        tries->stamp = g_strdup(stamp);
        g_hash_table_replace(journal->tries, g_strdup(file), tries);
    }
    return tries;
}

void bp_journal_note_start(BpJournal *journal, const char *file, const char *sha256,
                           const char *stamp)
{
    BpTries *tries = get_tries(journal, file, sha256, stamp);
    tries->running = true;
    tries->slow = false;
}

static bool read_start(BpJournal *journal, const json_t *line)
{
    bp_journal_note_start(journal, text_at(line, "path"), text_at(line, "sha256"),
                          text_at(line, "stamp"));
    return true;
}

static bool read_tries(BpJournal *journal, const json_t *line)
{
    BpTries *tries =
        get_tries(journal, text_at(line, "path"), text_at(line, "sha256"), text_at(line, "stamp"));
    tries->failed = (guint)number_at(line, "failed");
    tries->interrupted = (guint)number_at(line, "interrupted");
    return true;
}

static bool read_slow(BpJournal *journal, const json_t *line)
{
    BpTries *tries = g_hash_table_lookup(journal->tries, text_at(line, "path"));
    if (tries)
        tries->slow = true;
    return true;
}

static bool read_done(BpJournal *journal, const json_t *line)
{
    BpAccount *account = bp_account_get(line);
    if (!account)
        return false;
    bp_journal_take(journal, account);
    return true;
}

void bp_journal_drop(BpJournal *journal, const char *file)
{
    g_hash_table_remove(journal->tries, file);
    g_hash_table_remove(journal->accounts, file);
}

static bool read_forget(BpJournal *journal, const json_t *line)
{
    bp_journal_drop(journal, text_at(line, "path"));
    return true;
}

static void let_go(gpointer file G_GNUC_UNUSED, gpointer account, gpointer data G_GNUC_UNUSED)
{
    bp_account_keep_held(account, NULL);
}

void bp_journal_let_go(BpJournal *journal, const char *file)
{
    BpAccount *account = file ? g_hash_table_lookup(journal->accounts, file) : NULL;
    if (account)
        let_go(NULL, account, NULL);
    if (file)
        return;
    g_hash_table_foreach(journal->accounts, let_go, NULL);
    journal->lost = true;
}

static bool read_unheld(BpJournal *journal, const json_t *line)
{
    bp_journal_let_go(journal, text_at(line, "path"));
    return true;
}

static bool read_lost(BpJournal *journal, const json_t *line G_GNUC_UNUSED)
{
    bp_journal_let_go(journal, NULL);
    return true;
}

static bool read_publish(BpJournal *journal, const json_t *line)
{
    journal->records_next = number_at(line, "records_bytes");
    return true;
}

static const struct {
    const char *event;
    bool (*read)(BpJournal *journal, const json_t *line);
} events[] = {
    {"published", read_published}, {"tries", read_tries},   {"run", read_run},
    {"lost", read_lost},           {"unheld", read_unheld}, {"start", read_start},
    {"slow", read_slow},           {"done", read_done},     {"forget", read_forget},
    {"publish", read_publish},
};

bool bp_journal_read_line(BpJournal *journal, const char *line, gsize len)
{
    g_autoptr(json_t) object = json_loadb(line, len, 0, NULL);
    const char *event = text_at(object, "event");
    for (guint i = 0; i < G_N_ELEMENTS(events); i++)
        if (g_str_equal(events[i].event, event))
            return events[i].read(journal, object);
    return false;
}
