/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The coordinator's end of the template: starting it, asking it for workers, telling why it died.
 *
 * A request is one packet with the descriptors of the worker, its answer the process id. Workers
 * are children of the coordinator, not of the template (see serve.c).
 */
#include "worker/template.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/error.h"
#include "common/limits.h"
#include "common/text.h"

#include "worker/descriptor.h"
#include "worker/serve.h"

/* It may have to wait for a processor, and at the start for the fonts of the machine to be read. */
#define ANSWER_MS 60000

/* So much of what it said is told. */
#define MOST_TOLD 200

struct BpTemplate {
    pid_t pid;
    int control_fd, stderr_fd;
};

static bool fail(GError **error, const char *what)
{
    g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "cannot start a worker: %s: %s", what,
                g_strerror(errno));
    return false;
}

void bp_template_free(BpTemplate *template)
{
    if (template == NULL)
        return;
    if (template->pid > 0) {
        kill(template->pid, SIGKILL);
        waitpid(template->pid, NULL, 0);
    }
    bp_close_fd(&template->control_fd);
    bp_close_fd(&template->stderr_fd);
    g_free(template);
}

static char *dup_last_words(const BpTemplate *template)
{
    char buffer[4096];
    ssize_t n = read(template->stderr_fd, buffer, sizeof buffer);
    g_autofree char *clean = bp_text_dup_clean(buffer, MAX(n, 0), NULL);
    g_strdelimit(g_strstrip(clean), "\n\r\t", ' ');
    g_autofree char *shown = bp_text_dup_escaped(clean);
    return g_strndup(shown, MOST_TOLD);
}

/* It has gone, or does not answer: take it away and say what is known. */
static void set_died(BpTemplate *template, BpError code, const char *when, GError **error)
{
    int status = 0;
    kill(template->pid, SIGKILL);
    pid_t ended = waitpid(template->pid, &status, 0);
    g_autofree char *words = dup_last_words(template);
    const char *abbrev = ended > 0 && WIFSIGNALED(status) ? sigabbrev_np(WTERMSIG(status)) : NULL;
    template->pid = 0;
    g_set_error(error, BP_ERROR, (int)code, "%s%s%s%s%s", when, abbrev ? ": it ended by SIG" : "",
                abbrev ? abbrev : "", *words ? ": " : "", words);
}

static bool wait_for_answer(const BpTemplate *template)
{
    struct pollfd fd = {.fd = template->control_fd, .events = POLLIN};
    int n;
    while ((n = poll(&fd, 1, ANSWER_MS)) < 0 && errno == EINTR)
        ;
    return n > 0;
}

static bool wait_until_ready(BpTemplate *template, GError **error)
{
    BpReadiness readiness;
    if (!wait_for_answer(template) ||
        recv(template->control_fd, &readiness, sizeof readiness, 0) != sizeof readiness) {
        g_autofree char *when =
            g_strdup_printf("the self-test of the process that starts workers failed (it may take "
                            "%" G_GUINT64_FORMAT " MiB, the limit 'worker-memory')",
                            bp_limit_value(BP_LIMIT_WORKER_MEMORY_BYTES) >> 20);
        set_died(template, BP_ERROR_SANDBOX, when, error);
        return false;
    }
    if (readiness.error_code < 0)
        return true;
    readiness.message[sizeof readiness.message - 1] = '\0';
    g_set_error(error, BP_ERROR, readiness.error_code, "%s", readiness.message);
    return false;
}

BpTemplate *bp_template_start(const BpTemplateSetup *setup, GError **error)
{
    int control[2], errors[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, control) != 0) {
        fail(error, "socketpair");
        return NULL;
    }
    if (pipe2(errors, O_CLOEXEC | O_NONBLOCK) != 0) {
        close(control[0]);
        close(control[1]);
        fail(error, "pipe");
        return NULL;
    }
    pid_t coordinator = getpid();
    pid_t pid = fork();
    if (pid == 0)
        bp_serve(setup, control[1], errors[1], coordinator);
    close(control[1]);
    close(errors[1]);
    g_autoptr(BpTemplate) template = g_new0(BpTemplate, 1);
    *template = (BpTemplate){pid, control[0], errors[0]};
    if (pid < 0) {
        fail(error, "fork");
        return NULL;
    }
    return wait_until_ready(template, error) ? g_steal_pointer(&template) : NULL;
}

static bool send_request(const BpTemplate *template, const BpTask *task, const int *fds, guint n)
{
    BpRequestHead head = {fds[2] >= 0, fds[3] >= 0};
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)&head, sizeof head);
    bp_task_put(task, bytes);

    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(BP_REQUEST_MOST_FDS * sizeof(int))];
    } control = {0};
    struct iovec part = {bytes->data, bytes->len};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes};
    int sent[BP_REQUEST_MOST_FDS];
    guint n_sent = 0;
    for (guint i = 0; i < n; i++)
        if (fds[i] >= 0)
            sent[n_sent++] = fds[i];
    message.msg_controllen = CMSG_SPACE(n_sent * sizeof(int));
    struct cmsghdr *part_fds = CMSG_FIRSTHDR(&message);
    part_fds->cmsg_level = SOL_SOCKET;
    part_fds->cmsg_type = SCM_RIGHTS;
    part_fds->cmsg_len = CMSG_LEN(n_sent * sizeof(int));
    memcpy(CMSG_DATA(part_fds), sent, n_sent * sizeof(int));
    ssize_t done;
    while ((done = sendmsg(template->control_fd, &message, MSG_NOSIGNAL)) < 0 && errno == EINTR)
        ;
    return done == (ssize_t)bytes->len;
}

static bool ask(BpTemplate *template, const BpTask *task, const int *fds, pid_t *out_pid,
                GError **error)
{
    gint32 answer;
    if (!send_request(template, task, fds, BP_REQUEST_MOST_FDS) || !wait_for_answer(template) ||
        recv(template->control_fd, &answer, sizeof answer, 0) != sizeof answer) {
        set_died(template, BP_ERROR_INTERNAL, "the process that starts workers has died", error);
        return false;
    }
    if (answer <= 0) {
        errno = -answer;
        return fail(error, "clone");
    }
    *out_pid = answer;
    return true;
}

bool bp_template_ask(BpTemplate *template, const BpTask *task, int input_fd, int pages_fd,
                     BpWorkerProcess *out_process, GError **error)
{
    int frames[2] = {-1, -1}, errors[2] = {-1, -1};
    pid_t pid = 0;
    bool done = pipe2(frames, O_CLOEXEC) == 0 && pipe2(errors, O_CLOEXEC) == 0;
    if (!done)
        fail(error, "pipe");
    const int fds[BP_REQUEST_MOST_FDS] = {frames[1], errors[1], input_fd, pages_fd};
    done = done && ask(template, task, fds, &pid, error);
    bp_close_fd(&frames[1]);
    bp_close_fd(&errors[1]);
    if (!done) {
        bp_close_fd(&frames[0]);
        bp_close_fd(&errors[0]);
        return false;
    }
    /* Only the coordinator's ends: the flag belongs to the end, not to the pipe. */
    fcntl(frames[0], F_SETFL, O_NONBLOCK);
    fcntl(errors[0], F_SETFL, O_NONBLOCK);
    *out_process = (BpWorkerProcess){pid, frames[0], errors[0]};
    return true;
}
