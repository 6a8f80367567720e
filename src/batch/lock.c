/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lock on an output folder: flock() on a file in it, which stays there and is empty but while
 * a run holds it.
 */
#include "batch/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "common/error.h"
#include "common/file.h"
#include "common/text.h"

#include "state/journal.h"

#define LONGEST_LINE 256
#define TRIES        3
#define TRY_USEC     20000

/* What the holder has written, to be shown; the lock is the kernel's, so this may be empty. */
static char *dup_holder(int fd)
{
    char line[LONGEST_LINE + 1] = "";
    ssize_t n = pread(fd, line, LONGEST_LINE, 0);
    line[MAX(n, 0)] = '\0';
    g_strchomp(line);
    g_autofree char *shown = bp_text_dup_escaped(line);
    return *shown ? g_strdup_printf(", %s", shown) : g_strdup("");
}

/* One line that says who holds the lock. What it holds is for people and for `status`. */
static void tell_holder(int fd, bool reproducible)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *since = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    char host[HOST_NAME_MAX + 1] = "";
    gethostname(host, sizeof host - 1);
    g_autofree char *line =
        reproducible ? g_strdup_printf("{\"pid\":%d}\n", getpid())
                     : g_strdup_printf("{\"pid\":%d,\"host\":\"%s\",\"started\":\"%s\"}\n",
                                       getpid(), host, since);
    if (ftruncate(fd, 0) == 0)
        bp_file_write_all(fd, line, strlen(line));
}

static int try_lock(int fd, const char *shown, bool wait)
{
    /* `boardpack status` holds it for an instant, to see whether it is held. */
    for (guint i = 0; i < TRIES; i++) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0)
            return 0;
        if (errno != EWOULDBLOCK)
            return -1;
        g_usleep(TRY_USEC);
    }
    errno = EWOULDBLOCK;
    if (errno != EWOULDBLOCK || !wait)
        return -1;
    g_autofree char *holder = dup_holder(fd);
    fprintf(stderr, "boardpack: waiting for another run on '%s'%s\n", shown, holder);
    int result;
    do
        result = flock(fd, LOCK_EX);
    while (result != 0 && errno == EINTR);
    return result;
}

bool bp_run_lock(const char *folder, bool wait, bool reproducible, int *out_fd, GError **error)
{
    g_autofree char *path = g_build_filename(folder, ".lock", NULL);
    g_autofree char *shown = bp_text_dup_escaped(folder);
    int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd >= 0 && try_lock(fd, shown, wait) == 0) {
        tell_holder(fd, reproducible);
        *out_fd = fd;
        return true;
    }
    int code = errno;
    if (fd >= 0 && code == EWOULDBLOCK) {
        g_autofree char *holder = dup_holder(fd);
        g_set_error(error, BP_ERROR, BP_ERROR_LOCKED,
                    "another run is writing to '%s'%s: let it end, or wait for it with --wait",
                    shown, holder);
    } else {
        g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot lock the folder '%s': %s", shown,
                    g_strerror(code));
    }
    if (fd >= 0)
        close(fd);
    return false;
}

void bp_run_unlock(int fd)
{
    (void)!ftruncate(fd, 0);
    close(fd);
}

#define OPEN_FOLDERS 16

static int remove_temporary(const char *path, const struct stat *info G_GNUC_UNUSED, int type,
                            struct FTW *where)
{
    if (type == FTW_F && fnmatch(BP_FILE_TEMPORARY_PATTERN, path + where->base, 0) == 0)
        unlink(path);
    return 0;
}

static void sweep_one(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (fnmatch(BP_FILE_TEMPORARY_PATTERN, name, 0) == 0)
            unlink(path);
    }
}

void bp_run_sweep(const char *folder)
{
    g_autofree char *state = g_build_filename(folder, BP_STATE_FOLDER, NULL);
    sweep_one(folder);
    sweep_one(state);
}

void bp_run_sweep_all(const char *folder)
{
    g_autofree char *documents = g_build_filename(folder, "documents", NULL);
    g_autofree char *pages = g_build_filename(folder, BP_STATE_FOLDER, "cache", NULL);
    nftw(documents, remove_temporary, OPEN_FOLDERS, FTW_PHYS);
    nftw(pages, remove_temporary, OPEN_FOLDERS, FTW_PHYS);
}
