/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The extract stage on PDFs that the test typesets itself with cairo: places, looks, rulings,
 * outline and links, and how files that are no good end.
 */
#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "extract/extract.h"

/* Asked for by the leak checker, where there is one: fontconfig keeps its configuration for good.
 */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig";
}

typedef void (*Draw)(cairo_t *cairo);

static cairo_status_t append_bytes(void *closure, const unsigned char *data, unsigned int len)
{
    g_byte_array_append(closure, data, len);
    return CAIRO_STATUS_SUCCESS;
}

/* A PDF of one page of 400 x 600 points; `draw` sets text in 12 points unless it says otherwise. */
static GBytes *typeset(Draw draw)
{
    GByteArray *out = g_byte_array_new();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append_bytes, out, 400, 600);
    cairo_t *cairo = cairo_create(surface);
    cairo_select_font_face(cairo, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, 12);
    draw(cairo);
    cairo_show_page(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    return g_byte_array_free_to_bytes(out);
}

static void put(cairo_t *cairo, double x, double y, const char *text)
{
    cairo_move_to(cairo, x, y);
    cairo_show_text(cairo, text);
}

/* The document of a drawing, read whole, with the rulings of its page. */
static BpDocument *read_drawing(Draw draw)
{
    g_autoptr(GBytes) bytes = typeset(draw);
    BpDocument *document = bp_document_new("drawing.pdf");
    g_autoptr(BpPdf) pdf = bp_pdf_open(bytes, document);
    g_assert_nonnull(pdf);
    for (guint i = 1; i <= document->n_pages; i++)
        bp_extract_page(pdf, document, i);
    bp_extract_extras(pdf, document);
    bp_extract_rulings(pdf, document, bp_document_page(document, 1));
    return document;
}

static const BpWord *find_word(const BpPage *page, const char *text)
{
    for (guint i = 0; i < page->words->len; i++) {
        g_autofree char *word = bp_page_dup_word(page, bp_page_word(page, i));
        if (g_str_equal(word, text))
            return bp_page_word(page, i);
    }
    g_test_message("no word '%s' on the page", text);
    g_assert_not_reached();
}

static guint count_word(const BpPage *page, const char *text)
{
    guint n = 0;
    for (guint i = 0; i < page->words->len; i++) {
        g_autofree char *word = bp_page_dup_word(page, bp_page_word(page, i));
        n += g_str_equal(word, text);
    }
    return n;
}

static void assert_near(double value, double wanted, double slack)
{
    if (fabs(value - wanted) > slack)
        g_error("%g is not within %g of %g", value, slack, wanted);
}

/* ---- words ---- */

