/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pool: three documents, the middle one of which has a worker that misbehaves. It gets the
 * status that tells how, the others are as if nothing had been, and results come in the order of
 * the list.
 */
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "worker/pool.h"

#define N_DOCUMENTS 3
#define BAD         1

/* A deadline that is run into, and one that is not: workers under a sanitizer on a busy machine
 * take a second now and then. */
#define SHORT_MS 2500
#define LONG_MS  120000

typedef void (*Misbehave)(BpDocument *document, guint flags, BpWorkerLink *link);

typedef struct {
    Misbehave misbehave;
    guint base_ms, stall_ms;
    guint next; /* index that `done` must see next */
    guint pages;
    BpResult results[N_DOCUMENTS];
} Case;

static int new_memory(const char *text)
{
    int fd = memfd_create("test", MFD_CLOEXEC);
    g_assert_cmpint(write(fd, text, strlen(text)), ==, strlen(text));
    return fd;
}

static BpDocument *open_document(guint index, BpPoolInput *out_input, gpointer data G_GNUC_UNUSED)
{
    g_autofree char *name = g_strdup_printf("%u.pdf", index);
    BpDocument *document = bp_document_new(name);
    document->sha256 = g_strdup("ab");
    out_input->input_fd = new_memory(name);
    return document;
}

static void work(const BpWorkInput *input, BpDocument *document, guint flags, BpWorkerLink *link,
                 gpointer data)
{
    Case *test = data;
    /* Its own file, and no other. */
    if (!g_bytes_equal(input->input, g_bytes_new(document->file, strlen(document->file))))
        _exit(9);
    if (strcmp(document->file, "1.pdf") == 0)
        test->misbehave(document, flags, link);
    else if (strcmp(document->file, "0.pdf") == 0)
        g_usleep(50000); /* ends after the others: its result must still come first */
    document->n_pages = 1;
    bp_worker_link_page(link, 1, 1);
    BpRecord *record = bp_document_take_record(document, bp_record_new("action", 1));
    bp_record_set(record, "text", document->file);
    bp_document_assign_ids(document);
}

static void count_page(guint index G_GNUC_UNUSED, gpointer data)
{
    ((Case *)data)->pages++;
}

static const char *stage_name(guint stage)
{
    return stage == 0 ? "first" : NULL;
}

static bool done(guint index, BpResult *result, gpointer data, GError **error G_GNUC_UNUSED)
{
    Case *test = data;
    g_assert_cmpuint(index, ==, test->next);
    test->next++;
    test->results[index] = *result;
    result->document = NULL;
    return true;
}

static void assert_well(const BpDocument *document)
{
    g_assert_cmpint(document->status, ==, BP_STATUS_OK);
    g_assert_cmpuint(document->records->len, ==, 1);
    g_assert_cmpstr(bp_record_get(g_ptr_array_index(document->records, 0), "text"), ==,
                    document->file);
}

static void run_case(Case *test, guint jobs)
{
    BpTemplateSetup setup = {.work = work, .data = test};
    g_autoptr(GError) error = NULL;
    g_autoptr(BpTemplate) template = bp_template_start(&setup, &error);
    g_assert_no_error(error);
    BpPool pool = {.template = template,
                   .jobs = jobs,
                   .base_ms = test->base_ms,
                   .page_ms = 1,
                   .stall_ms = test->stall_ms,
                   .data = test,
                   .open = open_document,
                   .page = count_page,
                   .stage_name = stage_name,
                   .done = done};
    int signal_number = -1;
    g_assert_true(bp_pool_run(&pool, N_DOCUMENTS, &signal_number, &error));
    g_assert_no_error(error);
    g_assert_cmpint(signal_number, ==, 0);
    g_assert_cmpuint(test->next, ==, N_DOCUMENTS);
    assert_well(test->results[0].document);
    assert_well(test->results[2].document);
}

static void die_of(int number)
{
    signal(number, SIG_DFL);
    raise(number);
}

static void segv(BpDocument *d G_GNUC_UNUSED, guint f G_GNUC_UNUSED, BpWorkerLink *l G_GNUC_UNUSED)
{
    die_of(SIGSEGV);
}

static void forbidden(BpDocument *d G_GNUC_UNUSED, guint f G_GNUC_UNUSED,
                      BpWorkerLink *l G_GNUC_UNUSED)
{
    socket(AF_INET, SOCK_STREAM, 0);
}

static void stall(BpDocument *d G_GNUC_UNUSED, guint f G_GNUC_UNUSED, BpWorkerLink *l G_GNUC_UNUSED)
{
    for (;;)
        g_usleep(G_USEC_PER_SEC);
}

/* Heard of all the time, and never done. */
static void dawdle(BpDocument *d G_GNUC_UNUSED, guint f G_GNUC_UNUSED, BpWorkerLink *link)
{
    for (;;) {
        bp_worker_link_stage(link, 0, 0);
        g_usleep(20000);
    }
}

static void leave(BpDocument *d G_GNUC_UNUSED, guint f G_GNUC_UNUSED, BpWorkerLink *l G_GNUC_UNUSED)
{
    _exit(0); /* as if all were well */
}

static void lie(BpDocument *d G_GNUC_UNUSED, guint f G_GNUC_UNUSED, BpWorkerLink *link)
{
    bp_worker_link_page(link, 7, 9);
    g_usleep(LONG_MS * 1000);
}

