/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Grids of marks beside minutes and upright headings: what stands in such a grid is no text and no
 * header of the page, what is a table with turned headings stays a table, and who is marked present
 * or voted how is read.
 */
#include "layout-describe.h"
#include "split/mark-lines.h"
#include "split/split.h"

/* Letters one below the other; a blank leaves a line free. */
static double stack(Sheet *s, double x, double y, const char *letters)
{
    for (; *letters; letters++, y += LEADING) {
        char text[2] = {*letters, '\0'};
        if (*letters != ' ')
            sheet_text(s, x, y, text);
    }
    return y;
}

/* A word of letters that lie on their backs, its first one at y1. */
static void turned(Sheet *s, double x, double y0, double y1, const char *text)
{
    sheet_text(s, x, y0, text);
    BpWord *word = bp_page_word(s->page, s->page->words->len - 1);
    word->box = (BpBox){x, y0, x + 10, y1};
    word->style |= BP_STYLE_UP;
}

/* The form of a page: three members from x = 74 on, the items from 116 on, what was done at 460. */
static void form(Sheet *s)
{
    static const double xs[] = {74, 88, 102, 116};

    for (guint i = 0; i < G_N_ELEMENTS(xs); i++)
        sheet_upright(s, xs[i], 24, 700);
    sheet_upright(s, 460, 112, 700);
    sheet_level(s, 24, 74, 116);
    sheet_level(s, 112, 116, 590);
    sheet_level(s, 132, 10, 74);
    sheet_level(s, 132, 116, 590);
    sheet_level(s, 700, 10, 590);
    stack(s, 79, 26, "OTTER");
    stack(s, 93, 26, "DE VOLE");
    stack(s, 107, 26, "SWANSONS");
    sheet_text(s, 240, 118, "AGENDA ITEM");
    sheet_text(s, 464, 118, "AUTHORIZED BY BOARD");
}

static void votes(Sheet *s, double y, const char *const *marks)
{
    static const char *const labels[] = {"Motion", "Second", "Ayes", "Nays", "Abstain"};

    for (guint i = 0; i < G_N_ELEMENTS(labels); i++, y += LEADING) {
        sheet_text(s, 30, y, labels[i]);
        for (guint c = 0; c < 3; c++)
            if (marks[i][c] == 'X')
                sheet_text(s, 79 + 14 * c, y, "X");
    }
}

static void two_items(Sheet *s)
{
    static const char *const marks[] = {"X  ", "  X", "X X", " X ", "   "};

    form(s);
    sheet_text(s, 30, 140, "Present");
    sheet_text(s, 79, 140, "X");
    sheet_text(s, 107, 140, "X");
    sheet_text(s, 120, 140, "1. The pond");
    sheet_text(s, 464, 140, "Member Otter had the chair.");
    sheet_text(s, 93, 180, "X");
    sheet_text(s, 120, 180, "Member De Vole arrived.");
    sheet_text(s, 120, 220, "2. The fence");
    votes(s, 220, marks);
    sheet_text(s, 464, 220, "It was resolved to mend it.");
}

static void test_beside_text(void)
{
    Sheet s;

    sheet_open(&s);
    two_items(&s);
    sheet_expect(&s, "marks\n"
                     "   | OTTER | DE VOLE | SWANSONS\n"
                     "  Present | X |  | X\n"
                     "   |  | X | \n"
                     "  Motion | X |  | \n"
                     "  Second |  |  | X\n"
                     "  Ayes | X |  | X\n"
                     "  Nays |  | X | \n"
                     "  Abstain |  |  | \n"
                     "ruled item outcome\n"
                     "  1. The pond Member De Vole arrived. 2. The fence | "
                     "Member Otter had the chair. It was resolved to mend it.\n");
}

/* The names repeat at the top of every page, the last label at the foot of some. */
static void test_no_furniture(void)
{
    Sheet s;

    sheet_open(&s);
    for (guint page = 1; page <= 4; page++) {
        if (page > 1)
            sheet_page(&s);
        form(&s);
        sheet_text(&s, 300, 60, "MINUTES");
        sheet_text(&s, 120, 140, page % 2 ? "The ducks were counted." : "The geese were not.");
        sheet_text(&s, 464, 140, page % 2 ? "Noted." : "Deferred.");
        sheet_text(&s, 30, 680, "Abstain");
    }
    sheet_run(&s);
    const BpLayout *layout = s.document->layout;
    g_assert_cmpuint(layout->furniture->len, ==, 4);
    for (guint i = 0; i < layout->furniture->len; i++)
        g_assert_cmpstr(((BpFurniture *)layout->furniture->pdata[i])->line->text, ==, "MINUTES");
    g_assert_cmpuint(layout->marks->len, ==, 4);
    sheet_close(&s);
}

/* People by meetings, ruled in rows: upright headings of a table like others. */
static void matrix(Sheet *s)
{
    static const double xs[] = {72, 180, 200, 220, 240}, ys[] = {100, 170, 190, 210};

    for (guint i = 0; i < G_N_ELEMENTS(xs); i++)
        sheet_upright(s, xs[i], ys[0], ys[3]);
    for (guint i = 0; i < G_N_ELEMENTS(ys); i++)
        sheet_level(s, ys[i], xs[0], xs[4]);
    sheet_text(s, 76, 155, "Name");
    for (guint r = 0; r < 2; r++) {
        sheet_text(s, 76, 174 + 20 * r, r ? "Lee Wood" : "Jo Field");
        for (guint c = 0; c < 3; c++)
            sheet_text(s, 187 + 20 * c, 174 + 20 * r, (c + r) % 2 ? "A" : "P");
    }
}

