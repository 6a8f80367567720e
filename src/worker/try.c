/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Looks after one worker.
 *
 * Two clocks: the worker must be heard of (a page done, a stage begun) every so often, and must be
 * done in a time that grows with its pages. Both are on the monotonic clock. A worker owns nothing
 * that could be left half done, so it is killed at once. One that the kernel cannot end (it waits
 * for a disk, say) is left alone after a while, since nothing may hold up the others.
 */
#include "worker/try.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/limits.h"

#include "worker/descriptor.h"

#define MICROSECONDS_PER_MS 1000

/* Reads at one turn, so that one loud worker does not keep the others waiting. */
#define READS_PER_TURN 16

/* From the kill to being left alone. */
#define LONGEST_DYING (5 * G_USEC_PER_SEC)

static gint64 pick_ms(guint own, guint64 standard)
{
    return (gint64)(own ? own : standard) * MICROSECONDS_PER_MS;
}

void bp_try_prepare(const BpTry *try, struct pollfd *fds)
{
    fds[0] = (struct pollfd){.fd = try->process.frames_fd, .events = POLLIN};
    fds[1] = (struct pollfd){.fd = try->process.stderr_fd, .events = POLLIN};
}

static gint64 total_deadline(const BpTry *try)
{
    const BpPool *pool = try->pool;
    gint64 base = pick_ms(pool->base_ms, bp_limit_value(BP_LIMIT_BASE_SECONDS) * 1000);
    gint64 page = pick_ms(pool->page_ms, bp_limit_value(BP_LIMIT_PAGE_MILLISECONDS));
    guint n_pages = MAX(try->n_pages, bp_receiver_get_n_pages(try->receiver));
    return try->since + base + page * n_pages;
}

static gint64 stall_deadline(const BpTry *try)
{
    return try->heard + pick_ms(try->pool->stall_ms, bp_limit_value(BP_LIMIT_STALL_SECONDS) * 1000);
}

/* Once all pages are read, the stages that are not announced as ones to be left out work on the
 * whole document and say nothing until they are done. */
static bool may_stall(const BpTry *try)
{
    guint n_pages = bp_receiver_get_n_pages(try->receiver);
    return n_pages > 0 && bp_receiver_get_pages_done(try->receiver) == n_pages &&
           bp_receiver_get_skip_flag(try->receiver) == 0;
}

gint64 bp_try_get_deadline(const BpTry *try)
{
    if (try->killed != BP_KILLED_NOT)
        return try->killed_at + LONGEST_DYING;
    gint64 total = total_deadline(try);
    return may_stall(try) ? total : MIN(total, stall_deadline(try));
}

static void kill_worker(BpTry *try, BpKilled why)
{
    if (try->killed != BP_KILLED_NOT)
        return;
    try->killed = why;
    try->killed_at = g_get_monotonic_time();
    kill(try->process.pid, SIGKILL);
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
        bp_close_fd(fd);
    return false;
}

static void feed(BpTry *try, const void *data, gsize len)
{
    if (try->killed != BP_KILLED_NOT)
        return;
    guint before = bp_receiver_get_pages_done(try->receiver);
    if (!bp_receiver_feed(try->receiver, data, len, &try->rubbish)) {
        kill_worker(try, BP_KILLED_RUBBISH);
        return;
    }
    try->heard = g_get_monotonic_time();
    guint after = bp_receiver_get_pages_done(try->receiver);
    for (guint i = before; try->pool->page && i < after; i++)
        try->pool->page(try->index, try->pool->data);
}

static bool read_frames(BpTry *try)
{
    char buffer[65536];
    gsize len;
    if (!read_some(&try->process.frames_fd, buffer, sizeof buffer, &len))
        return false;
    feed(try, buffer, len);
    return true;
}

static bool read_errors(BpTry *try)
{
    char buffer[65536];
    gsize len;
    if (!read_some(&try->process.stderr_fd, buffer, sizeof buffer, &len))
        return false;
    gsize room = bp_limit_value(BP_LIMIT_STDERR_BYTES) - try->errors->len;
    try->stderr_bytes += len;
    for (gsize i = 0; i < MIN(len, room); i++)
        g_string_append_c(try->errors, buffer[i] ? buffer[i] : ' ');
    if (try->stderr_bytes > bp_limit_value(BP_LIMIT_STDERR_TOTAL_BYTES))
        kill_worker(try, BP_KILLED_NOISE);
    return true;
}

