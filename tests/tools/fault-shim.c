/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Preloaded into a program, makes one call of the C library fail: the n-th of a family, with an
 * error number, and on wish all after it; or ends the program there, as SIGKILL from outside seldom
 * hits such a moment. tests/tools/check-faults builds and drives it.
 *
 *     FAULT_FAMILY  write, rename, sync, open, close, mkdir, remove, read, process, malloc
 *     FAULT_NTH     which call fails, from 1; 0 for none, to count them
 *     FAULT_ERRNO   the number; 0 kills the process before the call instead
 *     FAULT_STICKS  set: the calls after it fail too, as on a disc that is full
 *     FAULT_REPORT  a file that gets "fired" when it does, and "N calls" at the end
 *
 * Only in the process that was started first: those that are forked from it have another id, and
 * those that it starts find the id in FAULT_PID. Only calls on regular files and folders count. The
 * writes that the C library makes for its own streams cannot be caught: fwrite(), fflush() and
 * fclose() stand for them. Memory comes from the malloc that would have been used without the shim.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

typedef enum {
    WRITE,
    RENAME,
    SYNC,
    OPEN,
    CLOSE,
    MKDIR,
    REMOVE,
    READ,
    PROCESS,
    MALLOC,
    N_FAMILIES
} Family;

static const char *const names[N_FAMILIES] = {"write", "rename", "sync", "open",    "close",
                                              "mkdir", "remove", "read", "process", "malloc"};

static Family chosen = N_FAMILIES;
static guint64 nth, calls;
static int number;
static bool sticks;
static pid_t first;
static char report_path[4096];

/* Without the functions that are replaced here. */
static void report(const char *text, gsize len)
{
    long fd = syscall(SYS_openat, AT_FDCWD, report_path, O_WRONLY | O_CREAT | O_APPEND, 0666);
    if (fd >= 0) {
        (void)!syscall(SYS_write, fd, text, len);
        syscall(SYS_close, fd);
    }
}

static guint64 number_of(const char *name)
{
    const char *text = getenv(name);
    return text ? g_ascii_strtoull(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void set_up(void)
{
    const char *family = getenv("FAULT_FAMILY"), *path = getenv("FAULT_REPORT");
    if (family == NULL || path == NULL || getenv("FAULT_PID") != NULL)
        return;
    nth = number_of("FAULT_NTH");
    number = (int)number_of("FAULT_ERRNO");
    sticks = getenv("FAULT_STICKS") != NULL;
    g_strlcpy(report_path, path, sizeof report_path);
    char id[24];
    g_snprintf(id, sizeof id, "%d", (int)getpid());
    setenv("FAULT_PID", id, 1);
    first = getpid();
    for (guint i = 0; i < N_FAMILIES; i++)
        if (g_str_equal(names[i], family))
            chosen = (Family)i;
}

__attribute__((destructor)) static void tell_calls(void)
{
    char text[40];
    if (chosen < N_FAMILIES && getpid() == first)
        report(text, (gsize)g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT " calls\n", calls));
}

/* Whether this call of the family is to fail; errno is set then. */
static bool fails(Family family)
{
    if (family != chosen || syscall(SYS_getpid) != first)
        return false;
    calls++;
    if (nth == 0 || (calls != nth && !(sticks && calls > nth)))
        return false;
    if (calls == nth)
        report("fired\n", 6);
    if (number == 0)
        syscall(SYS_kill, first, SIGKILL);
    errno = number;
    return true;
}

static bool is_file(int fd)
{
    struct stat info;
    int before = errno;
    bool is = fd > STDERR_FILENO && fstat(fd, &info) == 0 &&
              (S_ISREG(info.st_mode) || S_ISDIR(info.st_mode));
    errno = before;
    return is;
}

/* Defines a replacement: its type, its name, its parameters, those handed on, when it fails and
 * what it returns then. */
#define REPLACE(type, name, parameters, arguments, failing, result)                                \
    type name parameters;                                                                          \
    type name parameters                                                                           \
    {                                                                                              \
        static type(*real) parameters = NULL;                                                      \
        if (real == NULL)                                                                          \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                             \
        return (failing) ? (result) : real arguments;                                              \
    }

/* The same for what opens a file: the mode comes only with some flags. */
#define REPLACE_OPEN(name, parameters, ...)                                                        \
    int name parameters;                                                                           \
    int name parameters                                                                            \
    {                                                                                              \
        static int (*real)() = NULL;                                                               \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;                  \
        va_end(rest);                                                                              \
        if (real == NULL)                                                                          \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                             \
        bool writes = (flags & O_ACCMODE) != O_RDONLY;                                             \
        return writes && fails(OPEN) ? -1 : real(__VA_ARGS__, mode);                               \
    }

#define PUT_FILE(fd) (is_file(fd) && fails(WRITE))

REPLACE(ssize_t, write, (int fd, const void *data, size_t n), (fd, data, n), PUT_FILE(fd), -1)
REPLACE(ssize_t, pwrite, (int fd, const void *data, size_t n, off_t at), (fd, data, n, at),
        PUT_FILE(fd), -1)
REPLACE(ssize_t, pwrite64, (int fd, const void *data, size_t n, off64_t at), (fd, data, n, at),
        PUT_FILE(fd), -1)
REPLACE(int, ftruncate, (int fd, off_t size), (fd, size), PUT_FILE(fd), -1)
REPLACE(int, ftruncate64, (int fd, off64_t size), (fd, size), PUT_FILE(fd), -1)
REPLACE(int, fallocate, (int fd, int mode, off_t at, off_t n), (fd, mode, at, n), PUT_FILE(fd), -1)
REPLACE(size_t, fwrite, (const void *data, size_t size, size_t n, FILE *stream),
        (data, size, n, stream), PUT_FILE(fileno(stream)), 0)
REPLACE(int, fflush, (FILE * stream), (stream), stream &&PUT_FILE(fileno(stream)), EOF)

REPLACE(int, rename, (const char *from, const char *to), (from, to), fails(RENAME), -1)
REPLACE(int, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to),
        fails(RENAME), -1)
