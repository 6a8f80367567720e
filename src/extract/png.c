/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A page as a picture, for people to look at.
 */
#include <math.h>

#include "extract/pdf.h"

#define POINTS_PER_INCH 72.0

/* Longest side in pixels: a page can claim to be as large as a street. */
#define MAX_SIDE 1600.0

typedef cairo_surface_t Surface;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Surface, cairo_surface_destroy)

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int len)
{
    g_byte_array_append(closure, data, len);
    return CAIRO_STATUS_SUCCESS;
}

static bool draw(PopplerPage *page, cairo_surface_t *surface, double scale)
{
    g_autoptr(BpCairo) cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    poppler_page_render(page, cairo);
    cairo_surface_flush(surface);
    return cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
}

bool bp_extract_png(BpPdf *pdf, guint number, double dpi, GByteArray *out)
{
    if (number < 1 || number > pdf->n_pages)
        return false;
    g_autoptr(BpPopplerPage) page = poppler_document_get_page(pdf->poppler, (int)number - 1);
    if (!page)
        return false;
    double width = 0, height = 0;
    poppler_page_get_size(page, &width, &height);
    if (!(width >= 1 && height >= 1 && isfinite(width) && isfinite(height)))
        return false;
    double scale = MIN(dpi / POINTS_PER_INCH, MAX_SIDE / MAX(width, height));
    g_autoptr(Surface) surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)ceil(width * scale), (int)ceil(height * scale));
    guint before = out->len;
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS && draw(page, surface, scale) &&
        cairo_surface_write_to_png_stream(surface, append, out) == CAIRO_STATUS_SUCCESS)
        return true;
    g_byte_array_set_size(out, before);
    return false;
}
