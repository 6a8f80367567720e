/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The ways in which a worker can fail, each as a function. Only in builds for developers: what a
 * release does must not depend on such a variable.
 */
#include "cli/test-hook.h"

#include <glib.h>

#ifdef BOARDPACK_TEST_HOOKS
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* raise() would be caught by a sanitizer's handler. */
static void die_of(int number)
{
    signal(number, SIG_DFL);
    raise(number);
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
        pause();
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
    static const char words[] = "terminate called after throwing 'std::bad_alloc'\n";
    if (write(STDERR_FILENO, words, sizeof words - 1) < 0)
        _exit(3);
    die_of(SIGABRT);
}

static const struct {
    const char *name;
    void (*fail)(void);
} modes[] = {
    {"segv", fail_segv}, {"abort", fail_abort},     {"stall", fail_stall},
    {"exit", fail_exit}, {"rubbish", fail_rubbish}, {"oom", fail_oom},
};

void bp_test_hook_run(const char *file)
{
    const char *wanted = g_getenv("BOARDPACK_TEST_WORKER");
    if (wanted == NULL)
        return;
    g_auto(GStrv) parts = g_strsplit(wanted, ":", 2);
    if (parts[0] == NULL || (parts[1] && strcmp(parts[1], file) != 0))
        return;
    for (guint i = 0; i < G_N_ELEMENTS(modes); i++)
        if (strcmp(modes[i].name, parts[0]) == 0)
            modes[i].fail();
}
#else
void bp_test_hook_run(const char *file G_GNUC_UNUSED) {}
#endif
