/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Looks after one worker.
 *
 * Two clocks: the worker must be heard of (a page done, a stage begun) every so often, and must be
 * done in a time that grows with its pages. Both are on the monotonic clock. A worker owns nothing
 * that could be left half done, so it is killed at once.
 */
#include "worker/slot.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/limits.h"

#include "worker/outcome.h"

#define MICROSECONDS_PER_MS 1000

/* Reads at one turn, so that one loud worker does not keep the others waiting. */
#define READS_PER_TURN 16

struct BpSlot {
    const BpPool *pool;
    guint index;
    BpDocument *source; /* file, sha256, size */
    GBytes *bytes;
    guint flags;
    gint64 started; /* the first try */
    gint64 begun, heard;
    BpWorkerProcess process;
    BpReceiver *receiver;
    GString *errors;
    guint64 stderr_bytes;
    guint64 peak_kib;
    BpKilled killed;
    GError *rubbish;
};

static gint64 pick_ms(guint own, guint64 standard)
{
    return (gint64)(own ? own : standard) * MICROSECONDS_PER_MS;
}

static bool start(BpSlot *slot, GError **error)
{
    g_clear_pointer(&slot->receiver, bp_receiver_free);
    g_clear_error(&slot->rubbish);
    g_string_truncate(slot->errors, 0);
    slot->stderr_bytes = 0;
    slot->killed = BP_KILLED_NOT;
    slot->receiver = bp_receiver_new(slot->source, slot->pool->text, slot->pool->data);
    slot->begun = slot->heard = g_get_monotonic_time();
    return bp_worker_start(&slot->process, slot->bytes, slot->source, slot->flags, slot->pool->work,
                           slot->pool->data, error);
}

