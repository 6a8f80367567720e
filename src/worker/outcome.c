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

#include "worker/filter.h"

/* What the libraries in a worker say when they get no memory: libstdc++, poppler, GLib, libc. */
static const char *const memory_words[] = {
    "bad_alloc", "Out of memory", "out of memory", "failed to allocate", "Cannot allocate memory",
};

/* Findings about a page that may be there because memory ran out. */
static const char *const doubtful[] = {"page-unreadable", "layout-mismatch", "needs-ocr"};

static bool lacked_memory(const char *errors)
{
    for (guint i = 0; i < G_N_ELEMENTS(memory_words); i++)
        if (strstr(errors, memory_words[i]))
            return true;
    return false;
}

static bool is_doubtful(const BpFinding *finding)
{
    for (guint i = 0; i < G_N_ELEMENTS(doubtful); i++)
        if (strcmp(finding->code, doubtful[i]) == 0)
            return true;
    return false;
}

void bp_outcome_distrust(BpDocument *document, const char *errors)
{
    if (!lacked_memory(errors))
        return;
    bool page_failed = false;
    for (guint i = 0; i < document->findings->len; i++)
        page_failed = page_failed || is_doubtful(g_ptr_array_index(document->findings, i));
    BpStatus before = document->status;
    bp_document_find(document, "memory", 0,
                     "memory ran out while the file was read: something may be missing");
    if (page_failed && (before == BP_STATUS_OK || before == BP_STATUS_OK_WARN))
        document->status = BP_STATUS_PARTIAL;
}

/* Where it was: " at page 3", " in the stage 'layout' after 12 pages", " after 0 pages". */
static char *dup_place(const BpEnding *ending)
{
    if (ending->page)
        return g_strdup_printf(" at page %u", ending->page);
    if (ending->stage)
        return g_strdup_printf(" in the stage '%s' after %u pages", ending->stage,
                               ending->pages_done);
    return g_strdup_printf(" after %u pages", ending->pages_done);
}

static BpStatus judge_signal(int number, GString *out)
{
    if (number == SIGXCPU) {
        g_string_append_printf(out, "more than %" G_GUINT64_FORMAT " s of processor time wanted",
                               bp_limit_value(BP_LIMIT_CPU_SECONDS));
        return BP_STATUS_TIMEOUT;
    }
    /* Not sent from here: who else kills a worker is a kernel that is short of memory. */
    if (number == SIGKILL) {
        g_string_append(out, "the worker was killed, as when the machine runs out of memory,");
        return BP_STATUS_OOM;
    }
    const char *name = sigabbrev_np(number);
    g_string_append_printf(out, "the worker was ended by signal SIG%s", name ? name : "?");
    return number == SIGSYS ? BP_STATUS_SANDBOX : BP_STATUS_CRASHED;
}

/* The worker ended by itself. */
static BpStatus judge_death(const BpEnding *ending, GString *out)
{
    int status = ending->wait_status;
    if (WIFEXITED(status) && WEXITSTATUS(status) == BP_FILTER_EXIT_STATUS) {
        g_autofree char *call = bp_filter_dup_call(ending->errors);
        g_string_append_printf(out, "the worker called %s%s, which the sandbox forbids",
                               call ? call : "something", call ? "()" : "");
        return BP_STATUS_SANDBOX;
    }
    if (lacked_memory(ending->errors)) {
        g_string_append_printf(out, "more than %" G_GUINT64_FORMAT " MiB of memory wanted",
                               bp_limit_value(BP_LIMIT_WORKER_MEMORY_BYTES) >> 20);
        return BP_STATUS_OOM;
    }
    if (WIFSIGNALED(status))
        return judge_signal(WTERMSIG(status), out);
    g_string_append_printf(out, "the worker ended with exit status %d and an incomplete result",
                           WEXITSTATUS(status));
    return BP_STATUS_CRASHED;
}

static BpStatus judge(const BpEnding *ending, GString *out)
{
    switch (ending->killed) {
    case BP_KILLED_STALL:
        g_string_append(out, "no progress in the time allowed");
        return BP_STATUS_TIMEOUT;
    case BP_KILLED_TOTAL:
        g_string_append(out, "not finished in the time allowed");
        return BP_STATUS_TIMEOUT;
    case BP_KILLED_RUBBISH:
        g_string_append(out, ending->rubbish);
        return BP_STATUS_INTERNAL;
    case BP_KILLED_NOISE:
        g_string_append_printf(out, "more than %" G_GUINT64_FORMAT " bytes of error messages",
                               bp_limit_value(BP_LIMIT_STDERR_TOTAL_BYTES));
        return BP_STATUS_LIMIT;
    case BP_KILLED_NOT:
        break;
    }
    return judge_death(ending, out);
}

BpStatus bp_outcome_judge(const BpEnding *ending, char **out_message)
{
    g_autoptr(GString) out = g_string_new(NULL);
    BpStatus status = judge(ending, out);
    if (status != BP_STATUS_INTERNAL && status != BP_STATUS_SANDBOX) {
        g_autofree char *place = dup_place(ending);
        g_string_append(out, place);
    }
    if (ending->left_alone) {
        g_string_append(out, "; its process could not be killed and was left alone");
        status = BP_STATUS_TIMEOUT;
    }
    *out_message = g_string_free(g_steal_pointer(&out), FALSE);
    return status;
}
