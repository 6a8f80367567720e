/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The page for checking: nothing of a document becomes markup, boxes are where records are, text
 * that no record has is marked, and every filter has something that listens to it.
 */
#include <string.h>

#include "extract/extract.h"
#include "layout-fixture.h"
#include "review/markup.h"
#include "review/review.h"

/* Asked for by the leak checker, where there is one: fontconfig keeps its configuration for good.
 */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig";
}

static void assert_has(const char *text, const char *wanted)
{
    if (!strstr(text, wanted))
        g_test_message("not there: %s", wanted);
    g_assert_nonnull(strstr(text, wanted));
}

static void assert_lacks(const char *text, const char *unwanted)
{
    g_assert_null(strstr(text, unwanted));
}

static void test_markup(void)
{
    static const struct {
        const char *text, *escaped;
    } cases[] = {
        {"plain", "plain"},
        {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
        {"\" onload=\"x", "&quot; onload=&quot;x"},
        {"it's & that", "it&#39;s &amp; that"},
        {"&lt;", "&amp;lt;"},
        {"a\x01\x1b b", "a\xef\xbf\xbd\xef\xbf\xbd b"},
        {"bytes \xff\xc0\x80", "bytes \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {"a\tb\nc\r", "a&#9;b&#10;c&#13;"},
        {"-->]]>", "--&gt;]]&gt;"},
        {"", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        BpMarkup markup = {.out = out};
        bp_markup_open(&markup, "p");
        bp_markup_attr(&markup, "title", cases[i].text);
        bp_markup_text(&markup, cases[i].text);
        bp_markup_close(&markup);
        g_autofree char *wanted =
            g_strdup_printf("<p title=\"%s\">%s</p>", cases[i].escaped, cases[i].escaped);
        g_assert_cmpstr(out->str, ==, wanted);
    }
}

static void test_elements(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    BpMarkup markup = {.out = out};
    bp_markup_open(&markup, "div");
    bp_markup_open(&markup, "input");
    bp_markup_attr_number(&markup, "x", 1.0 / 3);
    bp_markup_attr_number(&markup, "y", -0.001);
    bp_markup_attr_number(&markup, "z", 0.0 / 0.0);
    bp_markup_close(&markup);
    bp_markup_element(&markup, "b", "c", "<");
    bp_markup_open(&markup, "i");
    bp_markup_close(&markup);
    bp_markup_close(&markup);
    g_assert_cmpstr(out->str, ==,
                    "<div><input x=\"0.33\" y=\"0\" z=\"0\"/><b class=\"c\">&lt;</b><i></i></div>");
}

static void test_head(void)
{
    g_autofree char *head = bp_review_dup_head("</title><script>x</script>.pdf");
    g_autofree char *foot = bp_review_dup_foot();
    assert_has(head, "<title>&lt;/title&gt;&lt;script&gt;x");
    assert_has(head, "default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-");
    assert_lacks(head, "unsafe");
    assert_lacks(head, "<script");

    /* The hash in the policy is that of the script at the end. */
    const char *start = strstr(foot, "<script>") + strlen("<script>");
    g_autofree char *script = g_strndup(start, (gsize)(strstr(start, "</script>") - start));
    guint8 digest[32];
    gsize len = sizeof digest;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)script, -1);
    g_checksum_get_digest(sum, digest, &len);
    g_autofree char *base64 = g_base64_encode(digest, len);
    g_autofree char *policy = g_strdup_printf("script-src &#39;sha256-%s&#39;", base64);
    assert_has(head, policy);
}

static BpRecord *add(Sheet *sheet, const char *type, const char *field, const char *text, BpBox box)
{
    BpRecord *record =
        bp_document_take_record(sheet->document, bp_record_new(type, sheet->document->n_pages));
    bp_record_set(record, field, text);
    bp_record_add_span(record, record->page, box);
    record->rule = g_strdup("test.rule");
    record->confidence = 0.9;
    return record;
}

static char *dup_body(Sheet *sheet, guint first, guint last)
{
    sheet_run(sheet);
    bp_document_assign_ids(sheet->document);
    BpReviewWish wish = {.first = first, .last = last};
    GString *out = g_string_new(NULL);
    bp_review_write_body(sheet->document, &wish, out);
    g_assert_true(bp_review_is_whole(out));
    return g_string_free(out, FALSE);
}

static void test_boxes(void)
{
    Sheet sheet;
    sheet_open(&sheet);
    sheet_text(&sheet, 72, 100, "Somebody is to count the chairs.");
    sheet_text(&sheet, 72, 300, "Nobody knows what this is.");
    BpRecord *action = add(&sheet, "action", "text", "Somebody is to count the chairs.",
                           (BpBox){70, 98, 240.555, 112});
    BpRecord *item = add(&sheet, "minute_item", "title", "Chairs", (BpBox){60, 90, 500, 200});
    item->confidence = 0.5;
    bp_record_add(action, "owners", "\"Bobby\" <b>Tables</b> & 'Sons'");
    g_autofree char *body = dup_body(&sheet, 1, 1);

    g_autofree char *box = g_strdup_printf("id=\"b-%s-1\" href=\"#r-%s\"", action->id, action->id);
    const char *at = strstr(body, box);
    g_assert_nonnull(at);
    assert_has(at, "<rect x=\"69\" y=\"97\" width=\"172.56\" height=\"16\"");
    /* The item is around the action: it lies below, so that both can be clicked. */
    g_autofree char *around = g_strdup_printf("id=\"b-%s-1\"", item->id);
    g_assert_true(strstr(body, around) < at);
    assert_has(body, "class=\"box r-minute_item low\"");
    assert_has(body, "class=\"card r-action\"");
    assert_has(body, "<dd>&quot;Bobby&quot; &lt;b&gt;Tables&lt;/b&gt; &amp; &#39;Sons&#39;</dd>");
    assert_has(body, ">90%</span>");
    assert_has(body, "<code class=\"rule\">test.rule</code>");

    assert_has(body, "1 of 2 lines unplaced");
    const char *mark = strstr(body, "class=\"l-unplaced\"");
    g_assert_nonnull(mark);
    g_assert_true(g_str_has_prefix(mark, "class=\"l-unplaced\" x=\"72\" y=\"300\""));
    g_assert_null(strstr(mark + 1, "class=\"l-unplaced\""));
    sheet_close(&sheet);
}

/* Footnotes are furniture, and can be told from headers. */
static void test_footnotes(void)
{
    Sheet sheet;
    sheet_open(&sheet);
    sheet_text(&sheet, 72, 100, "Somebody is to count the chairs before anybody sits down on one.");
    sheet.size = 5;
    sheet_text(&sheet, 72, 699, "1");
    sheet.size = 8;
    sheet_text(&sheet, 80, 700, "Not the stools.");
    sheet.size = 10;
    g_autofree char *body = dup_body(&sheet, 1, 1);
    assert_has(body, "class=\"l-furniture l-footnote\" x=\"71\" y=\"698\"");
    sheet_close(&sheet);
}

/* What stands beside a record's box is claimed when it is in the record, and only then. */
static void test_claims(void)
{
    Sheet sheet;
    sheet_open(&sheet);
    sheet_text(&sheet, 72, 100, "3.");
    sheet_text(&sheet, 72, 116, "Somebody");
    sheet_text(&sheet, 72, 300, "3.");
    sheet_text(&sheet, 72, 500, "Opening items");
    BpRecord *item = add(&sheet, "agenda_item", "title", "Chairs", (BpBox){100, 98, 300, 112});
    bp_record_set(item, "number", "3");
    bp_record_set(item, "section", "Opening items");
    g_autofree char *body = dup_body(&sheet, 1, 1);
    static const char *const unplaced[] = {"x=\"72\" y=\"116\"", "x=\"72\" y=\"300\""};
    const char *at = body;
    for (guint i = 0; i < G_N_ELEMENTS(unplaced); i++) {
        at = strstr(at, "class=\"l-unplaced\" ");
        g_assert_nonnull(at);
        at += strlen("class=\"l-unplaced\" ");
        g_assert_true(g_str_has_prefix(at, unplaced[i]));
    }
    g_assert_null(strstr(at, "class=\"l-unplaced\" "));
    sheet_close(&sheet);
}

static void test_pages(void)
{
    Sheet sheet;
    sheet_open(&sheet);
    sheet_text(&sheet, 72, 100, "First.");
    BpRecord *record = add(&sheet, "decision", "text", "Long", (BpBox){70, 700, 300, 800});
    sheet_page(&sheet);
    sheet_text(&sheet, 72, 100, "Second & <last>.");
    bp_record_add_span(record, 2, (BpBox){70, 50, 300, 90});
    g_autofree char *body = dup_body(&sheet, 2, 9);
    assert_lacks(body, "id=\"p1\"");
    assert_has(body, "<section id=\"p2\">");
    /* It begins on a page that is not shown: it is listed where it goes on. */
    g_autofree char *card = g_strdup_printf("id=\"r-%s\"", record->id);
    assert_has(body, card);
    assert_lacks(body, ">First.</text>");
    assert_has(body, ">Second &amp; &lt;last&gt;.</text>");
    sheet_close(&sheet);
}

/* A document that could not be read has no pages and no layout. */
static void test_unread(void)
{
    g_autoptr(BpDocument) document = bp_document_new("a<b.pdf");
    document->status = BP_STATUS_REFUSED;
    document->title = g_strdup("<script>alert(1)</script>");
    bp_document_find(document, "damaged", 0, "not <a> PDF");
    g_autoptr(GString) out = g_string_new(NULL);
    BpReviewWish wish = {.first = 1, .last = 0};
    bp_review_write_body(document, &wish, out);
    assert_has(out->str, "<h1>a&lt;b.pdf</h1>");
    assert_has(out->str, "<dd>refused</dd>");
    assert_has(out->str, "not &lt;a&gt; PDF");
    assert_has(out->str, "There are no pages to show.");
    assert_lacks(out->str, "<script");
}

/* Every checkbox is asked for by the style, every type has a colour. */
static void test_filters(void)
{
    g_autoptr(BpDocument) document = bp_document_new("a.pdf");
    g_autofree char *head = bp_review_dup_head("a.pdf");
    g_autoptr(GString) out = g_string_new(NULL);
    BpReviewWish wish = {.first = 1, .last = 0};
    bp_review_write_body(document, &wish, out);
    guint n_types, n_boxes = 0;
    const BpRecordType *types = bp_record_types(&n_types);
    static const char start[] = "type=\"checkbox\" id=\"";
    for (const char *at = out->str; (at = strstr(at, start)); n_boxes++) {
        at += strlen(start);
        g_autofree char *id = g_strndup(at, strcspn(at, "\""));
        g_autofree char *rule = g_strdup_printf("body:has(#%s:", id);
        assert_has(head, rule);
    }
    g_assert_cmpuint(n_boxes, >, n_types);
    for (guint i = 0; i < n_types; i++) {
        g_autofree char *id = g_strdup_printf("id=\"f-%s\"", types[i].name);
        g_autofree char *colour = g_strdup_printf(".r-%s { --c: #", types[i].name);
        assert_has(out->str, id);
        assert_has(head, colour);
    }
}

/* The number at `at` in a PNG. */
static guint32 png_number(const GByteArray *png, guint at)
{
    guint32 number;
    memcpy(&number, png->data + at, sizeof number);
    return GUINT32_FROM_BE(number);
}

static void test_picture(void)
{
    g_autoptr(GError) error = NULL;
    char *contents = NULL;
    gsize len = 0;
    g_file_get_contents("samples/council-minutes.pdf", &contents, &len, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) bytes = g_bytes_new_take(contents, len);
    g_autoptr(BpDocument) document = bp_document_new("a.pdf");
    g_autoptr(BpPdf) pdf = bp_pdf_open(bytes, document);
    g_assert_nonnull(pdf);
    g_autoptr(GByteArray) png = g_byte_array_new();
    g_assert_true(bp_extract_png(pdf, 1, 72, png));
    g_assert_cmpmem(png->data, 4, "\x89PNG", 4);
    g_assert_cmpuint(png_number(png, 16), ==, 596); /* an A4 page, in points */
    g_assert_cmpuint(png_number(png, 20), ==, 842);
    guint before = png->len;
    g_assert_false(bp_extract_png(pdf, 0, 72, png));
    g_assert_false(bp_extract_png(pdf, document->n_pages + 1, 72, png));
    g_assert_cmpuint(png->len, ==, before);
    /* No resolution makes a picture larger than a screen. */
    g_byte_array_set_size(png, 0);
    g_assert_true(bp_extract_png(pdf, 1, 1e6, png));
    g_assert_cmpuint(png_number(png, 20), ==, 1600);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/review/markup", test_markup);
    g_test_add_func("/review/elements", test_elements);
    g_test_add_func("/review/head", test_head);
    g_test_add_func("/review/boxes", test_boxes);
    g_test_add_func("/review/footnotes", test_footnotes);
    g_test_add_func("/review/claims", test_claims);
    g_test_add_func("/review/pages", test_pages);
    g_test_add_func("/review/unread", test_unread);
    g_test_add_func("/review/filters", test_filters);
    g_test_add_func("/review/picture", test_picture);
    return g_test_run();
}
