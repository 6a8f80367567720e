/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The template and its workers.
 *
 * A worker is made by clone(CLONE_PARENT): the coordinator becomes its parent, so that wait4() with
 * what it used, and the wish to die with the parent, are as after a fork of its own. The memory a
 * worker starts with is the template's, which sees nothing of a document but the packet that asks
 * for it; that is wiped. Signals of the terminal are ignored: the coordinator decides.
 *
 * A worker keeps four descriptors: /dev/null as 0 and 1, stderr and frames as pipes. It ends with
 * _exit: nothing that it was forked with may be touched.
 */
#include "worker/serve.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "common/error.h"
#include "common/limits.h"

#include "worker/link.h"

#define FRAMES_FD  3 /* of a worker */
#define CONTROL_FD 3 /* of the template */

/* A descriptor that is out of the way of those that are kept. */
#define FIRST_SPARE_FD 10

/* The kernel, short of memory, takes a worker rather than the coordinator or other programs. */
#define OOM_SCORE "500"

typedef struct {
    gsize len;
    int fds[BP_REQUEST_MOST_FDS];
    guint n_fds;
    guint8 bytes[BP_REQUEST_MOST_BYTES];
} Request;

/* Make `first` and `second` descriptors 2 and 3; 0 and 1 /dev/null; nothing else stays open. */
static bool keep_descriptors(int errors, int third)
{
    int a = fcntl(errors, F_DUPFD, FIRST_SPARE_FD), b = fcntl(third, F_DUPFD, FIRST_SPARE_FD);
    return a >= 0 && b >= 0 && dup2(a, STDERR_FILENO) >= 0 && dup2(b, FRAMES_FD) >= 0 &&
           close_range(FRAMES_FD + 1, G_MAXUINT, 0) == 0;
}

