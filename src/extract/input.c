/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The readers, by format, and the checks that come before all of them.
 *
 * A PDF is read page by page, since that takes its time. What has no pages of its own is set whole
 * when it is opened; its pages are then handed over one by one.
 */
#include "common/limits.h"

#include "extract/input-parts.h"
#include "extract/refuse.h"
#include "extract/sniff.h"

static BpSheets *(*const readers[])(const char *data, gsize len, BpDocument *document) = {
    [BP_FORMAT_HTML] = bp_html_read,
    [BP_FORMAT_TEXT] = bp_text_read,
};

static BpSheets *read_whole(BpInputFormat format, GBytes *bytes, BpDocument *document)
{
    gsize len = g_bytes_get_size(bytes);
    document->bytes = len;
    if (len > bp_limit_value(BP_LIMIT_TEXT_INPUT_BYTES)) {
        bp_refuse_large(document, BP_LIMIT_TEXT_INPUT_BYTES, len);
        return NULL;
    }
    g_autoptr(BpSheets) sheets = readers[format](g_bytes_get_data(bytes, NULL), len, document);
    if (document->n_pages > bp_limit_value(BP_LIMIT_PAGES)) {
        bp_refuse_large(document, BP_LIMIT_PAGES, document->n_pages);
        return NULL;
    }
    return g_steal_pointer(&sheets);
}

static BpInputFormat find_format(GBytes *bytes, const BpDocument *document, const char **out_what)
{
    gsize len = 0;
    const char *data = g_bytes_get_data(bytes, &len);
    return bp_sniff(data ? data : "", len, document->file, out_what);
}

bool bp_input_is_pdf(GBytes *bytes, const BpDocument *document)
{
    const char *what = NULL;
    return find_format(bytes, document, &what) == BP_FORMAT_PDF;
}

BpInput *bp_input_open(GBytes *bytes, BpDocument *document)
{
    const char *what = NULL;
    BpInput input = {.pdf = NULL};
    BpInputFormat format = find_format(bytes, document, &what);
    if (format == BP_FORMAT_PDF || g_bytes_get_size(bytes) == 0) {
        input.pdf = bp_pdf_open(bytes, document);
    } else if (format == BP_FORMAT_OTHER) {
        g_autofree char *message =
            g_strdup_printf("the file is %s, and no PDF, web page or text", what);
        bp_refuse(document, BP_STATUS_REFUSED, "unknown-format", message);
    } else {
        input.sheets = read_whole(format, bytes, document);
    }
    if (!input.pdf && !input.sheets)
        return NULL;
    input.drawn = input.pdf != NULL;
    input.asked = bp_asked_new();
    return g_memdup2(&input, sizeof input);
}

void bp_input_free(BpInput *input)
{
    if (!input)
        return;
    bp_pdf_free(input->pdf);
    bp_sheets_free(input->sheets);
    bp_asked_free(input->asked);
    g_clear_pointer(&input->pages, g_bytes_unref);
    g_free(input);
}

bool bp_input_is_drawn(const BpInput *input)
{
    return input->drawn;
}

void bp_input_read_page(BpInput *input, BpDocument *document, guint number)
{
    if (input->pdf)
        bp_extract_page(input->pdf, document, number);
    else
        bp_sheets_give_page(input->sheets, document, number);
}

void bp_input_read_extras(BpInput *input, BpDocument *document)
{
    if (input->pdf)
        bp_extract_extras(input->pdf, document);
}
