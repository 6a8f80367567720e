/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The coordinator's loop: start workers while there is room, wait, read, reap, and hand results on
 * in the order of the list whatever order they came in.
 *
 * Signals arrive as bytes of a signalfd, so there is no handler, no global and no race between
 * looking and waiting.
 */
#include "worker/pool.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "common/error.h"

#include "worker/slot.h"

/* Results that may wait for an earlier one: bounds memory while a slow document holds up the rest,
 * large enough that it holds up no worker in practice (a result is about 100 kB). */
#define WINDOW 512

/* Longest wait: a deadline may be set anew while poll() sleeps. */
#define LONGEST_WAIT_MS 1000

typedef struct {
    const BpPool *pool;
    guint n;
    guint next_in, next_out;
    GPtrArray *slots;   /* BpSlot*, running */
    BpResult **waiting; /* by index, those that are done and not handed on */
    guint silent;       /* workers in a row that ended before they began */
    int signal_fd;
    int signal;
} Run;

static bool start_one(Run *run, GError **error)
{
    guint index = run->next_in++;
    const BpPool *pool = run->pool;
    BpPoolInput input = {-1, -1};
    BpDocument *document = pool->open(index, &input, pool->data);
    if (input.input_fd < 0 && input.pages_fd < 0) {
        BpResult *result = g_new0(BpResult, 1);
        result->document = document;
        run->waiting[index] = result;
        return true;
    }
    BpSlot *slot = bp_slot_new(pool, index, document, input, error);
    if (slot == NULL)
        return false;
    g_ptr_array_add(run->slots, slot);
    return true;
}

static bool start_more(Run *run, GError **error)
{
    while (run->slots->len < run->pool->jobs && run->next_in < run->n &&
           run->next_in < run->next_out + WINDOW)
        if (!start_one(run, error))
            return false;
    return true;
}

static bool hand_on(Run *run, GError **error)
{
    while (run->next_out < run->n && run->waiting[run->next_out]) {
        guint index = run->next_out++;
        g_autoptr(BpResult) result = g_steal_pointer(&run->waiting[index]);
        if (!run->pool->done(index, result, run->pool->data, error))
            return false;
    }
    return true;
}

static int wait_ms(const Run *run)
{
    gint64 now = g_get_monotonic_time();
    gint64 wait = LONGEST_WAIT_MS;
    for (guint i = 0; i < run->slots->len; i++) {
        gint64 left = bp_slot_get_deadline(g_ptr_array_index(run->slots, i)) - now;
        wait = MIN(wait, left / 1000 + 1);
    }
    return (int)MAX(wait, 1);
}

static void read_signals(Run *run)
{
    struct signalfd_siginfo info;
    while (read(run->signal_fd, &info, sizeof info) == sizeof info)
        if (info.ssi_signo != SIGCHLD && run->signal == 0)
            run->signal = (int)info.ssi_signo;
}

static bool wait_and_read(Run *run, GError **error)
{
    guint n_fds = 1 + 2 * run->slots->len;
    g_autofree struct pollfd *fds = g_new(struct pollfd, n_fds);
    fds[0] = (struct pollfd){.fd = run->signal_fd, .events = POLLIN};
    for (guint i = 0; i < run->slots->len; i++)
        bp_slot_prepare(g_ptr_array_index(run->slots, i), &fds[1 + 2 * i]);
    if (poll(fds, n_fds, wait_ms(run)) < 0 && errno != EINTR) {
        g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "poll: %s", g_strerror(errno));
        return false;
    }
    read_signals(run);
    for (guint i = 0; i < run->slots->len; i++) {
        BpSlot *slot = g_ptr_array_index(run->slots, i);
        bp_slot_work(slot);
        if (run->pool->slow && bp_slot_becomes_slow(slot) &&
            !run->pool->slow(bp_slot_get_index(slot), run->pool->data, error))
            return false;
    }
    return true;
}

static bool reap(Run *run, GError **error)
{
    for (guint i = 0; i < run->slots->len;) {
        BpSlot *slot = g_ptr_array_index(run->slots, i);
        GError *local = NULL;
        BpResult *result = bp_slot_reap(slot, &run->silent, &local);
        if (local) {
            g_propagate_error(error, local);
            return false;
        }
        if (result == NULL) {
            i++;
            continue;
        }
        run->waiting[bp_slot_get_index(slot)] = result;
        g_ptr_array_remove_index_fast(run->slots, i);
    }
    return true;
}

static bool loop(Run *run, GError **error)
{
    while (run->next_out < run->n) {
        read_signals(run);
        if (run->signal)
            return true;
        if (!start_more(run, error) || !hand_on(run, error))
            return false;
        if (run->slots->len == 0)
            continue;
        if (!wait_and_read(run, error))
            return false;
        if (run->signal == 0 && !reap(run, error))
            return false;
    }
    return true;
}

bool bp_pool_run(const BpPool *pool, guint n, int *out_signal, GError **error)
{
    g_assert(pool->jobs > 0);
    sigset_t mask, before;
    sigemptyset(&mask);
    sigaddset(&mask, SIGINT);
    sigaddset(&mask, SIGTERM);
    sigaddset(&mask, SIGCHLD);
    sigprocmask(SIG_BLOCK, &mask, &before);

    Run run = {.pool = pool, .n = n};
    run.slots = g_ptr_array_new_with_free_func((GDestroyNotify)bp_slot_free);
    run.waiting = g_new0(BpResult *, n);
    run.signal_fd = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
    bool done = run.signal_fd >= 0 && loop(&run, error);
    if (run.signal_fd < 0)
        g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "signalfd: %s", g_strerror(errno));

    g_ptr_array_unref(run.slots); /* kills what still runs */
    for (guint i = 0; i < n; i++)
        bp_result_free(run.waiting[i]);
    g_free(run.waiting);
    if (run.signal_fd >= 0)
        close(run.signal_fd);
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (done)
        *out_signal = run.signal;
    return done;
}
