/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The state of an output folder in words, for somebody who comes in the morning: what the last run
 * did, what is not well, and for each kind of trouble what is to be done about it.
 */
#include "common/error.h"
#include "common/text.h"

#include "cli/status-view.h"
#include "state/time-text.h"

static const struct {
    int exit;
    const char *meaning;
} endings[] = {
    {BP_EXIT_OK, "all is well"},
    {BP_EXIT_SOME_FAILED, "it got to its end; some documents are not well"},
    {BP_EXIT_USAGE, "the command line was wrong"},
    {BP_EXIT_INTERNAL, "a fault of boardpack; please report it"},
    {BP_EXIT_OUTPUT, "the results could not be written; check the disc and the permissions, "
                     "and run again"},
    {BP_EXIT_LOCKED, "another run was writing to the folder"},
    {BP_EXIT_CONFIG, "the rules or the configuration are wrong; see 'boardpack rules check'"},
};

static const struct {
    guint64 seconds;
    const char *one, *many;
} units[] = {
    {24 * 60 * 60, "day", "days"},
    {60 * 60, "hour", "hours"},
    {60, "minute", "minutes"},
    {1, "second", "seconds"},
};

/* "3 hours"; the largest unit is enough to see whether a night was left out. */
static void append_span(GString *out, guint64 seconds)
{
    guint unit = 0;
    while (unit + 1 < G_N_ELEMENTS(units) && seconds < units[unit].seconds)
        unit++;
    guint64 n = seconds / units[unit].seconds;
    g_string_append_printf(out, "%" G_GUINT64_FORMAT " %s", n,
                           n == 1 ? units[unit].one : units[unit].many);
}

static void append_moment(GString *out, gint64 time)
{
    g_autofree char *text = bp_time_dup_text(time);
    gint64 now = g_get_real_time() / G_USEC_PER_SEC;
    g_string_append(out, text);
    if (now < time)
        return;
    g_string_append(out, " (");
    append_span(out, (guint64)(now - time));
    g_string_append(out, " ago)");
}

static void append_running(GString *out, const BpRunTraces *traces)
{
    g_string_append(out, "A run is in progress");
    if (traces->pid)
        g_string_append_printf(out, ": process %u", traces->pid);
    if (*traces->host) {
        g_autofree char *host = bp_text_dup_escaped(traces->host);
        g_string_append_printf(out, " on %s", host);
    }
    if (traces->started) {
        g_string_append(out, ", since ");
        append_moment(out, traces->started);
    }
    g_string_append(out, ".\nWhat follows is of the run before it.\n");
}

static void append_ending(GString *out, const BpRunSummary *summary)
{
    const char *meaning = "it was ended from outside";
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
        if (endings[i].exit == summary->exit)
            meaning = endings[i].meaning;
    g_string_append_printf(out, "Ended with %d: ", summary->exit);
    g_autofree char *by = bp_text_dup_escaped(summary->stopped_by);
    if (*by)
        g_string_append_printf(out,
                               "stopped by %s; the next run goes on from there, and the results "
                               "are those of the run before",
                               by);
    else
        g_string_append(out, meaning);
    g_string_append(out, ".\n");
    if (summary->error && *summary->error) {
        g_autofree char *why = bp_text_dup_escaped(summary->error);
        g_string_append_printf(out, "  %s\n", why);
    }
}

static void append_last_run(GString *out, const BpRunSummary *summary)
{
    g_string_append(out, "Last run: ");
    if (summary->started) {
        append_moment(out, summary->started);
        g_string_append_printf(out, ", took %.1f s", summary->seconds);
    } else {
        g_string_append(out, "at a time that it was told not to record");
    }
    g_string_append(out, ".\n");
    append_ending(out, summary);
    g_string_append_printf(
        out, "It met %u file%s: %u read, %u from pages read before, %u unchanged", summary->listed,
        summary->listed == 1 ? "" : "s", summary->read, summary->from_cache, summary->skipped);
    g_string_append_printf(out, "; %" G_GUINT64_FORMAT " pages.\n", summary->pages);
    g_autofree char *sandbox = bp_text_dup_escaped(summary->sandbox);
    if (*sandbox)
        g_string_append_printf(out, "Protection of the workers: %s.\n", sandbox);
}

