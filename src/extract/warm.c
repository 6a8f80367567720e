/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The first use of poppler, cairo, fontconfig and iconv loads things from files, and some of them
 * as code. It is made here, before the process is confined, with a PDF that is known; that it comes
 * out right shows that reading works at all on this machine.
 *
 * Converters stay loaded only while they are open, so they are never closed.
 */
#include <fontconfig/fontconfig.h>
#include <iconv.h>

#include "common/error.h"

#include "extract/extract.h"

#define WORD "boardpack"

/* Without a table of places: poppler then looks for the objects itself. A title as UTF-16, since
 * that takes a converter; a font that is not embedded, since fonts must be found; a line. */
static const char small_pdf[] =
    "%PDF-1.4\n"
    "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
    "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
    "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R"
    "/Resources<</Font<</F 5 0 R>>>>>> endobj\n"
    "4 0 obj <</Length 69>> stream\n"
    "BT /F 11 Tf 20 60 Td (" WORD ") Tj ET 20 40 m 180 40 l S             \n"
    "endstream endobj\n"
    "5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n"
    "6 0 obj <</Title<FEFF0062007000E9>>> endobj\n"
    "trailer <</Root 1 0 R/Info 6 0 R/Size 7>>\n"
    "%%EOF\n";

/* The character sets of charset.c, and those of texts in a PDF. */
static const struct {
    const char *name;
    guint first, last; /* numbers behind the name; 0: none */
} sets[] = {
    {"UTF-16BE", 0, 0},  {"UTF-16LE", 0, 0},   {"UTF-16", 0, 0},
    {"MACINTOSH", 0, 0}, {"ISO-8859-", 1, 16}, {"WINDOWS-", 1250, 1258},
};

static bool fail(GError **error, const char *what)
{
    g_set_error(error, BP_ERROR, BP_ERROR_SANDBOX, "the self-test failed: %s", what);
    return false;
}

/* Sets that iconv does not have here it will not have later either. */
static void open_converters(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(sets); i++) {
        for (guint n = sets[i].first; n <= sets[i].last; n++) {
            g_autofree char *numbered = g_strdup_printf("%s%u", sets[i].name, n);
            (void)iconv_open("UTF-8", n ? numbered : sets[i].name);
        }
    }
}

static bool has_word(const BpDocument *document)
{
    const BpPage *page = bp_document_page(document, 1);
    if (page->words->len != 1)
        return false;
    g_autofree char *word = bp_page_dup_word(page, bp_page_word(page, 0));
    return g_str_equal(word, WORD);
}

bool bp_extract_warm(GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(small_pdf, sizeof small_pdf - 1);
    g_autoptr(BpDocument) document = bp_document_new("self-test.pdf");
    g_autoptr(BpPdf) pdf = bp_pdf_open(bytes, document);
    if (pdf == NULL)
        return fail(error, "the PDF library does not open a good file");
    bp_extract_page(pdf, document, 1);
    bp_extract_extras(pdf, document);
    bp_extract_rulings(pdf, document, bp_document_page(document, 1));
    if (!has_word(document))
        return fail(error, "the PDF library gives other text than there is in a good file");
    g_autoptr(GByteArray) png = g_byte_array_new();
    if (!bp_extract_png(pdf, 1, 72, png))
        return fail(error, "the PDF library cannot draw a good file");
    /* Fonts that are installed meanwhile are not looked for: reading them writes a cache. */
    FcConfigSetRescanInterval(NULL, 0);
    open_converters();
    return true;
}
