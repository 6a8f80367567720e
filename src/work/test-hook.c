/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The ways in which a worker can fail or do what it must not, each as a function. Only in builds
 * for developers: what a release does must not depend on such a variable.
 */
#include "work/test-hook.h"

#include <glib.h>

#ifdef BOARDPACK_TEST_HOOKS
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What was asked for: the environment of a worker is wiped. */
static char *wanted_mode, *wanted_file;

/* raise() would be caught by a sanitizer's handler. */
static void die_of(int number)
{
    signal(number, SIG_DFL);
    raise(number);
}

static void say(const char *words)
{
    if (write(STDERR_FILENO, words, strlen(words)) < 0)
        _exit(3);
}

static void fail_segv(void)
{
    die_of(SIGSEGV);
}

static void fail_abort(void)
{
    die_of(SIGABRT);
}

static void fail_stall(void)
{
    for (;;)
        g_usleep(G_USEC_PER_SEC);
}

static void fail_busy(void)
{
    for (volatile guint i = 0;; i++)
        ;
}

static void fail_exit(void)
{
    _exit(3);
}

static void fail_rubbish(void)
{
    static const char rubbish[] = "this is no frame at all";
    if (write(3, rubbish, sizeof rubbish) < 0)
        _exit(3);
}

static void fail_oom(void)
{
    say("terminate called after throwing 'std::bad_alloc'\n");
    die_of(SIGABRT);
}

static void fail_memory(void)
{
    for (;;)
        memset(g_malloc(1 << 20), 1, 1 << 20);
}

static void fail_noise(void)
{
    g_autofree char *line = g_strnfill(4095, 'x');
    for (guint i = 0; i < 1 << 16; i++)
        say(line);
}

/* What must not succeed; says so when it does, else how it was denied. */
static void tell(bool done)
{
    g_autofree char *words =
        g_strdup_printf("terminate: %s\n", done ? "not denied" : g_strerror(errno));
    say(words);
    _exit(done ? 5 : 4);
}

static void evil_read(void)
{
    tell(open("/etc/passwd", O_RDONLY) >= 0);
}

static void evil_own_program(void)
{
    tell(open("/proc/self/exe", O_RDONLY) >= 0);
}

static void evil_create(void)
{
    tell(open("/tmp/boardpack-evil", O_WRONLY | O_CREAT, 0600) >= 0);
}

static void evil_socket(void)
{
    tell(socket(AF_INET, SOCK_STREAM, 0) >= 0);
}

static void evil_connect(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(9)};
    tell(connect(2, (struct sockaddr *)&address, sizeof address) == 0);
}

static void evil_exec(void)
{
    char name[] = "/bin/true";
    char *argv[] = {name, NULL};
    tell(execv(name, argv) == 0);
}

static void evil_fork(void)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    tell(pid > 0);
}

static void evil_kill(void)
{
    tell(kill(getppid(), SIGTERM) == 0);
}

static void evil_tgkill(void)
{
    tell(syscall(SYS_tgkill, getppid(), getppid(), SIGTERM) == 0);
}

/* Have the kernel send the signal when there is room in the pipe. */
static void evil_owner(void)
{
    tell(fcntl(3, F_SETOWN, getppid()) == 0);
}

static void evil_ptrace(void)
{
    tell(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0);
}

static void evil_unlink(void)
{
    tell(unlink("/tmp/boardpack-evil") == 0);
}

static void evil_uring(void)
{
    tell(syscall(SYS_io_uring_setup, 1, NULL) >= 0);
}

static void evil_unshare(void)
{
    tell(syscall(SYS_unshare, 0) == 0);
}

static void evil_protect(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    tell(mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0);
}

static void evil_map(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    tell(page != MAP_FAILED);
}

/* A call of the future. */
static void evil_unknown(void)
{
    tell(syscall(1000) == 0);
}

static const struct {
    const char *name;
    void (*fail)(void);
} modes[] = {
    {"segv", fail_segv},       {"abort", fail_abort},     {"stall", fail_stall},
    {"busy", fail_busy},       {"exit", fail_exit},       {"rubbish", fail_rubbish},
    {"oom", fail_oom},         {"memory", fail_memory},   {"noise", fail_noise},
    {"read", evil_read},       {"own", evil_own_program}, {"create", evil_create},
    {"socket", evil_socket},   {"connect", evil_connect}, {"exec", evil_exec},
    {"fork", evil_fork},       {"kill", evil_kill},       {"tgkill", evil_tgkill},
    {"ptrace", evil_ptrace},   {"unlink", evil_unlink},   {"uring", evil_uring},
    {"unshare", evil_unshare}, {"protect", evil_protect}, {"map", evil_map},
    {"unknown", evil_unknown}, {"owner", evil_owner},
};

void bp_test_hook_run(const char *file)
{
    if (wanted_mode == NULL || (wanted_file && strcmp(wanted_file, file) != 0))
        return;
    for (guint i = 0; i < G_N_ELEMENTS(modes); i++)
        if (strcmp(modes[i].name, wanted_mode) == 0)
            modes[i].fail();
}

void bp_test_hook_page(const char *file, guint page)
{
    if (wanted_file == NULL || strchr(wanted_file, '@') == NULL)
        return;
    g_autofree char *place = g_strdup_printf("%s@%u", file, page);
    bp_test_hook_run(place);
}

static void fail_before_hello(void)
{
    _exit(3);
}

void bp_test_hook_set_up(BpTemplateSetup *setup)
{
    const char *wanted = g_getenv("BOARDPACK_TEST_WORKER");
    g_auto(GStrv) parts = g_strsplit(wanted ? wanted : "", ":", 2);
    g_free(wanted_mode);
    g_free(wanted_file);
    wanted_mode = g_strdup(parts[0]);
    wanted_file = parts[0] ? g_strdup(parts[1]) : NULL;
    if (g_strcmp0(wanted_mode, "silent") == 0)
        setup->begin = fail_before_hello;

    const char *missing = g_getenv("BOARDPACK_TEST_SANDBOX");
    for (guint i = 0; missing && i <= BP_PROTECTIONS_ALL; i++)
        if (strcmp(bp_sandbox_name(i), missing) == 0)
            setup->missing = i;
}
#else
void bp_test_hook_run(const char *file G_GNUC_UNUSED) {}
void bp_test_hook_page(const char *file G_GNUC_UNUSED, guint page G_GNUC_UNUSED) {}
void bp_test_hook_set_up(BpTemplateSetup *setup G_GNUC_UNUSED) {}
#endif
