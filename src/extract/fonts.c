/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading font names. A weight or slant is a token of the name: it begins with a capital or after a
 * separator and no small letter follows, so that Bodoni is not "Bd" and Blackadder is not "Black".
 */
#include "extract/fonts.h"

#include <string.h>

#include "common/text.h"

#include "extract/glyphs.h"

#define MAX_FONTS G_MAXUINT16

typedef enum { TOKEN, START, ANYWHERE } Where;

typedef struct {
    const char *text;
    Where where;
    guint8 style;
} NameRow;

static const NameRow rows[] = {
    {"bold", ANYWHERE, BP_STYLE_BOLD},
    {"Black", TOKEN, BP_STYLE_BOLD},
    {"Heavy", TOKEN, BP_STYLE_BOLD},
    {"Demi", TOKEN, BP_STYLE_BOLD},
    {"DemiMT", TOKEN, BP_STYLE_BOLD},
    {"Bd", TOKEN, BP_STYLE_BOLD},
    {"BdIt", TOKEN, BP_STYLE_BOLD | BP_STYLE_ITALIC},
    {"BdOb", TOKEN, BP_STYLE_BOLD | BP_STYLE_ITALIC},
    {"italic", ANYWHERE, BP_STYLE_ITALIC},
    {"oblique", ANYWHERE, BP_STYLE_ITALIC},
    {"Slanted", TOKEN, BP_STYLE_ITALIC},
    {"It", TOKEN, BP_STYLE_ITALIC},
    {"Ital", TOKEN, BP_STYLE_ITALIC},
    /* TeX's fonts have no words in their names. */
    {"CMBX", START, BP_STYLE_BOLD},
    {"CMSSBX", START, BP_STYLE_BOLD},
    {"SFBX", START, BP_STYLE_BOLD},
    {"CMBXTI", START, BP_STYLE_ITALIC},
    {"CMTI", START, BP_STYLE_ITALIC},
    {"SFTI", START, BP_STYLE_ITALIC},
};

/* Names without what parts their words; the longer ones first. */
static const struct {
    const char *name;
    BpPictures pictures;
} pictorial[] = {
    {"wingdings2", BP_PICTURES_WINGDINGS2}, {"wingdings3", BP_PICTURES_WINGDINGS3},
    {"wingdings", BP_PICTURES_WINGDINGS},   {"webdings", BP_PICTURES_WEBDINGS},
    {"dingbats", BP_PICTURES_DINGBATS},
};

static bool has_folded(const char *name, const char *text)
{
    gsize len = strlen(text);
    for (const char *p = name; *p; p++) {
        if (g_ascii_strncasecmp(p, text, len) == 0)
            return true;
    }
    return false;
}

static bool has_token(const char *name, const char *text)
{
    gsize len = strlen(text);
    for (const char *p = strstr(name, text); p; p = strstr(p + 1, text)) {
        if (p > name && !g_ascii_islower(p[len]) && !g_ascii_isupper(p[-1]))
            return true;
    }
    return false;
}

static bool row_fits(const NameRow *row, const char *name)
{
    switch (row->where) {
    case TOKEN:
        return has_token(name, row->text);
    case START:
        return g_str_has_prefix(name, row->text);
    case ANYWHERE:
        return has_folded(name, row->text);
    }
    return false;
}

/* "ABCDEF+" marks a font of which only some glyphs are in the file. */
static const char *skip_subset_tag(const char *name)
{
    gsize capitals = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return capitals == 6 && name[6] == '+' ? name + 7 : name;
}

static BpPictures pictures_of(const BpFont *font)
{
    g_autoptr(GString) name = g_string_new(NULL);
    for (const char *at = font->name; *at; at++) {
        if (g_ascii_isalnum(*at))
            g_string_append_c(name, *at);
    }
    for (guint i = 0; i < G_N_ELEMENTS(pictorial); i++) {
        if (has_folded(name->str, pictorial[i].name))
            return pictorial[i].pictures;
    }
    /* Not "SegoeUISymbol" and its like, which have letters too. */
    return g_str_has_prefix(font->name, "Symbol") ? BP_PICTURES_SYMBOL : BP_PICTURES_NONE;
}

void bp_font_init_from_name(BpFont *font, const char *name)
{
    guint8 style = 0;
    font->name = bp_text_dup_clean(skip_subset_tag(name ? name : ""), -1, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (row_fits(&rows[i], font->name))
            style |= rows[i].style;
    }
    font->bold = style & BP_STYLE_BOLD;
    font->italic = style & BP_STYLE_ITALIC;
    font->pictures = (guint8)pictures_of(font);
}

guint16 bp_pdf_intern_font(BpPdf *pdf, BpDocument *document, const char *name)
{
    gpointer found = NULL;
    if (!name)
        name = "";
    if (g_hash_table_lookup_extended(pdf->fonts, name, NULL, &found))
        return (guint16)GPOINTER_TO_UINT(found);
    /* Nothing honest has so many; what is beyond looks like the first one. */
    if (document->fonts->len >= MAX_FONTS)
        return 0;
    BpFont *font = g_new0(BpFont, 1);
    bp_font_init_from_name(font, name);
    guint index = document->fonts->len;
    g_ptr_array_add(document->fonts, font);
    g_hash_table_insert(pdf->fonts, g_strdup(name), GUINT_TO_POINTER(index));
    return (guint16)index;
}
