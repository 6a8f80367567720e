/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tells how a document ended from how its worker did: by a deadline, a signal, an exit status, and
 * what it left on stderr.
 *
 * Allocation failures end in many ways (std::bad_alloc aborts, GLib traps, some decoders only say
 * so and go on with text missing), so the words on stderr decide, not the signal. That is why a
 * worker that ended well is not trusted either when they are there.
 */
#include "worker/outcome.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "common/limits.h"
#include "common/text.h"

/* What the libraries in a worker say when they get no memory: libstdc++, poppler, GLib, libc. */
static const char *const memory_words[] = {
    "bad_alloc", "Out of memory", "out of memory", "failed to allocate", "Cannot allocate memory",
};

static bool lacked_memory(const char *errors)
{
    for (guint i = 0; i < G_N_ELEMENTS(memory_words); i++)
        if (strstr(errors, memory_words[i]))
            return true;
    return false;
}

static void set(BpDocument *document, BpStatus status, const char *message)
{
    bp_document_find(document, bp_status(status)->name, 0, "%s", message);
    document->status = status;
}

/* Some of the text may be missing though the worker ended well. */
static void distrust(BpDocument *document, const BpEnding *ending)
{
    if (!lacked_memory(ending->errors))
        return;
    bool page_failed = false;
    for (guint i = 0; i < document->findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(document->findings, i);
        page_failed = page_failed || g_str_equal(finding->code, "page-unreadable");
    }
    BpStatus before = document->status;
    bp_document_find(document, "memory", 0,
                     "memory ran out while the file was read: something may be missing");
    if (page_failed && (before == BP_STATUS_OK || before == BP_STATUS_OK_WARN))
        document->status = BP_STATUS_PARTIAL;
}

static char *dup_signal_message(const BpEnding *ending)
{
    int number = WTERMSIG(ending->wait_status);
    const char *name = sigabbrev_np(number);
    return g_strdup_printf("the worker was ended by signal SIG%s after %u pages", name ? name : "?",
                           ending->pages_done);
}

/* The worker ended by itself, without a complete document. */
static void apply_death(BpDocument *document, const BpEnding *ending)
{
    if (lacked_memory(ending->errors)) {
        g_autofree char *message =
            g_strdup_printf("more than %" G_GUINT64_FORMAT " MiB of memory wanted after %u pages",
                            bp_limit_value(BP_LIMIT_WORKER_MEMORY_BYTES) >> 20, ending->pages_done);
        set(document, BP_STATUS_OOM, message);
        return;
    }
    if (WIFSIGNALED(ending->wait_status)) {
        bool is_sandbox = WTERMSIG(ending->wait_status) == SIGSYS;
        g_autofree char *message = dup_signal_message(ending);
        set(document, is_sandbox ? BP_STATUS_SANDBOX : BP_STATUS_CRASHED, message);
        return;
    }
    g_autofree char *message =
        g_strdup_printf("the worker ended with exit status %d and an incomplete result",
                        WEXITSTATUS(ending->wait_status));
    set(document, BP_STATUS_CRASHED, message);
}

static void apply_deadline(BpDocument *document, const BpEnding *ending)
{
    const char *what = ending->killed == BP_KILLED_STALL ? "no progress" : "not finished";
    g_autofree char *message =
        g_strdup_printf("%s in the time allowed; %u pages were read", what, ending->pages_done);
    set(document, BP_STATUS_TIMEOUT, message);
}

void bp_outcome_apply(BpDocument *document, const BpEnding *ending, gboolean complete)
{
    switch (ending->killed) {
    case BP_KILLED_STALL:
    case BP_KILLED_TOTAL:
        apply_deadline(document, ending);
        break;
    case BP_KILLED_RUBBISH:
        set(document, BP_STATUS_INTERNAL, ending->rubbish);
        break;
    case BP_KILLED_NOT:
        if (complete)
            distrust(document, ending);
        else
            apply_death(document, ending);
        break;
    }
}
