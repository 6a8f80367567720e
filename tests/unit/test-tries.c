/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tries a document takes: pages that cost a worker its life are left out, and what else it dies
 * of is told.
 */
#include <signal.h>
#include <sys/wait.h>

#include "common/limits.h"

#include "tries-fixture.h"

static void assert_finding(const BpDocument *document, guint at, const char *code, guint page,
                           const char *message)
{
    g_assert_cmpuint(document->findings->len, >, at);
    const BpFinding *finding = g_ptr_array_index(document->findings, at);
    g_assert_cmpstr(finding->code, ==, code);
    g_assert_cmpuint(finding->page, ==, page);
    g_assert_cmpstr(finding->message, ==, message);
}

static void die_of(int number)
{
    signal(number, SIG_DFL);
    raise(number);
}

static void dies_at_4(guint page, const BpWorkInput *input G_GNUC_UNUSED,
                      BpWorkerLink *link G_GNUC_UNUSED)
{
    if (page == 4)
        die_of(SIGSEGV);
}

static void test_crash_at_page(void)
{
    Case test = {.at_page = dies_at_4};
    run_well(&test);
    const BpDocument *document = test.result->document;
    g_assert_cmpint(document->status, ==, BP_STATUS_PARTIAL);
    assert_records(document, "1 2 3 5 6 7 8 9");
    g_assert_cmpuint(document->findings->len, ==, 1);
    assert_finding(document, 0, "crashed", 4,
                   "the worker was ended by signal SIGSEGV at page 4: it was left out");
    g_assert_cmpuint(test.result->pages_done, ==, N_PAGES - 1);
    g_assert_cmpuint(document->n_pages, ==, N_PAGES);
    g_assert_cmpuint(test.started, ==, 1);
    bp_result_free(test.result);
}

static void stalls_at_2(guint page, const BpWorkInput *input G_GNUC_UNUSED,
                        BpWorkerLink *link G_GNUC_UNUSED)
{
    if (page == 2)
        g_usleep((gulong)LONG_MS * 1000);
}

static void test_stall_at_page(void)
{
    Case test = {.at_page = stalls_at_2, .stall_ms = SHORT_MS};
    run_well(&test);
    g_assert_cmpint(test.result->document->status, ==, BP_STATUS_PARTIAL);
    assert_records(test.result->document, "1 3 4 5 6 7 8 9");
    assert_finding(test.result->document, 0, "timeout", 2,
                   "no progress in the time allowed at page 2: it was left out");
    bp_result_free(test.result);
}

static void lacks_memory_from_3(guint page, const BpWorkInput *input G_GNUC_UNUSED,
                                BpWorkerLink *link G_GNUC_UNUSED)
{
    static const char words[] = "terminate called after throwing an instance of 'std::bad_alloc'\n";
    if (page < 3)
        return;
    if (write(STDERR_FILENO, words, sizeof words - 1) > 0)
        die_of(SIGABRT);
}

/* Three pages are left out, at the fourth it is given up. */
static void test_cut_off(void)
{
    Case test = {.at_page = lacks_memory_from_3};
    run_well(&test);
    const BpDocument *document = test.result->document;
    g_assert_cmpint(document->status, ==, BP_STATUS_PARTIAL);
    assert_records(document, "1 2");
    g_assert_cmpuint(document->findings->len, ==, 4);
    assert_finding(document, 0, "oom", 3,
                   "more than 512 MiB of memory wanted at page 3: it was left out");
    assert_finding(document, 3, "oom", 6,
                   "more than 512 MiB of memory wanted at page 6: it and those after it were left "
                   "out");
    g_assert_cmpuint(test.result->pages_done, ==, 2);
    bp_result_free(test.result);
}

static void is_slow(guint page, const BpWorkInput *input G_GNUC_UNUSED,
                    BpWorkerLink *link G_GNUC_UNUSED)
{
    if (page > 0)
        g_usleep(700000);
}

/* The time of a document is that of all its tries; what was read in it is had by one more. */
static void test_out_of_time(void)
{
    Case test = {.at_page = is_slow, .base_ms = 2500};
    run_well(&test);
    const BpDocument *document = test.result->document;
    g_assert_cmpint(document->status, ==, BP_STATUS_PARTIAL);
    assert_records(document, "1 2 3");
    g_assert_cmpuint(document->findings->len, ==, 1);
    assert_finding(document, 0, "timeout", 4,
                   "not finished in the time allowed at page 4: it and those after it were left "
                   "out");
    g_assert_cmpfloat(test.result->seconds, <, 2 * 2.6 + 1);
    bp_result_free(test.result);
}

static void stalls_at_all(guint page, const BpWorkInput *input G_GNUC_UNUSED,
                          BpWorkerLink *link G_GNUC_UNUSED)
{
    if (page > 1)
        g_usleep((gulong)LONG_MS * 1000);
}

/* Pages that hang one after the other do not each bring new time. */
static void test_stalls_in_time(void)
{
    Case test = {.at_page = stalls_at_all, .stall_ms = 1000, .base_ms = 1500};
    run_well(&test);
    g_assert_cmpint(test.result->document->status, ==, BP_STATUS_PARTIAL);
    assert_records(test.result->document, "1");
    g_assert_cmpuint(test.result->document->findings->len, ==, 2);
    bp_result_free(test.result);
}

