/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The summary of a run comes back from its file as it was written, and a file that was written by
 * another version, or spoiled, is read with tolerance.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "common/error.h"
#include "common/file.h"

#include "state/read-manifest.h"
#include "state/run-summary.h"
#include "state/time-text.h"

typedef struct {
    char *folder, *path;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    fixture->folder = g_dir_make_tmp("bp-summary-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->folder, ".boardpack", "last-run.json", NULL);
}

static void tear_down(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    g_unlink(fixture->path);
    g_autofree char *below = g_path_get_dirname(fixture->path);
    g_rmdir(below);
    g_assert_cmpint(g_rmdir(fixture->folder), ==, 0); /* nothing else was left */
    g_free(fixture->folder);
    g_free(fixture->path);
}

static void write_text(const Fixture *fixture, const char *text)
{
    g_assert_true(bp_file_save(fixture->path, text, strlen(text), NULL));
}

static void test_there_and_back(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    char *paths[] = {(char[]){"/srv/packs"}, (char[]){"b\xff\x1b"}, NULL};
    BpRunSummary written = {
        .version = (char[]){"0.1.0"},
        .started = 1795658400, /* 2026-11-26 02:00:00 UTC */
        .finished = 1795658512,
        .seconds = 112.437,
        .exit = 143,
        .stopped_by = (char[]){"SIGTERM"},
        .error = (char[]){"a \"quoted\" word"},
        .paths = paths,
        .listed = 120,
        .read = 3,
        .from_cache = 4,
        .skipped = 113,
        .gone = 5,
        .duplicates = 6,
        .quarantined = 7,
        .pages = G_GUINT64_CONSTANT(5000000000),
        .sandbox = (char[]){"landlock+seccomp"},
        .statuses = {[BP_STATUS_OK] = 100, [BP_STATUS_INTERNAL] = 20},
    };
    g_autoptr(GError) error = NULL;
    g_assert_true(bp_run_summary_save(&written, fixture->folder, &error));
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(fixture->path, &text, NULL, NULL));
    g_assert_true(g_str_has_prefix(text,
                                   "{\"version\":\"0.1.0\",\"started\":\"2026-11-26T02:00:00Z\","
                                   "\"finished\":\"2026-11-26T02:01:52Z\",\"seconds\":112.437"));
    g_auto(BpRunSummary) read = {0};
    g_assert_true(bp_run_summary_load(&read, fixture->folder, &error));
    g_assert_cmpint(read.started, ==, written.started);
    g_assert_cmpint(read.finished, ==, written.finished);
    g_assert_cmpfloat_with_epsilon(read.seconds, 112.437, 1e-9);
    g_assert_cmpint(read.exit, ==, 143);
    g_assert_cmpstr(read.stopped_by, ==, "SIGTERM");
    g_assert_cmpstr(read.error, ==, "a \"quoted\" word");
    g_assert_cmpstr(read.paths[0], ==, "/srv/packs");
    g_assert_cmpstr(read.paths[1], ==, "b\\xFF\\x1B");
    g_assert_null(read.paths[2]);
    const guint got[] = {read.listed, read.read,       read.from_cache, read.skipped,
                         read.gone,   read.duplicates, read.quarantined};
    const guint wanted[] = {120, 3, 4, 113, 5, 6, 7};
    g_assert_cmpmem(got, sizeof got, wanted, sizeof wanted);
    g_assert_cmpuint(read.pages, ==, written.pages);
    g_assert_cmpstr(read.sandbox, ==, "landlock+seccomp");
    g_assert_cmpmem(read.statuses, sizeof read.statuses, written.statuses, sizeof written.statuses);
}

static void test_without_times(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    const BpRunSummary written = {.finished = 99, .seconds = 1.5, .read = 1};
    g_assert_true(bp_run_summary_save(&written, fixture->folder, NULL));
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(fixture->path, &text, NULL, NULL));
    g_assert_null(strstr(text, "finished"));
    g_assert_null(strstr(text, "seconds"));
    g_auto(BpRunSummary) read = {0};
    g_assert_true(bp_run_summary_load(&read, fixture->folder, NULL));
    g_assert_cmpint(read.started, ==, 0);
    g_assert_cmpuint(read.read, ==, 0); /* what there was to do differs from run to run too */
    g_assert_cmpstr(read.error, ==, "");
}

