/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Plain text: columns and lines become places, form feeds pages, long lines paragraphs; characters
 * in their encodings; and which formats are taken for what.
 */
#include "extract/charset.h"
#include "read-fixture.h"

static void test_columns(void)
{
    g_autoptr(BpDocument) document =
        read_string("a.txt", "Item     Lead\n\n1.  Apologies  All\n\t* tab  end.  Next one\n");
    const BpPage *page = bp_document_page(document, 1);
    g_assert_cmpint(document->status, ==, BP_STATUS_OK);
    g_assert_cmpuint(document->n_pages, ==, 1);
    assert_lines(document, 1, "Item Lead\n1. Apologies All\n* tab end. Next one");
    const BpWord *item = find_word(page, "Item"), *lead = find_word(page, "Lead");
    const BpWord *one = find_word(page, "1."), *tab = find_word(page, "*");
    /* 6 points a column, 12 a line; a blank line leaves its room. */
    assert_near(lead->box.x0 - item->box.x0, 9 * 6);
    assert_near(one->box.y0 - item->box.y0, 2 * 12);
    assert_near(tab->box.x0 - item->box.x0, 8 * 6);
    assert_near(item->box.x1 - item->box.x0, 4 * 6);
    assert_near(item->size, 10);
    g_assert_true(lead->spaced);
    g_assert_false(item->spaced);
    /* Columns are parted by gaps of 1.2 em or more, words by less, also behind a full stop. */
    double columns = find_word(page, "end.")->box.x0 - find_word(page, "tab")->box.x1;
    double sentence = find_word(page, "Next")->box.x0 - find_word(page, "end.")->box.x1;
    double words = find_word(page, "one")->box.x0 - find_word(page, "Next")->box.x1;
    g_assert_cmpfloat(columns, >=, 12);
    g_assert_cmpfloat(sentence, <, 10);
    g_assert_cmpfloat(words, <, 4.5);
    g_assert_cmpint(item->line_start, ==, BP_LINE_UNKNOWN);
}

static void test_pages(void)
{
    g_autoptr(BpDocument) document =
        read_string("a.txt", "one\r\n\r\nfoot 1\n\ftwo\rsecond\n\f\fthree\n\f");
    g_assert_cmpuint(document->n_pages, ==, 4);
    assert_lines(document, 1, "one\nfoot 1");
    assert_lines(document, 2, "two\nsecond");
    assert_lines(document, 3, "");
    assert_lines(document, 4, "three");
    /* What stands last on a page is at its foot. */
    const BpPage *page = bp_document_page(document, 1);
    g_assert_cmpfloat(page->height - find_word(page, "foot")->box.y1, <, 12);
}

/* Paragraphs on one line each are broken, and known to be paragraphs. */
static void test_flowed(void)
{
    g_autoptr(GString) text = g_string_new("Title\n  \xe2\x80\xa2 item");
    for (guint i = 0; i < 60; i++)
        g_string_append_printf(text, " word%02u", i);
    g_string_append(text, "\nhttps://example.org/");
    for (guint i = 0; i < 30; i++)
        g_string_append(text, "longpath/");
    g_string_append(text, "\n\nlast\n");
    g_autoptr(BpDocument) document = read_string("a.txt", text->str);
    const BpPage *page = bp_document_page(document, 1);
    const BpWord *bullet = find_word(page, "\xe2\x80\xa2"), *item = find_word(page, "item");
    const BpWord *wrapped = NULL;
    for (guint i = 0; !wrapped && i < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i);
        wrapped = word->box.y0 > item->box.y0 + 1 ? word : NULL;
    }
    g_assert_nonnull(wrapped);
    g_assert_cmpint(bullet->line_start, ==, BP_LINE_STARTS);
    g_assert_cmpint(wrapped->line_start, ==, BP_LINE_GOES_ON);
    assert_near(wrapped->box.x0, item->box.x0); /* under the text, not under the bullet */
    assert_near(wrapped->box.y0 - item->box.y0, 12);
    /* A line that ends in the file leaves white, a blank line more. */
    const BpWord *last = find_word(page, "last"), *title = find_word(page, "Title");
    assert_near(bullet->box.y0 - title->box.y0, 24);
    assert_near(last->box.y0 - (last - 1)->box.y0, 36);
    /* An address stays one word, set as narrow as the text is. */
    g_assert_cmpuint((last - 1)->end - (last - 1)->start, ==, 290);
    g_assert_cmpfloat((last - 1)->box.x1, <=, 36 + 96 * 6 + 3);
    g_assert_cmpuint(page->links->len, ==, 0);
}

