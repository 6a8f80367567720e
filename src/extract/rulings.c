/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rulings of a page, from its picture: poppler-glib hands out no paths, but drawing the page at one
 * pixel a point and looking for edges finds lines, thin rectangles used as lines, and the edges of
 * filled cells alike, whatever the program that made the page.
 *
 * Both directions use the same search, on the picture and on the picture turned over. Short
 * vertical edges may be stems of large letters; they count only between two horizontal rules, as
 * the sides of a cell.
 */
#include <math.h>
#include <string.h>

#include "extract/edges.h"
#include "extract/pdf.h"
#include "extract/words.h"

/* Larger pages are posters and drawings. */
#define MAX_SIDE 2000

#define MIN_HORIZONTAL 18
#define MIN_VERTICAL   9 /* a table row of small print */
/* From here on a vertical edge is no letter. */
#define SURELY_VERTICAL 36
#define TOUCHES         3.0

#define TILE 8 /* levels that are a word of the machine */

/* Two pixels of white, without the byte of each that means nothing. */
#define TWO_WHITE G_GUINT64_CONSTANT(0x00ffffff00ffffff)

typedef struct {
    guint8 *levels;
    guint width, height;
} Grey;

/* The surface of the page before, when it has the same size. */
static cairo_surface_t *get_surface(BpPdf *pdf, int width, int height)
{
    cairo_surface_t *surface = pdf->surface;
    if (surface && cairo_image_surface_get_width(surface) == width &&
        cairo_image_surface_get_height(surface) == height)
        return surface;
    g_clear_pointer(&pdf->surface, cairo_surface_destroy);
    surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(surface);
        return NULL;
    }
    pdf->surface = surface;
    return surface;
}

/* Draws it as it is read. */
static bool draw_page(PopplerPage *poppler, const BpPage *page, cairo_surface_t *surface)
{
    g_autoptr(BpCairo) cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    bool right = page->turns == 1 || page->turns == 2, down = page->turns >= 2;
    cairo_translate(cairo, right ? page->width : 0, down ? page->height : 0);
    cairo_rotate(cairo, page->turns * G_PI / 2);
    poppler_page_render(poppler, cairo);
    cairo_surface_flush(surface);
    return cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
}

/* The weights are about what the eye sees, and add up to 8. */
static guint8 level_of(guint32 pixel)
{
    return (guint8)(((pixel >> 16 & 255) * 2 + (pixel >> 8 & 255) * 5 + (pixel & 255)) / 8);
}

/* Whether eight pixels are paper. */
static bool is_blank(const guint32 *pixels)
{
    guint64 two[TILE / 2];
    memcpy(two, pixels, sizeof two);
    return (two[0] & two[1] & two[2] & two[3] & TWO_WHITE) == TWO_WHITE;
}

static Grey new_grey(cairo_surface_t *surface)
{
    Grey grey = {.width = (guint)cairo_image_surface_get_width(surface),
                 .height = (guint)cairo_image_surface_get_height(surface)};
    const guint8 *data = cairo_image_surface_get_data(surface);
    gsize stride = (gsize)cairo_image_surface_get_stride(surface);
    grey.levels = g_malloc((gsize)grey.width * grey.height);
    memset(grey.levels, 255, (gsize)grey.width * grey.height);
    for (guint y = 0; y < grey.height; y++) {
        const guint32 *row = (const guint32 *)(const void *)(data + y * stride);
        guint8 *out = grey.levels + (gsize)y * grey.width;
        for (guint x = 0; x < grey.width;) {
            if (x + TILE <= grey.width && is_blank(row + x)) {
                x += TILE;
                continue;
            }
            for (guint end = MIN(x + TILE, grey.width); x < end; x++)
                out[x] = level_of(row[x]);
        }
    }
    return grey;
}

/* Whether the eight levels of each of eight rows are paper. */
static bool is_blank_tile(const guint8 *at, gsize stride)
{
    guint64 all = G_MAXUINT64;
    for (guint y = 0; y < TILE; y++) {
        guint64 row;
        memcpy(&row, at + y * stride, sizeof row);
        all &= row;
    }
    return all == G_MAXUINT64;
}

