/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Opens without following a link and without waiting for a FIFO, takes regular files only, and
 * reads rather than maps: a file that is cut short while it is mapped kills who reads it.
 *
 * It goes into memory that can be handed to another process and that nobody can change any more:
 * what is hashed is what is parsed. A file whose size or time changed while it was read is still
 * being written; half of it must not become a result.
 */
#include "discover/source.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/file.h"
#include "common/limits.h"

/* A file is copied in such pieces. */
#define PIECE ((gsize)256 << 10)

static bool refuse(BpDocument *document, BpStatus status, const char *message)
{
    bp_document_find(document, bp_status(status)->name, 0, "%s", message);
    document->status = status;
    return false;
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Copy until there is no more, or more than `size`; the number read, or -1 with `*out_status`. What
 * is hashed is what is written. */
static gssize copy(int from, int to, gsize size, struct sha256_ctx *hash, BpStatus *out_status)
{
    g_autofree guint8 *buffer = g_malloc(PIECE);
    gsize have = 0;
    while (have <= size) {
        ssize_t n = read(from, buffer, MIN(PIECE, size + 1 - have));
        if (n < 0 && errno == EINTR)
            continue;
        *out_status = n < 0 ? BP_STATUS_UNREADABLE : BP_STATUS_OOM;
        if (n < 0 || (n > 0 && !bp_file_write_all(to, buffer, (gsize)n)))
            return -1;
        if (n == 0)
            break;
        sha256_update(hash, (size_t)n, buffer);
        have += (gsize)n;
    }
    return (gssize)have;
}

static char *dup_digest(struct sha256_ctx *hash)
{
    static const char digits[] = "0123456789abcdef";
    guint8 digest[SHA256_DIGEST_SIZE];
    sha256_digest(hash, sizeof digest, digest);
    char *text = g_malloc(2 * sizeof digest + 1);
    for (guint i = 0; i < sizeof digest; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    text[2 * sizeof digest] = '\0';
    return text;
}

/* Into `memory`; whether it is whole. */
static bool read_file(int fd, int memory, BpDocument *document, const struct stat *before)
{
    gsize size = (gsize)before->st_size;
    struct sha256_ctx hash;
    sha256_init(&hash);
    BpStatus status;
    gssize have = copy(fd, memory, size, &hash, &status);
    if (have < 0)
        return refuse(document, status, g_strerror(errno));
    struct stat after;
    if (fstat(fd, &after) != 0)
        return refuse(document, BP_STATUS_UNREADABLE, g_strerror(errno));
    if ((gsize)have != size || !is_same(before, &after))
        return refuse(document, BP_STATUS_UNSTABLE, "the file changed while it was read");
    document->sha256 = dup_digest(&hash);
    if (size == 0)
        return refuse(document, BP_STATUS_EMPTY, "the file has no bytes");
    if (!bp_file_seal(memory))
        return refuse(document, BP_STATUS_OOM, g_strerror(errno));
    return true;
}

static int read_sealed(int fd, BpDocument *document, const struct stat *info)
{
    int memory = memfd_create("document", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (memory < 0) {
        refuse(document, BP_STATUS_OOM, g_strerror(errno));
        return -1;
    }
    if (read_file(fd, memory, document, info))
        return memory;
    close(memory);
    return -1;
}

int bp_source_read(const char *path, BpDocument *document, gint64 *out_mtime)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        bool is_link = errno == ELOOP;
        refuse(document, is_link ? BP_STATUS_SKIPPED : BP_STATUS_UNREADABLE,
               is_link ? "a symbolic link" : g_strerror(errno));
        return -1;
    }
    int sealed = -1;
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
            sealed = read_sealed(fd, document, &info);
    }
    close(fd);
    return sealed;
}
