/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The output folder of a run: documents one by one, and the three files about all of them.
 *
 * The three are made under temporary names in the same folder (a rename does not cross file
 * systems) and appear together at the end, the manifest last: a manifest that is there tells of
 * files that are there. What a killed run leaves behind has the names that common/file.c uses too.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/error.h"
#include "common/file.h"

#include "write/database.h"
#include "write/facts.h"
#include "write/json-compat.h"
#include "write/json.h"
#include "write/writer.h"

#define MAX_NAME 255 /* bytes of a file name, on every Linux file system */
#define HASH_LEN 16

/* The order is that of the renames. */
typedef enum { FILE_RECORDS, FILE_DATABASE, FILE_MANIFEST, N_FILES } FileId;
static const char *const names[N_FILES] = {"records.ndjson", "boardpack.db", "manifest.ndjson"};

struct BpOutput {
    char *folder, *rules_hash;
    char *temporary[N_FILES]; /* path, NULL once renamed */
    FILE *stream[N_FILES];    /* NULL for the database */
    BpDatabase *database;
};

static bool fail(const char *name, GError **error)
{
    int code = errno;
    g_set_error(error, BP_ERROR, BP_ERROR_OUTPUT, "cannot write '%s': %s", name, g_strerror(code));
    return false;
}

static bool open_file(BpOutput *output, FileId id, GError **error)
{
    char *path = g_build_filename(output->folder, ".boardpack-XXXXXX.tmp", NULL);
    int fd = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0666);
    if (fd < 0) {
        g_free(path);
        return fail(names[id], error);
    }
    output->temporary[id] = path;
    if (id == FILE_DATABASE) {
        bool is_new;
        close(fd);
        output->database = bp_database_open(path, &is_new, error);
        return output->database != NULL;
    }
    output->stream[id] = fdopen(fd, "w");
    return output->stream[id] ? true : fail(names[id], error);
}

BpOutput *bp_output_open(const char *folder, const char *rules_hash, GError **error)
{
    if (!bp_file_make_folder(folder, error))
        return NULL;
    g_autoptr(BpOutput) output = g_new0(BpOutput, 1);
    output->folder = g_strdup(folder);
    output->rules_hash = g_strdup(rules_hash);
    for (FileId id = 0; id < N_FILES; id++)
        if (!open_file(output, id, error))
            return NULL;
    return g_steal_pointer(&output);
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

static bool save_document(const BpOutput *output, const BpDocument *document,
                          const BpFormat *format, GError **error)
{
    gsize len;
    g_autofree char *bytes = format->format(document, output->rules_hash, &len, error);
    if (!bytes)
        return false;
    g_autofree char *path = dup_document_path(output, document->file, format->suffix);
    return bp_file_save(path, bytes, len, error);
}

static bool append(BpOutput *output, FileId id, const char *bytes, gsize len, GError **error)
{
    if (fwrite(bytes, 1, len, output->stream[id]) == len)
        return true;
    return fail(names[id], error);
}

/* The record types in the order of the table, as in the document. */
static bool add_lines(BpOutput *output, const BpDocument *document, GError **error)
{
    guint n_types;
    const BpRecordType *types = bp_record_types(&n_types);
    for (guint t = 0; t < n_types; t++) {
        g_autoptr(GPtrArray) records = bp_document_dup_records(document, types[t].name);
        for (guint i = 0; i < records->len; i++) {
            gsize len;
            g_autofree char *line =
                bp_json_dup_line(document, g_ptr_array_index(records, i), &len, error);
            if (!line || !append(output, FILE_RECORDS, line, len, error))
                return false;
        }
    }
    return true;
}

static void set_text(json_t *object, const char *name, const char *text)
{
    g_autofree char *owned = NULL;
    json_object_set_new(object, name, json_string(bp_facts_clean(text, &owned)));
}

static void set_integer(json_t *object, const char *name, gint64 number)
{
    json_object_set_new(object, name, json_integer(number));
}

static bool add_manifest(BpOutput *output, const BpManifestLine *line, GError **error)
{
    g_autoptr(json_t) object = json_object();
    set_text(object, "path", line->file);
    set_integer(object, "bytes", (gint64)line->bytes);
    set_integer(object, "mtime", line->mtime);
    set_text(object, "sha256", line->sha256);
    set_text(object, "status", bp_status(line->status)->name);
    set_text(object, "error", line->error);
    set_text(object, "message", line->message);
    set_integer(object, "pages", line->pages);
    set_integer(object, "pages_done", line->pages_done);
    json_object_set_new(object, "coverage", json_real(bp_facts_confidence(line->coverage)));
    if (line->seconds > 0) {
        json_object_set_new(object, "seconds", json_real(round(line->seconds * 1000) / 1000));
        set_integer(object, "peak_kib", (gint64)line->peak_kib);
    }
    g_autofree char *text = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(12));
    return append(output, FILE_MANIFEST, text, strlen(text), error) &&
           append(output, FILE_MANIFEST, "\n", 1, error);
}

static bool add_document(BpOutput *output, const BpDocument *document, GError **error)
{
    static const char *const formats[] = {"json", "xml", NULL};
    if (!stays_below(document->file)) {
        g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "'%s' is not below the folder that is read",
                    document->file);
        return false;
    }
    for (guint i = 0; formats[i]; i++)
        if (!save_document(output, document, bp_format(formats[i]), error))
            return false;
    return add_lines(output, document, error) &&
           bp_database_put(output->database, document, output->rules_hash, error);
}

bool bp_output_add(BpOutput *output, const BpDocument *document, const BpManifestLine *line,
                   GError **error)
{
    if (document && !add_document(output, document, error))
        return false;
    return add_manifest(output, line, error);
}

/* To the disc before the rename: the name must not point to less than what was written. */
static bool flush(BpOutput *output, FileId id, GError **error)
{
    if (output->stream[id]) {
        bool done = fflush(output->stream[id]) == 0 && fsync(fileno(output->stream[id])) == 0;
        if (!done)
            fail(names[id], error);
        if (fclose(g_steal_pointer(&output->stream[id])) != 0 && done)
            done = fail(names[id], error);
        return done;
    }
    int fd = open(output->temporary[id], O_RDONLY | O_CLOEXEC);
    bool done = fd >= 0 && fsync(fd) == 0;
    if (!done)
        fail(names[id], error);
    if (fd >= 0)
        close(fd);
    return done;
}

static bool publish(BpOutput *output, FileId id, GError **error)
{
    g_autofree char *path = g_build_filename(output->folder, names[id], NULL);
    if (g_rename(output->temporary[id], path) != 0)
        return fail(names[id], error);
    g_clear_pointer(&output->temporary[id], g_free);
    return true;
}

bool bp_output_finish(BpOutput *output, GError **error)
{
    if (!bp_database_close(output->database, error))
        return false;
    for (FileId id = 0; id < N_FILES; id++)
        if (!flush(output, id, error))
            return false;
    for (FileId id = 0; id < N_FILES; id++)
        if (!publish(output, id, error))
            return false;
    int fd = open(output->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd); /* some file systems refuse it for a folder */
        close(fd);
    }
    return true;
}

void bp_output_free(BpOutput *output)
{
    if (!output)
        return;
    bp_database_free(output->database);
    for (FileId id = 0; id < N_FILES; id++) {
        if (output->stream[id])
            fclose(output->stream[id]);
        if (output->temporary[id])
            g_unlink(output->temporary[id]);
        g_free(output->temporary[id]);
    }
    g_free(output->folder);
    g_free(output->rules_hash);
    g_free(output);
}
