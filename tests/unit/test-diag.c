/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Findings as they are printed: order, notes, source lines and the place of the caret.
 */
#include "common/diag.h"

static void test_form(void)
{
    g_autoptr(BpDiagList) list = bp_diag_list_new();
    bp_diag_add(list, BP_DIAG_ERROR, (BpPlace){"a.rules", 6, 3}, "  emmit x", "unknown key '%s'",
                "emmit");
    g_autofree char *text = bp_diag_list_dup_text(list);
    g_assert_cmpstr(text, ==,
                    "a.rules:6:3: error: unknown key 'emmit'\n"
                    "    6 |   emmit x\n"
                    "      |   ^\n");
}

static void test_order(void)
{
    g_autoptr(BpDiagList) list = bp_diag_list_new();
    bp_diag_add(list, BP_DIAG_WARNING, (BpPlace){"b", 1, 1}, NULL, "last");
    bp_diag_add(list, BP_DIAG_ERROR, (BpPlace){"a", 10, 2}, NULL, "third");
    bp_diag_add(list, BP_DIAG_NOTE, (BpPlace){"z", 1, 1}, NULL, "of the third");
    bp_diag_add(list, BP_DIAG_ERROR, (BpPlace){"a", 9, 7}, NULL, "second");
    bp_diag_add(list, BP_DIAG_ERROR, (BpPlace){"a", 9, 6}, NULL, "first");
    bp_diag_add(list, BP_DIAG_ERROR, (BpPlace){NULL, 0, 0}, NULL, "of no file");
    g_autofree char *text = bp_diag_list_dup_text(list);
    g_assert_cmpstr(text, ==,
                    "error: of no file\n"
                    "a:9:6: error: first\n"
                    "a:9:7: error: second\n"
                    "a:10:2: error: third\n"
                    "z:1:1: note: of the third\n"
                    "b:1:1: warning: last\n");
    g_assert_cmpuint(bp_diag_count(list, BP_DIAG_ERROR), ==, 4);
    g_assert_cmpuint(bp_diag_count(list, BP_DIAG_WARNING), ==, 1);
    g_assert_cmpuint(bp_diag_count(list, BP_DIAG_NOTE), ==, 1);
}

/* The caret stands below its character where others are wide, combine, or are no UTF-8. */
static void test_caret(void)
{
    g_autoptr(BpDiagList) list = bp_diag_list_new();
    bp_diag_add(list, BP_DIAG_ERROR, (BpPlace){"a", 1, 3},
                "\xE8\x87\xAA"
                "e\xCC\x81x",
                "mark");
    bp_diag_add(list, BP_DIAG_ERROR, (BpPlace){"a", 2, 3}, "\xFF\tx\x1b", "byte");
    g_autofree char *text = bp_diag_list_dup_text(list);
    g_assert_cmpstr(text, ==,
                    "a:1:3: error: mark\n"
                    "    1 | \xE8\x87\xAA"
                    "e\xCC\x81x\n"
                    "      |    ^\n"
                    "a:2:3: error: byte\n"
                    "    2 | \xEF\xBF\xBD x?\n"
                    "      |   ^\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/diag/form", test_form);
    g_test_add_func("/diag/order", test_order);
    g_test_add_func("/diag/caret", test_caret);
    return g_test_run();
}
