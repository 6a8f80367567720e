/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Makes of each result, in the order of the list, what is to be taken over.
 *
 * A document whose reading failed for a reason that is not its own (permissions, a disc) keeps what
 * the output holds of it; only its account says that it could not be read.
 */
#include "common/error.h"

#include "batch/parts.h"
#include "batch/rule-uses.h"
#include "write/facts.h"

static BpAccount *account_new(const BpBatch *batch, const BpTodo *todo, const BpResult *result)
{
    const BpDocument *document = result->document;
    const BpFinding *reason = bp_work_peek_reason(document);
    BpAccount *account = bp_account_new(document->file);
    bp_account_set(&account->source, todo->entry->source);
    account->stat = todo->stat;
    if (todo->entry->status != BP_STATUS_OK)
        account->stat.bytes = document->bytes;
    bp_account_set(&account->sha256, document->sha256);
    bp_account_set(&account->stamp, batch->stamp);
    account->status = document->status;
    bp_account_set(&account->error, reason ? reason->code : "");
    bp_account_set(&account->message, reason ? reason->message : "");
    account->pages = document->n_pages;
    account->pages_done = result->pages_done;
    account->coverage = bp_facts_confidence(bp_coverage_share(&document->coverage));
    bp_account_set(&account->sandbox, result->sandbox);
    if (!batch->options->reproducible) {
        account->seconds = result->seconds;
        account->peak_kib = result->peak_kib;
    }
    if (bp_status(document->status)->again == BP_AGAIN_COUNTED) {
        account->attempts = result->sandbox ? todo->attempts + 1 : todo->attempts;
        account->quarantined = account->attempts >= batch->plan.tries;
    }
    return account;
}

static bool take_same(BpBatch *batch, const BpTodo *todo, GError **error)
{
    BpReady ready = {.account = bp_account_copy(bp_batch_peek(batch, todo->entry))};
    ready.account->stat = todo->stat;
    bp_account_set(&ready.account->source, todo->entry->source);
    return bp_batch_add_ready(batch, &ready, error);
}

static bool take_duplicate(BpBatch *batch, const BpTodo *todo, const BpResult *result,
                           GError **error)
{
    BpAccount *account = account_new(batch, todo, result);
    g_autofree char *message = g_strdup_printf("the same content as '%s'", todo->twin);
    account->status = BP_STATUS_SKIPPED;
    bp_account_set(&account->error, "duplicate");
    bp_account_set(&account->message, message);
    bp_account_set(&account->duplicate_of, todo->twin);
    const BpReady ready = {.account = account, .remove = true};
    return bp_batch_add_ready(batch, &ready, error);
}

/* Pages are kept for a run with other rules. They may be lost, so failing to is only told. */
static void keep_pages(BpBatch *batch, const BpResult *result)
{
    g_autoptr(GError) why = NULL;
    if (result->store && result->document->sha256 &&
        !bp_pages_cache_put(batch->pages, result->document->sha256, batch->pages_key, result->store,
                            &why))
        bp_run_report_note(&batch->report, BP_LOG_WARNING, result->document->file, 0,
                           "its pages are not kept: %s", why->message);
}

static bool stage(BpBatch *batch, BpReady *ready, GError **error)
{
    BpPiece piece;
    BpAccount *account = ready->account;
    const BpDocument *document = ready->document;
    /* From here on something of an interrupted run may be left in the folder. */
    if (!bp_journal_begin(batch->journal, error))
        return false;
    ready->staged = bp_output_stage(batch->output, document, &piece, error);
    if (!ready->staged)
        return false;
    bp_account_set(&account->held_sha256, document->sha256 ? document->sha256 : BP_HELD_UNREAD);
    g_free(account->held_stamp);
    account->held_stamp = g_strdup_printf("%s.%016" G_GINT64_MODIFIER "x", batch->stamp,
                                          bp_staged_get_sum(ready->staged));
    g_free(account->uses);
    account->uses = bp_run_rules_dup_uses(document);
    account->held_bytes = bp_staged_get_bytes(ready->staged);
    account->n_records = piece.lines;
    account->piece_at = piece.at;
    account->piece_len = piece.len;
    return true;
}

static bool take_new(BpBatch *batch, const BpTodo *todo, BpResult *result, GError **error)
{
    const BpAccount *known = bp_batch_peek(batch, todo->entry);
    const BpFinding *reason = bp_work_peek_reason(result->document);
    BpReady ready = {.account = account_new(batch, todo, result),
                     .page = reason ? reason->page : 0};
    bool surroundings = bp_status(result->document->status)->again == BP_AGAIN_ALWAYS;
    if (surroundings && known && *known->held_sha256) {
        bp_account_keep_held(ready.account, known);
        return bp_batch_add_ready(batch, &ready, error);
    }
    g_autoptr(GError) why = NULL;
    keep_pages(batch, result);
    ready.document = g_steal_pointer(&result->document);
    if (stage(batch, &ready, &why))
        return bp_batch_add_ready(batch, &ready, error);
    if (g_error_matches(why, BP_ERROR, BP_ERROR_OUTPUT)) {
        bp_batch_set_unwritten(batch, &ready, why);
        return bp_batch_add_ready(batch, &ready, error);
    }
    bp_ready_clear(&ready);
    g_propagate_error(error, g_steal_pointer(&why));
    return false;
}

bool bp_batch_done(guint index, BpResult *result, gpointer data, GError **error)
{
    BpBatch *batch = data;
    const BpTodo *todo = &g_array_index(batch->todo, BpTodo, index);
    batch->summary.read += result->sandbox && !result->from_pages;
    batch->summary.from_cache += result->from_pages;
    if (result->sandbox && !batch->summary.sandbox)
        batch->summary.sandbox = g_strdup(result->sandbox);
    if (batch->coverage && todo->opened == BP_OPENED_NEW)
        bp_run_coverage_add(batch->coverage, result->document);
    switch (todo->opened) {
    case BP_OPENED_SAME:
        return take_same(batch, todo, error);
    case BP_OPENED_DUPLICATE:
        return take_duplicate(batch, todo, result, error);
    case BP_OPENED_NEW:
        return take_new(batch, todo, result, error);
    }
    return false;
}
