/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What workers are made from, what they are given and give to be kept; and when there can be none.
 */
#include "common/error.h"

#include "tries-fixture.h"

static void stores(guint page, const BpWorkInput *input, BpWorkerLink *link)
{
    if (input->pages && !g_bytes_equal(input->pages, g_bytes_new_static("stored", 6)))
        _exit(9);
    if (page == 0 && input->input) {
        bp_worker_link_store(link, "to be ", 6);
        bp_worker_link_store(link, "kept", 4);
    }
}

static void test_store(void)
{
    Case test = {.at_page = stores};
    run_well(&test);
    gsize len;
    const char *kept = g_bytes_get_data(test.result->store, &len);
    g_assert_cmpmem(kept, len, "to be kept", 10);
    g_assert_false(test.result->from_pages);
    g_assert_nonnull(test.result->sandbox);
    bp_result_free(test.result);

    Case again = {.at_page = stores, .from_pages = true};
    run_well(&again);
    g_assert_null(again.result->store);
    g_assert_true(again.result->from_pages);
    g_assert_cmpuint(again.reopened, ==, 0);
    assert_records(again.result->document, "1 2 3 4 5 6 7 8 9");
    g_assert_cmpuint(again.result->document->findings->len, ==, 0);
    bp_result_free(again.result);
}

static void wants(guint page, const BpWorkInput *input, BpWorkerLink *link)
{
    if (page == 3 && input->input == NULL)
        bp_worker_link_want_input(link);
}

static void test_want_input(void)
{
    Case test = {.at_page = wants, .from_pages = true};
    run_well(&test);
    g_assert_cmpuint(test.reopened, ==, 1);
    g_assert_cmpuint(test.started, ==, 1);
    g_assert_false(test.result->from_pages);
    g_assert_cmpint(test.result->document->status, ==, BP_STATUS_OK);
    assert_records(test.result->document, "1 2 3 4 5 6 7 8 9");
    bp_result_free(test.result);
}

static void end_at_once(void)
{
    _exit(7);
}

static void test_silent(void)
{
    Case test = {.at_page = stores, .begin = end_at_once};
    g_autoptr(GError) error = NULL;
    g_assert_false(run(&test, NULL, &error));
    g_assert_error(error, BP_ERROR, BP_ERROR_INTERNAL);
    g_assert_true(g_str_has_prefix(error->message,
                                   "5 workers in a row ended before they began (the last: the "
                                   "worker ended with exit status 7"));
    g_assert_null(test.result); /* nothing is said of the document */
}

static bool fail_warm(GError **error)
{
    g_set_error(error, BP_ERROR, BP_ERROR_SANDBOX, "the self-test failed: on purpose");
    return false;
}

static bool die_warm(GError **error G_GNUC_UNUSED)
{
    _exit(write(STDERR_FILENO, "no such\nlibrary", 15) < 0);
}

static void test_self_test(void)
{
    BpTemplateSetup setup = {.work = work, .warm = fail_warm};
    g_autoptr(GError) error = NULL;
    g_assert_null(bp_template_start(&setup, &error));
    g_assert_error(error, BP_ERROR, BP_ERROR_SANDBOX);
    g_assert_cmpstr(error->message, ==, "the self-test failed: on purpose");
    g_clear_error(&error);
    setup.warm = die_warm;
    g_assert_null(bp_template_start(&setup, &error));
    g_assert_error(error, BP_ERROR, BP_ERROR_SANDBOX);
    g_assert_true(g_str_has_suffix(error->message, "the limit 'worker-memory'): no such library"));
}

/* What the template must not have is not there in a worker either. */
static void sees_nothing(guint page, const BpWorkInput *input G_GNUC_UNUSED,
                         BpWorkerLink *link G_GNUC_UNUSED)
{
    static const char wanted[] = "TZ=UTC";
    if (page != 1)
        return;
    if (g_strcmp0(environ[0], wanted) != 0 || environ[1] != NULL)
        _exit(10);
    for (int fd = 4; fd < 64; fd++)
        if (lseek(fd, 0, SEEK_CUR) >= 0 || read(fd, &page, 0) >= 0)
            _exit(fd);
}

static void test_wiped(void)
{
    g_setenv("BOARDPACK_SECRET", "do not tell", TRUE);
    int fd = new_memory("of another document");
    Case test = {.at_page = sees_nothing};
    run_well(&test);
    close(fd);
    g_unsetenv("BOARDPACK_SECRET");
    g_assert_cmpint(test.result->document->status, ==, BP_STATUS_OK);
    bp_result_free(test.result);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/template/store", test_store);
    g_test_add_func("/template/want-input", test_want_input);
    g_test_add_func("/template/silent", test_silent);
    g_test_add_func("/template/self-test", test_self_test);
    g_test_add_func("/template/wiped", test_wiped);
    return g_test_run();
}