/* Members of other types, too large or too small, and statuses that are none. */
static void test_strange_members(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    write_text(fixture, "{\"version\":7,\"started\":\"yesterday\",\"exit\":-3,\"read\":99999999999,"
                        "\"gone\":\"x\",\"pages\":-1,\"paths\":[1,\"a\",null],\"seconds\":\"long\","
                        "\"statuses\":{\"ok\":2,\"tired\":5,\"limit\":-1}}");
    g_auto(BpRunSummary) read = {0};
    g_assert_true(bp_run_summary_load(&read, fixture->folder, NULL));
    g_assert_cmpstr(read.version, ==, "");
    g_assert_cmpint(read.started, ==, 0);
    g_assert_cmpint(read.exit, ==, 0);
    g_assert_cmpuint(read.read, ==, G_MAXUINT);
    g_assert_cmpuint(read.gone, ==, 0);
    g_assert_cmpuint(read.pages, ==, 0);
    g_assert_cmpfloat(read.seconds, ==, 0);
    g_assert_cmpstr(read.paths[0], ==, "a");
    g_assert_null(read.paths[1]);
    g_assert_cmpuint(read.statuses[BP_STATUS_OK], ==, 2);
    g_assert_cmpuint(read.statuses[BP_STATUS_LIMIT], ==, 0);
}

static void test_damaged(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    static const char *const texts[] = {"", "{\"version\":", "[]", "\"text\"", "{} {}"};
    BpRunSummary untouched = {.read = 42};
    g_autoptr(GError) missing = NULL;
    g_assert_false(bp_run_summary_load(&untouched, fixture->folder, &missing));
    g_assert_error(missing, BP_ERROR, BP_ERROR_INPUT);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        write_text(fixture, texts[i]);
        g_autoptr(GError) error = NULL;
        g_assert_false(bp_run_summary_load(&untouched, fixture->folder, &error));
        g_assert_error(error, BP_ERROR, BP_ERROR_INPUT);
        g_assert_nonnull(strstr(error->message, "last-run.json' is damaged"));
    }
    g_assert_cmpuint(untouched.read, ==, 42);
}

static void collect(const BpManifestEntry *entry, gpointer data)
{
    g_string_append_printf(data, "%s %s %u%s%s %s;", entry->path, bp_status(entry->status)->name,
                           entry->attempts, entry->quarantined ? " quarantined" : "",
                           entry->gone ? " gone" : "", entry->duplicate_of);
}

static void test_manifest(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    static const char text[] = "{\"path\":\"a\",\"status\":\"ok\"}\n"
                               "\n"
                               "{\"path\":\"b\",\"status\":\"tired\"}\n"
                               "{\"path\":7,\"status\":\"ok\"}\n"
                               "{\"path\":\"c\",\"status\":\"oom\",\"attempts\":2,"
                               "\"quarantined\":true}\n"
                               "{\"path\":\"d\",\"status\":\"skipped\",\"error\":\"gone\"}\n"
                               "{\"path\":\"e\",\"status\":\"skipped\",\"duplicate_of\":\"a\"}\n"
                               "{\"path\":\"f\",\"sta";
    g_autofree char *path = g_build_filename(fixture->folder, "manifest.ndjson", NULL);
    g_autoptr(GString) seen = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    guint damaged = 99;
    g_assert_false(bp_manifest_read(fixture->folder, collect, seen, &damaged, &error));
    g_assert_error(error, BP_ERROR, BP_ERROR_INPUT);
    g_assert_cmpuint(damaged, ==, 99);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_assert_true(bp_manifest_read(fixture->folder, collect, seen, &damaged, NULL));
    g_assert_cmpstr(seen->str, ==, "a ok 0 ;c oom 2 quarantined ;d skipped 0 gone ;e skipped 0 a;");
    g_assert_cmpuint(damaged, ==, 4);
    g_unlink(path);
}

static void test_times(void)
{
    g_autofree char *none = bp_time_dup_text(0);
    g_assert_cmpstr(none, ==, "");
    g_autofree char *some = bp_time_dup_text(1795658400);
    g_assert_cmpstr(some, ==, "2026-11-26T02:00:00Z");
    g_assert_cmpint(bp_time_from_text(some), ==, 1795658400);
    g_assert_cmpint(bp_time_from_text("2026-11-26"), ==, 0);
    g_assert_cmpint(bp_time_from_text(NULL), ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    static const struct {
        const char *path;
        void (*test)(Fixture *, gconstpointer);
    } cases[] = {
        {"/run-summary/there-and-back", test_there_and_back},
        {"/run-summary/without-times", test_without_times},
        {"/run-summary/strange-members", test_strange_members},
        {"/run-summary/damaged", test_damaged},
        {"/run-summary/manifest", test_manifest},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_test_add(cases[i].path, Fixture, NULL, set_up, cases[i].test, tear_down);
    g_test_add_func("/run-summary/times", test_times);
    return g_test_run();
}
