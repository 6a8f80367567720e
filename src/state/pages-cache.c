/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A file of the cache is a head (mark, sum of all that follows, lengths), the key of what made it,
 * and the pages. It is written aside and renamed, without flushing: the sum finds what a power cut
 * left of it, and the document is still there.
 *
 * When it was last used is its time of modification, set anew at each use: the time of access is
 * not kept on many systems.
 */
#include "state/pages-cache.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/error.h"
#include "common/file.h"
#include "common/limits.h"
#include "common/sum.h"
#include "common/text.h"

#define SUFFIX     ".pages"
#define SHA256_HEX 64
#define MARK_BYTES 16

/* In the byte order of the machine: in another one the sum is wrong. */
typedef struct {
    char mark[MARK_BYTES];
    guint64 sum; /* of the rest of the file */
    guint64 key_bytes, pages_bytes;
} Head;

static const char mark[MARK_BYTES] = "boardpack cache\n";

struct BpPagesCache {
    char *folder;
    guint64 limit;
};

BpPagesCache *bp_pages_cache_open(const char *folder, guint64 limit_bytes)
{
    BpPagesCache *cache = g_new0(BpPagesCache, 1);

    cache->folder = g_strdup(folder);
    cache->limit = limit_bytes;
    return cache;
}

void bp_pages_cache_free(BpPagesCache *cache)
{
    if (!cache)
        return;
    g_free(cache->folder);
    g_free(cache);
}

/* It becomes the name of a file. */
static bool is_sha256(const char *sha256)
{
    return strlen(sha256) == SHA256_HEX && strspn(sha256, "0123456789abcdef") == SHA256_HEX;
}

static char *dup_path(const BpPagesCache *cache, const char *sha256)
{
    const char digits[] = {sha256[0], sha256[1], '\0'};
    g_autofree char *name = g_strconcat(sha256, SUFFIX, NULL);

    return g_build_filename(cache->folder, digits, name, NULL);
}

static bool read_all(int fd, guint8 *data, gsize len)
{
    while (len > 0) {
        ssize_t n = read(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        data += n;
        len -= (gsize)n;
    }
    return true;
}

/* The whole file; NULL when it is none, or larger than any can be. */
static guint8 *read_file(int fd, gsize *out_len)
{
    struct stat info;

    /* Packed pages are hardly ever larger than unpacked ones, and then by little. */
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size < (off_t)sizeof(Head) ||
        (guint64)info.st_size > 2 * bp_limit_value(BP_LIMIT_KEPT_BYTES))
        return NULL;
    gsize len = (gsize)info.st_size;
    g_autofree guint8 *data = g_try_malloc(len);
    if (!data || !read_all(fd, data, len))
        return NULL;
    *out_len = len;
    return g_steal_pointer(&data);
}

static guint64 sum_of(const Head *head, const char *key, const guint8 *pages)
{
    guint64 sum = bp_sum(0, &head->key_bytes, sizeof *head - offsetof(Head, key_bytes));

    sum = bp_sum(sum, key, (gsize)head->key_bytes);
    return bp_sum(sum, pages, (gsize)head->pages_bytes);
}

/* Where in the file the pages begin; 0 when it is not whole, or was not made by `key`. */
static gsize find_pages(const guint8 *data, gsize len, const char *key)
{
    gsize key_bytes = strlen(key), rest = len - sizeof(Head);
    Head head;

    memcpy(&head, data, sizeof head);
    if (memcmp(head.mark, mark, sizeof mark) != 0 || head.key_bytes != key_bytes ||
        key_bytes > rest || head.pages_bytes != rest - key_bytes)
        return 0;
    const char *own = (const char *)data + sizeof head;
    gsize start = sizeof head + key_bytes;
    bool good = memcmp(own, key, key_bytes) == 0 && sum_of(&head, own, data + start) == head.sum;
    return good ? start : 0;
}

static int new_sealed(const guint8 *data, gsize len)
{
    int fd = memfd_create("pages", MFD_CLOEXEC | MFD_ALLOW_SEALING);

    if (fd < 0)
        return -1;
    if (bp_file_write_all(fd, data, len) && lseek(fd, 0, SEEK_SET) == 0 && bp_file_seal(fd))
        return fd;
    close(fd);
    return -1;
}

