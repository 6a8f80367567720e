/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The head of the page: policy, style and script. Style and script are files of their own that the
 * Makefile turns into C strings; what depends on the table of record types is added here. The
 * policy names both by their hashes, and allows nothing else but pictures inside the page.
 */
#include <string.h>

#include "model/record.h"
#include "review/markup.h"
#include "review/review.h"

static const char style_text[] =
#include "review/review.css.inc"
    ;

static const char script_text[] =
#include "review/review.js.inc"
    ;

/* Colours of the record types in their order, apart from each other also for most who see fewer
 * colours. */
static const char *const colours[] = {"#6b4fbb", "#8a5a2b", "#0b6fb8", "#00796b",
                                      "#b3261e", "#c2410c", "#9d174d", "#4d6b1f"};

static char *dup_style(void)
{
    guint n;
    const BpRecordType *types = bp_record_types(&n);
    GString *style = g_string_new(style_text);
    for (guint i = 0; i < n; i++) {
        const char *name = types[i].name;
        g_string_append_printf(style, ".r-%s { --c: %s; }\n", name,
                               colours[i % G_N_ELEMENTS(colours)]);
        g_string_append_printf(style,
                               "body:has(#f-%s:not(:checked)) .card.r-%s,\n"
                               "body:has(#f-%s:not(:checked)) .box.r-%s { display: none; }\n",
                               name, name, name, name);
    }
    return g_string_free(style, FALSE);
}

/* As a policy names it: 'sha256-...'. */
static char *dup_hash(const char *text)
{
    guint8 digest[32];
    gsize len = sizeof digest;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text));
    g_checksum_get_digest(sum, digest, &len);
    g_autofree char *base64 = g_base64_encode(digest, len);
    return g_strconcat("'sha256-", base64, "'", NULL);
}

static void write_meta(BpMarkup *markup, const char *attribute, const char *name,
                       const char *content)
{
    bp_markup_open(markup, "meta");
    bp_markup_attr(markup, attribute, name);
    bp_markup_attr(markup, "content", content);
    bp_markup_close(markup);
}

/* Our own text, which must be neither escaped nor in need of it. */
static void write_raw(BpMarkup *markup, const char *element, const char *text)
{
    g_assert(strpbrk(text, "<&") == NULL);
    bp_markup_open(markup, element);
    bp_markup_text(markup, "");
    g_string_append(markup->out, text);
    bp_markup_close(markup);
}

char *bp_review_dup_head(const char *file)
{
    g_autofree char *style = dup_style();
    g_autofree char *style_hash = dup_hash(style), *script_hash = dup_hash(script_text);
    g_autofree char *policy =
        g_strconcat("default-src 'none'; img-src data:; style-src ", style_hash, "; script-src ",
                    script_hash, "; base-uri 'none'; form-action 'none'", NULL);
    g_autofree char *title = g_strconcat(file, " \xe2\x80\x93 review", NULL);
    GString *out = g_string_new("<!DOCTYPE html>\n"
                                "<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n");
    BpMarkup markup = {.out = out};
    bp_markup_open(&markup, "head");
    bp_markup_open(&markup, "meta");
    bp_markup_attr(&markup, "charset", "utf-8");
    bp_markup_close(&markup);
    write_meta(&markup, "http-equiv", "Content-Security-Policy", policy);
    write_meta(&markup, "name", "viewport", "width=device-width, initial-scale=1");
    write_meta(&markup, "name", "referrer", "no-referrer");
    bp_markup_element(&markup, "title", NULL, title);
    write_raw(&markup, "style", style);
    bp_markup_close(&markup);
    g_string_append(out, "\n<body>\n");
    return g_string_free(out, FALSE);
}

char *bp_review_dup_foot(void)
{
    GString *out = g_string_new(NULL);
    BpMarkup markup = {.out = out};
    write_raw(&markup, "script", script_text);
    g_string_append(out, "\n</body>\n</html>\n");
    return g_string_free(out, FALSE);
}
