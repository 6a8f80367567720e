/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines say themselves which document they are of, so the old file needs no index beside it: it is
 * read once, and the lines of a document, which stand together, are copied as they are.
 */
#include "write/records.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/error.h"
#include "common/file.h"
#include "common/json-compat.h"

#include "write/facts.h"
#include "write/json.h"

struct BpRecordsFile {
    char *path, *pieces_path;
    int pieces;   /* -1 until something is added */
    char *merged; /* path of the new file, NULL: there is none */
};

/* The lines of one document in the old file. */
typedef struct {
    gsize at, len;
    guint64 lines;
} Stretch;

static bool fail(const char *path, GError **error)
{
    int code = errno;
    g_autofree char *name = g_path_get_basename(path);
    g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot write '%s': %s", name, g_strerror(code));
    return false;
}

BpRecordsFile *bp_records_file_new(const char *path, const char *pieces_path)
{
    BpRecordsFile *records = g_new0(BpRecordsFile, 1);
    records->path = g_strdup(path);
    records->pieces_path = g_strdup(pieces_path);
    records->pieces = -1;
    return records;
}

void bp_records_file_free(BpRecordsFile *records)
{
    if (!records)
        return;
    if (records->pieces >= 0)
        close(records->pieces);
    if (records->merged)
        g_unlink(records->merged);
    g_free(records->merged);
    g_free(records->path);
    g_free(records->pieces_path);
    g_free(records);
}

static bool append_lines(const BpDocument *document, GString *text, guint64 *out_lines,
                         GError **error)
{
    guint n_types;
    const BpRecordType *types = bp_record_types(&n_types);
    for (guint t = 0; t < n_types; t++) {
        g_autoptr(GPtrArray) records = bp_document_dup_records(document, types[t].name);
        for (guint i = 0; i < records->len; i++) {
            gsize len;
            g_autofree char *line = bp_json_dup_line(document, records->pdata[i], &len, error);
            if (!line)
                return false;
            g_string_append_len(text, line, (gssize)len);
        }
        *out_lines += records->len;
    }
    return true;
}

bool bp_records_file_add(BpRecordsFile *records, const BpDocument *document, BpPiece *out_piece,
                         GError **error)
{
    *out_piece = (BpPiece){0, 0, 0};
    g_autoptr(GString) text = g_string_new(NULL);
    if (!append_lines(document, text, &out_piece->lines, error))
        return false;
    if (text->len == 0)
        return true;
    const int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW;
    if (records->pieces < 0)
        records->pieces = open(records->pieces_path, flags, 0666);
    off_t at = records->pieces < 0 ? -1 : lseek(records->pieces, 0, SEEK_END);
    if (at < 0)
        return fail(records->pieces_path, error);
    if (!bp_file_write_all(records->pieces, text->str, text->len)) {
        fail(records->pieces_path, error);
        (void)!ftruncate(records->pieces, at);
        return false;
    }
    out_piece->at = (guint64)at;
    out_piece->len = text->len;
    return true;
}

static guint64 size_of(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? (guint64)info.st_size : 0;
}

/* So many lines, and none of the zeros that some file systems leave after a power cut. */
static bool is_lines(const char *text, gsize len, guint64 lines)
{
    guint64 n = 0;
    for (const char *at = text, *end = text + len; at && at < end; n += at != NULL)
        if ((at = memchr(at, '\n', (gsize)(end - at))))
            at++;
    return len > 0 && text[len - 1] == '\n' && n == lines && !memchr(text, '\0', len);
}

/* The bytes of a piece; NULL when they are not there. */
static const char *peek_piece(GMappedFile *pieces, const BpPiece *piece)
{
    gsize size = pieces ? g_mapped_file_get_length(pieces) : 0;
    if (piece->len == 0 || piece->len > size || piece->at > size - piece->len)
        return NULL;
    const char *bytes = g_mapped_file_get_contents(pieces) + piece->at;
    return is_lines(bytes, piece->len, piece->lines) ? bytes : NULL;
}

bool bp_records_file_has(const BpRecordsFile *records, const BpPiece *piece)
{
    if (piece->len == 0)
        return true;
    g_autoptr(GMappedFile) pieces = g_mapped_file_new(records->pieces_path, FALSE, NULL);
    return peek_piece(pieces, piece) != NULL;
}

guint64 bp_records_file_get_size(const BpRecordsFile *records)
{
    return size_of(records->path);
}

/* The name of the document in a line, as it stands there with its quotes; NULL when there is none.
 * What stands before it holds no quote that is escaped: a type, an id, a hash. */
static const char *find_name(const char *line, gsize len, gsize *out_len)
{
    static const char member[] = ",\"file\":\"";
    const char *found = memmem(line, len, member, sizeof member - 1), *end = line + len;
    if (!found)
        return NULL;
    const char *start = found + sizeof member - 2, *at = start + 1;
    while (at < end && *at != '"')
        at += *at == '\\' ? 2 : 1;
    if (at >= end)
        return NULL;
    *out_len = (gsize)(at + 1 - start);
    return start;
}

