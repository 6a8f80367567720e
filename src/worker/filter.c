/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of calls that reading documents takes; all others end the process, which names them on
 * its standard error. Calls that are newer than libseccomp fail as on an older kernel, since a
 * newer libc tries them first and then does without.
 *
 * Nothing may become executable: that fails softly, as some libraries try it (PCRE2 compiles
 * before). What a worker puts on top is made once; only its own process id, to which alone it may
 * send signals, is put in its place in each.
 */
#include "worker/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/text.h"

#include "worker/asan.h"

/* Where a call may be made: in all processes, or in the template and in a worker that begins. */
typedef enum { EVERYWHERE, TEMPLATE, ASAN } Where;

/* No process has this id: the largest that Linux gives is 1 << 22. */
#define PID_PLACE 0x7fedcba9

/* No architecture has a call of a higher number that libseccomp 2.5 knows. */
#define HIGHEST_CALL 1023

/* Flags of open() that write; of O_TMPFILE the bit that O_DIRECTORY has not. */
#define OPEN_WRITES (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY))

typedef struct {
    const char *name;
    Where where;
    bool (*add)(scmp_filter_ctx filter, int call); /* NULL: with any arguments */
} Call;

struct BpFilter {
    struct sock_filter *worker;
    unsigned short len;
};

static bool add_if(scmp_filter_ctx filter, guint32 action, int call, struct scmp_arg_cmp condition)
{
    return seccomp_rule_add(filter, action, call, 1, condition) == 0;
}

static struct scmp_arg_cmp masked(guint n, guint64 mask, guint64 value)
{
    return (struct scmp_arg_cmp){n, SCMP_CMP_MASKED_EQ, mask, value};
}

static struct scmp_arg_cmp compared(guint n, enum scmp_compare how, guint64 value)
{
    return (struct scmp_arg_cmp){n, how, value, 0};
}

static bool add_open(scmp_filter_ctx filter, int call)
{
    bool done = add_if(filter, SCMP_ACT_ALLOW, call, masked(2, OPEN_WRITES, 0));
    for (guint bit = 1; bit && bit <= OPEN_WRITES; bit <<= 1)
        if (bit & OPEN_WRITES)
            done = done && add_if(filter, SCMP_ACT_TRAP, call, masked(2, bit, bit));
    return done;
}

static bool add_not_executable(scmp_filter_ctx filter, int call)
{
    return add_if(filter, SCMP_ACT_ALLOW, call, masked(2, PROT_EXEC, 0)) &&
           add_if(filter, SCMP_ACT_ERRNO(EPERM), call, masked(2, PROT_EXEC, PROT_EXEC));
}

/* Not F_SETOWN and F_SETSIG, by which the kernel can be had to send signals to others. */
static bool add_harmless_fcntl(scmp_filter_ctx filter, int call)
{
    static const int commands[] = {F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL, F_SETFL};
    bool done = true;
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
        done = done &&
               add_if(filter, SCMP_ACT_ALLOW, call, compared(1, SCMP_CMP_EQ, (guint64)commands[i]));
    return done;
}

/* Asked by a library that is about to say something; what it says goes into a pipe. */
static bool add_no_terminal(scmp_filter_ctx filter, int call)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOTTY), call, 0) == 0;
}

static bool add_no_socket(scmp_filter_ctx filter, int call)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOTSOCK), call, 0) == 0;
}

/* What a sanitizer asks when it has found something; it says so without. */
static bool add_not_there(scmp_filter_ctx filter, int call)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 0) == 0;
}

static bool add_worker(scmp_filter_ctx filter, int call)
{
    guint64 flags = CLONE_PARENT | SIGCHLD;
    return add_if(filter, SCMP_ACT_ALLOW, call, compared(0, SCMP_CMP_EQ, flags)) &&
           add_if(filter, SCMP_ACT_TRAP, call, compared(0, SCMP_CMP_NE, flags));
}

