/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a run says, in both styles: which lines, in which order, escaped, and how much of it.
 */
#include <string.h>

#include "common/error.h"

#include "batch/report.h"

static const BpReportLine unreadable = {
    .file = "a\x1b[2J\xe2\x80\xae\xff.pdf",
    .page = 3,
    .status = BP_STATUS_PARTIAL,
    .message = "page\n3 has \x07",
};
static const BpReportLine well = {.file = "b.pdf", .status = BP_STATUS_OK};
static const BpReportLine empty = {.file = "c.pdf", .status = BP_STATUS_EMPTY};

/* A run over three documents, with notes. */
static void tell(guint flags, int exit)
{
    BpRunReport report;
    bp_run_report_init(&report, flags | BP_REPORT_TIMELESS, "out\n");
    bp_run_report_start(&report, 3);
    bp_run_report_page(&report);
    bp_run_report_document(&report, &unreadable);
    bp_run_report_document(&report, &well);
    bp_run_report_note(&report, BP_LOG_INFO, NULL, 0, "by the way: %d", 7);
    bp_run_report_note(&report, BP_LOG_WARNING, "b.pdf", 2, "odd %s", "\x1b");
    bp_run_report_document(&report, &empty);
    const BpRunSummary summary = {.exit = exit, .skipped = 1, .read = 2};
    bp_run_report_finish(&report, &summary);
    g_assert_cmpuint(report.done, ==, 3);
    g_assert_cmpuint(report.by_status[BP_STATUS_PARTIAL], ==, 1);
    g_assert_true(report.pages == 1);
}

/* What the test of that name prints on standard error. */
static void assert_says(const char *test, const char *wanted)
{
    g_test_trap_subprocess(test, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed();
    g_test_trap_assert_stderr(wanted);
}

#define WORDS_PARTIAL "a\\x1B[2J\\u{202E}\\xFF.pdf: partial: page 3: page\\x0A3 has \\x07\n"
#define WORDS_ODD     "b.pdf: page 2: odd \\x1B\n"
#define WORDS_EMPTY   "c.pdf: empty: has no bytes or no pages; fetch it again\n"

static void test_words(void)
{
    if (g_test_subprocess()) {
        tell(0, BP_EXIT_SOME_FAILED);
        return;
    }
    assert_says(NULL, WORDS_PARTIAL
                "boardpack: by the way: 7\n" WORDS_ODD WORDS_EMPTY
                "3 documents: 1 ok, 1 partial, 1 empty; 2 read, 0 from pages read before, "
                "1 unchanged; 1 pages\n");
}

static void test_words_quiet(void)
{
    if (g_test_subprocess()) {
        tell(BP_REPORT_QUIET, BP_EXIT_SOME_FAILED);
        return;
    }
    assert_says(NULL, WORDS_PARTIAL WORDS_ODD WORDS_EMPTY);
}

/* A run that did not get to its end has no sum, which would read as if it had. */
static void test_words_failed(void)
{
    if (g_test_subprocess()) {
        tell(0, BP_EXIT_OUTPUT);
        return;
    }
    assert_says(NULL, WORDS_PARTIAL "boardpack: by the way: 7\n" WORDS_ODD WORDS_EMPTY);
}

static void test_json(void)
{
    if (g_test_subprocess()) {
        tell(BP_REPORT_JSON, BP_EXIT_OUTPUT);
        return;
    }
    assert_says(
        NULL,
        "{\"level\":\"info\",\"event\":\"run-start\",\"version\":\"*\",\"folder\":"
        "\"out\\\\x0A\","
        "\"total\":3}\n"
        "{\"level\":\"warning\",\"event\":\"document\","
        "\"file\":\"a\\\\x1B[2J\\\\u{202E}\\\\xFF.pdf\",\"page\":3,\"status\":"
        "\"partial\","
        "\"message\":\"page\\\\x0A3 has \\\\x07\",\"done\":1,\"total\":3}\n"
        "{\"level\":\"info\",\"event\":\"document\",\"file\":\"b.pdf\",\"status\":\"ok\",\"done\":"
        "2,"
        "\"total\":3}\n"
        "{\"level\":\"info\",\"event\":\"note\",\"message\":\"by the way: 7\"}\n"
        "{\"level\":\"warning\",\"event\":\"note\",\"file\":\"b.pdf\",\"page\":2,"
        "\"message\":\"odd \\\\x1B\"}\n"
        "{\"level\":\"warning\",\"event\":\"document\",\"file\":\"c.pdf\",\"status\":\"empty\","
        "\"message\":\"has no bytes or no pages; fetch it again\",\"done\":3,\"total\":3}\n"
        "{\"level\":\"error\",\"event\":\"run-end\",\"done\":3,\"total\":3,\"summary\":{*\"exit\":"
        "74,*}}\n");
}

/* For machines an error is a line of the log; otherwise it is left to main(). */
static void test_take_error(void)
{
    if (g_test_subprocess()) {
        BpRunReport report;
        bp_run_report_init(&report, BP_REPORT_JSON | BP_REPORT_TIMELESS, "out");
        GError *error = g_error_new(BP_ERROR, BP_ERROR_LOCKED, "busy");
        g_assert_cmpint(bp_run_report_take_error(&report, 0, &error), ==, BP_EXIT_LOCKED);
        g_assert_no_error(error);
        bp_run_report_init(&report, 0, "out");
        error = g_error_new(BP_ERROR, BP_ERROR_RULES, "wrong");
        g_assert_cmpint(bp_run_report_take_error(&report, 0, &error), ==, BP_EXIT_CONFIG);
        g_assert_error(error, BP_ERROR, BP_ERROR_RULES);
        g_clear_error(&error);
        g_assert_cmpint(bp_run_report_take_error(&report, BP_EXIT_SOME_FAILED, &error), ==,
                        BP_EXIT_SOME_FAILED);
        return;
    }
    assert_says(NULL, "{\"level\":\"error\",\"event\":\"note\",\"message\":\"busy\"}\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/run-report/words", test_words);
    g_test_add_func("/run-report/words-quiet", test_words_quiet);
    g_test_add_func("/run-report/words-failed", test_words_failed);
    g_test_add_func("/run-report/json", test_json);
    g_test_add_func("/run-report/take-error", test_take_error);
    return g_test_run();
}
