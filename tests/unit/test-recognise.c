/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the pages of a document are, and where one part ends and the next begins.
 */
#include "layout-fixture.h"
#include "recognise/recognise.h"

static const char *const agenda[] = {"1.   Apologies", "2.   Minutes of the last meeting",
                                     "3.   The state of the pond", "4.   Any other business", NULL};

static const char *const minutes[] = {
    "Present: Jo Field (Chair), Al Marsh, Di Brook.",
    "1.   Apologies",
    "Apologies were received from Ed Stone.",
    "2.   Minutes of the last meeting",
    "The minutes of the last meeting were agreed as a correct record.",
    NULL};

static void add_agenda(Sheet *sheet)
{
    sheet_text(sheet, 72, 60, "Meadow Trust Board");
    sheet_text(sheet, 72, 80, "Tuesday 4 May 2032 at 7.30 pm in the Old Dairy");
    sheet_bold(sheet, 72, 110, "AGENDA");
    sheet_lines(sheet, 72, 140, agenda);
}

static void add_minutes_of(Sheet *sheet, double y, const char *date)
{
    g_autofree char *when = g_strdup_printf("held on %s in the Old Dairy", date);

    sheet_bold(sheet, 72, y, "Minutes of the Meadow Trust Board");
    sheet_text(sheet, 72, y + 20, when);
    sheet_lines(sheet, 72, y + 50, minutes);
}

static void add_minutes(Sheet *sheet)
{
    add_minutes_of(sheet, 60, "Tuesday 6 April 2032");
}

static void add_paper(Sheet *sheet, const char *title)
{
    sheet_text(sheet, 72, 60, "Report to:  Meadow Trust Board");
    sheet_text(sheet, 72, 80, "Date:  4 May 2032");
    g_autofree char *line = g_strconcat("Title:  ", title, NULL);
    sheet_text(sheet, 72, 100, line);
    sheet_text(sheet, 72, 120, "Author:  Al Marsh, Warden");
    sheet_text(sheet, 72, 140, "Purpose:  For decision");
    sheet_bold(sheet, 72, 180, "1.   Background");
    sheet_text(sheet, 72, 200, "The pond was dug by hand and has held water ever since.");
}

static void add_text(Sheet *sheet)
{
    sheet_text(sheet, 72, 60, "This went on for longer than anybody had thought when it began.");
    sheet_text(sheet, 72, 90, "It is not over yet.");
}

static void expect(Sheet *sheet, const char *want)
{
    sheet_run(sheet);
    bp_recognise_run(sheet->document, sheet->matcher);
    const BpLayout *layout = sheet->document->layout;
    g_autoptr(GString) got = g_string_new(NULL);
    g_string_append_printf(got, "%s\n", sheet->document->kind);
    for (guint i = 0; i < layout->parts->len; i++) {
        const BpPart *part = layout->parts->pdata[i];
        g_string_append_printf(got, "%s %u-%u", part->kind,
                               bp_record_get_page(part->record, "first_page"),
                               bp_record_get_page(part->record, "last_page"));
        if (part->meeting)
            g_string_append_printf(got, " of %s", bp_record_get(part->meeting, "date"));
        g_string_append_c(got, '\n');
    }
    g_assert_cmpstr(got->str, ==, want);
    sheet_close(sheet);
}

static void test_agenda(void)
{
    Sheet s;

    sheet_open(&s);
    add_agenda(&s);
    expect(&s, "agenda\nagenda 1-1 of 2032-05-04\n");
}

static void test_minutes(void)
{
    Sheet s;

    sheet_open(&s);
    add_minutes(&s);
    sheet_page(&s);
    add_text(&s);
    expect(&s, "minutes\nminutes 1-2 of 2032-04-06\n");
}

/* Minutes of several meetings, wherever on a page those of the next one begin. */
static void test_meetings(void)
{
    Sheet s;

    sheet_open(&s);
    add_minutes(&s);
    add_minutes_of(&s, 400, "Tuesday 4 May 2032");
    sheet_page(&s);
    add_text(&s);
    sheet_page(&s);
    add_minutes_of(&s, 60, "Tuesday 1 June 2032");
    expect(&s, "minutes\nminutes 1-1 of 2032-04-06\nminutes 1-2 of 2032-05-04\n"
               "minutes 3-3 of 2032-06-01\n");
}

/* A header on every page, even with a number that counts, is no new meeting. */
static void test_headers(void)
{
    Sheet s;

    sheet_open(&s);
    for (guint page = 1; page <= 2; page++) {
        g_autofree char *number = g_strdup_printf("Minutes of 6 April 2032, sheet %u", page);
        if (page == 1)
            add_minutes(&s);
        else
            sheet_page(&s);
        sheet_bold(&s, 72, page == 1 ? 400 : 60, "Minutes of the Meadow Trust Board");
        sheet_text(&s, 72, page == 1 ? 420 : 80, number);
        sheet_text(&s, 72, page == 1 ? 440 : 100, "3.   The meadow was wet.");
        sheet_text(&s, 72, page == 1 ? 460 : 120, "It was the weather that had done it.");
    }
    expect(&s, "minutes\nminutes 1-2 of 2032-04-06\n");
}

/* The minutes in a pack are those of another meeting; papers belong to the meeting they are for. */
static void test_pack(void)
{
    Sheet s;

    sheet_open(&s);
    add_agenda(&s);
    sheet_page(&s);
    add_minutes(&s);
    sheet_page(&s);
    add_text(&s);
    sheet_page(&s);
    add_paper(&s, "The state of the pond");
    sheet_page(&s);
    add_text(&s);
    sheet_page(&s);
    add_paper(&s, "What the bees have done");
    expect(&s, "pack\nagenda 1-1 of 2032-05-04\nminutes 2-3 of 2032-04-06\n"
               "paper 4-5 of 2032-05-04\npaper 6-6 of 2032-05-04\n");
}