static const Call calls[] = {
    /* files that are open, and those that Landlock lets be opened */
    {"read", EVERYWHERE, NULL},
    {"pread64", EVERYWHERE, NULL},
    {"readv", EVERYWHERE, NULL},
    {"write", EVERYWHERE, NULL},
    {"writev", EVERYWHERE, NULL},
    {"lseek", EVERYWHERE, NULL},
    {"close", EVERYWHERE, NULL},
    {"fstat", EVERYWHERE, NULL},
    {"newfstatat", EVERYWHERE, NULL},
    {"statx", EVERYWHERE, NULL},
    {"stat", EVERYWHERE, NULL},
    {"lstat", EVERYWHERE, NULL},
    {"statfs", EVERYWHERE, NULL},
    {"fstatfs", EVERYWHERE, NULL},
    {"access", EVERYWHERE, NULL},
    {"faccessat", EVERYWHERE, NULL},
    {"faccessat2", EVERYWHERE, NULL},
    {"readlink", EVERYWHERE, NULL},
    {"readlinkat", EVERYWHERE, NULL},
    {"getdents64", EVERYWHERE, NULL},
    {"getcwd", EVERYWHERE, NULL},
    {"fcntl", EVERYWHERE, add_harmless_fcntl},
    {"fadvise64", EVERYWHERE, NULL},
    {"poll", EVERYWHERE, NULL},
    {"ppoll", EVERYWHERE, NULL},
    {"openat", EVERYWHERE, add_open},
    {"ioctl", EVERYWHERE, add_no_terminal},
    {"getpeername", EVERYWHERE, add_no_socket},
    /* memory */
    {"mmap", EVERYWHERE, add_not_executable},
    {"mprotect", EVERYWHERE, add_not_executable},
    {"munmap", EVERYWHERE, NULL},
    {"mremap", EVERYWHERE, NULL},
    {"brk", EVERYWHERE, NULL},
    {"madvise", EVERYWHERE, NULL},
    {"futex", EVERYWHERE, NULL},
    /* time, and the process itself */
    {"clock_gettime", EVERYWHERE, NULL},
    {"clock_getres", EVERYWHERE, NULL},
    {"clock_nanosleep", EVERYWHERE, NULL},
    {"nanosleep", EVERYWHERE, NULL},
    {"gettimeofday", EVERYWHERE, NULL},
    {"time", EVERYWHERE, NULL},
    {"getrandom", EVERYWHERE, NULL},
    {"getpid", EVERYWHERE, NULL},
    {"gettid", EVERYWHERE, NULL},
    {"getppid", EVERYWHERE, NULL},
    {"getuid", EVERYWHERE, NULL},
    {"geteuid", EVERYWHERE, NULL},
    {"getgid", EVERYWHERE, NULL},
    {"getegid", EVERYWHERE, NULL},
    {"getrusage", EVERYWHERE, NULL},
    {"sysinfo", EVERYWHERE, NULL},
    {"uname", EVERYWHERE, NULL},
    {"sched_yield", EVERYWHERE, NULL},
    {"sched_getaffinity", EVERYWHERE, NULL},
    {"rt_sigaction", EVERYWHERE, NULL},
    {"rt_sigprocmask", EVERYWHERE, NULL},
    {"rt_sigreturn", EVERYWHERE, NULL},
    {"restart_syscall", EVERYWHERE, NULL},
    {"tgkill", EVERYWHERE, NULL}, /* by a worker to itself, see new_rest() */
    {"exit", EVERYWHERE, NULL},
    {"exit_group", EVERYWHERE, NULL},
    /* what makes a worker of the template */
    {"clone", TEMPLATE, add_worker},
    {"recvmsg", TEMPLATE, NULL},
    {"sendmsg", TEMPLATE, NULL},
    {"sendto", TEMPLATE, NULL},
    {"dup2", TEMPLATE, NULL},
    {"dup3", TEMPLATE, NULL},
    {"close_range", TEMPLATE, NULL},
    {"prctl", TEMPLATE, NULL},
    {"prlimit64", TEMPLATE, NULL},
    {"setrlimit", TEMPLATE, NULL},
    {"seccomp", TEMPLATE, NULL},
    /* what the sanitizers do beside */
    {"sigaltstack", ASAN, NULL},
    {"prlimit64", ASAN, NULL},
    {"getrlimit", ASAN, NULL},
    {"prctl", ASAN, NULL},
    {"open", ASAN, add_not_there},
};

static bool is_wanted(const Call *call, Where where)
{
    return call->where == EVERYWHERE || call->where == where ||
           (call->where == ASAN && BP_HAS_ASAN);
}

static bool is_listed(const char *name, Where where)
{
    for (guint i = 0; i < G_N_ELEMENTS(calls); i++)
        if (is_wanted(&calls[i], where) && strcmp(calls[i].name, name) == 0)
            return true;
    return false;
}

/* Calls that there are and that are not in the table. */
static bool add_forbidden(scmp_filter_ctx filter)
{
    for (int call = 0; call <= HIGHEST_CALL; call++) {
        char *name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, call);
        bool forbidden = name && !is_listed(name, TEMPLATE);
        free(name);
        if (forbidden && seccomp_rule_add(filter, SCMP_ACT_TRAP, call, 0) != 0)
            return false;
    }
    return true;
}

