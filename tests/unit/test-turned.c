/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages that are set sideways or upside down without saying so: read as if they stood upright, and
 * handed out with places on the page as it is shown.
 */
#include <cairo-pdf.h>

#include "model/turn.h"
#include "pipeline.h"

/* Asked for by the leak checker, where there is one: fontconfig keeps its configuration for good.
 */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig";
}

/* The page as it is read. */
#define WIDTH  800
#define HEIGHT 600

static cairo_status_t append_bytes(void *closure, const unsigned char *data, unsigned int len)
{
    g_byte_array_append(closure, data, len);
    return CAIRO_STATUS_SUCCESS;
}

static void put(cairo_t *cairo, double x, double y, const char *text)
{
    cairo_move_to(cairo, x, y);
    cairo_show_text(cairo, text);
}

/* A log of actions with ruled cells. */
static void draw_log(cairo_t *cairo)
{
    static const double xs[] = {50, 100, 450, 600, 750};
    static const char *const texts[][4] = {
        {"Ref", "Action", "Owner", "Due"},
        {"1", "Write to the bank about the charge", "Ann Alder", "30 April 2025"},
        {"2", "Mend the roof of the barn", "Bob Beech", "31 May 2025"}};

    put(cairo, 50, 60, "Action log of the Marl Valley Trust after the meeting on 4 March 2025");
    for (guint r = 0; r < 4; r++) {
        cairo_move_to(cairo, xs[0], 100 + 30 * r);
        cairo_line_to(cairo, xs[4], 100 + 30 * r);
    }
    for (guint c = 0; c < 5; c++) {
        cairo_move_to(cairo, xs[c], 100);
        cairo_line_to(cairo, xs[c], 190);
    }
    cairo_stroke(cairo);
    for (guint r = 0; r < 3; r++)
        for (guint c = 0; c < 4; c++)
            put(cairo, xs[c] + 5, 120 + 30 * r, texts[r][c]);
}

/* The log on a page that has to be turned so many times to be read. */
static GBytes *typeset(guint turns)
{
    GByteArray *out = g_byte_array_new();
    double width = turns & 1 ? HEIGHT : WIDTH, height = turns & 1 ? WIDTH : HEIGHT;
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(append_bytes, out, width, height);
    cairo_t *cairo = cairo_create(surface);

    cairo_translate(cairo, turns == 2 || turns == 3 ? width : 0,
                    turns == 1 || turns == 2 ? height : 0);
    cairo_rotate(cairo, -(double)turns * G_PI / 2);
    cairo_select_font_face(cairo, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, 11);
    draw_log(cairo);
    cairo_show_page(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    return g_byte_array_free_to_bytes(out);
}

static BpDocument *read_log(const BpRuleSet *rules, guint turns)
{
    static const BpPipelineHooks no_hooks = {0};
    g_autoptr(GBytes) bytes = typeset(turns);
    BpDocument *document = bp_document_new("log.pdf");

    document->sha256 = g_strdup("ab");
    bp_pipeline_run(rules, &(BpPipelineInput){bytes, NULL}, document, BP_STAGE_IDS, 0, &no_hooks);
    return document;
}

static void test_pages(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    g_autoptr(BpRuleSet) rules = bp_rule_set_load("rules", diags, &error);

    g_assert_no_error(error);
    for (guint turns = 0; turns < 4; turns++) {
        g_autoptr(BpDocument) document = read_log(rules, turns);
        g_autoptr(GPtrArray) actions = bp_document_dup_records(document, "action");
        const BpPage *page = bp_document_page(document, 1);
        g_test_message("turned by %u", turns);
        g_assert_cmpfloat(page->width, ==, turns & 1 ? HEIGHT : WIDTH);
        g_assert_cmpuint(actions->len, ==, 2);
        BpRecord *action = actions->pdata[1];
        g_assert_cmpstr(bp_record_get(action, "text"), ==, "Mend the roof of the barn");
        g_assert_cmpstr(bp_record_get(action, "due_date"), ==, "2025-05-31");
        /* Its row is the lowest of the log, from 160 to 190; on the page it lies where that is. */
        const BpSpan *span = &g_array_index(action->spans, BpSpan, 0);
        BpBox row = bp_box_turn((BpBox){50, 160, 750, 190}, (4 - turns) & 3, WIDTH, HEIGHT);
        g_assert_cmpfloat(span->box.x0, >=, row.x0);
        g_assert_cmpfloat(span->box.y0, >=, row.y0);
        g_assert_cmpfloat(span->box.x1, <=, row.x1);
        g_assert_cmpfloat(span->box.y1, <=, row.y1);
    }
}

/* Turning goes round, with all that is on the page. */
static void test_round(void)
{
    g_autoptr(BpPage) page = bp_page_new(1, 200, 100);
    BpWord word = {.box = {10, 20, 60, 30}};
    BpRuling level = {false, 40, 10, 90};

    page->rulings = g_array_new(FALSE, TRUE, sizeof(BpRuling));
    g_array_append_val(page->words, word);
    g_array_append_val(page->rulings, level);
    bp_page_turn(page, 1);
    const BpWord *turned = bp_page_word(page, 0);
    const BpRuling *upright = &g_array_index(page->rulings, BpRuling, 0);
    g_assert_cmpfloat(page->width, ==, 100);
    g_assert_cmpfloat(turned->box.x0, ==, 70);
    g_assert_cmpfloat(turned->box.y1, ==, 60);
    g_assert_cmpuint(turned->style, ==, BP_STYLE_DOWN);
    g_assert_true(upright->vertical);
    g_assert_cmpfloat(upright->at, ==, 60);
    g_assert_cmpfloat(upright->to, ==, 90);
    bp_page_turn(page, 3);
    g_assert_cmpuint(page->turns, ==, 0);
    g_assert_cmpfloat(turned->box.x0, ==, 10);
    g_assert_cmpfloat(turned->box.y1, ==, 30);
    g_assert_false(upright->vertical);
    g_assert_cmpfloat(upright->at, ==, 40);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/turned/pages", test_pages);
    g_test_add_func("/turned/round", test_round);
    return g_test_run();
}
