/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Folders with a boardpack.db in them, for the tests of the database: making, opening, looking into
 * it with other means than ours.
 */
#pragma once

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "common/error.h"

#include "write-fixture.h"
#include "write/database.h"
#include "write/facts.h"

typedef struct {
    char *folder, *path;
} Place;

static Place place_new(void)
{
    Place place = {.folder = g_dir_make_tmp("boardpack-test-XXXXXX", NULL)};
    g_assert_nonnull(place.folder);
    place.path = g_build_filename(place.folder, "boardpack.db", NULL);
    return place;
}

static void place_clear(Place *place)
{
    const char *const argv[] = {"rm", "-rf", "--", place->folder, NULL};
    g_assert_true(g_spawn_sync(NULL, (char **)(guintptr)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               NULL, NULL, NULL, NULL));
    g_free(place->folder);
    g_free(place->path);
}

/* Whether exactly this is in it. */
G_GNUC_UNUSED static bool database_has(BpDatabase *database, const char *file, const char *sha256,
                                       const char *stamp)
{
    g_autoptr(GHashTable) rows = bp_database_dup_rows(database, NULL);
    g_autofree char *wanted = g_strconcat(sha256, " ", stamp, NULL);
    g_autofree char *owned = NULL;
    return rows && g_strcmp0(g_hash_table_lookup(rows, bp_facts_clean(file, &owned)), wanted) == 0;
}

/* Text of several pages of the database, so that pages are taken and given back. */
static char *dup_long_text(const char *word)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < 1500; i++)
        g_string_append_printf(text, "%s%u ", word, i * i % 1000);
    return g_string_free(text, FALSE);
}

/* A document with a meeting and some records, all of which say `word`. */
static BpDocument *small_document_new(const char *file, const char *word)
{
    BpDocument *document = document_new(file);
    BpRecord *meeting = add(document, "meeting", "Council");
    BpRecord *part = add(document, "part", word);
    BpRecord *item = add(document, "agenda_item", word);
    bp_record_set_ref(item, "paper", part);
    BpRecord *action = add(document, "action", word);
    action->meeting_record = item->meeting_record = meeting;
    action->part_record = part;
    bp_record_add(action, "owners", "Second Owner");
    g_autofree char *text = dup_long_text(word);
    bp_record_set(add(document, "minute_item", word), "text", text);
    bp_document_hint(document, "low-coverage", 2, "of %s", word);
    bp_document_assign_ids(document);
    return document;
}

static BpDatabase *open_database(const char *path, bool wanted_new)
{
    g_autoptr(GError) error = NULL;
    bool is_new;
    BpDatabase *database = bp_database_open(path, &is_new, &error);
    g_assert_no_error(error);
    g_assert_nonnull(database);
    g_assert_cmpint(is_new, ==, wanted_new);
    return database;
}

static void put(BpDatabase *database, const char *file, const char *word)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(BpDocument) document = small_document_new(file, word);
    g_assert_true(bp_database_put(database, document, word, &error));
    g_assert_no_error(error);
}

static void close_database(BpDatabase *database)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(bp_database_close(database, &error));
    g_assert_no_error(error);
    bp_database_free(database);
}

G_GNUC_UNUSED static char *load(const char *path, gsize *out_len)
{
    char *bytes = NULL;
    g_assert_true(g_file_get_contents(path, &bytes, out_len, NULL));
    return bytes;
}
