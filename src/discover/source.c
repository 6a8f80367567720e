/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Opens without following a link and without waiting for a FIFO, takes regular files only, and
 * reads rather than maps: a file that is cut short while it is mapped kills who reads it.
 *
 * What is hashed is what is parsed. A file whose size or time changed while it was read is still
 * being written; half of it must not become a result.
 */
#include "discover/source.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/limits.h"

static GBytes *refuse(BpDocument *document, BpStatus status, const char *message)
{
    bp_document_find(document, bp_status(status)->name, 0, "%s", message);
    document->status = status;
    return NULL;
}

/* Read up to `size` bytes, and one more to see that there is none; the number read, or -1. */
static gssize read_all(int fd, guint8 *buffer, gsize size)
{
    gsize have = 0;
    while (have < size) {
        ssize_t n = read(fd, buffer + have, size - have);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        have += (gsize)n;
    }
    return (gssize)have;
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static GBytes *read_file(int fd, BpDocument *document, const struct stat *before)
{
    gsize size = (gsize)before->st_size;
    g_autofree guint8 *buffer = g_try_malloc(size + 1);
    if (buffer == NULL)
        return refuse(document, BP_STATUS_OOM, "no memory for the file");
    gssize have = read_all(fd, buffer, size + 1);
    if (have < 0)
        return refuse(document, BP_STATUS_UNREADABLE, g_strerror(errno));
    struct stat after;
    if (fstat(fd, &after) != 0)
        return refuse(document, BP_STATUS_UNREADABLE, g_strerror(errno));
    if ((gsize)have != size || !is_same(before, &after))
        return refuse(document, BP_STATUS_UNSTABLE, "the file changed while it was read");
    document->sha256 = g_compute_checksum_for_data(G_CHECKSUM_SHA256, buffer, size);
    if (size == 0)
        return refuse(document, BP_STATUS_EMPTY, "the file has no bytes");
    return g_bytes_new_take(g_steal_pointer(&buffer), size);
}

GBytes *bp_source_read(const char *path, BpDocument *document, gint64 *out_mtime)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0 && errno == ELOOP)
        return refuse(document, BP_STATUS_SKIPPED, "a symbolic link");
    if (fd < 0)
        return refuse(document, BP_STATUS_UNREADABLE, g_strerror(errno));

    GBytes *bytes = NULL;
    struct stat info;
    if (fstat(fd, &info) != 0) {
        refuse(document, BP_STATUS_UNREADABLE, g_strerror(errno));
    } else if (!S_ISREG(info.st_mode)) {
        refuse(document, BP_STATUS_SKIPPED, "not a regular file");
    } else {
        document->bytes = (guint64)info.st_size;
        *out_mtime = info.st_mtim.tv_sec;
        if (document->bytes > bp_limit_value(BP_LIMIT_INPUT_BYTES))
            refuse(document, BP_STATUS_LIMIT, "the file is larger than the limit 'input'");
        else
            bytes = read_file(fd, document, &info);
    }
    close(fd);
    return bytes;
}
