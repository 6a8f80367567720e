/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack.db when the world fails: at one write after the other the disc is full or the process
 * is killed (also with half of the write done), and what is in the end in the file is the same,
 * byte for byte, as if nothing had happened.
 *
 * SQLite's own way of testing: a VFS between it and the system counts what is written, flushed and
 * cut off, and fails from a given count on.
 */
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "database-fixture.h"

typedef enum { FAULT_NONE, FAULT_FULL, FAULT_KILL, FAULT_KILL_HALFWAY } Fault;

static Fault fault;
static guint countdown; /* operations before the fault */
static sqlite3_vfs *system_vfs, vfs;

/* What the system does to a database, and to a log, which it does not lock. */
static struct {
    const sqlite3_io_methods *real;
    sqlite3_io_methods faulty;
} kinds[2];

static const sqlite3_io_methods *real_of(const sqlite3_file *file)
{
    return file->pMethods == &kinds[0].faulty ? kinds[0].real : kinds[1].real;
}

/* SQLITE_OK, or what fails now. */
static int next_operation(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 offset)
{
    if (fault == FAULT_NONE)
        return SQLITE_OK;
    if (countdown > 0) {
        countdown--;
        return SQLITE_OK;
    }
    if (fault == FAULT_KILL_HALFWAY && len > 1)
        real_of(file)->xWrite(file, bytes, len / 2, offset);
    if (fault != FAULT_FULL)
        kill(getpid(), SIGKILL);
    return SQLITE_FULL;
}

static int faulty_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 offset)
{
    int result = next_operation(file, bytes, len, offset);
    return result == SQLITE_OK ? real_of(file)->xWrite(file, bytes, len, offset) : result;
}

/* Not flushed: a kill leaves what the system was given. */
static int faulty_sync(sqlite3_file *file, int flags G_GNUC_UNUSED)
{
    return next_operation(file, NULL, 0, 0);
}

static int faulty_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    int result = next_operation(file, NULL, 0, 0);
    return result == SQLITE_OK ? real_of(file)->xTruncate(file, size) : result;
}

static int faulty_open(sqlite3_vfs *self G_GNUC_UNUSED, const char *name, sqlite3_file *file,
                       int flags, int *out_flags)
{
    int result = system_vfs->xOpen(system_vfs, name, file, flags, out_flags);
    if (result != SQLITE_OK || !file->pMethods)
        return result;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (!kinds[i].real) {
            kinds[i].real = file->pMethods;
            kinds[i].faulty = *file->pMethods;
            kinds[i].faulty.xWrite = faulty_write;
            kinds[i].faulty.xSync = faulty_sync;
            kinds[i].faulty.xTruncate = faulty_truncate;
        }
        if (file->pMethods == kinds[i].real) {
            file->pMethods = &kinds[i].faulty;
            break;
        }
    }
    return result;
}

static void register_vfs(void)
{
    system_vfs = sqlite3_vfs_find(NULL);
    vfs = *system_vfs;
    vfs.zName = "faulty";
    vfs.xOpen = faulty_open;
    g_assert_cmpint(sqlite3_vfs_register(&vfs, 1), ==, SQLITE_OK);
}

/* What a run does; `word` NULL takes out. */
static const struct {
    const char *file, *word;
} steps[] = {
    {"a.pdf", "alpha"}, {"b.pdf", "beta"}, {"c.pdf", "gamma"},   {"b.pdf", "delta"},
    {"c.pdf", NULL},    {"d.pdf", "zeta"}, {"a.pdf", "epsilon"}, {"e.pdf", "eta"},
};

/* From step `*done` on, which may be in the file already. */
static void run_steps(const char *path, volatile guint *done)
{
    bool is_new;
    g_autoptr(GError) error = NULL;
    BpDatabase *database = bp_database_open(path, &is_new, &error);
    g_assert_no_error(error);
    g_assert_null(bp_database_warning(database));
    while (*done < G_N_ELEMENTS(steps)) {
        const char *file = steps[*done].file;
        const char *word = steps[*done].word;
        if (!word)
            g_assert_true(bp_database_remove(database, file, NULL));
        else if (!database_has(database, file, SHA_A, word))
            put(database, file, word);
        ++*done;
    }
    close_database(database);
}

/* Whether the run got to its end before the fault. */
static bool run_killed(const char *path, volatile guint *done)
{
    pid_t pid = fork();
    g_assert_cmpint(pid, >=, 0);
    if (pid == 0) {
        run_steps(path, done);
        _exit(0);
    }
    int status;
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    if (WIFEXITED(status))
        g_assert_cmpint(WEXITSTATUS(status), ==, 0);
    else
        g_assert_cmpint(WTERMSIG(status), ==, SIGKILL);
    return WIFEXITED(status);
}

