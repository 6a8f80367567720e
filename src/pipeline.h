/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The stages in their order, from the bytes of a file to records with ids. Runs in a worker.
 *
 * Adding a stage: a member of BpStage, a row of the table in pipeline.c, and, when it can be dumped
 * as text, a row of the table of dumps.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"
#include "rules/rules.h"
#include "rules/stats.h"
#include "rules/trace.h"

typedef enum {
    BP_STAGE_PAGES,   /* extract: text of the pages */
    BP_STAGE_EXTRAS,  /* extract: outline and links */
    BP_STAGE_LAYERS,  /* recognise: sector and publisher, and so the rules that count */
    BP_STAGE_LOOK,    /* layout and recognise, to see which pages hold tables that matter */
    BP_STAGE_RULINGS, /* extract: rulings of those pages */
    BP_STAGE_TAGS,    /* extract: what a tagged PDF says of pages that are in doubt */
    BP_STAGE_LAYOUT,
    BP_STAGE_RECOGNISE,
    BP_STAGE_SPLIT,
    BP_STAGE_COVERAGE,
    BP_STAGE_IDS,
    BP_N_STAGES
} BpStage;

/* Stages that can be left out, for a document that cannot be had with them. */
typedef enum {
    BP_PIPELINE_NO_EXTRAS = 1 << 0,
    BP_PIPELINE_NO_RULINGS = 1 << 1,
    BP_PIPELINE_NO_TAGS = 1 << 2
} BpPipelineFlags;

/* What a document is read from: its file, pages of it that a run before has stored, or both. Stored
 * pages that are no good count as none; the file is then asked for where it is not given. */
typedef struct {
    GBytes *file;  /* or NULL */
    GBytes *pages; /* or NULL */
} BpPipelineInput;

/* How the pipeline tells how far it is, and what it may ask; all may be NULL. */
typedef struct {
    /* `skip_flag` is the flag that leaves this stage out, 0 when there is none. */
    void (*stage)(BpStage stage, guint skip_flag, gpointer data);
    void (*page)(guint number, guint of, gpointer data); /* number 0: none is done yet */
    bool (*leave_out)(guint number, gpointer data);      /* whether a page is not to be read */
    /* The file is needed after all; returns it, or does not return. Never NULL where pages are
     * given and the file is not. */
    GBytes *(*file)(gpointer data);
    /* What to give as `pages` the next time, when that is anything new. Only of a document of which
     * nothing was left out. */
    void (*store)(GBytes *pages, gpointer data);
    gpointer data;
    BpTraceFunc trace; /* what is asked of the rules in the stages from layout on; or NULL */
    gpointer trace_data;
    bool timing; /* measure what each rule costs */
} BpPipelineHooks;

/* Run the stages up to and with `last`. How it went is document->status; it does not depend on
 * which input was given. */
void bp_pipeline_run(const BpRuleSet *rules, const BpPipelineInput *input, BpDocument *document,
                     BpStage last, guint flags, const BpPipelineHooks *hooks);

/* The name of a stage, "layout"; NULL when there is none of that number. */
const char *bp_pipeline_stage_name(guint stage);

/* A stage whose result can be shown as text. */
typedef struct {
    const char *name; /* "layout" */
    BpStage last;     /* what has to be run for it */
    void (*dump)(const BpDocument *document, GString *out);
} BpStageDump;

/* The table of them, ended by a NULL name. */
const BpStageDump *bp_pipeline_dumps(void);