static void ignore_terminal(void)
{
    static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction standard = {.sa_handler = SIG_DFL};
    for (guint i = 0; i < G_N_ELEMENTS(ignored); i++)
        sigaction(ignored[i], &ignore, NULL);
    sigaction(SIGPIPE, &standard, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* The coordinator may have died before the request to die with it was made. */
static bool die_with(pid_t coordinator)
{
    return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == coordinator;
}

/* Overwritten, not only forgotten. What libraries would do by it (G_MESSAGES_DEBUG makes poppler
 * log 24 MB for some files of 100 kB) they must not do either. */
static void wipe_environment(void)
{
    for (char **variable = environ; variable && *variable; variable++)
        explicit_bzero(*variable, strlen(*variable));
    clearenv();
    g_setenv("TZ", "UTC", TRUE);
    tzset();
}

static void raise_oom_score(void)
{
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return; /* /proc may not be there: only who is taken first is another then */
    ssize_t written = write(fd, OOM_SCORE, strlen(OOM_SCORE));
    (void)written;
    close(fd);
}

static void say_ready(const GError *error)
{
    BpReadiness readiness = {.error_code = error ? error->code : -1};
    if (error)
        g_strlcpy(readiness.message, error->message, sizeof readiness.message);
    if (send(CONTROL_FD, &readiness, sizeof readiness, MSG_NOSIGNAL) != sizeof readiness || error)
        _exit(EXIT_FAILURE);
}

static BpSandbox *make_ready(const BpTemplateSetup *setup, int control_fd, int stderr_fd,
                             pid_t coordinator)
{
    int null = open("/dev/null", O_RDWR);
    if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0 ||
        !keep_descriptors(stderr_fd, control_fd) || !die_with(coordinator))
        _exit(EXIT_FAILURE);
    ignore_terminal();
    wipe_environment();
    raise_oom_score();
    g_autoptr(GError) error = NULL;
    guint64 memory = bp_limit_value(BP_LIMIT_WORKER_MEMORY_BYTES);
    /* Of the two files that a worker may have beside it, none is larger than this. */
    guint64 most =
        memory + bp_limit_value(BP_LIMIT_INPUT_BYTES) + bp_limit_value(BP_LIMIT_STORE_BYTES);
    if (!bp_sandbox_limit_memory(memory, most))
        g_set_error(&error, BP_ERROR, BP_ERROR_SANDBOX, "the limit 'worker-memory' cannot be set");
    else if (setup->warm)
        setup->warm(&error);
    BpSandbox *sandbox = error ? NULL : bp_sandbox_enter(setup->sandbox, setup->missing, &error);
    say_ready(error);
    return sandbox;
}

/* Whether there was one; the coordinator has gone else. */
static bool receive(Request *request)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(BP_REQUEST_MOST_FDS * sizeof(int))];
    } control;
    struct iovec part = {request->bytes, sizeof request->bytes};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    ssize_t n;
    while ((n = recvmsg(CONTROL_FD, &message, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
        ;
    const struct cmsghdr *fds = n > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    if (fds == NULL || fds->cmsg_type != SCM_RIGHTS)
        return false;
    request->len = (gsize)n;
    request->n_fds = (guint)((fds->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    memcpy(request->fds, CMSG_DATA(fds), request->n_fds * sizeof(int));
    return request->len > sizeof(BpRequestHead) && request->n_fds >= 2;
}

/* The bytes of a sealed memfd. */
static GBytes *map(int fd)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        _exit(EXIT_FAILURE);
    if (info.st_size == 0)
        return g_bytes_new(NULL, 0);
    void *data = mmap(NULL, (gsize)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED)
        _exit(EXIT_FAILURE);
    close(fd);
    return g_bytes_new_static(data, (gsize)info.st_size);
}

G_NORETURN static void run_worker(const BpTemplateSetup *setup, const BpSandbox *sandbox,
                                  const Request *request, pid_t coordinator)
{
    BpRequestHead head;
    BpTask task;
    memcpy(&head, request->bytes, sizeof head);
    if (!die_with(coordinator) || head.has_input + head.has_pages + 2u != request->n_fds ||
        !bp_task_get(&task, request->bytes + sizeof head, request->len - sizeof head))
        _exit(EXIT_FAILURE);
    guint next = 2;
    g_autoptr(GBytes) input = head.has_input ? map(request->fds[next++]) : NULL;
    g_autoptr(GBytes) pages = head.has_pages ? map(request->fds[next++]) : NULL;
    guint64 memory = bp_limit_value(BP_LIMIT_WORKER_MEMORY_BYTES) +
                     (input ? g_bytes_get_size(input) : 0) + (pages ? g_bytes_get_size(pages) : 0);
    if (!keep_descriptors(request->fds[1], request->fds[0]) ||
        !bp_sandbox_limit_memory(memory, memory) || !bp_sandbox_limit_process())
        _exit(EXIT_FAILURE);
    if (setup->begin)
        setup->begin();
    if (!bp_sandbox_tighten(sandbox))
        _exit(EXIT_FAILURE);

    BpWorkerLink *link = bp_worker_link_new(FRAMES_FD);
    bp_worker_link_hello(link, bp_sandbox_get_protections(sandbox));
    BpWorkInput work_input = {input, pages, task.left_out, task.end};
    setup->work(&work_input, task.document, task.flags, link, setup->data);
    bp_worker_link_document(link, task.document);
    _exit(EXIT_SUCCESS);
}

void bp_serve(const BpTemplateSetup *setup, int control_fd, int stderr_fd, pid_t coordinator)
{
    const BpSandbox *sandbox = make_ready(setup, control_fd, stderr_fd, coordinator);
    Request *request = g_new0(Request, 1);
    while (receive(request)) {
        long pid = syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
        if (pid == 0)
            run_worker(setup, sandbox, request, coordinator);
        gint32 answer = pid > 0 ? (gint32)pid : -errno;
        for (guint i = 0; i < request->n_fds; i++)
            close(request->fds[i]);
        explicit_bzero(request, sizeof *request);
        if (send(CONTROL_FD, &answer, sizeof answer, MSG_NOSIGNAL) != sizeof answer)
            break;
    }
    _exit(EXIT_SUCCESS);
}
