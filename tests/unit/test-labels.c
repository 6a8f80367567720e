/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbering tokens at the start of a line, and numbers that only look like one because a sentence
 * breaks before them.
 */
#include "layout-fixture.h"

/* Compare the paragraphs of the page, "label|text" a line. */
static void expect(Sheet *sheet, const char *want)
{
    g_autoptr(GString) got = g_string_new(NULL);

    sheet_run(sheet);
    const BpLayout *layout = sheet->document->layout;
    for (guint i = 0; i < layout->blocks->len; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        g_autofree char *label = bp_block_dup_label(block);
        g_string_append_printf(got, "%s|%s\n", label, bp_block_peek_body(block));
    }
    g_assert_cmpstr(got->str, ==, want);
    sheet_close(sheet);
}

/* A heading below a full line that has no full stop, and a sentence that breaks before a number. */
static void test_after_full_line(void)
{
    Sheet sheet;

    sheet_open(&sheet);
    static const char *const full[] = {
        "The trustees looked at the rope and at the bell of the old ferry with some care and",
        "RESOLVED: That the toll for a horse and its rider shall remain at a penny and a half",
        NULL};
    double y = sheet_lines(&sheet, 72, 100, full);
    sheet_bold(&sheet, 72, y + 6, "10. Lamps on the landing stage");
    static const char *const next[] = {
        "The lamps were tried by the ferryman in the fog, and he said that he had need of all",
        "12. They are to be lit at four.", NULL};
    sheet_lines(&sheet, 72, y + 6 + LEADING, next);
    expect(&sheet,
           "|The trustees looked at the rope and at the bell of the old ferry with some care and "
           "RESOLVED: That the toll for a horse and its rider shall remain at a penny and a half\n"
           "10.|Lamps on the landing stage\n"
           "|The lamps were tried by the ferryman in the fog, and he said that he had need of all "
           "12. They are to be lit at four.\n");
}

/* What stands before the number is no part of it; references of many kinds are. */
static void test_forms(void)
{
    static const char *const lines[] = {"Item 3: The ferry",      "Agenda Item 4 - The ford",
                                        "TB/24/05/01 The bridge", "5-A. The towpath",
                                        "(iv) The weir",          "7a. The lock",
                                        "19.09.03 The pound",     "8 – The fold",
                                        "PB.24.05.001 The byre",  NULL};
    Sheet sheet;

    sheet_open(&sheet);
    for (guint i = 0; lines[i]; i++)
        sheet_text(&sheet, 72, 100 + 30 * i, lines[i]);
    expect(&sheet, "3:|The ferry\n4|The ford\nTB/24/05/01|The bridge\n5-A.|The towpath\n"
                   "(iv)|The weir\n7a.|The lock\n19.09.03|The pound\n8|The fold\n"
                   "PB.24.05.001|The byre\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/labels/after-full-line", test_after_full_line);
    g_test_add_func("/labels/forms", test_forms);
    return g_test_run();
}
