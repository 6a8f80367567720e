/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Opening a PDF: what poppler says about it becomes a status and a sentence that an operator can
 * act on. A file that cannot be opened is a result, not an error.
 */
#include "extract/pdf.h"

#include <string.h>

#include "common/limits.h"
#include "common/text.h"

#include "extract/refuse.h"

/* Readers accept garbage before the header, as far as this. */
#define HEADER_WITHIN 1024

static BpPdf *refuse(BpDocument *document, BpStatus status, const char *code, const char *message)
{
    bp_refuse(document, status, code, message);
    return NULL;
}

static bool has_header(const char *data, gsize len)
{
    return memmem(data, MIN(len, HEADER_WITHIN), "%PDF-", 5) != NULL;
}

static BpPdf *refuse_unopened(BpDocument *document, GBytes *bytes, const GError *error)
{
    if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        return refuse(document, BP_STATUS_ENCRYPTED, "encrypted", "the PDF needs a password");
    gsize len = 0;
    const char *data = g_bytes_get_data(bytes, &len);
    if (!has_header(data, len))
        return refuse(document, BP_STATUS_REFUSED, "not-a-pdf", "the file is not a PDF");
    return refuse(document, BP_STATUS_REFUSED, "damaged", "the PDF is damaged beyond repair");
}

static BpPdf *refuse_large(BpDocument *document, BpLimitId id, guint64 value)
{
    bp_refuse_large(document, id, value);
    return NULL;
}

/* Takes poppler's string; an absent or blank one is NULL. */
static char *take_metadata(char *raw)
{
    g_autofree char *owned = raw;
    if (bp_text_is_blank(owned))
        return NULL;
    g_autofree char *clean = bp_text_dup_clean(owned, -1, NULL);
    return bp_text_dup_squeezed(clean);
}

BpPdf *bp_pdf_open(GBytes *bytes, BpDocument *document)
{
    gsize len = g_bytes_get_size(bytes);
    document->bytes = len;
    if (len == 0)
        return refuse(document, BP_STATUS_EMPTY, "empty", "the file has no bytes");
    if (len > bp_limit_value(BP_LIMIT_INPUT_BYTES))
        return refuse_large(document, BP_LIMIT_INPUT_BYTES, len);
    g_autoptr(GError) local = NULL;
    g_autoptr(BpPopplerDocument) poppler = poppler_document_new_from_bytes(bytes, NULL, &local);
    if (!poppler)
        return refuse_unopened(document, bytes, local);
    int n = poppler_document_get_n_pages(poppler);
    if (n <= 0)
        return refuse(document, BP_STATUS_EMPTY, "empty", "the PDF has no pages");
    if ((guint64)n > bp_limit_value(BP_LIMIT_PAGES))
        return refuse_large(document, BP_LIMIT_PAGES, (guint64)n);

    document->n_pages = (guint)n;
    g_free(document->title);
    document->title = take_metadata(poppler_document_get_title(poppler));
    g_free(document->producer);
    document->producer = take_metadata(poppler_document_get_producer(poppler));
    BpPdf *pdf = g_new0(BpPdf, 1);
    pdf->poppler = g_steal_pointer(&poppler);
    pdf->n_pages = (guint)n;
    pdf->fonts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return pdf;
}

void bp_pdf_free(BpPdf *pdf)
{
    if (!pdf)
        return;
    g_clear_pointer(&pdf->surface, cairo_surface_destroy);
    g_clear_pointer(&pdf->tag_items, g_ptr_array_unref);
    g_hash_table_unref(pdf->fonts);
    g_object_unref(pdf->poppler);
    g_free(pdf);
}

const char *bp_extract_peek_library(void)
{
    return poppler_get_version();
}
