/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the files of an output folder are, and what is done to them for one document.
 */
#include "write/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/error.h"
#include "common/file.h"
#include "common/sum.h"
#include "common/text.h"

#include "write/database.h"
#include "write/writer.h"

#define MAX_NAME 255 /* bytes of a file name, on every Linux file system */
#define HASH_LEN 16

struct BpOutput {
    char *folder, *rules_hash;
    BpDatabase *database;
    BpRecordsFile *records;
};

BpOutput *bp_output_open(const char *folder, const char *pieces, const char *rules_hash,
                         GError **error)
{
    bool is_new; /* what it has is looked at anyway */
    g_autoptr(BpOutput) output = g_new0(BpOutput, 1);
    g_autofree char *database = g_build_filename(folder, "boardpack.db", NULL);
    g_autofree char *records = g_build_filename(folder, "records.ndjson", NULL);
    output->folder = g_strdup(folder);
    output->rules_hash = g_strdup(rules_hash);
    output->records = bp_records_file_new(records, pieces);
    output->database = bp_database_open(database, &is_new, error);
    return output->database ? g_steal_pointer(&output) : NULL;
}

void bp_output_free(BpOutput *output)
{
    if (!output)
        return;
    bp_database_free(output->database);
    bp_records_file_free(output->records);
    g_free(output->folder);
    g_free(output->rules_hash);
    g_free(output);
}

const char *bp_output_peek_warning(const BpOutput *output)
{
    return bp_database_warning(output->database);
}

/* Whether a path stays below the folder that it is put under. */
static bool stays_below(const char *file)
{
    g_auto(GStrv) parts = g_strsplit(file, "/", -1);
    return *file && *file != '/' && !g_strv_contains((const char *const *)parts, "..");
}

/* The path of a document's output. A name that is too long for the suffix is cut, and told apart
 * from others that begin alike by a hash of the whole. */
static char *dup_document_path(const BpOutput *output, const char *file, const char *suffix)
{
    g_autofree char *name = g_path_get_basename(file);
    g_autofree char *folder = g_strndup(file, strlen(file) - strlen(name));
    g_autofree char *full = g_strconcat(name, suffix, NULL);
    if (strlen(full) > MAX_NAME) {
        gsize keep = MAX_NAME - strlen(suffix) - HASH_LEN - 1;
        while (keep > 0 && ((guchar)name[keep] & 0xC0) == 0x80)
            keep--;
        g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, file, -1);
        g_free(full);
        full = g_strdup_printf("%.*s~%.*s%s", (int)keep, name, HASH_LEN, hash, suffix);
    }
    return g_build_filename(output->folder, "documents", folder, full, NULL);
}

/* In each of them a document is written. */
static const char *const formats[] = {"json", "xml"};

struct BpStaged {
    char *path[G_N_ELEMENTS(formats)];
    char *temporary[G_N_ELEMENTS(formats)]; /* NULL: it is in its place */
    guint64 bytes;                          /* of both */
    guint64 sum;
};

void bp_staged_free(BpStaged *staged)
{
    if (!staged)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (staged->temporary[i])
            g_unlink(staged->temporary[i]);
        g_free(staged->temporary[i]);
        g_free(staged->path[i]);
    }
    g_free(staged);
}

static bool stage_format(const BpOutput *output, const BpDocument *document, BpStaged *staged,
                         guint i, GError **error)
{
    gsize len;
    const BpFormat *format = bp_format(formats[i]);
    g_autofree char *bytes = format->format(document, output->rules_hash, &len, error);
    if (!bytes)
        return false;
    staged->path[i] = dup_document_path(output, document->file, format->suffix);
    staged->temporary[i] = bp_file_stage(staged->path[i], bytes, len, error);
    staged->bytes += len;
    staged->sum = bp_sum(staged->sum, bytes, len);
    return staged->temporary[i] != NULL;
}

