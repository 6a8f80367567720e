/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document and the tries it takes.
 *
 * A worker that dies while it reads a page has the document read again without that page; when more
 * pages do it than `page-retries`, nothing is read from the last of them on. One that dies in a
 * stage that can be left out has it read without the stage. What was lost is told in findings, and
 * a document that lacks pages is `partial`. All tries together have the time of the document, and
 * when that has run out one more has as much again, up to the page at which it ran out.
 */
#include "worker/slot.h"

#include <sys/wait.h>
#include <unistd.h>

#include "common/error.h"
#include "common/limits.h"

#include "worker/descriptor.h"
#include "worker/try.h"

/* A page that cost a worker its life. */
typedef struct {
    guint page;
    BpStatus status;
    char *message;
} Lost;

struct BpSlot {
    const BpPool *pool;
    guint index;
    BpTask task;
    BpPoolInput input;
    GArray *lost;
    gint64 started; /* the first try */
    bool slow;      /* that was told */
    bool overtime;  /* its time ran out, and it got the same once more */
    BpTry try;
};

static void clear_lost(gpointer lost)
{
    g_free(((Lost *)lost)->message);
}

BpSlot *bp_slot_new(const BpPool *pool, guint index, BpDocument *document, BpPoolInput input,
                    GError **error)
{
    g_autoptr(BpSlot) slot = g_new0(BpSlot, 1);
    slot->pool = pool;
    slot->index = index;
    slot->input = input;
    slot->lost = g_array_new(FALSE, FALSE, sizeof(Lost));
    g_array_set_clear_func(slot->lost, clear_lost);
    slot->started = g_get_monotonic_time();
    bp_task_init(&slot->task, document);
    bp_try_init(&slot->try, pool, index);
    if (pool->started && !pool->started(index, pool->data, error))
        return NULL;
    return bp_try_start(&slot->try, &slot->task, slot->input, error) ? g_steal_pointer(&slot)
                                                                     : NULL;
}

void bp_slot_free(BpSlot *slot)
{
    if (slot == NULL)
        return;
    bp_try_clear(&slot->try);
    bp_task_clear(&slot->task);
    bp_close_fd(&slot->input.input_fd);
    bp_close_fd(&slot->input.pages_fd);
    g_array_unref(slot->lost);
    g_free(slot);
}

guint bp_slot_get_index(const BpSlot *slot)
{
    return slot->index;
}

void bp_slot_prepare(const BpSlot *slot, struct pollfd *fds)
{
    bp_try_prepare(&slot->try, fds);
}

gint64 bp_slot_get_deadline(const BpSlot *slot)
{
    return bp_try_get_deadline(&slot->try);
}

void bp_slot_work(BpSlot *slot)
{
    bp_try_work(&slot->try);
}

static void add_finding(BpDocument *document, guint at, BpStatus status, guint page,
                        const char *message)
{
    BpFinding *finding = g_new0(BpFinding, 1);
    finding->level = BP_FINDING_WARNING;
    finding->code = g_strdup(bp_status(status)->name);
    finding->page = page;
    finding->message = g_strdup(message);
    g_ptr_array_insert(document->findings, (int)at, finding);
}

/* What the document lacks comes first: it is the reason that is shown. */
static void tell_lost(const BpSlot *slot, BpDocument *document)
{
    for (guint i = 0; i < slot->lost->len; i++) {
        const Lost *lost = &g_array_index(slot->lost, Lost, i);
        g_autofree char *message =
            g_strdup_printf("%s: %s", lost->message,
                            lost->page == slot->task.end ? "it and those after it were left out"
                                                         : "it was left out");
        add_finding(document, i, lost->status, lost->page, message);
    }
    bool usable = document->status == BP_STATUS_OK || document->status == BP_STATUS_OK_WARN ||
                  document->status == BP_STATUS_NO_TEXT;
    if (slot->lost->len > 0 && usable)
        document->status = BP_STATUS_PARTIAL;
}

/* Pages up to `last` that are read. */
static guint count_read(const BpSlot *slot, guint last)
{
    guint end = slot->task.end ? MIN(slot->task.end - 1, last) : last;
    guint n = end;
    for (guint i = 0; i < slot->task.left_out->len; i++)
        n -= g_array_index(slot->task.left_out, guint, i) <= end;
    return n;
}

/* The source as it was when it was opened. */
static BpDocument *dup_source(const BpSlot *slot)
{
    const BpDocument *source = slot->task.document;
    BpDocument *document = bp_document_new(source->file);
    document->sha256 = g_strdup(source->sha256);
    document->bytes = source->bytes;
    return document;
}

static BpResult *new_result(const BpSlot *slot, BpDocument *document)
{
    BpResult *result = g_new0(BpResult, 1);
    result->document = document;
    result->pages_done = count_read(slot, bp_receiver_get_pages_done(slot->try.receiver));
    result->peak_kib = slot->try.peak_kib;
    result->seconds = (double)(g_get_monotonic_time() - slot->started) / G_USEC_PER_SEC;
    if (bp_receiver_was_greeted(slot->try.receiver))
        result->sandbox = bp_sandbox_name(bp_receiver_get_protections(slot->try.receiver));
    return result;
}

