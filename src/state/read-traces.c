/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lock of a run is flock() on OUT/.lock, and while a run holds it the file has a line that says
 * who. To see whether it is held it has to be taken for a moment, shared; a run that started in
 * just that moment would be turned away. So it is only tried when the file has such a line: after
 * a run has ended as it should there is none.
 *
 * The journal has a line with "start" when a document is begun and one with "done" when its result
 * is kept; what is begun and not done, without a run, was interrupted. Its last line may be cut.
 */
#include "state/read-traces.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "state/json-read.h"
#include "state/time-text.h"

#define LOCK_LINE 4096 /* bytes; the line of a lock file is about a hundred */

void bp_run_traces_clear(BpRunTraces *traces)
{
    g_free(traces->host);
    *traces = (BpRunTraces){0};
}

/* The object in the lock file, NULL when there is none. */
static json_t *load_holder(int fd)
{
    char text[LOCK_LINE];
    ssize_t len = pread(fd, text, sizeof text, 0);
    json_error_t why;
    return len > 0 ? json_loadb(text, (size_t)len, JSON_DISABLE_EOF_CHECK, &why) : NULL;
}

static void look_at_lock(BpRunTraces *traces, const char *folder)
{
    g_autofree char *path = g_build_filename(folder, ".lock", NULL);
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return;
    g_autoptr(json_t) holder = load_holder(fd);
    if (json_is_object(holder) && flock(fd, LOCK_SH | LOCK_NB) != 0) {
        traces->running = true;
        traces->pid = (guint)bp_json_get_number(holder, "pid", G_MAXUINT);
        traces->started = bp_time_from_text(bp_json_peek_text(holder, "started"));
        g_free(traces->host);
        traces->host = g_strdup(bp_json_peek_text(holder, "host"));
    }
    close(fd);
}

static void take_line(const json_t *line, gpointer data)
{
    GHashTable *open = data;
    const char *event = bp_json_peek_text(line, "event"), *file = bp_json_peek_text(line, "path");
    if (g_str_equal(event, "start"))
        g_hash_table_add(open, g_strdup(file));
    else if (g_str_equal(event, "done") || g_str_equal(event, "forget"))
        g_hash_table_remove(open, file);
}

void bp_run_traces_load(BpRunTraces *out_traces, const char *folder)
{
    *out_traces = (BpRunTraces){.host = g_strdup("")};
    look_at_lock(out_traces, folder);
    if (out_traces->running)
        return;
    g_autofree char *path = g_build_filename(folder, ".boardpack", "journal.ndjson", NULL);
    g_autoptr(GHashTable) open = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bp_json_each_line(path, take_line, open);
    out_traces->n_open = g_hash_table_size(open);
}