void bp_try_work(BpTry *try)
{
    for (guint i = 0; i < READS_PER_TURN && read_frames(try); i++)
        ;
    for (guint i = 0; i < READS_PER_TURN && read_errors(try); i++)
        ;
    gint64 now = g_get_monotonic_time();
    if (try->killed != BP_KILLED_NOT)
        return;
    if (now >= total_deadline(try))
        kill_worker(try, BP_KILLED_TOTAL);
    else if (now >= bp_try_get_deadline(try))
        kill_worker(try, BP_KILLED_STALL);
}

/* The worker is dead: empty its pipes. They are finite then, and no one else holds them. */
static void drain(BpTry *try)
{
    while (read_frames(try))
        ;
    while (read_errors(try))
        ;
    bp_close_fd(&try->process.frames_fd);
    bp_close_fd(&try->process.stderr_fd);
}

void bp_try_init(BpTry *try, const BpPool *pool, guint index)
{
    *try = (BpTry){.pool = pool, .index = index, .errors = g_string_new(NULL)};
    try->process.frames_fd = try->process.stderr_fd = -1;
    bp_try_renew(try);
}

void bp_try_clear(BpTry *try)
{
    if (try->process.pid > 0) {
        kill(try->process.pid, SIGKILL);
        waitpid(try->process.pid, NULL, 0);
    }
    try->process.pid = 0;
    bp_close_fd(&try->process.frames_fd);
    bp_close_fd(&try->process.stderr_fd);
    g_clear_pointer(&try->receiver, bp_receiver_free);
    g_clear_error(&try->rubbish);
    g_string_free(try->errors, TRUE);
}

void bp_try_renew(BpTry *try)
{
    try->since = g_get_monotonic_time();
}

bool bp_try_start(BpTry *try, const BpTask *task, BpPoolInput input, GError **error)
{
    if (try->receiver)
        try->n_pages = MAX(try->n_pages, bp_receiver_get_n_pages(try->receiver));
    g_clear_pointer(&try->receiver, bp_receiver_free);
    g_clear_error(&try->rubbish);
    g_string_truncate(try->errors, 0);
    try->stderr_bytes = 0;
    try->killed = BP_KILLED_NOT;
    try->receiver = bp_receiver_new(task->document, try->pool->text, try->pool->data);
    if (input.input_fd < 0 && try->pool->reopen)
        bp_receiver_allow_want_input(try->receiver);
    try->heard = g_get_monotonic_time();
    return bp_template_ask(try->pool->template, task, input.input_fd, input.pages_fd, &try->process,
                           error);
}

bool bp_try_has_ended(BpTry *try)
{
    struct rusage usage = {0};
    pid_t (*wait)(pid_t, int *, int, struct rusage *) = try->pool->wait ? try->pool->wait : wait4;
    bool ended = wait(try->process.pid, &try->wait_status, WNOHANG, &usage) == try->process.pid;
    try->left_alone = !ended && try->killed != BP_KILLED_NOT &&
                      g_get_monotonic_time() >= try->killed_at + LONGEST_DYING;
    if (!ended && !try->left_alone)
        return false;
    try->process.pid = 0;
    try->peak_kib = MAX(try->peak_kib, (guint64)usage.ru_maxrss);
    drain(try);
    return true;
}

BpEnding bp_try_get_ending(const BpTry *try)
{
    guint pages_done = bp_receiver_get_pages_done(try->receiver);
    guint n_pages = bp_receiver_get_n_pages(try->receiver);
    return (BpEnding){
        .wait_status = try->wait_status,
        .killed = try->killed,
        .left_alone = try->left_alone,
        .rubbish = try->rubbish ? try->rubbish->message : NULL,
        .errors = try->errors->str,
        .page = pages_done < n_pages ? pages_done + 1 : 0,
        .pages_done = pages_done,
        .stage = bp_receiver_is_in_stage(try->receiver) && try->pool->stage_name
                     ? try->pool->stage_name(bp_receiver_get_stage(try->receiver))
                     : NULL,
    };
}
