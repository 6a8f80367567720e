/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading one page: text, boxes and looks are each asked of poppler once, put together by
 * words.c, and what is odd about the page is reported.
 *
 * Rectangles belong to characters by their order only. When there is not one for each character,
 * the text is still worth having: its lines are then set out from top to bottom on an imagined
 * grid, so that the later stages need no case of their own.
 */
#include <math.h>
#include <string.h>

#include "common/limits.h"
#include "common/text.h"

#include "extract/fonts.h"
#include "extract/glyphs.h"
#include "extract/words.h"

#define A4_WIDTH  595.28
#define A4_HEIGHT 841.89

/* A page with less text than this is looked at for images: asking costs as much as the text. */
#define LITTLE_TEXT 20
/* Share of characters without meaning from which the text is worth nothing: where codes are handed
 * out for letters, it is the spaces that show. Pages of bullets stay far below. */
#define UNUSABLE_SHARE 0.1
/* Fonts that number their letters from the first character on give few letters and many of the
 * marks that text has hardly any of. Shares of the characters, and fewest of these. */
#define LETTER_SHARE  0.3
#define STRANGE_SHARE 0.15
#define MIN_STRANGE   100

/* The imagined grid of a page without boxes. */
#define GRID_SIZE   10.0
#define GRID_MARGIN 36.0

static guint count_chars(const char *text, gsize len, guint *out_marks)
{
    guint n = 0;
    *out_marks = 0;
    for (const char *p = text, *end = text + len; p < end; p += g_utf8_skip[(guchar)*p]) {
        n++;
        if ((guchar)*p == 0xE2)
            *out_marks += bp_glyph_is_direction_mark(g_utf8_get_char(p));
    }
    return n;
}

static PopplerRectangle *new_grid(const char *text, gsize len, guint n, const BpPage *page)
{
    PopplerRectangle *boxes = g_new0(PopplerRectangle, n + 1);
    double x = GRID_MARGIN, y = GRID_MARGIN;
    double lines = 1, step;
    for (gsize i = 0; i < len; i++)
        lines += text[i] == '\n';
    step = MIN(GRID_SIZE * 1.2, MAX(page->height - 2 * GRID_MARGIN, 1) / lines);
    guint i = 0;
    for (const char *p = text; p < text + len; p += g_utf8_skip[(guchar)*p], i++) {
        boxes[i] = (PopplerRectangle){x, y, x + GRID_SIZE / 2, y + step * 0.8};
        /* Kept on the page, or a long line would be dropped as lying outside it. */
        x = MIN(x + GRID_SIZE / 2, page->width - GRID_SIZE);
        if (*p == '\n') {
            x = GRID_MARGIN;
            y += step;
        }
    }
    return boxes;
}

/* The runs of poppler's attributes, which are inclusive ranges in the order of the text. */
static GArray *read_runs(BpPdf *pdf, BpDocument *document, PopplerPage *poppler)
{
    g_autoptr(BpAttributeList) list = poppler_page_get_text_attributes(poppler);
    GArray *runs = g_array_sized_new(FALSE, TRUE, sizeof(BpRun), 32);
    for (const GList *l = list; l; l = l->next) {
        const PopplerTextAttributes *attributes = l->data;
        BpRun run = {.end = (guint)MAX(attributes->end_index, -1) + 1,
                     .size = (float)attributes->font_size,
                     .font = bp_pdf_intern_font(pdf, document, attributes->font_name)};
        const BpFont *font = g_ptr_array_index(document->fonts, run.font);
        run.pictures = (BpPictures)font->pictures;
        run.style = (font->bold ? BP_STYLE_BOLD : 0) | (font->italic ? BP_STYLE_ITALIC : 0) |
                    (attributes->is_underlined ? BP_STYLE_UNDERLINED : 0);
        run.rgb = (guint32)(attributes->color.red >> 8) << 16 |
                  (guint32)(attributes->color.green >> 8) << 8 | attributes->color.blue >> 8;
        g_array_append_val(runs, run);
    }
    if (runs->len == 0) {
        BpRun plain = {
            .end = G_MAXUINT, .size = GRID_SIZE, .font = bp_pdf_intern_font(pdf, document, "")};
        g_array_append_val(runs, plain);
    }
    return runs;
}

/* poppler's text, cut to the limits; NULL when there is none. */
static char *read_text(BpPdf *pdf, BpDocument *document, BpPage *page, PopplerPage *poppler)
{
    g_autofree char *text = poppler_page_get_text(poppler);
    if (!text || !*text)
        return NULL;
    gsize len = strlen(text);
    if (!g_utf8_validate(text, (gssize)len, NULL)) {
        char *clean = bp_text_dup_clean(text, (gssize)len, &page->replaced);
        g_free(text);
        text = clean;
        len = strlen(text);
    }
    gsize room = bp_limit_value(BP_LIMIT_TEXT_BYTES) - pdf->text_bytes;
    gsize max = MIN(room, bp_limit_value(BP_LIMIT_TEXT_BYTES_PER_PAGE));
    if (len > max) {
        const char *end = NULL;
        (void)g_utf8_validate(text, (gssize)max, &end);
        text[end - text] = '\0';
        len = strlen(text);
        bp_document_find(document, "limit", page->number, "the page has too much text, it was cut");
        document->status = BP_STATUS_PARTIAL;
    }
    pdf->text_bytes += len;
    return g_steal_pointer(&text);
}