static void dies_everywhere(guint page G_GNUC_UNUSED, const BpWorkInput *input G_GNUC_UNUSED,
                            BpWorkerLink *link G_GNUC_UNUSED)
{
    die_of(SIGFPE);
}

/* Nothing would be left: what is told is how it died. */
static void test_only_page(void)
{
    Case test = {.at_page = dies_everywhere, .n_pages = 1};
    run_well(&test);
    g_assert_cmpint(test.result->document->status, ==, BP_STATUS_CRASHED);
    assert_finding(test.result->document, 0, "crashed", 1,
                   "the worker was ended by signal SIGFPE at page 1");
    bp_result_free(test.result);
}

static void dies_behind(guint page, const BpWorkInput *input G_GNUC_UNUSED,
                        BpWorkerLink *link G_GNUC_UNUSED)
{
    if (page == 0)
        die_of(SIGILL);
}

static void test_behind_pages(void)
{
    Case test = {.at_page = dies_behind};
    run_well(&test);
    g_assert_cmpint(test.result->document->status, ==, BP_STATUS_CRASHED);
    assert_finding(test.result->document, 0, "crashed", 0,
                   "the worker was ended by signal SIGILL in the stage 'layout' after 9 pages");
    bp_result_free(test.result);
}

static void is_killed(guint page, const BpWorkInput *input G_GNUC_UNUSED,
                      BpWorkerLink *link G_GNUC_UNUSED)
{
    if (page == 0)
        raise(SIGKILL);
}

static void test_killed(void)
{
    Case test = {.at_page = is_killed};
    run_well(&test);
    g_assert_cmpint(test.result->document->status, ==, BP_STATUS_OOM);
    bp_result_free(test.result);
}

static void loops(guint page, const BpWorkInput *input G_GNUC_UNUSED,
                  BpWorkerLink *link G_GNUC_UNUSED)
{
    if (page == 0)
        for (volatile guint i = 0;; i++)
            ;
}

static void test_processor_time(void)
{
    guint64 before = bp_limit_value(BP_LIMIT_CPU_SECONDS);
    g_assert_true(bp_limit_set(BP_LIMIT_CPU_SECONDS, 1));
    Case test = {.at_page = loops};
    run_well(&test);
    g_assert_true(bp_limit_set(BP_LIMIT_CPU_SECONDS, before));
    g_assert_cmpint(test.result->document->status, ==, BP_STATUS_TIMEOUT);
    assert_finding(test.result->document, 0, "timeout", 0,
                   "more than 1 s of processor time wanted in the stage 'layout' after 9 pages");
    bp_result_free(test.result);
}

static void talks_at_5(guint page, const BpWorkInput *input G_GNUC_UNUSED,
                       BpWorkerLink *link G_GNUC_UNUSED)
{
    g_autofree char *line = g_strnfill(65535, 'x');
    while (page == 5 && write(STDERR_FILENO, line, 65535) > 0)
        ;
}

static void test_noise(void)
{
    Case test = {.at_page = talks_at_5};
    run_well(&test);
    g_assert_cmpint(test.result->document->status, ==, BP_STATUS_PARTIAL);
    assert_finding(test.result->document, 0, "limit", 5,
                   "more than 16777216 bytes of error messages at page 5: it was left out");
    assert_records(test.result->document, "1 2 3 4 6 7 8 9");
    bp_result_free(test.result);
}

static pid_t wait_in_vain(pid_t pid G_GNUC_UNUSED, int *out_status G_GNUC_UNUSED,
                          int options G_GNUC_UNUSED, struct rusage *out_usage G_GNUC_UNUSED)
{
    return 0;
}

/* As if it hung in the kernel: killed at its deadline, and still not gone. */
static void test_left_alone(void)
{
    Case test = {.at_page = stalls_at_2, .stall_ms = SHORT_MS};
    g_autoptr(GError) error = NULL;
    g_assert_true(run(&test, wait_in_vain, &error));
    g_assert_cmpint(test.result->document->status, ==, BP_STATUS_TIMEOUT);
    assert_finding(test.result->document, 0, "timeout", 2,
                   "no progress in the time allowed at page 2; its process could not be killed "
                   "and was left alone");
    bp_result_free(test.result);
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tries/crash-at-page", test_crash_at_page);
    g_test_add_func("/tries/stall-at-page", test_stall_at_page);
    g_test_add_func("/tries/cut-off", test_cut_off);
    g_test_add_func("/tries/out-of-time", test_out_of_time);
    g_test_add_func("/tries/stalls-in-time", test_stalls_in_time);
    g_test_add_func("/tries/only-page", test_only_page);
    g_test_add_func("/tries/behind-pages", test_behind_pages);
    g_test_add_func("/tries/killed", test_killed);
    g_test_add_func("/tries/processor-time", test_processor_time);
    g_test_add_func("/tries/noise", test_noise);
    g_test_add_func("/tries/left-alone", test_left_alone);
    return g_test_run();
}
