/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack run: folders of documents into an output folder.
 *
 * The order of things: what the user said, the rules, the lock, the list, the workers. Nothing is
 * written before the rules are known to be right and the lock is held. At the end the lines of the
 * manifest are counted against the list: a document that is not accounted for is the one fault that
 * nobody would see.
 */
#include <stdio.h>
#include <unistd.h>

#include "common/error.h"
#include "common/file.h"
#include "common/text.h"

#include "cli/command.h"
#include "cli/run-coverage.h"
#include "cli/run-end.h"
#include "cli/run-lock.h"
#include "cli/run-rules.h"
#include "cli/work.h"
#include "discover/discover.h"
#include "discover/source.h"
#include "write/writer.h"

#define LARGEST_JOBS 256

typedef struct {
    gboolean quiet, reproducible, json_logs;
    char *folder, *jobs, *list_file, *metrics;
    char **rules, **paths;
} Options;

typedef struct {
    BpWork work; /* first: the pool's data is a BpWork* for bp_work_run */
    GPtrArray *entries;
    gint64 *mtimes; /* by entry */
    bool reproducible;
    const char *folder;
    BpOutput *output;
    BpRunReport report;
    BpRunRules *rules;
    BpRunCoverage *coverage; /* NULL when it is not to be told */
    guint n_lines, n_not_well;
} Run;

static void clear_options(Options *options)
{
    g_free(options->folder);
    g_free(options->jobs);
    g_free(options->list_file);
    g_free(options->metrics);
    g_strfreev(options->rules);
    g_strfreev(options->paths);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, clear_options)

static BpDocument *open_document(guint index, GBytes **out_bytes, gpointer data)
{
    Run *run = data;
    const BpEntry *entry = g_ptr_array_index(run->entries, index);
    BpDocument *document = bp_document_new(entry->name);
    if (entry->status == BP_STATUS_OK) {
        *out_bytes = bp_source_read(entry->path, document, &run->mtimes[index]);
        return document;
    }
    bp_document_find(document, bp_status(entry->status)->name, 0, "%s", entry->message);
    document->status = entry->status;
    return document;
}

static void count_page(guint index G_GNUC_UNUSED, gpointer data)
{
    Run *run = data;
    bp_run_report_page(&run->report);
}

static bool add_document(guint index, BpResult *result, gpointer data, GError **error)
{
    Run *run = data;
    const BpDocument *document = result->document;
    const BpFinding *reason = bp_work_peek_reason(document);
    BpManifestLine line = {
        .file = document->file,
        .bytes = document->bytes,
        .mtime = run->mtimes[index],
        .sha256 = document->sha256 ? document->sha256 : "",
        .status = document->status,
        .error = reason ? reason->code : "",
        .message = reason ? reason->message : "",
        .pages = document->n_pages,
        .pages_done = result->pages_done,
        .coverage = bp_coverage_share(&document->coverage),
        .seconds = run->reproducible ? 0 : result->seconds,
        .peak_kib = run->reproducible ? 0 : result->peak_kib,
    };
    if (!bp_output_add(run->output, document, &line, error))
        return false;
    run->n_lines++;
    run->n_not_well += !bp_status(document->status)->well;
    bp_run_report_document(&run->report, &(BpReportLine){
                                             .file = document->file,
                                             .page = reason ? reason->page : 0,
                                             .status = document->status,
                                             .message = reason ? reason->message : NULL,
                                         });
    bp_run_rules_add(run->rules, document);
    if (run->coverage)
        bp_run_coverage_add(run->coverage, document);
    return true;
}

static bool parse_jobs(const char *text, guint *out_jobs, GError **error)
{
    guint64 jobs = g_get_num_processors();
    if (text && (!bp_parse_uint(text, LARGEST_JOBS, &jobs) || jobs == 0)) {
        g_set_error(error, BP_ERROR, BP_ERROR_USAGE, "--jobs wants a number from 1 to %d",
                    LARGEST_JOBS);
        return false;
    }
    *out_jobs = (guint)MIN(jobs, LARGEST_JOBS);
    return true;
}

static bool list_entries(const Options *options, GPtrArray **out_entries, GError **error)
{
    g_auto(GStrv) listed = NULL;
    if (options->list_file) {
        listed = bp_discover_load_list(options->list_file, error);
        if (listed == NULL)
            return false;
    }
    if (listed == NULL && options->paths[0] == NULL) {
        g_set_error(error, BP_ERROR, BP_ERROR_USAGE, "expected at least one PATH");
        return false;
    }
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    for (guint i = 0; options->paths[i]; i++)
        g_ptr_array_add(all, options->paths[i]);
    for (guint i = 0; listed && listed[i]; i++)
        g_ptr_array_add(all, listed[i]);
    g_ptr_array_add(all, NULL);
    *out_entries = bp_discover((const char *const *)all->pdata);
    return true;
}