static void test_stacked_heading(void)
{
    Sheet s;

    sheet_open(&s);
    matrix(&s);
    stack(&s, 187, 104, "JUNE");
    stack(&s, 207, 104, "JULY");
    stack(&s, 227, 104, "MAY");
    sheet_expect(&s, "ruled ? ? ? ?\n"
                     "  Name | JUNE | JULY | MAY\n"
                     "  Jo Field | P | A | P\n"
                     "  Lee Wood | A | P | A\n");
}

static void test_turned_heading(void)
{
    Sheet s;

    sheet_open(&s);
    matrix(&s);
    turned(&s, 185, 104, 130, "2026");
    turned(&s, 185, 135, 160, "June");
    turned(&s, 205, 135, 160, "July");
    turned(&s, 221, 130, 165, "Policy");
    turned(&s, 230, 140, 165, "Group");
    sheet_expect(&s, "ruled ? ? ? ?\n"
                     "  Name | June 2026 | July | Policy Group\n"
                     "  Jo Field | P | A | P\n"
                     "  Lee Wood | A | P | A\n");
}

/* Marks of rows, not letters of a word: under a heading, or all the same. */
static void test_marks_are_no_stack(void)
{
    static const double xs[] = {72, 180, 200, 220, 240};
    Sheet s;

    sheet_open(&s);
    for (guint i = 0; i < G_N_ELEMENTS(xs); i++)
        sheet_upright(&s, xs[i], 100, 200);
    sheet_level(&s, 100, 72, 240);
    sheet_level(&s, 116, 72, 240);
    sheet_level(&s, 200, 72, 240);
    for (guint c = 0; c < 3; c++)
        sheet_text(&s, 187 + 20 * c, 103, c == 0 ? "4" : c == 1 ? "5" : "6");
    for (guint r = 0; r < 3; r++) {
        sheet_text(&s, 76, 120 + 14 * r, r == 0 ? "Jo Field" : r == 1 ? "Lee Wood" : "Di Vale");
        for (guint c = 0; c < 3; c++)
            sheet_text(&s, 187 + 20 * c, 120 + 14 * r, (c + r) % 2 ? "A" : "P");
    }
    sheet_run(&s);
    const BpLayout *layout = s.document->layout;
    g_assert_cmpuint(layout->marks->len, ==, 0);
    g_autofree char *got = sheet_describe(&s);
    g_assert_null(strstr(got, "PAP"));
    sheet_close(&s);
}

static void test_records(void)
{
    Sheet s;

    sheet_open(&s);
    two_items(&s);
    sheet_run(&s);
    BpLayout *layout = s.document->layout;
    BpPart part = {.kind = g_intern_string("minutes"), .blocks = layout->blocks};
    part.record = bp_document_take_record(s.document, bp_record_new("part", 1));
    bp_record_set_page(part.record, "first_page", 1);
    bp_record_set_page(part.record, "last_page", 1);
    BpSplit split = {s.document, s.matcher, &part};
    bp_split_attendance(&split);
    g_autoptr(GPtrArray) people = bp_document_dup_records(s.document, "attendance");
    static const char *const names[] = {"OTTER", "SWANSONS", "DE VOLE"};
    g_assert_cmpuint(people->len, ==, G_N_ELEMENTS(names));
    for (guint i = 0; i < people->len; i++) {
        g_assert_cmpstr(bp_record_get(people->pdata[i], "name"), ==, names[i]);
        g_assert_cmpstr(bp_record_get(people->pdata[i], "status"), ==, "present");
    }
    BpRecord *decision = bp_record_new("decision", 1);
    decision->part_record = part.record;
    bp_record_add_span(decision, 1, (BpBox){464, 220, 580, 232});
    bp_document_take_record(s.document, decision);
    bp_split_read_ballots(&split);
    g_assert_cmpstr(bp_record_get(decision, "proposer"), ==, "OTTER");
    g_assert_cmpstr(bp_record_get(decision, "seconder"), ==, "SWANSONS");
    g_assert_cmpstr(bp_record_get(decision, "votes"), ==, "Ayes: OTTER, SWANSONS; Nays: DE VOLE");
    sheet_close(&s);
}

/* A column's text that runs over an upright interrupts it; the columns stay two. */
static void test_interrupted_upright(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_upright(&s, 72, 100, 300);
    sheet_upright(&s, 300, 100, 150);
    sheet_upright(&s, 300, 200, 300);
    sheet_upright(&s, 520, 100, 300);
    sheet_level(&s, 100, 72, 520);
    sheet_level(&s, 120, 72, 520);
    sheet_level(&s, 300, 72, 520);
    sheet_bold(&s, 76, 104, "Action");
    sheet_bold(&s, 304, 104, "Owner");
    sheet_text(&s, 76, 124, "Find the key of the shed");
    sheet_text(&s, 304, 124, "Jo Field");
    sheet_expect(&s, "ruled action person\n"
                     "  Find the key of the shed | Jo Field\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mark-grid/beside-text", test_beside_text);
    g_test_add_func("/mark-grid/no-furniture", test_no_furniture);
    g_test_add_func("/mark-grid/stacked-heading", test_stacked_heading);
    g_test_add_func("/mark-grid/turned-heading", test_turned_heading);
    g_test_add_func("/mark-grid/marks-are-no-stack", test_marks_are_no_stack);
    g_test_add_func("/mark-grid/records", test_records);
    g_test_add_func("/mark-grid/interrupted-upright", test_interrupted_upright);
    return g_test_run();
}