static BpResult *make_whole(const BpSlot *slot, BpDocument *document)
{
    bp_outcome_distrust(document, slot->try.errors->str);
    tell_lost(slot, document);
    BpResult *result = new_result(slot, document);
    result->store = bp_receiver_steal_store(slot->try.receiver);
    result->from_pages = slot->input.input_fd < 0;
    return result;
}

static BpResult *make_failed(const BpSlot *slot, const BpEnding *ending)
{
    BpDocument *document = dup_source(slot);
    g_autofree char *message = NULL;
    document->status = bp_outcome_judge(ending, &message);
    document->n_pages = bp_receiver_get_n_pages(slot->try.receiver);
    add_finding(document, 0, document->status, ending->page, message);
    return new_result(slot, document);
}

/* Note the page that was being read as lost; false when there would be none left to read. */
static bool leave_out_page(BpSlot *slot, const BpEnding *ending, BpStatus status, char **message)
{
    guint n_pages = bp_receiver_get_n_pages(slot->try.receiver);
    guint before = count_read(slot, ending->page - 1);
    bool cut = slot->overtime || slot->lost->len >= bp_limit_value(BP_LIMIT_PAGE_RETRIES);
    guint left = cut ? before : count_read(slot, n_pages) - 1;
    if (slot->task.end || left == 0 || count_read(slot, ending->page) == before)
        return false;
    if (cut)
        slot->task.end = ending->page;
    else
        bp_task_leave_out(&slot->task, ending->page);
    Lost lost = {ending->page, status, g_steal_pointer(message)};
    g_array_append_val(slot->lost, lost);
    return true;
}

/* Whether another try, for which the task is changed, can give more than this one did. */
static bool can_be_tried_again(BpSlot *slot, const BpEnding *ending)
{
    g_autofree char *message = NULL;
    BpStatus status = bp_outcome_judge(ending, &message);
    bool died = status == BP_STATUS_TIMEOUT || status == BP_STATUS_OOM ||
                status == BP_STATUS_CRASHED || status == BP_STATUS_LIMIT;
    if (!died || ending->left_alone)
        return false;
    /* One more try, for what could be read in time, and that is all. */
    if (ending->killed == BP_KILLED_TOTAL) {
        if (slot->overtime)
            return false;
        slot->overtime = true;
        bp_try_renew(&slot->try);
    }
    guint skip = bp_receiver_get_skip_flag(slot->try.receiver) & ~slot->task.flags;
    slot->task.flags |= skip;
    return skip != 0 || (ending->page && leave_out_page(slot, ending, status, &message));
}

/* The stored pages do not do. */
static BpResult *give_input(BpSlot *slot, GError **error)
{
    bp_close_fd(&slot->input.pages_fd);
    BpDocument *document = dup_source(slot);
    slot->input.input_fd = slot->pool->reopen(slot->index, document, slot->pool->data);
    if (slot->input.input_fd < 0)
        return new_result(slot, document);
    bp_document_free(slot->task.document);
    slot->task.document = document;
    bp_try_start(&slot->try, &slot->task, slot->input, error);
    return NULL;
}

static BpResult *begin_again(BpSlot *slot, guint *silent, GError **error)
{
    if (++*silent < bp_limit_value(BP_LIMIT_START_FAILURES)) {
        bp_try_start(&slot->try, &slot->task, slot->input, error);
        return NULL;
    }
    g_autofree char *message = NULL;
    BpEnding ending = bp_try_get_ending(&slot->try);
    bp_outcome_judge(&ending, &message);
    g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL,
                "%u workers in a row ended before they began (the last: %s); no document was taken "
                "for failed by that",
                *silent, message);
    return NULL;
}

BpResult *bp_slot_reap(BpSlot *slot, guint *silent, GError **error)
{
    if (!bp_try_has_ended(&slot->try))
        return NULL;
    BpTry *try = &slot->try;
    if (!bp_receiver_was_greeted(try->receiver) && try->killed != BP_KILLED_RUBBISH)
        return begin_again(slot, silent, error);
    *silent = 0;
    bool well = try->killed == BP_KILLED_NOT && WIFEXITED(try->wait_status) &&
                WEXITSTATUS(try->wait_status) == 0;
    if (well && bp_receiver_wants_input(try->receiver))
        return give_input(slot, error);
    BpDocument *document = well ? bp_receiver_steal_document(try->receiver) : NULL;
    if (document)
        return make_whole(slot, document);
    BpEnding ending = bp_try_get_ending(try);
    if (!can_be_tried_again(slot, &ending))
        return make_failed(slot, &ending);
    bp_try_start(try, &slot->task, slot->input, error);
    return NULL;
}

void bp_result_free(BpResult *result)
{
    if (result == NULL)
        return;
    bp_document_free(result->document);
    if (result->store)
        g_bytes_unref(result->store);
    g_free(result);
}

bool bp_slot_becomes_slow(BpSlot *slot)
{
    gint64 most = (gint64)bp_limit_value(BP_LIMIT_SUSPECT_SECONDS) * G_USEC_PER_SEC;
    if (slot->slow || g_get_monotonic_time() - slot->started < most)
        return false;
    slot->slow = true;
    return true;
}
