/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack run: what the user said.
 */
#include <string.h>

#include "common/error.h"
#include "common/limits.h"
#include "common/text.h"

#include "batch/batch.h"
#include "cli/command.h"
#include "cli/work-options.h"
#include "discover/discover.h"

#define LARGEST_JOBS 256

typedef struct {
    gboolean quiet, reproducible, wait, retry_failed, rebuild, keep_gone, accept_empty, json_logs;
    char *folder, *jobs, *list_file, *metrics;
    char **rules, **paths;
    BpWorkOptions work;
} Options;

static void clear_options(Options *options)
{
    g_free(options->folder);
    g_free(options->jobs);
    g_free(options->list_file);
    g_free(options->metrics);
    g_strfreev(options->rules);
    g_strfreev(options->paths);
    bp_work_options_clear(&options->work);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, clear_options)

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

/* The paths of the command line and of the list file, ended by NULL. */
static char **dup_paths(const Options *options, GError **error)
{
    g_auto(GStrv) listed = NULL;
    if (options->list_file) {
        listed = bp_discover_load_list(options->list_file, error);
        if (listed == NULL)
            return NULL;
    }
    if (listed == NULL && options->paths[0] == NULL) {
        g_set_error(error, BP_ERROR, BP_ERROR_USAGE, "expected at least one PATH");
        return NULL;
    }
    g_autoptr(GStrvBuilder) all = g_strv_builder_new();
    for (guint i = 0; options->paths[i]; i++)
        g_strv_builder_add(all, options->paths[i]);
    for (guint i = 0; listed && listed[i]; i++)
        g_strv_builder_add(all, listed[i]);
    return g_strv_builder_end(all);
}

static int run_options(const Options *options, GError **error)
{
    guint jobs;
    BpWork work = {.last = BP_STAGE_IDS};
    if (!parse_jobs(options->jobs, &jobs, error) ||
        !bp_work_options_apply(&options->work, &work.sandbox, error))
        return BP_EXIT_USAGE;
    g_auto(GStrv) paths = dup_paths(options, error);
    if (paths == NULL)
        return BP_EXIT_USAGE;
    g_autoptr(BpRuleSet) rules = bp_rules_load(options->rules, error);
    if (rules == NULL)
        return BP_EXIT_CONFIG;
    work.rules = rules;
    work.keep_pages = bp_limit_value(BP_LIMIT_CACHE_BYTES) > 0;
    const BpBatchOptions batch = {
        .folder = options->folder ? options->folder : "out",
        .paths = (const char *const *)paths,
        .jobs = jobs,
        .quiet = options->quiet,
        .json_logs = options->json_logs,
        .metrics = options->metrics,
        .reproducible = options->reproducible || g_getenv("SOURCE_DATE_EPOCH") != NULL,
        .wait = options->wait,
        .retry_failed = options->retry_failed,
        .rebuild = options->rebuild,
        .keep_gone = options->keep_gone,
        .accept_empty = options->accept_empty,
    };
    return bp_batch_run(&batch, &work, error);
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
        BP_OPTIONS_WORK(given.work),
        {"list-file", 0, 0, G_OPTION_ARG_FILENAME, &given.list_file,
         "read more paths from FILE, one a line; - is standard input", "FILE"},
        {"reproducible", 0, 0, G_OPTION_ARG_NONE, &given.reproducible,
         "leave measurements out of the manifest", NULL},
        {"wait", 0, 0, G_OPTION_ARG_NONE, &given.wait,
         "wait for another run on the same folder to end", NULL},
        {"retry-failed", 0, 0, G_OPTION_ARG_NONE, &given.retry_failed,
         "read again what is not well, also what is in quarantine", NULL},
        {"rebuild", 0, 0, G_OPTION_ARG_NONE, &given.rebuild,
         "read everything again, whether it has changed or not", NULL},
        {"keep-gone", 0, 0, G_OPTION_ARG_NONE, &given.keep_gone,
         "keep the records of files that are there no more", NULL},
        {"accept-empty", 0, 0, G_OPTION_ARG_NONE, &given.accept_empty,
         "believe a folder that has become empty", NULL},
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