static void append_counts(GString *out, const BpStatusView *view)
{
    g_string_append_printf(out, "Documents: %u", view->n_files);
    const char *before = ": ";
    for (guint i = 0; i < BP_N_STATUSES; i++) {
        if (view->counts[i] == 0)
            continue;
        g_string_append_printf(out, "%s%u %s", before, view->counts[i],
                               bp_status((BpStatus)i)->name);
        before = ", ";
    }
    g_string_append(out, ".\n");
    if (view->n_damaged)
        g_string_append_printf(out,
                               "%u line%s of manifest.ndjson %s damaged and left out here; the "
                               "next run writes it anew.\n",
                               view->n_damaged, view->n_damaged == 1 ? "" : "s",
                               view->n_damaged == 1 ? "is" : "are");
}

static void append_file(GString *out, const BpStatusFile *file)
{
    g_string_append_printf(out, "  %s", file->path);
    if (*file->duplicate_of)
        g_string_append_printf(out, " is the same as %s", file->duplicate_of);
    else if (*file->message)
        g_string_append_printf(out, ": %s", file->message);
    if (file->attempts)
        g_string_append_printf(out, " (%u attempt%s)", file->attempts,
                               file->attempts == 1 ? "" : "s");
    g_string_append_c(out, '\n');
}

static void append_more(GString *out, guint n, guint most)
{
    if (n > most)
        g_string_append_printf(out, "  and %u more (--all names them)\n", n - most);
}

static void append_status(GString *out, const BpStatusView *view, BpStatus status, guint most)
{
    g_string_append_printf(out, "\n%s (%u): %s\n", bp_status(status)->name, view->counts[status],
                           bp_status(status)->what);
    guint n = 0;
    for (guint i = 0; i < view->not_well->len; i++) {
        const BpStatusFile *file = g_ptr_array_index(view->not_well, i);
        if (file->status == status && n++ < most)
            append_file(out, file);
    }
    append_more(out, n, most);
}

static void append_list(GString *out, const char *heading, const GPtrArray *files, guint most)
{
    if (files->len == 0)
        return;
    g_string_append_c(out, '\n');
    g_string_append_printf(out, "%s (%u)\n", heading, files->len);
    for (guint i = 0; i < files->len && i < most; i++)
        append_file(out, g_ptr_array_index(files, i));
    append_more(out, files->len, most);
}

static void append_files(GString *out, const BpStatusView *view, guint most)
{
    append_counts(out, view);
    for (guint i = 0; i < BP_N_STATUSES; i++)
        if (!bp_status((BpStatus)i)->well && view->counts[i])
            append_status(out, view, (BpStatus)i, most);
    append_list(out,
                "In quarantine, for they failed too often; to try again: "
                "'boardpack run --retry-failed', or put a new copy in place",
                view->quarantined, most);
    append_list(out, "Gone, and no longer among the records", view->gone, most);
    append_list(out, "Duplicates, not read a second time", view->duplicates, most);
}

char *bp_status_view_dup_words(const BpStatusView *view, guint most)
{
    g_autoptr(GString) out = g_string_new(NULL);
    if (view->traces.running)
        append_running(out, &view->traces);
    if (view->traces.n_open)
        g_string_append_printf(out,
                               "A run was interrupted with %u document%s begun; the next run goes "
                               "on from there.\n",
                               view->traces.n_open, view->traces.n_open == 1 ? "" : "s");
    if (view->trouble)
        g_string_append_printf(out, "%s\n", view->trouble);
    if (view->has_summary)
        append_last_run(out, &view->summary);
    else if (view->has_manifest)
        g_string_append(out, "When the last run was is not recorded.\n");
    else
        g_string_append(out, "No run has come to its end here yet.\n");
    if (view->has_manifest)
        append_files(out, view, most);
    return g_string_free(g_steal_pointer(&out), FALSE);
}
