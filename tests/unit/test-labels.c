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

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/labels/after-full-line", test_after_full_line);
    return g_test_run();
}
