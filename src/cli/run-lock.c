/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lock on an output folder: flock() on a file in it, which stays there, empty.
 */
#include "cli/run-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <ftw.h>
#include <sys/file.h>
#include <unistd.h>

#include "common/error.h"
#include "common/text.h"

bool bp_run_lock(const char *folder, int *out_fd, GError **error)
{
    g_autofree char *path = g_build_filename(folder, ".lock", NULL);
    g_autofree char *shown = bp_text_dup_escaped(folder);
    int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0) {
        g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot lock the folder '%s': %s", shown,
                    g_strerror(errno));
        return false;
    }
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
        *out_fd = fd;
        return true;
    }
    bool held = errno == EWOULDBLOCK;
    if (held)
        g_set_error(error, BP_ERROR, BP_ERROR_LOCKED, "another run is writing to '%s'", shown);
    else
        g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot lock the folder '%s': %s", shown,
                    g_strerror(errno));
    close(fd);
    return false;
}

/* The names that common/file.c and the output give to what is not finished. */
#define TEMPORARY_NAMES ".boardpack-*.tmp*"
#define OPEN_FOLDERS    16

static int remove_temporary(const char *path, const struct stat *info G_GNUC_UNUSED, int type,
                            struct FTW *where)
{
    if (type == FTW_F && fnmatch(TEMPORARY_NAMES, path + where->base, 0) == 0)
        unlink(path);
    return 0;
}

void bp_run_sweep(const char *folder)
{
    nftw(folder, remove_temporary, OPEN_FOLDERS, FTW_PHYS);
}