static bool add_allowed(scmp_filter_ctx filter)
{
    for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
        int call = seccomp_syscall_resolve_name(calls[i].name);
        if (call < 0 || !is_wanted(&calls[i], TEMPLATE)) /* not on this architecture */
            continue;
        if (calls[i].add == NULL ? seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0
                                 : !calls[i].add(filter, call))
            return false;
    }
    return true;
}

/* NULL when the library cannot. */
static scmp_filter_ctx new_filter(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
    if (filter == NULL)
        return NULL;
    if (seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0 && add_forbidden(filter) &&
        add_allowed(filter))
        return filter;
    seccomp_release(filter);
    return NULL;
}

/* What a worker may do less than the template, whose filter stays in force. It is small since each
 * worker has the kernel compile it: a whole one takes as long as the rest of starting a worker. */
static scmp_filter_ctx new_rest(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == NULL)
        return NULL;
    int kill = seccomp_syscall_resolve_name("tgkill");
    bool done = add_if(filter, SCMP_ACT_TRAP, kill, compared(0, SCMP_CMP_NE, PID_PLACE));
    for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
        int call = seccomp_syscall_resolve_name(calls[i].name);
        if (call < 0 || calls[i].where != TEMPLATE || is_listed(calls[i].name, EVERYWHERE))
            continue;
        done = done && seccomp_rule_add(filter, SCMP_ACT_TRAP, call, 0) == 0;
    }
    if (done)
        return filter;
    seccomp_release(filter);
    return NULL;
}

static bool export_to(BpFilter *filter, int fd)
{
    scmp_filter_ctx worker = new_rest();
    bool done = worker && seccomp_export_bpf(worker, fd) == 0;
    if (worker)
        seccomp_release(worker);
    off_t size = done ? lseek(fd, 0, SEEK_CUR) : 0;
    if (size <= 0 || size / (off_t)sizeof *filter->worker > G_MAXUSHORT)
        return false;
    filter->worker = g_malloc((gsize)size);
    filter->len = (unsigned short)(size / (off_t)sizeof *filter->worker);
    return pread(fd, filter->worker, (gsize)size, 0) == size;
}

/* A name that a hostile document may have put on standard error is only a wrong word in a message:
 * what counts is the exit status. */
static void tell_call(int number G_GNUC_UNUSED, siginfo_t *info, void *context G_GNUC_UNUSED)
{
    char text[] = BP_FILTER_WORDS "0000\n";
    guint at = sizeof text - 3;
    for (guint call = (guint)info->si_syscall; call > 0 && at >= sizeof BP_FILTER_WORDS - 1;
         call /= 10)
        text[at--] = (char)('0' + call % 10);
    ssize_t told = write(STDERR_FILENO, text, sizeof text - 1);
    (void)told;
    _exit(BP_FILTER_EXIT_STATUS);
}

BpFilter *bp_filter_enter(void)
{
    BpFilter *filter = g_new0(BpFilter, 1);
    int fd = memfd_create("filter", MFD_CLOEXEC);
    struct sigaction action = {.sa_sigaction = tell_call, .sa_flags = SA_SIGINFO};
    bool done = fd >= 0 && export_to(filter, fd) && sigaction(SIGSYS, &action, NULL) == 0;
    if (fd >= 0)
        close(fd);
    scmp_filter_ctx own = done ? new_filter() : NULL;
    done = own && seccomp_load(own) == 0;
    if (own)
        seccomp_release(own);
    if (done)
        return filter;
    g_free(filter->worker);
    g_free(filter);
    return NULL;
}

bool bp_filter_tighten(const BpFilter *filter)
{
    guint32 pid = (guint32)getpid();
    guint places = 0;
    for (guint i = 0; i < filter->len; i++) {
        struct sock_filter *step = &filter->worker[i];
        if (step->code != (BPF_JMP | BPF_JEQ | BPF_K) || step->k != PID_PLACE)
            continue;
        step->k = pid;
        places++;
    }
    struct sock_fprog program = {filter->len, filter->worker};
    return places > 0 && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

char *bp_filter_dup_call(const char *errors)
{
    const char *at = strstr(errors, BP_FILTER_WORDS);
    if (at == NULL)
        return NULL;
    at += sizeof BP_FILTER_WORDS - 1;
    g_autofree char *digits = g_strndup(at, strspn(at, "0123456789"));
    guint64 call;
    if (!bp_parse_uint(digits, HIGHEST_CALL, &call))
        return NULL;
    char *name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, (int)call);
    char *copy = name ? g_strdup(name) : g_strdup_printf("%d", (int)call);
    free(name);
    return copy;
}