static void turn_tile(const Grey *grey, Grey *turned, guint left, guint top, guint n)
{
    for (guint x = left; x < MIN(left + TILE, grey->width); x++)
        for (guint y = top; y < top + n; y++)
            turned->levels[(gsize)x * turned->width + y] = grey->levels[(gsize)y * grey->width + x];
}

/* Rows become columns, tile by tile: most are paper, and there is nothing to be done for those. */
static Grey new_turned(const Grey *grey)
{
    Grey turned = {.width = grey->height, .height = grey->width};
    gsize size = (gsize)grey->width * grey->height;
    turned.levels = g_malloc(size);
    memset(turned.levels, 255, size);
    for (guint top = 0; top < grey->height; top += TILE) {
        guint n = MIN(TILE, grey->height - top);
        for (guint left = 0; left < grey->width; left += TILE) {
            bool whole = n == TILE && left + TILE <= grey->width;
            const guint8 *at = grey->levels + (gsize)top * grey->width + left;
            if (!whole || !is_blank_tile(at, grey->width))
                turn_tile(grey, &turned, left, top, n);
        }
    }
    return turned;
}

/* Whether a horizontal ruling passes the point (x, y). */
static bool is_touched(const GArray *rulings, guint n_horizontal, double x, double y)
{
    for (guint i = 0; i < n_horizontal; i++) {
        const BpRuling *r = &g_array_index(rulings, BpRuling, i);
        if (fabs(r->at - y) <= TOUCHES && x >= r->from - TOUCHES && x <= r->to + TOUCHES)
            return true;
    }
    return false;
}

static void add_edges(GArray *rulings, const Grey *grey, bool vertical)
{
    BpPicture picture = {grey->levels, grey->height, grey->width};
    g_autoptr(GArray) edges = bp_edges_find(&picture, vertical ? MIN_VERTICAL : MIN_HORIZONTAL);
    guint n_horizontal = rulings->len;
    for (guint i = 0; i < edges->len; i++) {
        const BpEdge *edge = &g_array_index(edges, BpEdge, i);
        if (vertical && edge->to - edge->from < SURELY_VERTICAL &&
            !(is_touched(rulings, n_horizontal, edge->at, edge->from) &&
              is_touched(rulings, n_horizontal, edge->at, edge->to)))
            continue;
        BpRuling ruling = {vertical, edge->at, edge->from, edge->to};
        g_array_append_val(rulings, ruling);
    }
}

/* Words that the picture does not show are no part of the page. What lies over a scan is invisible
 * by design: it is the text that was read in it. */
static void find_hidden(GArray *found, const BpPage *page, PopplerPage *poppler,
                        const BpPicture *picture)
{
    g_autofree guint8 *hidden = bp_words_find_hidden(page, picture);
    guint n = 0;
    if (!hidden || bp_pdf_image_cover(page, poppler, &n) >= BP_SCAN_COVER)
        return;
    for (guint32 i = 0; i < page->words->len; i++)
        if (hidden[i])
            g_array_append_val(found, i);
}

BpDrawing *bp_pdf_draw(BpPdf *pdf, const BpPage *page)
{
    BpDrawing *drawing = bp_drawing_new(page);
    if (!(page->width <= MAX_SIDE && page->height <= MAX_SIDE))
        return drawing;
    g_autoptr(BpPopplerPage) poppler =
        poppler_document_get_page(pdf->poppler, (int)page->number - 1);
    cairo_surface_t *surface = get_surface(pdf, (int)ceil(page->width), (int)ceil(page->height));
    if (!poppler || !surface || !draw_page(poppler, page, surface))
        return drawing;
    Grey grey = new_grey(surface);
    BpPicture picture = {grey.levels, grey.height, grey.width};
    find_hidden(drawing->hidden, page, poppler, &picture);
    Grey turned = new_turned(&grey);
    add_edges(drawing->rulings, &grey, false);
    add_edges(drawing->rulings, &turned, true);
    g_free(grey.levels);
    g_free(turned.levels);
    return drawing;
}

void bp_extract_rulings(BpPdf *pdf, BpDocument *document, BpPage *page)
{
    g_autoptr(BpDrawing) drawing = bp_pdf_draw(pdf, page);
    bp_drawing_apply(drawing, document, page);
}
