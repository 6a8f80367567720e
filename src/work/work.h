/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pipeline as the work of a worker: what ties src/pipeline to src/worker.
 */
#pragma once

#include "pipeline.h"
#include "worker/pool.h"

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
