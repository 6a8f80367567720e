/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An output folder as runs leave it, for the tests of what is in one.
 */
#pragma once

#include <glib/gstdio.h>

#include "state/account-json.h"
#include "write-fixture.h"
#include "write/facts.h"
#include "write/output.h"

static void remove_tree(const char *path)
{
    g_autofree char *quoted = g_shell_quote(path);
    g_autofree char *command = g_strconcat("rm -rf -- ", quoted, NULL);
    g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
}

static char *folder_new(void)
{
    char *folder = g_dir_make_tmp("boardpack-test-XXXXXX", NULL);
    g_assert_nonnull(folder);
    return folder;
}

/* A run, as far as the output is concerned: what was put, to be published at the end. */
typedef struct {
    BpOutput *output;
    GPtrArray *accounts; /* BpAccount */
    GArray *published;   /* BpPublished */
} Archive;

static Archive archive_open(const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *pieces = g_build_filename(folder, ".pieces", NULL);
    Archive archive = {bp_output_open(folder, pieces, RULES, &error),
                       g_ptr_array_new_with_free_func((GDestroyNotify)bp_account_free),
                       g_array_new(FALSE, TRUE, sizeof(BpPublished))};
    g_assert_no_error(error);
    return archive;
}

static void archive_clear(Archive *archive)
{
    bp_output_free(archive->output);
    g_ptr_array_unref(archive->accounts);
    g_array_unref(archive->published);
}

static BpAccount *account_for(Archive *archive, const char *file, BpStatus status)
{
    BpAccount *account = bp_account_new(file);
    account->status = status;
    account->stat.mtime = 1700000000;
    g_ptr_array_add(archive->accounts, account);
    return account;
}

static void add_to(Archive *archive, const BpDocument *document)
{
    g_autoptr(GError) error = NULL;
    BpAccount *account = account_for(archive, document->file, document->status);
    account->stat.bytes = document->bytes;
    bp_account_set(&account->sha256, document->sha256);
    account->pages = account->pages_done = document->n_pages;
    account->coverage = bp_facts_confidence(bp_coverage_share(&document->coverage));
    BpPublished published = {account->file, {0, 0, 0}};
    g_autoptr(GPtrArray) staged = g_ptr_array_new_with_free_func((GDestroyNotify)bp_staged_free);
    BpStaged *one = bp_output_stage(archive->output, document, &published.piece, &error);
    g_assert_no_error(error);
    g_ptr_array_add(staged, one);
    g_assert_true(bp_output_sync(archive->output, staged, &error));
    g_assert_true(bp_staged_place(one, &error));
    bp_output_sync_folders(staged);
    g_assert_true(bp_output_commit(archive->output, document, "stamp", &error));
    g_assert_no_error(error);
    account->held_bytes = bp_staged_get_bytes(one);
    g_array_append_val(archive->published, published);
}

static void publish(Archive *archive)
{
    g_autoptr(GError) error = NULL;
    guint64 bytes;
    BpRecordsFile *records = bp_output_peek_records(archive->output);
    g_autoptr(GPtrArray) lost = g_ptr_array_new_with_free_func(g_free);
    const BpPublished *published = (const BpPublished *)(const void *)archive->published->data;
    g_assert_true(
        bp_records_file_merge(records, published, archive->published->len, &bytes, lost, &error));
    g_assert_true(bp_records_file_publish(records, &error));
    g_assert_true(bp_records_file_drop_pieces(records, &error));
    g_autoptr(GString) manifest = g_string_new(NULL);
    for (guint i = 0; i < archive->accounts->len; i++) {
        g_autofree char *line = bp_account_dup_manifest_line(archive->accounts->pdata[i], true);
        g_string_append(manifest, line);
    }
    g_assert_true(
        bp_output_save(archive->output, "manifest.ndjson", manifest->str, manifest->len, &error));
    g_assert_true(bp_output_close(archive->output, &error));
    g_assert_no_error(error);
}

static void add_one(Archive *archive, const char *file, const char *task)
{
    g_autoptr(BpDocument) document = document_new(file);
    add(document, "action", task);
    bp_document_assign_ids(document);
    add_to(archive, document);
}