static int end_run(Run *run, int signal_number, GError **error)
{
    if (signal_number) {
        bp_run_report_note(&run->report, BP_LOG_WARNING, NULL, 0,
                           "stopped by signal %d; manifest, records and database are "
                           "as they were before",
                           signal_number);
        return 128 + signal_number;
    }
    if (run->n_lines != run->entries->len) {
        g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "%u documents listed, %u accounted for",
                    run->entries->len, run->n_lines);
        return BP_EXIT_INTERNAL;
    }
    if (!bp_output_finish(run->output, error) || !bp_run_rules_save(run->rules, run->folder, error))
        return BP_EXIT_OUTPUT;
    return run->n_not_well ? BP_EXIT_SOME_FAILED : BP_EXIT_OK;
}

static int work_through(Run *run, const char *folder, guint jobs, GError **error)
{
    const char *hash = bp_rule_set_peek_hash(run->work.rules);
    g_autoptr(BpOutput) output = bp_output_open(folder, hash, error);
    if (output == NULL)
        return BP_EXIT_OUTPUT;
    g_autofree gint64 *mtimes = g_new0(gint64, run->entries->len + 1);
    g_autoptr(BpRunRules) rules = bp_run_rules_new(run->work.rules);
    run->rules = rules;
    run->folder = folder;
    run->output = output;
    run->mtimes = mtimes;
    run->work.last = BP_STAGE_IDS;
    bp_run_report_start(&run->report, run->entries->len);
    BpPool pool = {
        .jobs = jobs,
        .data = run,
        .open = open_document,
        .work = bp_work_run,
        .page = count_page,
        .done = add_document,
    };
    int signal_number = 0;
    if (!bp_pool_run(&pool, run->entries->len, &signal_number, error))
        return BP_EXIT_INTERNAL;
    return end_run(run, signal_number, error);
}

static int run_options(const Options *options, GError **error)
{
    guint jobs;
    g_autoptr(GPtrArray) entries = NULL;
    if (!parse_jobs(options->jobs, &jobs, error) || !list_entries(options, &entries, error))
        return BP_EXIT_USAGE;
    g_autoptr(BpRuleSet) rules = bp_rules_load(options->rules, error);
    if (rules == NULL)
        return BP_EXIT_CONFIG;
    const char *folder = options->folder ? options->folder : "out";
    bool told = !options->quiet && !options->json_logs;
    g_autoptr(BpRunCoverage) coverage = told ? bp_run_coverage_new() : NULL;
    Run run = {.work = {.rules = rules}, .entries = entries, .coverage = coverage};
    run.reproducible = options->reproducible || g_getenv("SOURCE_DATE_EPOCH") != NULL;
    guint flags = (options->quiet ? BP_REPORT_QUIET : 0) |
                  (options->json_logs ? BP_REPORT_JSON : 0) |
                  (run.reproducible ? BP_REPORT_TIMELESS : 0);
    bp_run_report_init(&run.report, flags, folder);
    int lock;
    if (!bp_file_make_folder(folder, error) || !bp_run_lock(folder, &lock, error))
        return bp_run_report_take_error(&run.report, BP_EXIT_OUTPUT, error);

    bp_run_sweep(folder);
    g_auto(BpRunSummary) summary = {0};
    bp_run_begin(&summary, options->paths, run.reproducible);
    int status = work_through(&run, folder, jobs, error);
    summary.read = run.report.done;
    BpRunEnd end = {&run.report, &summary, folder, options->metrics};
    status = bp_run_end(&end, status, error);
    if (coverage && bp_run_summary_is_complete(&summary))
        bp_run_coverage_print(coverage);
    close(lock);
    return status;
}

int bp_command_run(char **argv, GError **error)
{
    g_auto(Options) given = {0};
    const GOptionEntry options[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &given.folder, "output folder (default: out)",
         "DIR"},
        {"jobs", 'j', 0, G_OPTION_ARG_FILENAME, &given.jobs,
         "workers at a time (default: one a processor)", "N"},
        BP_OPTION_RULES(given.rules),
        {"list-file", 0, 0, G_OPTION_ARG_FILENAME, &given.list_file,
         "read more paths from FILE, one a line; - is standard input", "FILE"},
        {"reproducible", 0, 0, G_OPTION_ARG_NONE, &given.reproducible,
         "leave measurements out of the manifest", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &given.quiet, "say nothing but what is not well",
         NULL},
        {"json-logs", 0, 0, G_OPTION_ARG_NONE, &given.json_logs, "say it as JSON, an object a line",
         NULL},
        {"metrics", 0, 0, G_OPTION_ARG_FILENAME, &given.metrics,
         "write the totals as metrics of Prometheus", "FILE"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    BpParsed parsed = bp_options_parse(
        argv[0], "PATH...", "Reads PDFs, web pages and texts, and folders of them, into records.",
        options, argv, &given.paths, error);
    return parsed == BP_PARSED ? run_options(&given, error) : BP_EXIT_OK;
}