/* name as in the lines -> Stretch */
static GHashTable *find_stretches(const char *text, gsize len)
{
    GHashTable *stretches = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Stretch *last = NULL;
    const char *last_name = NULL;
    gsize last_len = 0;
    for (gsize at = 0; at < len;) {
        const char *end = memchr(text + at, '\n', len - at);
        gsize line_len = end ? (gsize)(end - text) + 1 - at : len - at, name_len = 0;
        const char *name = find_name(text + at, line_len, &name_len);
        if (name && !(last && name_len == last_len && memcmp(name, last_name, name_len) == 0)) {
            last = g_new0(Stretch, 1);
            last->at = at;
            last_name = name;
            last_len = name_len;
            g_hash_table_replace(stretches, g_strndup(name, name_len), last);
        }
        if (last) {
            last->len += line_len;
            last->lines++;
        }
        at += line_len;
    }
    return stretches;
}

static char *dup_name(const char *file)
{
    g_autofree char *owned = NULL;
    g_autoptr(json_t) text = json_string(bp_facts_clean(file, &owned));
    char *dumped = json_dumps(text, JSON_ENCODE_ANY | JSON_COMPACT);
    char *name = g_strdup(dumped);
    free(dumped);
    return name;
}

typedef struct {
    GMappedFile *old, *pieces; /* NULL: not there */
    GHashTable *stretches;
} Sources;

static void clear_sources(Sources *sources)
{
    g_clear_pointer(&sources->stretches, g_hash_table_unref);
    g_clear_pointer(&sources->old, g_mapped_file_unref);
    g_clear_pointer(&sources->pieces, g_mapped_file_unref);
}

/* The lines of a document, wherever they are; NULL when they are nowhere. */
static const char *find_lines(const Sources *sources, const BpPublished *document, gsize *out_len)
{
    const BpPiece *piece = &document->piece;
    *out_len = piece->len;
    if (piece->len > 0)
        return peek_piece(sources->pieces, piece);
    g_autofree char *name = dup_name(document->file);
    const Stretch *stretch = g_hash_table_lookup(sources->stretches, name);
    if (!stretch)
        return NULL;
    const char *bytes = g_mapped_file_get_contents(sources->old) + stretch->at;
    *out_len = stretch->len;
    return is_lines(bytes, stretch->len, piece->lines) ? bytes : NULL;
}

static bool write_merged(FILE *stream, const Sources *sources, const BpPublished *documents,
                         guint n, const char *path, guint64 *out_bytes, GPtrArray *out_lost,
                         GError **error)
{
    for (guint i = 0; i < n; i++) {
        gsize len = 0;
        const BpPublished *document = &documents[i];
        if (document->piece.lines == 0)
            continue;
        const char *bytes = find_lines(sources, document, &len);
        if (!bytes)
            g_ptr_array_add(out_lost, g_strdup(document->file));
        else if (fwrite(bytes, 1, len, stream) != len)
            return fail(path, error);
    }
    if (out_lost->len > 0) {
        g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT,
                    "records.ndjson has lost the records of '%s' and of %u others, it was changed "
                    "by another program: run again, and they are read again",
                    (const char *)out_lost->pdata[0], out_lost->len - 1);
        return false;
    }
    off_t size = ftello(stream);
    if (size < 0 || fflush(stream) != 0 || fsync(fileno(stream)) != 0)
        return fail(path, error);
    *out_bytes = (guint64)size;
    return true;
}

bool bp_records_file_merge(BpRecordsFile *records, const BpPublished *documents, guint n,
                           guint64 *out_bytes, GPtrArray *out_lost, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(records->path);
    g_autofree char *merged = g_build_filename(folder, BP_FILE_TEMPORARY, NULL);
    int fd = g_mkstemp_full(merged, O_WRONLY | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(records->path, error);
    records->merged = g_steal_pointer(&merged);
    FILE *stream = fdopen(fd, "w");
    if (!stream) {
        fail(records->path, error);
        close(fd);
        return false;
    }
    Sources sources = {g_mapped_file_new(records->path, FALSE, NULL),
                       g_mapped_file_new(records->pieces_path, FALSE, NULL), NULL};
    sources.stretches = find_stretches(sources.old ? g_mapped_file_get_contents(sources.old) : NULL,
                                       sources.old ? g_mapped_file_get_length(sources.old) : 0);
    bool done =
        write_merged(stream, &sources, documents, n, records->path, out_bytes, out_lost, error);
    clear_sources(&sources);
    if (fclose(stream) != 0 && done)
        done = fail(records->path, error);
    return done;
}

bool bp_records_file_publish(BpRecordsFile *records, GError **error)
{
    if (g_rename(records->merged, records->path) != 0)
        return fail(records->path, error);
    g_clear_pointer(&records->merged, g_free);
    return true;
}

bool bp_records_file_drop_pieces(BpRecordsFile *records, GError **error)
{
    if (records->pieces >= 0)
        close(records->pieces);
    records->pieces = -1;
    if (g_unlink(records->pieces_path) != 0 && errno != ENOENT)
        return fail(records->pieces_path, error);
    return true;
}
