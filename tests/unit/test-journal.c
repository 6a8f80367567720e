/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The journal: what one run writes, another reads, wherever the file ends; tries are counted over
 * runs that were killed.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "state/account-json.h"
#include "state/journal.h"

typedef struct {
    char *folder, *path;
} Place;

static void set_up(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    place->folder = g_dir_make_tmp("bp-journal-XXXXXX", NULL);
    place->path = g_build_filename(place->folder, BP_STATE_FOLDER, "journal.ndjson", NULL);
}

static void tear_down(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    g_autofree char *state = g_path_get_dirname(place->path);
    g_unlink(place->path);
    g_rmdir(state);
    g_assert_cmpint(g_rmdir(place->folder), ==, 0);
    g_free(place->folder);
    g_free(place->path);
}

static BpJournal *reopen(const Place *place)
{
    g_autoptr(GError) error = NULL;
    BpJournal *journal = bp_journal_open(place->folder, &error);
    g_assert_no_error(error);
    return journal;
}

static char *read_text(const Place *place)
{
    char *text = NULL;
    g_assert_true(g_file_get_contents(place->path, &text, NULL, NULL));
    return text;
}

static void append_text(const Place *place, const char *text)
{
    FILE *file = fopen(place->path, "ae");
    g_assert_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static BpAccount *account_new(const char *file, const char *sha256)
{
    BpAccount *account = bp_account_new(file);
    bp_account_set(&account->sha256, sha256);
    bp_account_set(&account->stamp, "stamp");
    bp_account_set(&account->held_sha256, sha256);
    bp_account_set(&account->held_stamp, "stamp");
    account->held_bytes = 100;
    account->n_records = 3;
    account->piece_len = 30;
    return account;
}

static void done(BpJournal *journal, const char *file, const char *sha256)
{
    g_assert_true(bp_journal_done(journal, account_new(file, sha256), NULL));
}

/* What is known, a line a file, for comparison. */
static char *dup_known(const BpJournal *journal)
{
    GString *text = g_string_new(bp_journal_is_open(journal) ? "open\n" : "");
    g_autoptr(GPtrArray) accounts = bp_journal_dup_accounts(journal);
    for (guint i = 0; i < accounts->len; i++) {
        const BpAccount *account = accounts->pdata[i];
        g_string_append_printf(text, "%s %s %s %u\n", account->file, account->sha256,
                               account->held_sha256, (guint)account->n_records);
    }
    return g_string_free(text, FALSE);
}

static void assert_knows(const BpJournal *journal, const char *wanted)
{
    g_autofree char *known = dup_known(journal);
    g_assert_cmpstr(known, ==, wanted);
}

static void assert_tries(const BpJournal *journal, const char *file, guint failed,
                         guint interrupted)
{
    guint got_failed, got_interrupted;
    bp_journal_get_tries(journal, file, "s", "stamp", &got_failed, &got_interrupted);
    g_assert_cmpuint(got_failed, ==, failed);
    g_assert_cmpuint(got_interrupted, ==, interrupted);
}

static const BpSumSizes sizes = {1000, 200, 30};

/* Nothing is made before something is written. */
static void test_empty(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    g_autoptr(BpJournal) journal = reopen(place);
    assert_knows(journal, "");
    g_assert_null(bp_journal_peek(journal, "a"));
    g_assert_true(bp_journal_knows_records(journal, 0));
    g_assert_false(bp_journal_knows_records(journal, 1));
    assert_tries(journal, "a", 0, 0);
    g_assert_false(g_file_test(place->path, G_FILE_TEST_EXISTS));
}

/* Each event, read again. */
static void test_events(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    g_autoptr(BpJournal) journal = reopen(place);
    g_assert_true(bp_journal_start(journal, "b", "s", "stamp", NULL));
    done(journal, "b", "1");
    done(journal, "a", "2");
    done(journal, "c", "3");
    done(journal, "b", "4"); /* the last one counts */
    g_assert_true(bp_journal_forget(journal, "c", NULL));
    g_assert_true(bp_journal_unhold(journal, "a", NULL));
    g_assert_true(bp_journal_unhold(journal, "nobody", NULL));
    g_assert_true(bp_journal_publish(journal, 77, NULL));
    const char *wanted = "open\na 2  0\nb 4 4 3\n";
    assert_knows(journal, wanted);
    g_autoptr(BpJournal) again = reopen(place);
    assert_knows(again, wanted);
    g_assert_true(bp_journal_knows_records(again, 77));
    g_assert_true(bp_journal_knows_records(again, 0)); /* as it was: the rename may not have been */
    g_assert_false(bp_journal_knows_records(again, 78));
    g_assert_cmpuint(bp_journal_peek(again, "b")->piece_len, ==, 30);

    g_assert_true(bp_journal_lose(again, NULL));
    g_autoptr(BpJournal) lost = reopen(place);
    assert_knows(lost, "open\na 2  0\nb 4  0\n");
    g_assert_true(bp_journal_knows_records(lost, 12345)); /* nothing is taken from it */
    done(lost, "a", "2");
    g_autoptr(BpJournal) going_on = reopen(place);
    assert_knows(going_on, "open\na 2 2 3\nb 4  0\n");
}

/* A run that begins, and does not come to anything, is one that was interrupted. */
static void test_begin(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    g_autoptr(BpJournal) journal = reopen(place);
    g_assert_true(bp_journal_begin(journal, NULL));
    g_assert_true(bp_journal_begin(journal, NULL));
    g_autofree char *text = read_text(place);
    g_assert_cmpstr(text, ==, "{\"event\":\"run\",\"version\":1}\n");
    g_autoptr(BpJournal) again = reopen(place);
    g_assert_true(bp_journal_is_open(again));
}

/* Written anew: sorted, without pieces, whatever came before. */
static void test_compaction(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    g_autoptr(BpJournal) journal = reopen(place);
    done(journal, "b", "1");
    done(journal, "a", "2");
    g_assert_true(bp_journal_lose(journal, NULL));
    done(journal, "b", "1");
    g_assert_true(bp_journal_close_run(journal, &sizes, NULL));
    assert_knows(journal, "a 2  0\nb 1 1 3\n");
    g_autofree char *first = read_text(place);
    g_assert_true(g_str_has_prefix(first,
                                   "{\"event\":\"published\",\"version\":1,\"records_bytes\":1000,"
                                   "\"manifest_bytes\":200,\"rules_bytes\":30}\n"));

    g_autoptr(BpJournal) again = reopen(place);
    assert_knows(again, "a 2  0\nb 1 1 3\n");
    g_assert_cmpuint(bp_journal_peek(again, "b")->piece_len, ==, 0);
    g_assert_cmpuint(bp_journal_peek(again, "b")->held_bytes, ==, 100);
    g_assert_cmpuint(bp_journal_peek_sizes(again)->manifest, ==, 200);
    g_assert_true(bp_journal_knows_records(again, 1000));
    g_assert_false(bp_journal_knows_records(again, 12345));
    g_assert_true(bp_journal_close_run(again, &sizes, NULL)); /* also when nothing was added */
    g_autofree char *second = read_text(place);
    g_assert_cmpstr(second, ==, first);
    done(again, "c", "3"); /* and it goes on */
    g_autoptr(BpJournal) third = reopen(place);
    assert_knows(third, "open\na 2  0\nb 1 1 3\nc 3 3 3\n");
}

/* The file may end anywhere: what is known is what the whole lines say, and writing goes on there.
 */
static void test_cut(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    {
        g_autoptr(BpJournal) journal = reopen(place);
        done(journal, "a", "1");
        g_assert_true(bp_journal_close_run(journal, &sizes, NULL));
        g_assert_true(bp_journal_start(journal, "b", "s", "stamp", NULL));
        done(journal, "b", "2");
        g_assert_true(bp_journal_unhold(journal, "a", NULL));
        g_assert_true(bp_journal_publish(journal, 5, NULL));
    }
    static const char *const known[] = {"",
                                        "",
                                        "a 1 1 3\n",
                                        "open\na 1 1 3\n",
                                        "open\na 1 1 3\n",
                                        "open\na 1 1 3\nb 2 2 3\n",
                                        "open\na 1  0\nb 2 2 3\n",
                                        "open\na 1  0\nb 2 2 3\n"};
    g_autofree char *text = read_text(place);
    gsize len = strlen(text), lines = 0;
    for (gsize at = 0; at <= len; at++) {
        lines += at > 0 && text[at - 1] == '\n';
        g_assert_true(g_file_set_contents(place->path, text, (gssize)at, NULL));
        g_autoptr(BpJournal) journal = reopen(place);
        assert_knows(journal, known[lines]);
        assert_tries(journal, "b", 0, lines == 4);
        done(journal, "z", "9");
        g_autofree char *wanted =
            g_strconcat(g_str_has_prefix(known[lines], "open") ? "" : "open\n", known[lines],
                        "z 9 9 3\n", NULL);
        g_autoptr(BpJournal) again = reopen(place);
        assert_knows(again, wanted);
    }
    g_assert_cmpuint(lines, ==, G_N_ELEMENTS(known) - 1);
}

/* What is no line of a journal ends it; what came before is believed. */
static void test_garbage(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    static const char *const garbage[] = {
        "x\n",
        "\n",
        "{}\n",
        "[]\n",
        "7\n",
        "null\n",
        "{\"event\":7}\n",
        "{\"event\":\"later\"}\n",
        "{\"event\":\"done\"}\n",
        "{\"event\":\"done\",\"path\":\"a\",\"bytes\":\"many\"}\n",
        "{\"event\":\"run\",\"version\":2}\n",
        "{\"event\":\"run\"}\n",
        "{\"event\":\"published\",\"version\":0}\n",
        "\xff\xfe\x01\n",
        "{\"event\":\"run\",\"version\":1}{\"event\":\"run\",\"version\":1}\n"};
    for (guint i = 0; i < G_N_ELEMENTS(garbage); i++) {
        g_unlink(place->path);
        g_autoptr(BpJournal) journal = reopen(place);
        done(journal, "a", "1");
        append_text(place, garbage[i]);
        append_text(place, "{\"event\":\"forget\",\"path\":\"a\"}\n");
        g_autoptr(BpJournal) again = reopen(place);
        assert_knows(again, "open\na 1 1 3\n");
        done(again, "b", "2");
        g_autoptr(BpJournal) third = reopen(place);
        assert_knows(third, "open\na 1 1 3\nb 2 2 3\n");

        g_assert_true(g_file_set_contents(place->path, garbage[i], -1, NULL));
        append_text(place, "{\"event\":\"run\",\"version\":1}\n");
        g_autoptr(BpJournal) none = reopen(place);
        assert_knows(none, "");
    }
}

/* One that cannot be read is no empty one: everything would be done again, and nobody told why. */
static void test_unreadable(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    g_autoptr(GError) error = NULL;
    g_assert_cmpint(g_mkdir_with_parents(place->path, 0700), ==, 0);
    g_assert_null(bp_journal_open(place->folder, &error));
    g_assert_nonnull(error);
    g_rmdir(place->path);
}

static void start(const Place *place, const char *event_after)
{
    g_autoptr(BpJournal) journal = reopen(place);
    g_assert_true(bp_journal_start(journal, "a", "s", "stamp", NULL));
    if (event_after)
        g_assert_true(bp_journal_slow(journal, "a", NULL));
}

/* Tries whose runs were killed are counted over the runs, those that were slow apart. */
static void test_tries(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    start(place, NULL);
    start(place, NULL);
    g_autoptr(BpJournal) twice = reopen(place);
    assert_tries(twice, "a", 0, 2);
    assert_tries(twice, "b", 0, 0);
    start(place, "slow");
    start(place, NULL);
    g_autoptr(BpJournal) slow = reopen(place);
    assert_tries(slow, "a", 1, 3);
    start(place, "slow");
    g_autoptr(BpJournal) again = reopen(place);
    assert_tries(again, "a", 2, 3);

    guint failed, interrupted;
    bp_journal_get_tries(again, "a", "other bytes", "stamp", &failed, &interrupted);
    g_assert_cmpuint(failed + interrupted, ==, 0);
    bp_journal_get_tries(again, "a", "s", "another engine", &failed, &interrupted);
    g_assert_cmpuint(failed + interrupted, ==, 0);

    /* They outlive a run over other files that ends well ... */
    done(again, "b", "2");
    g_assert_true(bp_journal_close_run(again, &sizes, NULL));
    g_autoptr(BpJournal) after = reopen(place);
    g_assert_false(bp_journal_is_open(after));
    assert_tries(after, "a", 2, 3);
    /* ... and a try on other bytes begins anew. */
    g_assert_true(bp_journal_start(after, "a", "t", "stamp", NULL));
    assert_tries(after, "a", 0, 0);
}

/* When a try ends with its document, what is in the account counts. */
static void test_attempts(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    start(place, NULL);
    g_autoptr(BpJournal) journal = reopen(place);
    BpAccount *account = account_new("a", "s");
    account->status = BP_STATUS_CRASHED;
    account->attempts = 1;
    g_assert_true(bp_journal_done(journal, account, NULL));
    assert_tries(journal, "a", 1, 0); /* no more in a row */
    start(place, "slow");
    start(place, NULL);
    g_autoptr(BpJournal) again = reopen(place);
    assert_tries(again, "a", 2, 1);
    g_assert_true(bp_journal_unhold(again, "a", NULL)); /* changes nothing in that */
    g_autoptr(BpJournal) third = reopen(place);
    assert_tries(third, "a", 2, 1);
    g_assert_true(bp_journal_forget(third, "a", NULL));
    assert_tries(third, "a", 0, 0);
}

/* A file that could not be read in between: nothing was tried, and nothing is forgotten. */
static void test_unread(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    start(place, "slow");
    g_autoptr(BpJournal) journal = reopen(place);
    done(journal, "a", "");
    assert_tries(journal, "a", 1, 0);
    g_autoptr(BpJournal) again = reopen(place);
    assert_tries(again, "a", 1, 0);
}

/* A run that ended without a kill leaves no try open. */
static void test_ended(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    start(place, "slow");
    {
        g_autoptr(BpJournal) journal = reopen(place);
        done(journal, "a", "s");
        g_assert_true(bp_journal_close_run(journal, &sizes, NULL));
    }
    g_autoptr(BpJournal) again = reopen(place);
    assert_tries(again, "a", 0, 0);
}

/* Paths of the file system are bytes; names in the output are UTF-8 and may hold anything else. */
static void test_names(Place *place, gconstpointer data G_GNUC_UNUSED)
{
    static const char *const names[] = {"a b\".pdf", "%0A%E9.pdf", "\xc3\xa9/\\.pdf", "'\t'.pdf"};
    static const char *const sources[] = {"/x/a b\".pdf", "/x/\n\xe9%41.pdf", "/\xff\xfe", "/ "};
    g_autoptr(BpJournal) journal = reopen(place);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        BpAccount *account = account_new(names[i], "1");
        bp_account_set(&account->source, sources[i]);
        g_assert_true(bp_journal_done(journal, account, NULL));
    }
    g_autoptr(BpJournal) again = reopen(place);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        const BpAccount *account = bp_journal_peek(again, names[i]);
        g_assert_nonnull(account);
        g_assert_cmpstr(account->source, ==, sources[i]);
        g_assert_true(bp_account_equal(account, bp_journal_peek(journal, names[i])));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define CASE(name) g_test_add("/journal/" #name, Place, NULL, set_up, test_##name, tear_down)
    CASE(empty);
    CASE(events);
    CASE(begin);
    CASE(compaction);
    CASE(cut);
    CASE(garbage);
    CASE(unreadable);
    CASE(tries);
    CASE(attempts);
    CASE(unread);
    CASE(ended);
    CASE(names);
    return g_test_run();
}
