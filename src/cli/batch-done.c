/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Takes results over, in the order of the list: into the output folder, the journal, the database.
 *
 * A document whose reading failed for a reason that is not its own (permissions, a disc) keeps what
 * the output holds of it; only its account says that it could not be read.
 */
#include "common/error.h"

#include "cli/batch-parts.h"
#include "cli/run-rules.h"
#include "write/facts.h"

bool bp_batch_take(BpBatch *batch, BpAccount *account, GError **error)
{
    const BpAccount *known = bp_journal_peek(batch->journal, account->file);
    if (known && bp_account_equal(known, account)) {
        bp_account_free(account);
        return true;
    }
    return bp_journal_done(batch->journal, account, error);
}

/* What the output holds stays as it is. */
static void keep_held(BpAccount *account, const BpAccount *known)
{
    if (!known)
        return;
    bp_account_set(&account->held_sha256, known->held_sha256);
    bp_account_set(&account->held_stamp, known->held_stamp);
    bp_account_set(&account->uses, known->uses);
    account->n_records = known->n_records;
    account->piece_at = known->piece_at;
    account->piece_len = known->piece_len;
}

static BpAccount *account_new(const BpBatch *batch, const BpTodo *todo, const BpResult *result)
{
    const BpDocument *document = result->document;
    const BpFinding *reason = bp_work_peek_reason(document);
    BpAccount *account = bp_account_new(document->file);
    g_free(account->source);
    account->source = g_canonicalize_filename(todo->entry->path, NULL);
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
    if (!batch->options->reproducible) {
        account->seconds = result->seconds;
        account->peak_kib = result->peak_kib;
    }
    if (bp_status(document->status)->again == BP_AGAIN_COUNTED) {
        account->attempts = result->seconds > 0 ? todo->attempts + 1 : todo->attempts;
        account->quarantined = account->attempts >= batch->plan.tries;
    }
    return account;
}

static bool take_same(BpBatch *batch, const BpTodo *todo, GError **error)
{
    BpAccount *account = bp_account_copy(bp_batch_peek(batch, todo->entry));
    account->stat = todo->stat;
    g_free(account->source);
    account->source = g_canonicalize_filename(todo->entry->path, NULL);
    return bp_batch_take(batch, account, error);
}

static bool drop_held(BpBatch *batch, const char *file, GError **error)
{
    const BpAccount *known = bp_journal_peek(batch->journal, file);
    return !known || !*known->held_sha256 || bp_output_remove(batch->output, file, error);
}

static bool take_duplicate(BpBatch *batch, const BpTodo *todo, const BpResult *result,
                           GError **error)
{
    if (!drop_held(batch, todo->entry->name, error))
        return false;
    g_autoptr(BpAccount) account = account_new(batch, todo, result);
    g_autofree char *message = g_strdup_printf("the same content as '%s'", todo->twin);
    account->status = BP_STATUS_SKIPPED;
    account->attempts = 0;
    bp_account_set(&account->error, "duplicate");
    bp_account_set(&account->message, message);
    bp_account_set(&account->duplicate_of, todo->twin);
    return bp_batch_take(batch, g_steal_pointer(&account), error);
}

/* The journal tells of a document before the database has it, so that one look at the database
 * says whether the last line of a run that was killed is true. */
static bool keep_document(BpBatch *batch, BpAccount *account, const BpDocument *document,
                          const BpPiece *piece, GError **error)
{
    const char *sha256 = document->sha256 ? document->sha256 : BP_HELD_UNREAD;
    bp_account_set(&account->held_sha256, sha256);
    bp_account_set(&account->held_stamp, batch->stamp);
    g_free(account->uses);
    account->uses = bp_run_rules_dup_uses(document);
    account->n_records = piece->lines;
    account->piece_at = piece->at;
    account->piece_len = piece->len;
    return bp_journal_done(batch->journal, account, error) &&
           bp_output_commit(batch->output, document, batch->stamp, error);
}

/* Its results cannot be written, for a reason that may be its own (a name, a folder in the way). */
static bool take_unwritten(BpBatch *batch, BpAccount *account, const GError *why, GError **error)
{
    account->status = BP_STATUS_OUTPUT_ERROR;
    bp_account_set(&account->error, bp_status(BP_STATUS_OUTPUT_ERROR)->name);
    bp_account_set(&account->message, why->message);
    keep_held(account, bp_journal_peek(batch->journal, account->file));
    return bp_batch_take(batch, account, error);
}

static bool take_new(BpBatch *batch, const BpTodo *todo, const BpResult *result, GError **error)
{
    const BpDocument *document = result->document;
    const BpAccount *known = bp_batch_peek(batch, todo->entry);
    g_autoptr(BpAccount) account = account_new(batch, todo, result);
    bool surroundings = bp_status(document->status)->again == BP_AGAIN_ALWAYS;
    if (surroundings && known && *known->held_sha256) {
        keep_held(account, known);
        return bp_batch_take(batch, g_steal_pointer(&account), error);
    }
    g_autoptr(GError) why = NULL;
    BpPiece piece;
    if (bp_output_put(batch->output, document, &piece, &why))
        return keep_document(batch, g_steal_pointer(&account), document, &piece, error);
    if (g_error_matches(why, BP_ERROR, BP_ERROR_OUTPUT))
        return take_unwritten(batch, g_steal_pointer(&account), why, error);
    g_propagate_error(error, g_steal_pointer(&why));
    return false;
}

bool bp_batch_done(guint index, BpResult *result, gpointer data, GError **error)
{
    BpBatch *batch = data;
    const BpTodo *todo = &g_array_index(batch->todo, BpTodo, index);
    bool done = false;
    switch (todo->opened) {
    case BP_OPENED_SAME:
        done = take_same(batch, todo, error);
        break;
    case BP_OPENED_DUPLICATE:
        done = take_duplicate(batch, todo, result, error);
        break;
    case BP_OPENED_NEW:
        done = take_new(batch, todo, result, error);
        break;
    }
    const BpAccount *account = bp_batch_peek(batch, todo->entry);
    if (!done || !account)
        return false;
    bp_run_report_document(&batch->report, account->file, account->status, account->message);
    if (batch->coverage && todo->opened == BP_OPENED_NEW)
        bp_run_coverage_add(batch->coverage, result->document);
    return true;
}
