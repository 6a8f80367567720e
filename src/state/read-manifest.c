/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A line of the manifest to a struct. A gone file and a duplicate are told by their own members
 * or by the error code, whichever is there.
 */
#include "state/read-manifest.h"

#include <errno.h>
#include <string.h>

#include "common/error.h"
#include "common/text.h"

#include "state/json-read.h"

typedef struct {
    BpManifestFunc func;
    gpointer data;
    guint damaged;
} Reading;

static void take_line(const json_t *object, gpointer data)
{
    Reading *reading = data;
    BpManifestEntry entry = {
        .path = bp_json_peek_text(object, "path"),
        .error = bp_json_peek_text(object, "error"),
        .message = bp_json_peek_text(object, "message"),
        .duplicate_of = bp_json_peek_text(object, "duplicate_of"),
        .attempts = (guint)bp_json_get_number(object, "attempts", G_MAXUINT),
        .quarantined = bp_json_get_flag(object, "quarantined"),
        .gone = bp_json_get_flag(object, "gone"),
    };
    entry.gone = entry.gone || strcmp(entry.error, "gone") == 0;
    if (!*entry.path || !bp_status_from_name(bp_json_peek_text(object, "status"), &entry.status))
        reading->damaged++;
    else
        reading->func(&entry, reading->data);
}

bool bp_manifest_read(const char *folder, BpManifestFunc func, gpointer data, guint *out_damaged,
                      GError **error)
{
    g_autofree char *path = g_build_filename(folder, "manifest.ndjson", NULL);
    Reading reading = {.func = func, .data = data};
    if (!bp_json_each_line(path, take_line, &reading)) {
        int code = errno;
        g_autofree char *shown = bp_text_dup_escaped(path);
        g_set_error(error, BP_ERROR, BP_ERROR_INPUT, "cannot read '%s': %s", shown,
                    g_strerror(code));
        return false;
    }
    *out_damaged = reading.damaged;
    return true;
}
