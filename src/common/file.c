/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writing a file so that a crash or a full disc leaves the old one or the new one: temporary file
 * beside it, write, fsync, rename, fsync of the folder. The temporary name begins with a dot and
 * ends in ".tmp", so that what a killed run left behind can be told from results.
 */
#include "common/file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/error.h"
#include "common/text.h"

static bool fail(const char *what, const char *path, int code, GError **error)
{
    g_autofree char *shown = bp_text_dup_escaped(path);
    g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot %s '%s': %s", what, shown,
                g_strerror(code));
    return false;
}

bool bp_file_make_folder(const char *path, GError **error)
{
    if (g_mkdir_with_parents(path, 0777) != 0)
        return fail("make the folder", path, errno, error);
    return true;
}

bool bp_file_write_all(int fd, const void *data, gsize len)
{
    const char *at = data;
    while (len > 0) {
        ssize_t n = write(fd, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        len -= (gsize)n;
    }
    return true;
}

bool bp_file_seal(int fd)
{
    return fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0;
}

/* A file of the mode that the user's mask asks for; g_mkstemp() alone makes it private. */
static int open_temporary(char *temporary)
{
    return g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0666);
}

char *bp_file_stage(const char *path, const char *data, gsize len, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    if (!bp_file_make_folder(folder, error))
        return NULL;
    g_autofree char *temporary = g_build_filename(folder, BP_FILE_TEMPORARY, NULL);
    int fd = open_temporary(temporary);
    int code = fd < 0 || !bp_file_write_all(fd, data, len) ? errno : 0;
    if (fd >= 0 && close(fd) != 0 && !code)
        code = errno;
    if (!code)
        return g_steal_pointer(&temporary);
    if (fd >= 0)
        g_unlink(temporary);
    fail("write", path, code, error);
    return NULL;
}

bool bp_file_place(const char *temporary, const char *path, GError **error)
{
    if (g_rename(temporary, path) == 0)
        return true;
    int code = errno;
    g_unlink(temporary);
    return fail("write", path, code, error);
}

static int sync_path(const char *path, int (*sync_fd)(int))
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int code = fd < 0 || sync_fd(fd) != 0 ? errno : 0;
    if (fd >= 0)
        close(fd);
    return code;
}

bool bp_file_sync_system(const char *path, GError **error)
{
    int code = sync_path(path, syncfs);
    return code ? fail("write", path, code, error) : true;
}

void bp_file_sync_folder(const char *folder)
{
    (void)sync_path(folder, fsync);
}

bool bp_file_save(const char *path, const char *data, gsize len, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *temporary = bp_file_stage(path, data, len, error);
    if (!temporary)
        return false;
    int code = sync_path(temporary, fsync);
    if (code) {
        g_unlink(temporary);
        return fail("write", path, code, error);
    }
    if (!bp_file_place(temporary, path, error))
        return false;
    bp_file_sync_folder(folder);
    return true;
}
