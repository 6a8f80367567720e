/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text helpers: what is unsafe is replaced and counted, folding makes texts equal that a reader
 * takes for the same, numbers are numbers only when they are nothing else.
 */
#include "common/error.h"
#include "common/limits.h"
#include "common/text.h"

#include "model/status.h"

typedef struct {
    const char *in, *out;
    guint n;
} Case;

static void test_clean(void)
{
    static const Case cases[] = {
        {"plain \xc2\xa3 text\n\t", "plain \xc2\xa3 text\n\t", 0},
        {"a\x01z\x1f", "a\xef\xbf\xbdz\xef\xbf\xbd", 2},
        {"\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd", 2},
        {"cut \xe2\x82", "cut \xef\xbf\xbd\xef\xbf\xbd", 2},
        {"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 3}, /* a lone surrogate */
        {"\xef\xbf\xbf", "\xef\xbf\xbd", 1},                         /* U+FFFF */
        {"\xef\xb7\x90", "\xef\xbf\xbd", 1},                         /* U+FDD0 */
        {"\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80", 0},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        guint n = 99;
        g_autofree char *out = bp_text_dup_clean(cases[i].in, -1, &n);
        g_assert_cmpstr(out, ==, cases[i].out);
        g_assert_cmpuint(n, ==, cases[i].n);
        g_assert_true(g_utf8_validate(out, -1, NULL));
    }
    guint n = 0;
    g_autofree char *nul = bp_text_dup_clean("a\0b", 3, &n);
    g_assert_cmpstr(nul, ==,
                    "a\xef\xbf\xbd"
                    "b");
    g_assert_cmpuint(n, ==, 1);
    g_autofree char *none = bp_text_dup_clean(NULL, -1, NULL);
    g_assert_cmpstr(none, ==, "");
}

static void check_all(char *(*function)(const char *), const Case *cases, guint n)
{
    for (guint i = 0; i < n; i++) {
        g_autofree char *out = function(cases[i].in);
        g_assert_cmpstr(out, ==, cases[i].out);
    }
}

static void test_squeezed(void)
{
    static const Case cases[] = {
        {"  a \t\n b  ", "a b", 0},
        {"a\xc2\xa0\xe2\x80\x83 b\xe3\x80\x80", "a b", 0},
        {" \n ", "", 0},
        {NULL, "", 0},
        {"bad\xff byte", "bad\xef\xbf\xbd byte", 0},
    };
    check_all(bp_text_dup_squeezed, cases, G_N_ELEMENTS(cases));
}

static void test_folded(void)
{
    static const Case cases[] = {
        {"The Chair\xe2\x80\x99s  Report", "the chairs report", 0},
        {"co-opted \xe2\x80\x93 Members", "co opted members", 0},
        {"\xe2\x80\x9cQuoted\xe2\x80\x9d, (bracketed)!", "quoted bracketed", 0},
        {"\xef\xac\x81nance", "finance", 0},
        {"A.O.B.", "aob", 0},
        {"...", "", 0},
        {NULL, "", 0},
    };
    check_all(bp_text_dup_folded, cases, G_N_ELEMENTS(cases));
}

static void test_escaped(void)
{
    static const Case cases[] = {
        {"plain \xc3\xa9", "plain \xc3\xa9", 0},
        {"a\nb\x1b[31m", "a\\x0Ab\\x1B[31m", 0},
        {"\xff", "\\xFF", 0},
        {"gpj.\xe2\x80\xae"
         "exe",
         "gpj.\\u{202E}exe", 0},
        {"\xc2\x9b", "\\x9B", 0},
    };
    check_all(bp_text_dup_escaped, cases, G_N_ELEMENTS(cases));
}

static void test_blank(void)
{
    g_assert_true(bp_text_is_blank(NULL));
    g_assert_true(bp_text_is_blank(""));
    g_assert_true(bp_text_is_blank(" \n\t\xc2\xa0\xe2\x80\x89"));
    g_assert_false(bp_text_is_blank(" . "));
    g_assert_false(bp_text_is_blank("\xff"));
}

static void test_uint(void)
{
    static const char *const wrong[] = {"",   " 1",  "1 ",  "+1",  "-1",
                                        "1x", "0x1", "101", "1.0", NULL};
    guint64 value = 7;
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_false(bp_parse_uint(wrong[i], 100, &value));
    g_assert_cmpuint(value, ==, 7);
    g_assert_true(bp_parse_uint("100", 100, &value));
    g_assert_cmpuint(value, ==, 100);
    g_assert_true(bp_parse_uint("007", 100, &value));
    g_assert_cmpuint(value, ==, 7);
    g_assert_true(bp_parse_uint("18446744073709551615", G_MAXUINT64, &value));
    g_assert_cmpuint(value, ==, G_MAXUINT64);
    g_assert_false(bp_parse_uint("18446744073709551616", G_MAXUINT64, &value));
    g_assert_false(bp_parse_uint("5", 4, &value));
    g_assert_true(bp_parse_uint("0", 0, &value));
}

static void test_limits(void)
{
    g_autofree char *none = bp_limits_dup_changed();
    g_assert_cmpstr(none, ==, "");
    g_assert_true(bp_limit_set(BP_LIMIT_STALL_SECONDS, 7));
    g_assert_true(bp_limit_set(BP_LIMIT_PAGES, 9));
    g_assert_true(bp_limit_set(BP_LIMIT_RECORDS, bp_limit(BP_LIMIT_RECORDS)->standard));
    g_autofree char *changed = bp_limits_dup_changed();
    g_assert_cmpstr(changed, ==, "pages=9 stall=7");
    g_assert_cmpuint(bp_limit_value(BP_LIMIT_PAGES), ==, 9);
    g_assert_false(bp_limit_set(BP_LIMIT_PAGES, 0));
    g_assert_false(bp_limit_set(BP_LIMIT_FRAME_BYTES, bp_limit_most(BP_LIMIT_FRAME_BYTES) + 1));
    g_assert_true(bp_limit_set(BP_LIMIT_PAGE_RETRIES, 0));
    for (guint i = 0; i < BP_N_LIMITS; i++)
        g_assert_true(bp_limit_set((BpLimitId)i, bp_limit((BpLimitId)i)->standard));
}

static void test_tables(void)
{
    for (guint i = 0; i < BP_N_LIMITS; i++) {
        const BpLimit *limit = bp_limit((BpLimitId)i);
        g_assert_nonnull(limit->name);
        g_assert_nonnull(limit->unit);
        g_assert_false(bp_text_is_blank(limit->why));
        g_assert_cmpuint(limit->standard, >, 0);
    }
    g_assert_cmpuint(bp_limit_value(BP_LIMIT_PAGES), ==, 5000);
    for (guint i = 0; i < BP_N_STATUSES; i++) {
        BpStatus status = BP_N_STATUSES;
        g_assert_true(bp_status_from_name(bp_status((BpStatus)i)->name, &status));
        g_assert_cmpuint(status, ==, i);
    }
    BpStatus status = BP_STATUS_OOM;
    g_assert_false(bp_status_from_name("no-such", &status));
    g_assert_cmpint(status, ==, BP_STATUS_OOM);
    g_assert_true(bp_status(BP_STATUS_OK_WARN)->well);
    g_assert_false(bp_status(BP_STATUS_NO_TEXT)->well);
}

static void test_exits(void)
{
    g_autoptr(GError) rules = g_error_new_literal(BP_ERROR, BP_ERROR_RULES, "x");
    g_autoptr(GError) foreign = g_error_new_literal(G_FILE_ERROR, G_FILE_ERROR_ACCES, "x");
    g_assert_cmpint(bp_error_exit_status(rules), ==, 78);
    g_assert_cmpint(bp_error_exit_status(foreign), ==, 70);
    g_assert_cmpint(bp_error_exit_status(NULL), ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/clean", test_clean);
    g_test_add_func("/text/squeezed", test_squeezed);
    g_test_add_func("/text/folded", test_folded);
    g_test_add_func("/text/escaped", test_escaped);
    g_test_add_func("/text/blank", test_blank);
    g_test_add_func("/text/uint", test_uint);
    g_test_add_func("/common/tables", test_tables);
    g_test_add_func("/common/limits", test_limits);
    g_test_add_func("/common/exit-statuses", test_exits);
    return g_test_run();
}