REPLACE(int, renameat2, (int a, const char *from, int b, const char *to, unsigned flags),
        (a, from, b, to, flags), fails(RENAME), -1)
REPLACE(int, linkat, (int a, const char *from, int b, const char *to, int flags),
        (a, from, b, to, flags), fails(RENAME), -1)

REPLACE(int, fsync, (int fd), (fd), fails(SYNC), -1)
REPLACE(int, fdatasync, (int fd), (fd), fails(SYNC), -1)

REPLACE_OPEN(open, (const char *path, int flags, ...), path, flags)
REPLACE_OPEN(open64, (const char *path, int flags, ...), path, flags)
REPLACE_OPEN(openat, (int folder, const char *path, int flags, ...), folder, path, flags)
REPLACE_OPEN(openat64, (int folder, const char *path, int flags, ...), folder, path, flags)
REPLACE(int, memfd_create, (const char *name, unsigned flags), (name, flags), fails(OPEN), -1)
REPLACE(FILE *, fdopen, (int fd, const char *mode), (fd, mode), fails(OPEN), NULL)

/* The descriptor is gone also when close() fails. */
REPLACE(int, close, (int fd), (fd), is_file(fd) && fails(CLOSE) && real(fd) == 0, -1)
REPLACE(int, fclose, (FILE * stream), (stream),
        is_file(fileno(stream)) && fails(CLOSE) && real(stream) == 0, EOF)

REPLACE(int, mkdir, (const char *path, mode_t mode), (path, mode), fails(MKDIR), -1)
REPLACE(int, mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode),
        fails(MKDIR), -1)

REPLACE(int, unlink, (const char *path), (path), fails(REMOVE), -1)
REPLACE(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags),
        fails(REMOVE), -1)
REPLACE(int, rmdir, (const char *path), (path), fails(REMOVE), -1)

REPLACE(ssize_t, read, (int fd, void *data, size_t n), (fd, data, n), is_file(fd) && fails(READ),
        -1)
REPLACE(ssize_t, pread, (int fd, void *data, size_t n, off_t at), (fd, data, n, at),
        is_file(fd) && fails(READ), -1)
REPLACE(ssize_t, pread64, (int fd, void *data, size_t n, off64_t at), (fd, data, n, at),
        is_file(fd) && fails(READ), -1)
REPLACE(DIR *, opendir, (const char *path), (path), fails(READ), NULL)

REPLACE(pid_t, fork, (void), (), fails(PROCESS), -1)
REPLACE(int, pipe2, (int ends[2], int flags), (ends, flags), fails(PROCESS), -1)

REPLACE(void *, malloc, (size_t n), (n), fails(MALLOC), NULL)
REPLACE(void *, calloc, (size_t n, size_t size), (n, size), fails(MALLOC), NULL)
REPLACE(void *, realloc, (void *old, size_t n), (old, n), fails(MALLOC), NULL)