BpStaged *bp_output_stage(BpOutput *output, const BpDocument *document, BpPiece *out_piece,
                          GError **error)
{
    if (!stays_below(document->file)) {
        g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "'%s' is not below the folder that is read",
                    document->file);
        return NULL;
    }
    g_autoptr(BpStaged) staged = g_new0(BpStaged, 1);
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++)
        if (!stage_format(output, document, staged, i, error))
            return NULL;
    if (!bp_records_file_add(output->records, document, out_piece, error))
        return NULL;
    return g_steal_pointer(&staged);
}

guint64 bp_staged_get_bytes(const BpStaged *staged)
{
    return staged->bytes;
}

guint64 bp_staged_get_sum(const BpStaged *staged)
{
    return staged->sum;
}

bool bp_output_sync(const BpOutput *output, const GPtrArray *staged, GError **error)
{
    const BpStaged *first = staged->len > 0 ? staged->pdata[0] : NULL;
    if (!first)
        return true;
    /* `documents` may be a file system of its own, or a link to one. */
    return bp_file_sync_system(first->temporary[0], error) &&
           bp_file_sync_system(output->folder, error);
}

bool bp_staged_place(BpStaged *staged, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *temporary = g_steal_pointer(&staged->temporary[i]);
        if (!bp_file_place(temporary, staged->path[i], error))
            return false;
    }
    return true;
}

void bp_output_sync_folders(const GPtrArray *staged)
{
    g_autofree char *last = g_strdup("");
    for (guint i = 0; i < staged->len; i++) {
        const BpStaged *one = staged->pdata[i];
        g_autofree char *folder = g_path_get_dirname(one->path[0]);
        if (!g_str_equal(folder, last))
            bp_file_sync_folder(folder);
        g_free(last);
        last = g_steal_pointer(&folder);
    }
}

bool bp_output_commit(BpOutput *output, const BpDocument *document, const char *stamp,
                      GError **error)
{
    return bp_database_put(output->database, document, stamp, error);
}

GHashTable *bp_output_dup_rows(const BpOutput *output, GError **error)
{
    return bp_database_dup_rows(output->database, error);
}

bool bp_output_has_files(const BpOutput *output, const char *file, guint64 bytes)
{
    guint64 found = 0;
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
        struct stat info;
        g_autofree char *path = dup_document_path(output, file, bp_format(formats[i])->suffix);
        if (lstat(path, &info) != 0 || !S_ISREG(info.st_mode))
            return false;
        found += (guint64)info.st_size;
    }
    return found == bytes;
}

/* Folders that have become empty go too, up to `documents`. */
static void remove_empty_folders(const BpOutput *output, const char *path)
{
    g_autofree char *top = g_build_filename(output->folder, "documents", NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    while (strlen(folder) > strlen(top) && g_rmdir(folder) == 0) {
        char *parent = g_path_get_dirname(folder);
        g_free(folder);
        folder = parent;
    }
}

bool bp_output_remove_rows(BpOutput *output, const char *file, GError **error)
{
    return bp_database_remove(output->database, file, error);
}

bool bp_output_remove(BpOutput *output, const char *file, GError **error)
{
    if (!bp_database_remove(output->database, file, error))
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *path = dup_document_path(output, file, bp_format(formats[i])->suffix);
        if (g_unlink(path) != 0 && errno != ENOENT && errno != ENOTDIR) {
            int code = errno;
            g_autofree char *shown = bp_text_dup_escaped(path);
            g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot remove '%s': %s", shown,
                        g_strerror(code));
            return false;
        }
        remove_empty_folders(output, path);
    }
    return true;
}

BpRecordsFile *bp_output_peek_records(BpOutput *output)
{
    return output->records;
}

bool bp_output_save(const BpOutput *output, const char *name, const char *bytes, gsize len,
                    GError **error)
{
    g_autofree char *path = g_build_filename(output->folder, name, NULL);
    return bp_file_save(path, bytes, len, error);
}

bool bp_output_close(BpOutput *output, GError **error)
{
    bool closed = bp_database_close(output->database, error);
    g_clear_pointer(&output->database, bp_database_free);
    return closed;
}