/* Minutes that do not call themselves so: the name of the body, the date, who was present. The date
 * of the letter that calls the meeting is not the meeting's. */
static void test_unnamed(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_text(&s, 72, 60, "Contact: Di Brook");
    sheet_text(&s, 72, 80, "Date: 20 April 2032");
    sheet_text(&s, 72, 110, "Dear Member");
    sheet_text(&s, 72, 140, "You are invited to attend a meeting of the Meadow Trust Board on");
    sheet_text(&s, 72, 154, "Tuesday 4 May 2032 at 7.30 pm.");
    sheet_bold(&s, 72, 190, "AGENDA");
    sheet_lines(&s, 72, 220, agenda);
    sheet_page(&s);
    sheet_bold(&s, 72, 60, "Meadow Trust Board");
    sheet_text(&s, 72, 80, "6 April 2032");
    sheet_lines(&s, 72, 110, minutes);
    expect(&s, "pack\nagenda 1-1 of 2032-05-04\nminutes 2-2 of 2032-04-06\n");
}

/* When it was held, in place of who was present. */
static void test_held(void)
{
    Sheet s;

    sheet_open(&s);
    add_agenda(&s);
    sheet_page(&s);
    sheet_bold(&s, 72, 60, "Meadow Trust Board");
    sheet_text(&s, 72, 80, "Held on Tuesday 6 April 2032 in the Old Dairy");
    sheet_lines(&s, 72, 110, minutes + 1);
    expect(&s, "pack\nagenda 1-1 of 2032-05-04\nminutes 2-2 of 2032-04-06\n");
}

/* The same with the other language before a slash. */
static void test_bilingual(void)
{
    Sheet s;

    sheet_open(&s);
    add_agenda(&s);
    sheet_page(&s);
    sheet_bold(&s, 72, 60, "Cofnodion y cyfarfod / Minutes of the meeting held on 6 April 2032");
    sheet_lines(&s, 72, 110, minutes + 1);
    expect(&s, "pack\nagenda 1-1 of 2032-05-04\nminutes 2-2 of 2032-04-06\n");
}

/* Lists without a title: numbered items of which some are those of meetings, and times of day. */
static void test_lists(void)
{
    static const char *const numbered[] = {"I.   Call to Order",
                                           "II.   Roll Call",
                                           "III.   The pond",
                                           "IV.   The bees",
                                           "V.   The state of gate",
                                           "VI.   Adjournment",
                                           NULL};
    static const char *const timed[] = {"10.30   Welcome",          "10.45   The pond",
                                        "11.15   The bees",         "12.00   Lunch",
                                        "1.00   What the year was", NULL};
    static const char *const prices[] = {"10.30   Rope", "4.15   Nails", "7.10   Paint",
                                         "2.00   Glue",  "1.00   Tape",  NULL};
    Sheet s;

    sheet_open(&s);
    sheet_bold(&s, 72, 60, "Meadow Trust Board - 4 May 2032");
    sheet_lines(&s, 72, 100, numbered);
    expect(&s, "agenda\nagenda 1-1 of 2032-05-04\n");
    sheet_open(&s);
    sheet_bold(&s, 72, 60, "Meadow Trust Board - 4 May 2032");
    sheet_lines(&s, 72, 100, timed);
    expect(&s, "agenda\nagenda 1-1 of 2032-05-04\n");
    sheet_open(&s);
    sheet_bold(&s, 72, 60, "Meadow Trust Board - 4 May 2032");
    sheet_lines(&s, 72, 100, prices);
    expect(&s, "other\nother 1-1\n");
}

static void test_front(void)
{
    Sheet s;

    sheet_open(&s);
    add_paper(&s, "The state of the pond");
    sheet_run(&s);
    bp_recognise_run(s.document, s.matcher);
    const BpRecord *part = ((BpPart *)((BpLayout *)s.document->layout)->parts->pdata[0])->record;
    g_assert_cmpstr(s.document->kind, ==, "report");
    g_assert_cmpstr(bp_record_get(part, "title"), ==, "The state of the pond");
    const GPtrArray *pairs = part->values[bp_record_type_field(part->type, "front")].list;
    g_autoptr(GString) got = g_string_new(NULL);
    for (guint i = 0; i < pairs->len; i++) {
        const BpPair *pair = pairs->pdata[i];
        g_string_append_printf(got, "%s: %s\n", pair->label, pair->value);
    }
    g_assert_cmpstr(
        got->str, ==,
        "Report to: Meadow Trust Board\nDate: 4 May 2032\nTitle: The state of the pond\n"
        "Author: Al Marsh, Warden\nPurpose: For decision\n");
    sheet_close(&s);
}

/* A leaflet is not made into something that it is not. */
static void test_other(void)
{
    Sheet s;

    sheet_open(&s);
    sheet_bold(&s, 72, 60, "Walks near the meadow");
    sheet_text(&s, 72, 90, "The shortest one leads round the pond and takes an hour.");
    expect(&s, "other\nother 1-1\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/recognise/agenda", test_agenda);
    g_test_add_func("/recognise/minutes", test_minutes);
    g_test_add_func("/recognise/meetings", test_meetings);
    g_test_add_func("/recognise/headers", test_headers);
    g_test_add_func("/recognise/pack", test_pack);
    g_test_add_func("/recognise/unnamed", test_unnamed);
    g_test_add_func("/recognise/held", test_held);
    g_test_add_func("/recognise/bilingual", test_bilingual);
    g_test_add_func("/recognise/lists", test_lists);
    g_test_add_func("/recognise/front", test_front);
    g_test_add_func("/recognise/other", test_other);
    return g_test_run();
}