int bp_pages_cache_get(BpPagesCache *cache, const char *sha256, const char *key)
{
    if (cache->limit == 0 || !is_sha256(sha256))
        return -1;
    g_autofree char *path = dup_path(cache, sha256);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return -1;
    gsize len = 0;
    g_autofree guint8 *data = read_file(fd, &len);
    gsize start = data ? find_pages(data, len, key) : 0;
    if (start)
        (void)futimens(fd, NULL);
    else
        g_unlink(path);
    close(fd);
    return start ? new_sealed(data + start, len - start) : -1;
}

static bool fail(const char *path, int code, GError **error)
{
    g_autofree char *shown = bp_text_dup_escaped(path);

    g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot keep pages in '%s': %s", shown,
                g_strerror(code));
    return false;
}

static bool write_file(int fd, const char *key, GBytes *pages)
{
    gsize len = 0;
    const guint8 *data = g_bytes_get_data(pages, &len);
    Head head = {.key_bytes = strlen(key), .pages_bytes = len};

    memcpy(head.mark, mark, sizeof mark);
    head.sum = sum_of(&head, key, data);
    return bp_file_write_all(fd, &head, sizeof head) && bp_file_write_all(fd, key, strlen(key)) &&
           bp_file_write_all(fd, data, len);
}

bool bp_pages_cache_put(BpPagesCache *cache, const char *sha256, const char *key, GBytes *pages,
                        GError **error)
{
    if (cache->limit == 0 || !is_sha256(sha256))
        return true;
    g_autofree char *path = dup_path(cache, sha256);
    g_autofree char *folder = g_path_get_dirname(path);
    if (!bp_file_make_folder(folder, error))
        return false;
    g_autofree char *temporary = g_build_filename(folder, BP_FILE_TEMPORARY, NULL);
    int fd = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(path, errno, error);
    int code = write_file(fd, key, pages) ? 0 : errno;
    if (close(fd) != 0 && !code)
        code = errno;
    if (!code && g_rename(temporary, path) != 0)
        code = errno;
    if (!code)
        return true;
    g_unlink(temporary);
    return fail(path, code, error);
}

/* A file in the folder. */
typedef struct {
    char *path;
    guint64 bytes;
    gint64 used; /* nanoseconds */
    bool listed;
} Kept;

static void clear_kept(gpointer data)
{
    g_free(((Kept *)data)->path);
}

/* What goes first comes first; of equal ones, by name. */
static int compare_kept(gconstpointer a, gconstpointer b)
{
    const Kept *one = a, *other = b;

    if (one->listed != other->listed)
        return one->listed ? 1 : -1;
    if (one->used != other->used)
        return one->used < other->used ? -1 : 1;
    return strcmp(one->path, other->path);
}

static void look_at(const char *folder, const char *name, GHashTable *listed, GArray *all)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    struct stat info;

    if (fnmatch(BP_FILE_TEMPORARY_PATTERN, name, 0) == 0)
        g_unlink(path); /* of a run that was killed: nobody else writes here now */
    if (!g_str_has_suffix(name, SUFFIX) || lstat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return;
    g_autofree char *sha256 = g_strndup(name, strlen(name) - strlen(SUFFIX));
    Kept kept = {.bytes = (guint64)info.st_size,
                 .used = (gint64)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec,
                 .listed = g_hash_table_contains(listed, sha256)};
    kept.path = g_steal_pointer(&path);
    g_array_append_val(all, kept);
}

/* Every file of the folder. */
static GArray *list_all(const BpPagesCache *cache, GHashTable *listed)
{
    GArray *all = g_array_new(FALSE, TRUE, sizeof(Kept));

    g_array_set_clear_func(all, clear_kept);
    for (guint i = 0; i < 256; i++) {
        char digits[3];
        g_snprintf(digits, sizeof digits, "%02x", i);
        g_autofree char *folder = g_build_filename(cache->folder, digits, NULL);
        g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
        for (const char *name; dir && (name = g_dir_read_name(dir));)
            look_at(folder, name, listed, all);
    }
    g_array_sort(all, compare_kept);
    return all;
}

guint64 bp_pages_cache_trim(BpPagesCache *cache, GHashTable *listed)
{
    g_autoptr(GArray) all = list_all(cache, listed);
    guint64 bytes = 0;

    for (guint i = 0; i < all->len; i++)
        bytes += g_array_index(all, Kept, i).bytes;
    for (guint i = 0; i < all->len; i++) {
        const Kept *kept = &g_array_index(all, Kept, i);
        if (kept->listed && bytes <= cache->limit)
            break;
        if (g_unlink(kept->path) == 0)
            bytes -= kept->bytes;
    }
    return bytes;
}
