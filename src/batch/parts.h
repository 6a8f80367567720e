/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files of a run share. The steps are, in this order: plan what is to be done, do it, take
 * out what is gone, publish.
 */
#pragma once

#include <sys/stat.h>

#include "batch/batch.h"
#include "batch/coverage-sum.h"
#include "batch/end.h"
#include "batch/report.h"
#include "batch/todo.h"
#include "discover/discover.h"
#include "state/journal.h"
#include "state/pages-cache.h"
#include "state/plan.h"
#include "work/work.h"
#include "write/output.h"

/* What a run may judge: see gone.c. */
typedef struct BpPlaces BpPlaces;

typedef struct {
    const BpRuleSet *rules;
    BpTemplate *template;
    const BpBatchOptions *options;
    GPtrArray *entries; /* BpEntry */
    GArray *todo;       /* BpTodo, in the order of the entries */
    char *stamp;        /* of the engine */
    BpPlanOptions plan;
    BpJournal *journal;
    BpOutput *output;
    GHashTable *listed; /* names of the entries */
    BpPlaces *places;
    GHashTable *rows;      /* file -> "sha256 stamp": what the database had when the run began */
    bool has_strays;       /* the database has rows of documents that are not held */
    GHashTable *by_sha256; /* sha256 -> file that has the content, of the files that stay or are
                              read */
    BpPagesCache *pages;   /* extracted pages of earlier runs */
    const char *pages_key;
    GPtrArray *ready;   /* BpReady, in the order of the entries */
    gint64 ready_since; /* monotonic, of the first of them */
    BpRunReport report;
    BpRunSummary summary;
    BpRunCoverage *coverage; /* NULL when it is not to be told */
} BpBatch;

/* What decides, beside its bytes, what comes of a file. The caller frees. */
char *bp_batch_dup_stamp(const BpRuleSet *rules);
/* See what of the output is not as the journal says. */
bool bp_batch_mend(BpBatch *batch, GError **error);

/* Give the entries their names, and add what has to be made good. */
void bp_batch_list(BpBatch *batch);

/* Fill batch->todo, and by_sha256 with what is kept. */
void bp_batch_plan(BpBatch *batch);

/* Functions of the pool. */
BpDocument *bp_batch_open(guint index, BpPoolInput *out_input, gpointer data);
int bp_batch_reopen(guint index, BpDocument *document, gpointer data);
bool bp_batch_done(guint index, BpResult *result, gpointer data, GError **error);

/* Take over what is ready. */
bool bp_batch_flush(BpBatch *batch, GError **error);

/* Add something to it, and flush when there is enough. The account is taken, and the others. */
bool bp_batch_add_ready(BpBatch *batch, const BpReady *ready, GError **error);
void bp_ready_clear(BpReady *ready); /* what is in it */
void bp_ready_free(BpReady *ready);

/* Its results cannot be written, for a reason that may be its own (a name, a folder in the way): it
 * keeps what the output holds. */
void bp_batch_set_unwritten(const BpBatch *batch, BpReady *ready, const GError *why);

/* Set batch->places, from the paths and the entries. */
void bp_batch_look_around(BpBatch *batch);
void bp_places_free(BpPlaces *places);

/* Whether a file of earlier runs was below the given paths and is no more. */
bool bp_batch_is_gone(const BpBatch *batch, const BpAccount *account);

/* Take out what is gone; take out of the database what is not held. */
bool bp_batch_drop_gone(BpBatch *batch, GError **error);
bool bp_batch_drop_strays(BpBatch *batch, GError **error);

/* The sizes of the files about all documents; false when one is not there. */
bool bp_batch_get_sizes(const BpBatch *batch, BpSumSizes *out_sizes);

/* Put records.ndjson, rules.tsv and the manifest together, and close the journal. */
bool bp_batch_publish(BpBatch *batch, GError **error);

/* The account of the file of an entry; NULL when it has none. */
const BpAccount *bp_batch_peek(const BpBatch *batch, const BpEntry *entry);

/* What is remembered of a file's stat(). */
BpFileStat bp_batch_stat(const struct stat *info);

/* Bring the account of a file up to date, if anything in it changed; takes it. */
bool bp_batch_take(BpBatch *batch, BpAccount *account, GError **error);