static void read_words(BpPdf *pdf, BpDocument *document, BpPage *page, PopplerPage *poppler,
                       BpWordCounts *counts)
{
    g_autofree char *text = read_text(pdf, document, page, poppler);
    if (!text)
        return;
    g_autoptr(GArray) runs = read_runs(pdf, document, poppler);
    g_autofree PopplerRectangle *boxes = NULL;
    guint n_boxes = 0, marks = 0;
    /* Without text it answers FALSE and leaves both as they are. */
    if (!poppler_page_get_text_layout(poppler, &boxes, &n_boxes))
        n_boxes = 0;
    BpChars chars = {.text = text, .text_len = strlen(text)};
    guint n = count_chars(text, chars.text_len, &marks);
    chars.marks_have_boxes = n_boxes >= n || n_boxes < n - marks;
    if (n_boxes < n - marks) {
        bp_document_find(document, "layout-mismatch", page->number,
                         "%u places for %u characters: the lines of this page are not laid out",
                         n_boxes, n);
        g_free(boxes);
        boxes = new_grid(text, chars.text_len, n, page);
    }
    chars.boxes = boxes;
    chars.runs = &g_array_index(runs, BpRun, 0);
    chars.n_runs = runs->len;
    bp_words_build(page, &chars, counts);
    bp_words_turn_page(page, counts);
    bp_words_join_broken(page);
    bp_words_drop_doubled(page);
    bp_words_mark_raised(page);
}

/* Poppler has images of a page in any place; count what lies on it, each at most the page. */
double bp_pdf_image_cover(const BpPage *page, PopplerPage *poppler, guint *out_n)
{
    g_autoptr(BpImageList) list = poppler_page_get_image_mapping(poppler);
    double cover = 0;
    *out_n = 0;
    for (const GList *l = list; l; l = l->next) {
        const PopplerRectangle *r = &((const PopplerImageMapping *)l->data)->area;
        double width = MIN(MAX(r->x1, r->x2), page->width) - MAX(MIN(r->x1, r->x2), 0);
        double height = MIN(MAX(r->y1, r->y2), page->height) - MAX(MIN(r->y1, r->y2), 0);
        if (width > 0 && height > 0)
            cover += width * height / (page->width * page->height);
        ++*out_n;
    }
    return MIN(cover, 1);
}

/* Whether a text is of characters that say nothing, or not what they seem to. */
static bool is_unusable(const BpPage *page, const BpWordCounts *counts)
{
    guint n = counts->n_visible, letters = 0, strange = 0;
    if (n >= LITTLE_TEXT && counts->n_unusable > UNUSABLE_SHARE * n)
        return true;
    for (const char *at = page->text; n >= MIN_STRANGE && *at; at++) {
        letters += g_ascii_isalpha(*at) || (guchar)*at >= 0x80;
        strange += strchr("!\"#$@^`~<>[]{}|\\+", *at) != NULL;
    }
    return strange > STRANGE_SHARE * n && letters < LETTER_SHARE * n;
}

static void judge_text(BpDocument *document, BpPage *page, PopplerPage *poppler,
                       const BpWordCounts *counts)
{
    if (counts->n_visible < LITTLE_TEXT)
        page->image_cover = bp_pdf_image_cover(page, poppler, &page->n_images);
    bool unusable = is_unusable(page, counts);
    page->needs_ocr = unusable || page->image_cover >= BP_SCAN_COVER;
    if (unusable)
        bp_document_find(document, "needs-ocr", page->number,
                         "the fonts of this page do not tell which letters they show");
    else if (page->needs_ocr)
        bp_document_find(document, "needs-ocr", page->number, "the page is an image without text");
    if (counts->truncated) {
        bp_document_find(document, "limit", page->number,
                         "the page has more words than the limit of %" G_GUINT64_FORMAT,
                         bp_limit_value(BP_LIMIT_WORDS_PER_PAGE));
        document->status = BP_STATUS_PARTIAL;
    }
    if (counts->n_off_page)
        bp_document_find(document, "text-off-page", page->number,
                         "%u words outside the page were left out", counts->n_off_page);
    if (counts->n_tiny)
        bp_document_find(document, "text-hidden", page->number,
                         "%u words too small to be read were left out", counts->n_tiny);
}

/* A label that is only the number of the page tells nothing new. */
static char *read_label(const BpPage *page, PopplerPage *poppler)
{
    g_autofree char *raw = poppler_page_get_label(poppler);
    if (bp_text_is_blank(raw))
        return NULL;
    guint64 value = 0;
    if (bp_parse_uint(raw, G_MAXUINT32, &value) && value == page->number)
        return NULL;
    g_autofree char *clean = bp_text_dup_clean(raw, -1, NULL);
    return bp_text_dup_squeezed(clean);
}

static void read_size(PopplerPage *poppler, double *out_width, double *out_height)
{
    poppler_page_get_size(poppler, out_width, out_height);
    if (!(*out_width >= 1 && *out_height >= 1 && isfinite(*out_width) && isfinite(*out_height))) {
        *out_width = A4_WIDTH;
        *out_height = A4_HEIGHT;
    }
}

void bp_extract_page(BpPdf *pdf, BpDocument *document, guint number)
{
    g_assert(number >= 1 && number <= pdf->n_pages);
    g_autoptr(BpPopplerPage) poppler = poppler_document_get_page(pdf->poppler, (int)number - 1);
    double width = A4_WIDTH, height = A4_HEIGHT;
    if (poppler)
        read_size(poppler, &width, &height);
    BpPage *page = bp_page_new(number, width, height);
    g_ptr_array_add(document->pages, page);
    if (!poppler) {
        bp_document_find(document, "page-unreadable", number, "the page cannot be read");
        document->status = BP_STATUS_PARTIAL;
        pdf->n_unreadable++;
        return;
    }
    page->label = read_label(page, poppler);
    BpWordCounts counts = {0};
    read_words(pdf, document, page, poppler, &counts);
    judge_text(document, page, poppler, &counts);
}
