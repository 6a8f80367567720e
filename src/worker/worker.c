/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Forking a worker, making it harmless, running the work and sending what came of it.
 *
 * The worker keeps four descriptors: /dev/null as 0 and 1, stderr and frames as pipes. It dies with
 * the coordinator, leaves no core, may take so much address space and no more, and ends with
 * _exit: nothing of the coordinator's state (open output files, the database) may be touched.
 */
#include "worker/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "common/error.h"
#include "common/limits.h"

#include "worker/wire.h"

#define FRAMES_FD 3

/* A descriptor that is out of the way of those a worker keeps. */
#define FIRST_SPARE_FD 10

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif
#ifndef HAS_ASAN
#define HAS_ASAN 0
#endif

struct BpWorkerLink {
    int fd;
    GByteArray *frame; /* reused */
};

static void write_all(int fd, const guint8 *data, gsize len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            _exit(EXIT_FAILURE); /* the coordinator is gone or has had enough */
        data += n;
        len -= (gsize)n;
    }
}

static void send_numbers(BpWorkerLink *link, BpFrameType type, const guint32 *numbers, guint n)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    for (guint i = 0; i < n; i++)
        bp_wire_put_u32(payload, numbers[i]);
    g_byte_array_set_size(link->frame, 0);
    bp_wire_put_frame(link->frame, type, payload->data, payload->len);
    write_all(link->fd, link->frame->data, link->frame->len);
}

void bp_worker_link_page(BpWorkerLink *link, guint number, guint of)
{
    const guint32 numbers[] = {number, of};
    send_numbers(link, BP_FRAME_PAGE, numbers, G_N_ELEMENTS(numbers));
}

void bp_worker_link_stage(BpWorkerLink *link, guint skip_flag)
{
    const guint32 numbers[] = {skip_flag};
    send_numbers(link, BP_FRAME_STAGE, numbers, G_N_ELEMENTS(numbers));
}

void bp_worker_link_text(BpWorkerLink *link, const char *text, gsize len)
{
    gsize largest = bp_limit_value(BP_LIMIT_FRAME_BYTES);
    while (len > 0) {
        gsize n = MIN(len, largest);
        g_byte_array_set_size(link->frame, 0);
        bp_wire_put_frame(link->frame, BP_FRAME_TEXT, text, n);
        write_all(link->fd, link->frame->data, link->frame->len);
        text += n;
        len -= n;
    }
}

static void set_limit(int resource, rlim_t value)
{
    struct rlimit limit = {value, value};
    if (setrlimit(resource, &limit) != 0)
        _exit(EXIT_FAILURE);
}

static void set_up_descriptors(int frames_fd, int stderr_fd)
{
    int frames = fcntl(frames_fd, F_DUPFD, FIRST_SPARE_FD);
    int errors = fcntl(stderr_fd, F_DUPFD, FIRST_SPARE_FD);
    int null = open("/dev/null", O_RDWR);
    bool done = frames >= 0 && errors >= 0 && null >= 0 && dup2(null, STDIN_FILENO) >= 0 &&
                dup2(null, STDOUT_FILENO) >= 0 && dup2(errors, STDERR_FILENO) >= 0 &&
                dup2(frames, FRAMES_FD) >= 0;
    if (!done || close_range(FRAMES_FD + 1, G_MAXUINT, 0) != 0)
        _exit(EXIT_FAILURE);
}

static void set_up_process(pid_t coordinator, gsize input_bytes)
{
    /* The coordinator may have died before the request to die with it was made. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != coordinator)
        _exit(EXIT_FAILURE);

    set_limit(RLIMIT_CORE, 0);
    if (!HAS_ASAN) /* ASan reserves terabytes of address space */
        set_limit(RLIMIT_AS, bp_limit_value(BP_LIMIT_WORKER_MEMORY_BYTES) + input_bytes);

    /* Ctrl-C reaches the whole process group; the coordinator decides what it means. */
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(SIGINT, &ignore, NULL);
    sigaction(SIGTERM, &standard, NULL);
    sigaction(SIGPIPE, &standard, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);

    /* With it, poppler's errors are logged: 24 MB for some files of 100 kB. */
    g_unsetenv("G_MESSAGES_DEBUG");
    g_unsetenv("G_DEBUG");
}

G_NORETURN static void run_worker(GBytes *bytes, BpDocument *document, guint flags, BpWorkFunc work,
                                  gpointer data)
{
    BpWorkerLink link = {FRAMES_FD, g_byte_array_new()};
    work(bytes, document, flags, &link, data);

    g_autoptr(GByteArray) frames = g_byte_array_new();
    bp_wire_put_document(frames, document);
    write_all(FRAMES_FD, frames->data, frames->len);
    _exit(EXIT_SUCCESS);
}

static bool fail(GError **error, const char *what)
{
    g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "cannot start a worker: %s: %s", what,
                g_strerror(errno));
    return false;
}

bool bp_worker_start(BpWorkerProcess *out_process, GBytes *bytes, BpDocument *document, guint flags,
                     BpWorkFunc work, gpointer data, GError **error)
{
    int frames[2], errors[2];
    if (pipe2(frames, O_CLOEXEC) != 0)
        return fail(error, "pipe");
    if (pipe2(errors, O_CLOEXEC) != 0) {
        close(frames[0]);
        close(frames[1]);
        return fail(error, "pipe");
    }
    pid_t coordinator = getpid();
    pid_t pid = fork();
    if (pid == 0) {
        set_up_descriptors(frames[1], errors[1]);
        set_up_process(coordinator, g_bytes_get_size(bytes));
        run_worker(bytes, document, flags, work, data);
    }
    close(frames[1]);
    close(errors[1]);
    if (pid < 0) {
        close(frames[0]);
        close(errors[0]);
        return fail(error, "fork");
    }
    /* Only the coordinator's ends: the flag belongs to the end, not to the pipe. */
    fcntl(frames[0], F_SETFL, O_NONBLOCK);
    fcntl(errors[0], F_SETFL, O_NONBLOCK);
    out_process->pid = pid;
    out_process->frames_fd = frames[0];
    out_process->stderr_fd = errors[0];
    return true;
}