static void draw_words(cairo_t *cairo)
{
    put(cairo, 40, 100, "Plain words");
    cairo_select_font_face(cairo, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
    cairo_set_source_rgb(cairo, 1, 0, 0);
    put(cairo, 40, 130, "Heavy");
    cairo_select_font_face(cairo, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    put(cairo, 40, 160, "\xef\xac\x81nal");
    put(cairo, 40, 190, "4");
    cairo_set_font_size(cairo, 7);
    put(cairo, 47.8, 185, "th");
    cairo_set_font_size(cairo, 12);
    put(cairo, 60, 190, "May");
    put(cairo, 40, 220, "double");
    put(cairo, 42, 220, "double");
}

static void test_words(void)
{
    g_autoptr(BpDocument) document = read_drawing(draw_words);
    const BpPage *page = bp_document_page(document, 1);
    g_assert_cmpint(document->status, ==, BP_STATUS_OK);
    assert_near(page->width, 400, 0.01);
    assert_near(page->height, 600, 0.01);
    g_assert_null(page->label);

    const BpWord *plain = find_word(page, "Plain"), *words = find_word(page, "words");
    assert_near(plain->box.x0, 40, 1);
    g_assert_cmpfloat(plain->box.y0, <, 92);
    g_assert_cmpfloat(plain->box.y1, >, 99);
    g_assert_cmpfloat(plain->box.y1, <, 106);
    assert_near(plain->size, 12, 0.1);
    g_assert_false(plain->spaced);
    g_assert_true(words->spaced);
    g_assert_cmpfloat(words->box.x0, >, plain->box.x1);
    g_assert_cmpuint(plain->style, ==, 0);
    g_assert_cmpuint(plain->rgb, ==, 0);

    const BpWord *heavy = find_word(page, "Heavy");
    g_assert_true(heavy->style & BP_STYLE_BOLD);
    g_assert_cmpuint(heavy->rgb, ==, 0xff0000);
    const BpFont *font = g_ptr_array_index(document->fonts, heavy->font);
    g_assert_null(strchr(font->name, '+'));
    find_word(page, "final");
    g_assert_true(find_word(page, "th")->style & BP_STYLE_RAISED);
    g_assert_false(find_word(page, "May")->style & BP_STYLE_RAISED);
    g_assert_cmpuint(count_word(page, "double"), ==, 1);
    g_assert_true(find_word(page, "double")->style & BP_STYLE_BOLD);
}

/* Text up the page, as in narrow table heads, makes whole words. */
static void draw_sideways(cairo_t *cairo)
{
    cairo_move_to(cairo, 100, 300);
    cairo_rotate(cairo, -G_PI / 2);
    cairo_show_text(cairo, "Upwards");
}

static void test_sideways(void)
{
    g_autoptr(BpDocument) document = read_drawing(draw_sideways);
    const BpWord *word = find_word(bp_document_page(document, 1), "Upwards");
    assert_near(word->box.y1, 300, 2);
    g_assert_cmpfloat(word->box.y1 - word->box.y0, >, 40);
    g_assert_cmpfloat(word->box.x1 - word->box.x0, <, 20);
}

static void test_dump(void)
{
    g_autoptr(BpDocument) document = read_drawing(draw_words);
    g_autoptr(GString) out = g_string_new(NULL);
    bp_extract_dump(document, out);
    g_assert_true(g_str_has_prefix(out->str, "document pages=1 status=ok\npage 1 400.0 600.0 "));
    g_assert_nonnull(strstr(out->str, " rgb=ff0000 font="));
    g_assert_nonnull(strstr(out->str, " | Heavy\n"));
}

/* ---- rulings ---- */

static bool has_ruling(const BpPage *page, bool vertical, double at, double from, double to)
{
    for (guint i = 0; i < page->rulings->len; i++) {
        const BpRuling *r = &g_array_index(page->rulings, BpRuling, i);
        if (r->vertical == vertical && fabs(r->at - at) <= 0.7 && fabs(r->from - from) <= 2 &&
            fabs(r->to - to) <= 2)
            return true;
    }
    return false;
}

static void assert_ruling(const BpPage *page, bool vertical, double at, double from, double to)
{
    if (!has_ruling(page, vertical, at, from, to))
        g_error("no %s ruling at %g from %g to %g", vertical ? "vertical" : "horizontal", at, from,
                to);
}

static void draw_line(cairo_t *cairo, double x0, double y0, double x1, double y1)
{
    cairo_move_to(cairo, x0, y0);
    cairo_line_to(cairo, x1, y1);
    cairo_stroke(cairo);
}

/* Rows of 14 points, three columns, half-point lines: the smallest table that people print. */
static void draw_grid(cairo_t *cairo)
{
    cairo_set_line_width(cairo, 0.5);
    for (guint row = 0; row <= 5; row++)
        draw_line(cairo, 50, 100 + row * 14, 350, 100 + row * 14);
    for (guint column = 0; column <= 3; column++)
        draw_line(cairo, 50 + column * 100, 100, 50 + column * 100, 170);
    for (guint row = 0; row < 5; row++)
        put(cairo, 55, 111 + row * 14, "Minimum HILL");
}

static void test_grid(void)
{
    g_autoptr(BpDocument) document = read_drawing(draw_grid);
    const BpPage *page = bp_document_page(document, 1);
    for (guint row = 0; row <= 5; row++)
        assert_ruling(page, false, 100 + row * 14, 50, 350);
    for (guint column = 0; column <= 3; column++)
        assert_ruling(page, true, 50 + column * 100, 100, 170);
    g_assert_cmpuint(page->rulings->len, ==, 10);
}

/* A filled head, a light one, and hair lines in light grey. */
static void draw_fills(cairo_t *cairo)
{
    cairo_set_source_rgb(cairo, 0.1, 0.2, 0.5);
    cairo_rectangle(cairo, 50, 100, 300, 20);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0xd9 / 255.0, 0xd2 / 255.0, 0xe9 / 255.0);
    cairo_rectangle(cairo, 50, 200, 300, 20);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0xbf / 255.0, 0xbf / 255.0, 0xbf / 255.0);
    cairo_rectangle(cairo, 50, 300, 300, 0.48);
    cairo_rectangle(cairo, 50, 330.3, 300, 0.48);
    cairo_fill(cairo);
}

static void test_fills(void)
{
    g_autoptr(BpDocument) document = read_drawing(draw_fills);
    const BpPage *page = bp_document_page(document, 1);
    assert_ruling(page, false, 100, 50, 350);
    assert_ruling(page, false, 120, 50, 350);
    assert_ruling(page, true, 50, 100, 120);
    assert_ruling(page, true, 350, 200, 220);
    assert_ruling(page, false, 200, 50, 350);
    assert_ruling(page, false, 220, 50, 350);
    assert_ruling(page, false, 300, 50, 350);
    assert_ruling(page, false, 330.5, 50, 350);
    g_assert_cmpuint(page->rulings->len, ==, 10);
}

