/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Records that rules alone find: what begins one, what adds to it, what ends it. */
#include "layout-fixture.h"
#include "recognise/recognise.h"
#include "split/split.h"

static GPtrArray *read_records(Sheet *sheet, const char *type)
{
    sheet_run(sheet);
    bp_recognise_run(sheet->document, sheet->matcher);
    bp_split_run(sheet->document, sheet->matcher);
    return bp_document_dup_records(sheet->document, type);
}

static void assert_field(const GPtrArray *records, guint index, const char *field, const char *text)
{
    g_assert_cmpuint(index, <, records->len);
    g_assert_cmpstr(bp_record_get(g_ptr_array_index(records, index), field), ==, text);
}

/* Points with paragraphs below them; points within are none. */
static void test_consultations(void)
{
    Sheet sheet;
    sheet_open(&sheet);
    sheet_text(&sheet, 72, 60, "Previous consultations of Wold Health");
    sheet_text(&sheet, 72, 100, "\xE2\x80\xA2 A strategy for orchards");
    sheet_text(&sheet, 82, 130, "The survey ran from 3 March to 9 May 2025 and has now closed.");
    sheet_text(&sheet, 82, 160, "\xE2\x80\xA2 Apples and pears");
    sheet_text(&sheet, 82, 190, "Our report sets out what you told us. It is long.");
    sheet_text(&sheet, 72, 220, "\xE2\x80\xA2 Benches in the market");
    sheet_text(&sheet, 82, 250, "Closing date for responses: 31 January 2026.");
    g_autoptr(GPtrArray) found = read_records(&sheet, "consultation");
    g_assert_cmpstr(sheet.document->kind, ==, "consultations");
    assert_field(found, 0, "title", "A strategy for orchards");
    assert_field(found, 0, "opens", "3 March");
    assert_field(found, 0, "open_date", ""); /* no year is printed */
    assert_field(found, 0, "closes", "9 May 2025");
    assert_field(found, 0, "close_date", "2025-05-09");
    assert_field(found, 0, "state", "closed");
    assert_field(found, 0, "outcome", "Our report sets out what you told us.");
    assert_field(found, 1, "title", "Benches in the market");
    assert_field(found, 1, "close_date", "2026-01-31");
    assert_field(found, 1, "state", ""); /* the page does not say */
    g_assert_cmpuint(found->len, ==, 2);
    sheet_close(&sheet);
}

/* Labelled lines; a link that stands on one is the event's. */
static void test_events(void)
{
    static const char *const first[] = {
        "Date: Monday 18 August",      "Time: 6pm to 8pm",
        "Subject: Hedges and ditches", "Venue: The Old Forge, Mill Lane",
        "Register using this link",    NULL};
    static const char *const second[] = {"Date: Tuesday 19 August 2025",
                                         "Time: 10am",
                                         "Subject: Ponds",
                                         "Venue: Online",
                                         "Register using this link: https://wold.example/ponds.",
                                         NULL};
    Sheet sheet;
    sheet_open(&sheet);
    sheet_text(&sheet, 72, 60, "Come and talk to us");
    sheet_lines(&sheet, 72, 100, first);
    BpLink link = {{72, 148, 200, 158}, g_strdup("https://wold.example/hedges"), 0};
    sheet.page->links =
        sheet.page->links ? sheet.page->links : g_array_new(FALSE, FALSE, sizeof(BpLink));
    g_array_append_val(sheet.page->links, link);
    sheet_lines(&sheet, 72, 200, second);
    g_autoptr(GPtrArray) found = read_records(&sheet, "event");
    g_assert_cmpstr(sheet.document->kind, ==, "events");
    assert_field(found, 0, "date", "Monday 18 August");
    assert_field(found, 0, "day", "");
    assert_field(found, 0, "time", "6pm to 8pm");
    assert_field(found, 0, "subject", "Hedges and ditches");
    assert_field(found, 0, "venue", "The Old Forge, Mill Lane");
    assert_field(found, 1, "day", "2025-08-19");
    const GPtrArray *links = bp_record_get_list(g_ptr_array_index(found, 0), "links");
    g_assert_cmpuint(links->len, ==, 1);
    g_assert_cmpstr(g_ptr_array_index(links, 0), ==, "https://wold.example/hedges");
    links = bp_record_get_list(g_ptr_array_index(found, 1), "links");
    g_assert_cmpuint(links->len, ==, 1);
    g_assert_cmpstr(g_ptr_array_index(links, 0), ==, "https://wold.example/ponds");
    g_assert_cmpuint(found->len, ==, 2);
    sheet_close(&sheet);
}

/* Kind, date, headline, first words, each a text; the same text does not serve twice. */
static void test_news(void)
{
    static const char *const texts[] = {
        "Latest news",
        "News",
        "22 August 2025",
        "Residents asked about ponds",
        "People who live near one of our ponds will be asked this week how they use it.",
        "Case Study",
        "11 August 2025",
        "A ditch that was dug by hand",
        "View all news",
        "Contact us at the office in Mill Lane.",
        NULL};
    Sheet sheet;
    sheet_open(&sheet);
    for (guint i = 0; texts[i]; i++)
        sheet_text(&sheet, 72, 60 + 30 * i, texts[i]);
    g_autoptr(GPtrArray) found = read_records(&sheet, "news_item");
    assert_field(found, 0, "kind", "News");
    assert_field(found, 0, "published", "2025-08-22");
    assert_field(found, 0, "title", "Residents asked about ponds");
    assert_field(found, 0, "summary", texts[4]);
    assert_field(found, 1, "kind", "Case Study");
    assert_field(found, 1, "title", "A ditch that was dug by hand");
    assert_field(found, 1, "summary", ""); /* the list ends before one */
    g_assert_cmpuint(found->len, ==, 2);
    sheet_close(&sheet);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/listed/consultations", test_consultations);
    g_test_add_func("/listed/events", test_events);
    g_test_add_func("/listed/news", test_news);
    return g_test_run();
}
