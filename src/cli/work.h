/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pipeline as the work of a worker: what ties src/pipeline to src/worker.
 */
#pragma once

#include "pipeline.h"
#include "worker/pool.h"

/* Options of all commands that start workers; strings as they were given, freed by clear. */
typedef struct {
    char *sandbox, **limits;
} BpWorkOptions;

/* Rows for --sandbox and --limit, which fill a BpWorkOptions. */
#define BP_OPTIONS_WORK(options)                                                                   \
    {"sandbox",                                                                                    \
     0,                                                                                            \
     0,                                                                                            \
     G_OPTION_ARG_FILENAME,                                                                        \
     &(options).sandbox,                                                                           \
     "how workers are confined: auto (default), require or off",                                   \
     "MODE"},                                                                                      \
    {                                                                                              \
        "limit", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &(options).limits,                             \
            "set a limit (may be repeated); 'boardpack limits' lists them", "NAME=VALUE"           \
    }

void bp_work_options_clear(BpWorkOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BpWorkOptions, bp_work_options_clear)

/* Set the limits and find the mode of the sandbox. Before rules are loaded. BP_ERROR_USAGE. */
bool bp_work_options_apply(const BpWorkOptions *options, BpSandboxMode *out_sandbox,
                           GError **error);

/* What a worker needs to know. */
typedef struct {
    const BpRuleSet *rules;
    BpStage last;
    const BpStageDump *dump; /* to be sent as text, or NULL */
    /* Worker: another way to send text once the stages are done, or NULL. */
    void (*show)(GBytes *bytes, const BpDocument *document, guint flags, BpWorkerLink *link,
                 gpointer data);
    /* Coordinator: what takes the text that is sent; NULL: standard output. */
    BpTextFunc text;
    gpointer data;     /* for show and text */
    BpTraceFunc trace; /* worker: what is asked of the rules, or NULL */
    gpointer trace_data;
    bool timing;     /* worker: measure what each rule costs */
    bool keep_pages; /* worker: hand over pages for another run (BpResult.store) */
    BpSandboxMode sandbox;
} BpWork;

/* For bp_worker_link_stage(): what `show` does. */
#define BP_WORK_STAGE_SHOW BP_N_STAGES

/* Flags from here on belong to `show`: those below leave out stages of the pipeline. */
#define BP_WORK_FIRST_FLAG (1u << 16)

/* Start the process from which workers are made, which do `work`. Before anything is opened or
 * learnt that a document must not see. */
BpTemplate *bp_work_start(const BpWork *work, GError **error);

/* A name for BpPool.stage_name. */
const char *bp_work_stage_name(guint stage);

/*
 * Work on one file in one worker and give its document; NULL with an error when there is none to
 * be shown (BP_ERROR_INPUT, _ENCRYPTED, _LIMIT: the file; _INTERNAL). Text goes where
 * `work` says.
 */
BpDocument *bp_work_one(const BpWork *work, const char *path, GError **error);

/* The finding that says why the status is what it is: the one of its name, else the first that is
 * no hint; NULL when there is nothing to say. */
const BpFinding *bp_work_peek_reason(const BpDocument *document);

/* Say on standard error when a document was not read as it should be; the exit status for it. */
int bp_work_report(const BpDocument *document);