static char *dup_undisturbed(gsize *out_len)
{
    Place place = place_new();
    guint done = 0;
    run_steps(place.path, &done);
    char *bytes = load(place.path, out_len);
    place_clear(&place);
    return bytes;
}

/* Killed after each eleventh operation, and once more a little later in the run that goes on. */
static void test_kill(void)
{
    gsize wanted_len, len;
    g_autofree char *wanted = dup_undisturbed(&wanted_len);
    volatile guint *done =
        mmap(NULL, sizeof *done, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    g_assert_true(done != MAP_FAILED);
    bool finished = false;
    guint n_kills = 0;
    for (guint n = 0; !finished; n += 11) {
        Place place = place_new();
        *done = 0;
        fault = n % 2 ? FAULT_KILL : FAULT_KILL_HALFWAY;
        countdown = n;
        finished = run_killed(place.path, done);
        n_kills += !finished;
        countdown = n / 3;
        if (!finished)
            (void)run_killed(place.path, done);
        fault = FAULT_NONE;
        run_steps(place.path, done);
        g_autofree char *bytes = load(place.path, &len);
        g_test_message("killed after operation %u", n);
        g_assert_true(len == wanted_len && memcmp(bytes, wanted, len) == 0);
        place_clear(&place);
    }
    g_assert_cmpuint(n_kills, >, 50);
    munmap((void *)(guintptr)done, sizeof *done);
}

/* A disc that is full from some operation on: the old document is there, and when there is room
 * again the new one can be put, to the same bytes. */
static bool put_on_full_disc(guint n, const char *wanted, gsize wanted_len)
{
    Place place = place_new();
    g_autoptr(BpDocument) document = small_document_new("a.pdf", "beta");
    BpDatabase *database = open_database(place.path, true);
    put(database, "a.pdf", "alpha");
    g_autoptr(GError) error = NULL;
    fault = FAULT_FULL;
    countdown = n;
    bool done = bp_database_put(database, document, "beta", &error);
    if (!done) {
        g_assert_error(error, BP_ERROR, BP_ERROR_OUTPUT);
        g_assert_cmpstr(error->message, ==,
                        "boardpack.db: no space is left; make room and run again");
        g_assert_false(database_has(database, "a.pdf", SHA_A, "beta"));
        g_assert_true(database_has(database, "a.pdf", SHA_A, "alpha"));
    }
    fault = FAULT_NONE;
    if (!done)
        put(database, "a.pdf", "beta");
    close_database(database);
    gsize len;
    g_autofree char *bytes = load(place.path, &len);
    g_assert_true(!wanted || (len == wanted_len && memcmp(bytes, wanted, len) == 0));
    place_clear(&place);
    return done;
}

static void test_full(void)
{
    Place place = place_new();
    BpDatabase *database = open_database(place.path, true);
    put(database, "a.pdf", "alpha");
    put(database, "a.pdf", "beta");
    close_database(database);
    gsize len;
    g_autofree char *wanted = load(place.path, &len);
    place_clear(&place);
    guint n = 0;
    while (!put_on_full_disc(n, wanted, len))
        n++;
    g_assert_cmpuint(n, >, 10);
}

/* Closing on a full disc fails, and loses nothing. */
static void test_full_at_close(void)
{
    Place place = place_new();
    BpDatabase *database = open_database(place.path, true);
    put(database, "a.pdf", "alpha");
    g_autoptr(GError) error = NULL;
    fault = FAULT_FULL;
    countdown = 0;
    g_assert_false(bp_database_close(database, &error));
    g_assert_error(error, BP_ERROR, BP_ERROR_OUTPUT);
    bp_database_free(database);
    fault = FAULT_NONE;
    database = open_database(place.path, false);
    g_assert_true(database_has(database, "a.pdf", SHA_A, "alpha"));
    close_database(database);
    place_clear(&place);
}

/* Nothing half-made is left where a new one cannot be made. */
static void test_full_at_first(void)
{
    for (guint n = 0; n < 20; n++) {
        Place place = place_new();
        g_autoptr(GError) error = NULL;
        bool is_new;
        fault = FAULT_FULL;
        countdown = n;
        g_assert_null(bp_database_open(place.path, &is_new, &error));
        fault = FAULT_NONE;
        g_assert_error(error, BP_ERROR, BP_ERROR_OUTPUT);
        g_assert_cmpint(g_rmdir(place.folder), ==, 0);
        place_clear(&place);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    register_vfs();
    g_test_add_func("/database/kill", test_kill);
    g_test_add_func("/database/full", test_full);
    g_test_add_func("/database/full-at-close", test_full_at_close);
    g_test_add_func("/database/full-at-first", test_full_at_first);
    return g_test_run();
}