BpSlot *bp_slot_new(const BpPool *pool, guint index, BpDocument *document, GBytes *bytes,
                    GError **error)
{
    g_autoptr(BpSlot) slot = g_new0(BpSlot, 1);
    slot->pool = pool;
    slot->index = index;
    slot->source = document;
    slot->bytes = g_bytes_ref(bytes);
    slot->errors = g_string_new(NULL);
    slot->process.frames_fd = slot->process.stderr_fd = -1;
    slot->started = g_get_monotonic_time();
    if (!start(slot, error))
        return NULL;
    return g_steal_pointer(&slot);
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void bp_slot_free(BpSlot *slot)
{
    if (slot == NULL)
        return;
    if (slot->process.pid > 0) {
        kill(slot->process.pid, SIGKILL);
        waitpid(slot->process.pid, NULL, 0);
    }
    close_fd(&slot->process.frames_fd);
    close_fd(&slot->process.stderr_fd);
    bp_receiver_free(slot->receiver);
    bp_document_free(slot->source);
    g_bytes_unref(slot->bytes);
    g_string_free(slot->errors, TRUE);
    g_clear_error(&slot->rubbish);
    g_free(slot);
}

guint bp_slot_get_index(const BpSlot *slot)
{
    return slot->index;
}

void bp_slot_prepare(const BpSlot *slot, struct pollfd *fds)
{
    fds[0] = (struct pollfd){.fd = slot->process.frames_fd, .events = POLLIN};
    fds[1] = (struct pollfd){.fd = slot->process.stderr_fd, .events = POLLIN};
}

static gint64 total_deadline(const BpSlot *slot)
{
    const BpPool *pool = slot->pool;
    gint64 base = pick_ms(pool->base_ms, bp_limit_value(BP_LIMIT_BASE_SECONDS) * 1000);
    gint64 page = pick_ms(pool->page_ms, bp_limit_value(BP_LIMIT_PAGE_MILLISECONDS));
    return slot->begun + base + page * bp_receiver_get_n_pages(slot->receiver);
}

static gint64 stall_deadline(const BpSlot *slot)
{
    return slot->heard +
           pick_ms(slot->pool->stall_ms, bp_limit_value(BP_LIMIT_STALL_SECONDS) * 1000);
}

/* Once all pages are read, the stages that are not announced as ones to be left out work on the
 * whole document and say nothing until they are done. */
static bool may_stall(const BpSlot *slot)
{
    guint n_pages = bp_receiver_get_n_pages(slot->receiver);
    return n_pages > 0 && bp_receiver_get_pages_done(slot->receiver) == n_pages &&
           bp_receiver_get_skip_flag(slot->receiver) == 0;
}

gint64 bp_slot_get_deadline(const BpSlot *slot)
{
    gint64 total = total_deadline(slot);
    return may_stall(slot) ? total : MIN(total, stall_deadline(slot));
}

static void kill_worker(BpSlot *slot, BpKilled why)
{
    if (slot->killed != BP_KILLED_NOT)
        return;
    slot->killed = why;
    kill(slot->process.pid, SIGKILL);
}

/* Read once. False when there is nothing (more) to be had now. */
static bool read_some(int *fd, void *buffer, gsize size, gsize *out_len)
{
    if (*fd < 0)
        return false;
    ssize_t n = read(*fd, buffer, size);
    if (n > 0) {
        *out_len = (gsize)n;
        return true;
    }
    if (n == 0 || (errno != EAGAIN && errno != EINTR))
        close_fd(fd);
    return false;
}

static void feed(BpSlot *slot, const void *data, gsize len)
{
    if (slot->killed != BP_KILLED_NOT)
        return;
    guint before = bp_receiver_get_pages_done(slot->receiver);
    if (!bp_receiver_feed(slot->receiver, data, len, &slot->rubbish)) {
        kill_worker(slot, BP_KILLED_RUBBISH);
        return;
    }
    slot->heard = g_get_monotonic_time();
    guint after = bp_receiver_get_pages_done(slot->receiver);
    for (guint i = before; slot->pool->page && i < after; i++)
        slot->pool->page(slot->index, slot->pool->data);
}

static bool read_frames(BpSlot *slot)
{
    char buffer[65536];
    gsize len;
    if (!read_some(&slot->process.frames_fd, buffer, sizeof buffer, &len))
        return false;
    feed(slot, buffer, len);
    return true;
}

static bool read_errors(BpSlot *slot)
{
    char buffer[65536];
    gsize len;
    if (!read_some(&slot->process.stderr_fd, buffer, sizeof buffer, &len))
        return false;
    gsize room = bp_limit_value(BP_LIMIT_STDERR_BYTES) - slot->errors->len;
    slot->stderr_bytes += len;
    for (gsize i = 0; i < MIN(len, room); i++)
        g_string_append_c(slot->errors, buffer[i] ? buffer[i] : ' ');
    return true;
}

void bp_slot_work(BpSlot *slot)
{
    for (guint i = 0; i < READS_PER_TURN && read_frames(slot); i++)
        ;
    for (guint i = 0; i < READS_PER_TURN && read_errors(slot); i++)
        ;
    gint64 now = g_get_monotonic_time();
    if (now >= total_deadline(slot))
        kill_worker(slot, BP_KILLED_TOTAL);
    else if (now >= bp_slot_get_deadline(slot))
        kill_worker(slot, BP_KILLED_STALL);
}

/* The worker is dead: empty its pipes. They are finite then, and no one else holds them. */
static void drain(BpSlot *slot)
{
    while (read_frames(slot))
        ;
    while (read_errors(slot))
        ;
    close_fd(&slot->process.frames_fd);
    close_fd(&slot->process.stderr_fd);
}

static BpResult *make_result(BpSlot *slot, int wait_status)
{
    bool ended_well =
        slot->killed == BP_KILLED_NOT && WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == 0;
    BpEnding ending = {
        .wait_status = wait_status,
        .killed = slot->killed,
        .rubbish = slot->rubbish ? slot->rubbish->message : NULL,
        .errors = slot->errors->str,
        .pages_done = bp_receiver_get_pages_done(slot->receiver),
    };
    BpResult *result = g_new0(BpResult, 1);
    result->document = ended_well ? bp_receiver_steal_document(slot->receiver) : NULL;
    bool complete = result->document != NULL;
    if (!complete) {
        result->document = g_steal_pointer(&slot->source);
        result->document->n_pages = bp_receiver_get_n_pages(slot->receiver);
    }
    bp_outcome_apply(result->document, &ending, complete);
    result->pages_done = ending.pages_done;
    result->peak_kib = slot->peak_kib;
    result->seconds = (double)(g_get_monotonic_time() - slot->started) / G_USEC_PER_SEC;
    return result;
}

BpResult *bp_slot_reap(BpSlot *slot, GError **error)
{
    int wait_status;
    struct rusage usage;
    if (wait4(slot->process.pid, &wait_status, WNOHANG, &usage) != slot->process.pid)
        return NULL;
    slot->process.pid = 0;
    slot->peak_kib = MAX(slot->peak_kib, (guint64)usage.ru_maxrss);
    drain(slot);

    g_autoptr(BpResult) result = make_result(slot, wait_status);
    guint skip = bp_receiver_get_skip_flag(slot->receiver) & ~slot->flags;
    bool died = result->document->status == BP_STATUS_TIMEOUT ||
                result->document->status == BP_STATUS_OOM ||
                result->document->status == BP_STATUS_CRASHED;
    if (!died || skip == 0)
        return g_steal_pointer(&result);

    slot->flags |= skip;
    slot->source = bp_document_new(result->document->file);
    slot->source->sha256 = g_strdup(result->document->sha256);
    slot->source->bytes = result->document->bytes;
    start(slot, error);
    return NULL;
}

void bp_result_free(BpResult *result)
{
    if (result == NULL)
        return;
    bp_document_free(result->document);
    g_free(result);
}
