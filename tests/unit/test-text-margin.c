/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Running text beside a margin of owners: paragraphs instead of a row a line, and a note for each
 * paragraph that has one; a list beside such a column stays a list.
 */
#include "layout-describe.h"

static void heads(Sheet *s, const char *first)
{
    sheet_open(s);
    sheet_bold(s, 90, 100, first);
    sheet_bold(s, 500, 100, "Action");
}

static void test_paragraphs(void)
{
    Sheet s;

    heads(&s, "ITEMS");
    sheet_bold(&s, 60, 120, "1");
    sheet_bold(&s, 90, 120, "The pond");
    sheet_text(
        &s, 90, 132,
        "Two quotations had come for the nets and the lower one of the two was taken, whereupon");
    sheet_text(&s, 90, 144, "Jo Field is to write.");
    sheet_text(&s, 500, 144, "JF");
    sheet_text(
        &s, 90, 156,
        "The ducks have come back in far greater number than they were before the last long");
    sheet_text(&s, 500, 156, "AB/CD");
    sheet_text(
        &s, 90, 168,
        "winter, and AB and CD are to count them before the leaves are off the great old tree");
    sheet_text(&s, 90, 180, "beside the bridge.");
    sheet_run(&s);
    const BpLayout *layout = s.document->layout;
    const BpBlock *block = layout->blocks->pdata[0];
    g_assert_cmpint(block->kind, ==, BP_BLOCK_TABLE);
    g_assert_cmpuint(block->table->rows->len, ==, 1);
    const BpCell *text = bp_row_get_cell(block->table->rows->pdata[0], 0);
    const BpCell *margin = bp_row_get_cell(block->table->rows->pdata[0], 1);
    g_assert_cmpuint(text->blocks->len, ==, 3);
    g_assert_cmpstr(((BpBlock *)text->blocks->pdata[0])->text, ==, "1\tThe pond");
    g_assert_true(
        g_str_has_suffix(((BpBlock *)text->blocks->pdata[1])->text, "Field is to write."));
    g_assert_true(g_str_has_suffix(((BpBlock *)text->blocks->pdata[2])->text, "the bridge."));
    /* On successive lines, but beside two paragraphs. */
    g_assert_cmpuint(margin->blocks->len, ==, 2);
    g_assert_cmpstr(((BpBlock *)margin->blocks->pdata[0])->text, ==, "JF");
    g_assert_cmpstr(((BpBlock *)margin->blocks->pdata[1])->text, ==, "AB/CD");
    sheet_close(&s);
}

static void test_list(void)
{
    Sheet s;

    heads(&s, "Item");
    sheet_text(&s, 90, 120, "Minutes of the last meeting");
    sheet_text(&s, 500, 120, "Approve");
    sheet_text(&s, 90, 140, "What the pond has cost");
    sheet_text(&s, 500, 140, "Note");
    sheet_text(&s, 90, 160, "Ducks");
    sheet_text(&s, 500, 160, "Discuss");
    sheet_expect(&s, "table item action\n"
                     "  Minutes of the last meeting | Approve\n"
                     "  What the pond has cost | Note\n"
                     "  Ducks | Discuss\n");
}

/* Below a title of the full width, lines beside initials end before these: "Ada", who begins the
 * next line, had no room on the one above. */
static void test_measure(void)
{
    Sheet s;

    sheet_open(&s);
    for (int i = 0; i < 4; i++)
        sheet_text(&s, 72, 60 + 12 * i,
                   "Minutes of the meeting of the society of the friends of the old stone bridge "
                   "and its pond");
    for (int i = 0; i < 4; i++) {
        double y = 130 + 40 * i;
        sheet_text(&s, 72, y,
                   "The gate is to be oiled before the end of the month of May by the friend");
        sheet_text(&s, 500, y, "JF");
        sheet_text(&s, 72, y + 12, "Ada Beck.");
    }
    sheet_run(&s);
    const BpLayout *layout = s.document->layout;
    const GPtrArray *blocks = layout->blocks;
    g_assert_cmpuint(blocks->len, ==, 5);
    for (guint i = 1; i < blocks->len; i++) {
        const BpBlock *block = blocks->pdata[i];
        g_assert_true(g_str_has_suffix(block->text, "by the friend Ada Beck."));
        g_assert_cmpuint(block->notes->len, ==, 1);
    }
    sheet_close(&s);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text-margin/paragraphs", test_paragraphs);
    g_test_add_func("/text-margin/list", test_list);
    g_test_add_func("/text-margin/measure", test_measure);
    return g_test_run();
}