static void test_encodings(void)
{
    static const struct {
        const char *bytes;
        gsize len;
        const char *text;
    } rows[] = {
        {"caf\xc3\xa9", 5, "caf\xc3\xa9"},
        {"\xef\xbb\xbf"
         "caf\xc3\xa9",
         8, "caf\xc3\xa9"},
        {"caf\xe9 \x93q\x94 \x80", 10, "caf\xc3\xa9 \xe2\x80\x9cq\xe2\x80\x9d \xe2\x82\xac"},
        {"\xff\xfe"
         "a\0\xe9\0=\xd8\0\xde",
         10, "a\xc3\xa9\xf0\x9f\x98\x80"},
        {"\xfe\xff\0b", 4, "b"},
        {"o\xef\xac\x83"
         "ce so\xc2\xad"
         "ft",
         13, "office soft"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(BpDocument) document = read_bytes("a.txt", rows[i].bytes, rows[i].len);
        g_assert_cmpint(document->status, ==, BP_STATUS_OK);
        assert_lines(document, 1, rows[i].text);
    }
    g_autofree char *welsh = bp_charset_dup_declared("<meta charset='ISO-8859-14'>", 28);
    g_assert_cmpstr(welsh, ==, "iso-8859-14");
    g_autoptr(GString) text = bp_charset_decode("d\xf0r", 3, welsh);
    g_assert_cmpstr(text->str, ==, "d\xc5\xb5r");
    g_assert_null(bp_charset_dup_declared("<meta charset=latin1>", 21));
    g_assert_null(bp_charset_dup_declared("<meta charset=../../x>", 22));
}

static void test_bad_characters(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 50; i++)
        g_string_append(text, "Minutes of the meeting held on a day in May\n");
    g_string_append_len(text, "nul\0here\x01", 9);
    g_autoptr(BpDocument) document = read_bytes("a.txt", text->str, text->len);
    g_assert_cmpint(document->status, ==, BP_STATUS_OK);
    find_word(bp_document_page(document, 1), "nul\xef\xbf\xbdhere\xef\xbf\xbd");
    g_assert_cmpuint(bp_document_page(document, 1)->replaced, ==, 2);
}

static void test_formats(void)
{
    static const struct {
        const char *name, *bytes;
        gsize len;
        BpStatus status;
        const char *code;
    } rows[] = {
        {"a.txt", "", 0, BP_STATUS_EMPTY, "empty"},
        {"a.pdf", "plain text", 10, BP_STATUS_REFUSED, "not-a-pdf"},
        {"A.PDF", "<html><p>Not found", 18, BP_STATUS_REFUSED, "not-a-pdf"},
        {"a.txt", "%PDF-1.7 x", 10, BP_STATUS_REFUSED, "damaged"},
        {"a.html", "PK\x03\x04 docx", 9, BP_STATUS_REFUSED, "unknown-format"},
        {"a.txt", "{\\rtf1 x}", 9, BP_STATUS_REFUSED, "unknown-format"},
        {"a.txt", "\x01\x02\x03\0\0\0 binary", 13, BP_STATUS_REFUSED, "unknown-format"},
        {"a.html", "\0\0\0\0", 4, BP_STATUS_REFUSED, "unknown-format"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(BpDocument) document = read_bytes(rows[i].name, rows[i].bytes, rows[i].len);
        g_assert_cmpint(document->status, ==, rows[i].status);
        g_assert_true(has_finding(document, rows[i].code));
        g_assert_cmpuint(document->pages->len, ==, 0);
    }
    /* By the bytes a page, by the name a page, by neither. */
    g_autoptr(BpDocument) page = read_string("a.txt", "\n<!-- x -->\n<!DOCTYPE html><p>one<p>two");
    assert_lines(page, 1, "one\ntwo");
    g_autoptr(BpDocument) named = read_string("a.htm", "one<br>two");
    assert_lines(named, 1, "one\ntwo");
    g_autoptr(BpDocument) text = read_string("notes", "<p> is an element");
    assert_lines(text, 1, "<p> is an element");
}

static void test_limits(void)
{
    g_autofree char *feeds = g_strnfill(5001, '\f');
    g_autoptr(BpDocument) pages = read_string("a.txt", feeds);
    g_assert_cmpint(pages->status, ==, BP_STATUS_LIMIT);

    /* One line of a megabyte of words goes on over pages, none of which is above a limit. */
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < 120000; i++)
        g_string_append(line, "a bc ");
    g_autoptr(BpDocument) document = read_string("a.txt", line->str);
    g_assert_cmpint(document->status, ==, BP_STATUS_OK);
    guint words = 0;
    for (guint i = 0; i < document->pages->len; i++) {
        const BpPage *page = g_ptr_array_index(document->pages, i);
        g_assert_cmpuint(page->words->len, <=, 50000);
        words += page->words->len;
    }
    g_assert_cmpuint(words, ==, 240000);

    /* A word without end is cut into words. */
    g_autofree char *word = g_strnfill(100000, 'w');
    g_autoptr(BpDocument) cut = read_string("a.txt", word);
    g_assert_cmpint(cut->status, ==, BP_STATUS_OK);
    g_assert_cmpuint(bp_document_page(cut, 1)->words->len, ==, 196);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read-text/columns", test_columns);
    g_test_add_func("/read-text/pages", test_pages);
    g_test_add_func("/read-text/flowed", test_flowed);
    g_test_add_func("/read-text/encodings", test_encodings);
    g_test_add_func("/read-text/bad-characters", test_bad_characters);
    g_test_add_func("/read-text/formats", test_formats);
    g_test_add_func("/read-text/limits", test_limits);
    return g_test_run();
}