static void draw_text_only(cairo_t *cairo)
{
    for (guint i = 0; i < 30; i++)
        put(cairo, 30, 40 + i * 13.7, "The mill will fill nine THIN MINIMAL EELS in mammoth tins");
    cairo_select_font_face(cairo, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
    cairo_set_font_size(cairo, 18);
    put(cairo, 30, 500, "TEETH OF THE HILL");
}

static void test_text_only(void)
{
    g_autoptr(BpDocument) document = read_drawing(draw_text_only);
    g_assert_cmpuint(bp_document_page(document, 1)->rulings->len, ==, 0);
}

/* ---- outline, links, images ---- */

static void draw_extras(cairo_t *cairo)
{
    cairo_surface_t *surface = cairo_get_target(cairo);
    put(cairo, 40, 100, "First page");
    int top = cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT, "Top", "page=1", 0);
    cairo_pdf_surface_add_outline(surface, top, "Below", "page=2", 0);
    cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT, "Next", "page=2", 0);
    cairo_tag_begin(cairo, CAIRO_TAG_LINK, "uri='https://example.org/' rect=[40 200 100 20]");
    cairo_tag_end(cairo, CAIRO_TAG_LINK);
    cairo_pdf_surface_set_page_label(surface, "iv");
    cairo_show_page(cairo);
    cairo_tag_begin(cairo, CAIRO_TAG_LINK, "page=1 pos=[0 0]");
    put(cairo, 40, 100, "Second page");
    cairo_tag_end(cairo, CAIRO_TAG_LINK);
}

static void test_extras(void)
{
    g_autoptr(BpDocument) document = read_drawing(draw_extras);
    g_assert_cmpuint(document->n_pages, ==, 2);
    g_assert_cmpuint(document->outline->len, ==, 3);
    const BpOutlineItem *below = g_ptr_array_index(document->outline, 1);
    g_assert_cmpstr(below->title, ==, "Below");
    g_assert_cmpuint(below->depth, ==, 1);
    g_assert_cmpuint(below->page, ==, 2);
    const BpOutlineItem *next = g_ptr_array_index(document->outline, 2);
    g_assert_cmpuint(next->depth, ==, 0);

    const BpPage *page = bp_document_page(document, 1);
    g_assert_cmpstr(page->label, ==, "iv");
    g_assert_cmpuint(page->links->len, ==, 1);
    const BpLink *out = &g_array_index(page->links, BpLink, 0);
    g_assert_cmpstr(out->uri, ==, "https://example.org/");
    assert_near(out->box.y0, 200, 1);
    assert_near(out->box.y1, 220, 1);
    const BpPage *second = bp_document_page(document, 2);
    g_assert_cmpuint(second->links->len, ==, 1);
    const BpLink *in = &g_array_index(second->links, BpLink, 0);
    g_assert_null(in->uri);
    g_assert_cmpuint(in->target_page, ==, 1);
    assert_near(in->box.y1, 103, 4);
}

static void draw_scan(cairo_t *cairo)
{
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 40, 60);
    cairo_scale(cairo, 10, 10);
    cairo_set_source_surface(cairo, image, 0, 0);
    cairo_paint(cairo);
    cairo_surface_destroy(image);
}

static void test_scan(void)
{
    g_autoptr(BpDocument) document = read_drawing(draw_scan);
    const BpPage *page = bp_document_page(document, 1);
    g_assert_true(page->needs_ocr);
    g_assert_cmpuint(page->n_images, ==, 1);
    assert_near(page->image_cover, 1, 0.05);
    g_assert_cmpint(document->status, ==, BP_STATUS_NO_TEXT);
    const BpFinding *finding = g_ptr_array_index(document->findings, 0);
    g_assert_cmpstr(finding->code, ==, "needs-ocr");
    g_assert_cmpuint(finding->page, ==, 1);
}

/* ---- files that are no good ---- */

static void assert_refused(const char *data, gsize len, BpStatus status, const char *code)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, len);
    g_autoptr(BpDocument) document = bp_document_new("bad.pdf");
    g_assert_null(bp_pdf_open(bytes, document));
    g_assert_cmpint(document->status, ==, status);
    g_assert_cmpuint(document->findings->len, ==, 1);
    const BpFinding *finding = g_ptr_array_index(document->findings, 0);
    g_assert_cmpstr(finding->code, ==, code);
}

static void test_refused(void)
{
    g_autoptr(GBytes) whole = typeset(draw_words);
    const char *data = g_bytes_get_data(whole, NULL);
    assert_refused("", 0, BP_STATUS_EMPTY, "empty");
    assert_refused("<html></html>", 13, BP_STATUS_REFUSED, "not-a-pdf");
    assert_refused(data, 60, BP_STATUS_REFUSED, "damaged");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/extract/words", test_words);
    g_test_add_func("/extract/sideways", test_sideways);
    g_test_add_func("/extract/dump", test_dump);
    g_test_add_func("/extract/rulings/grid", test_grid);
    g_test_add_func("/extract/rulings/fills", test_fills);
    g_test_add_func("/extract/rulings/text-only", test_text_only);
    g_test_add_func("/extract/extras", test_extras);
    g_test_add_func("/extract/scan", test_scan);
    g_test_add_func("/extract/refused", test_refused);
    return g_test_run();
}