static void say(const char *words)
{
    if (write(STDERR_FILENO, words, strlen(words)) < 0)
        _exit(9);
}

static void lack_memory(BpDocument *d G_GNUC_UNUSED, guint f G_GNUC_UNUSED,
                        BpWorkerLink *l G_GNUC_UNUSED)
{
    say("terminate called after throwing an instance of 'std::bad_alloc'\n");
    die_of(SIGABRT);
}

static void swallow(BpDocument *d G_GNUC_UNUSED, guint f G_GNUC_UNUSED,
                    BpWorkerLink *l G_GNUC_UNUSED)
{
    say("Out of memory\n");
}

static void swallow_page(BpDocument *document, guint f G_GNUC_UNUSED, BpWorkerLink *l G_GNUC_UNUSED)
{
    say("Out of memory\n");
    document->n_pages = 1;
    bp_document_find(document, "page-unreadable", 1, "the page cannot be read");
}

static void flood(BpDocument *d G_GNUC_UNUSED, guint f G_GNUC_UNUSED, BpWorkerLink *l G_GNUC_UNUSED)
{
    for (guint i = 0; i < 20000; i++)
        say("Syntax Error: and so on, without end, about everything there is in the file\n");
}

/* Dies in a stage that can be left out; is tried again without. */
static void die_in_stage(BpDocument *document, guint flags, BpWorkerLink *link)
{
    if (flags == 4) {
        document->title = g_strdup("second try");
        return;
    }
    bp_worker_link_stage(link, 0, 4);
    die_of(SIGSEGV);
}

static const struct {
    const char *name;
    Misbehave misbehave;
    BpStatus status;
    const char *message; /* of the finding of the status's name, NULL for none */
} cases[] = {
    {"segv", segv, BP_STATUS_CRASHED, "the worker was ended by signal SIGSEGV after 0 pages"},
    {"sigsys", forbidden, BP_STATUS_SANDBOX,
     "the worker called socket(), which the sandbox forbids"},
    {"stall", stall, BP_STATUS_TIMEOUT, "no progress in the time allowed after 0 pages"},
    {"dawdle", dawdle, BP_STATUS_TIMEOUT,
     "not finished in the time allowed in the stage 'first' after 0 pages"},
    {"exit", leave, BP_STATUS_CRASHED,
     "the worker ended with exit status 0 and an incomplete result after 0 pages"},
    {"rubbish", lie, BP_STATUS_INTERNAL, "worker sent a 'page' frame that is wrong"},
    {"oom", lack_memory, BP_STATUS_OOM, NULL},
    {"oom-swallowed", swallow, BP_STATUS_OK_WARN, NULL},
    {"oom-page", swallow_page, BP_STATUS_PARTIAL, NULL},
    {"flood", flood, BP_STATUS_OK, NULL},
    {"retry", die_in_stage, BP_STATUS_OK, NULL},
};

static void test_case(gconstpointer data)
{
    guint row = GPOINTER_TO_UINT(data);
    bool stalls = cases[row].misbehave == stall, dawdles = cases[row].misbehave == dawdle;
    Case test = {.misbehave = cases[row].misbehave,
                 .base_ms = dawdles ? SHORT_MS : LONG_MS,
                 .stall_ms = stalls ? SHORT_MS : LONG_MS};
    run_case(&test, 2);
    const BpDocument *bad = test.results[BAD].document;
    g_assert_cmpstr(bp_status(bad->status)->name, ==, bp_status(cases[row].status)->name);
    if (cases[row].message) {
        g_assert_cmpuint(bad->findings->len, ==, 1);
        const BpFinding *finding = g_ptr_array_index(bad->findings, 0);
        g_assert_cmpstr(finding->code, ==, bp_status(cases[row].status)->name);
        g_assert_cmpstr(finding->message, ==, cases[row].message);
        g_assert_cmpstr(bad->sha256, ==, "ab");
    }
    if (cases[row].misbehave == die_in_stage)
        g_assert_cmpstr(bad->title, ==, "second try");
    for (guint i = 0; i < N_DOCUMENTS; i++)
        bp_document_free(test.results[i].document);
}

/* SIGTERM in the middle: the run ends, no worker is left, and what is done is not handed on. */
static void send_sigterm(BpDocument *d G_GNUC_UNUSED, guint f G_GNUC_UNUSED,
                         BpWorkerLink *l G_GNUC_UNUSED)
{
    kill(getppid(), SIGTERM);
    for (;;)
        g_usleep(G_USEC_PER_SEC);
}

static void test_signal(void)
{
    Case test = {.misbehave = send_sigterm};
    /* Only so may a worker send a signal to another process. */
    BpTemplateSetup setup = {.work = work, .data = &test, .sandbox = BP_SANDBOX_OFF};
    g_autoptr(BpTemplate) template = bp_template_start(&setup, NULL);
    BpPool pool = {.template = template, .jobs = 1, .data = &test, .open = open_document};
    pool.done = done;
    int signal_number = 0;
    g_assert_true(bp_pool_run(&pool, N_DOCUMENTS, &signal_number, NULL));
    g_assert_cmpint(signal_number, ==, SIGTERM);
    g_assert_cmpuint(test.next, ==, 1);
    bp_document_free(test.results[0].document);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strconcat("/pool/", cases[i].name, NULL);
        g_test_add_data_func(path, GUINT_TO_POINTER(i), test_case);
    }
    g_test_add_func("/pool/signal", test_signal);
    return g_test_run();
}
