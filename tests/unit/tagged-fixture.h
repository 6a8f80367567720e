/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tagged PDFs written by hand, without a table of objects: texts at places, each under a tag. y
 * grows downwards and is that of the first baseline; 10 points, lines ("one|two") 12 apart.
 */
#pragma once

#include <glib.h>

/* Object 1 is the catalog, 2 the list of pages, 3 the root of the tags, 4 the font. */
typedef struct {
    GString *pdf, *content, *pages;
    guint n_objects, n_pages, page, mcid;
    GArray *open; /* TaggedElement */
} Tagged;

typedef struct {
    guint id;
    const char *tag;
    GString *kids;
} TaggedElement;

#define tagged_last(t) (&g_array_index((t)->open, TaggedElement, (t)->open->len - 1))

static void tagged_end_page(Tagged *t)
{
    guint id = ++t->n_objects;
    g_string_append_printf(t->pdf,
                           "%u 0 obj\n<</Length %u>>stream\n%s\nendstream\nendobj\n"
                           "%u 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
                           "/Contents %u 0 R/Resources<</Font<</F 4 0 R>>>>>>\nendobj\n",
                           id, (guint)t->content->len, t->content->str, t->page, id);
    g_string_append_printf(t->pages, " %u 0 R", t->page);
    g_string_truncate(t->content, 0);
}

static void tagged_begin_page(Tagged *t)
{
    if (t->n_pages++)
        tagged_end_page(t);
    t->page = ++t->n_objects, t->mcid = 0;
}

static void tagged_begin(Tagged *t, const char *tag)
{
    TaggedElement element = {++t->n_objects, tag, g_string_new(NULL)};
    if (t->open->len)
        g_string_append_printf(tagged_last(t)->kids, " %u 0 R", element.id);
    g_array_append_val(t->open, element);
}

static void tagged_end(Tagged *t)
{
    TaggedElement element = *tagged_last(t);
    g_array_set_size(t->open, t->open->len - 1);
    g_string_append_printf(
        t->pdf, "%u 0 obj\n<</Type/StructElem/S/%s/P %u 0 R/Pg %u 0 R/K[%s]>>\nendobj\n",
        element.id, element.tag, t->open->len ? tagged_last(t)->id : 3, t->page, element.kids->str);
    g_string_free(element.kids, TRUE);
}

static void tagged_open(Tagged *t)
{
    *t = (Tagged){.pdf = g_string_new("%PDF-1.7\n"), .n_objects = 4};
    t->content = g_string_new(NULL);
    t->pages = g_string_new(NULL);
    t->open = g_array_new(FALSE, FALSE, sizeof(TaggedElement));
    tagged_begin_page(t);
    tagged_begin(t, "Document");
}

/* Text under a tag, or under the one that is open (NULL); returns the y of the line below it. */
static double tagged_text(Tagged *t, const char *tag, double x, double y, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "|", -1);
    if (tag)
        tagged_begin(t, tag);
    g_string_append_printf(tagged_last(t)->kids, "<</Type/MCR/MCID %u/Pg %u 0 R>>", t->mcid,
                           t->page);
    g_string_append_printf(t->content, "/P <</MCID %u>> BDC ", t->mcid++);
    for (guint i = 0; lines[i]; i++, y += 12)
        g_string_append_printf(t->content, "BT /F 10 Tf %d %d Td (%s) Tj ET ", (int)x, 842 - (int)y,
                               lines[i]);
    g_string_append(t->content, "EMC\n");
    if (tag)
        tagged_end(t);
    return y;
}

/* A row of cells at the places given; returns the y of the next. */
G_GNUC_UNUSED static double tagged_row(Tagged *t, const char *tag, const double *xs, double y,
                                       const char *const *cells)
{
    double below = y, end;
    tagged_begin(t, "TR");
    for (; *cells; cells++, below = MAX(below, end))
        end = tagged_text(t, tag, *xs++, y, *cells);
    tagged_end(t);
    return below;
}

/* The PDF; nothing of it is left in `t`. */
static GBytes *tagged_close(Tagged *t)
{
    while (t->open->len)
        tagged_end(t);
    tagged_end_page(t);
    g_string_append_printf(
        t->pdf,
        "1 0 obj\n<</Type/Catalog/Pages 2 0 R/StructTreeRoot 3 0 R>>\nendobj\n"
        "2 0 obj\n<</Type/Pages/Kids[%s]/Count %u>>\nendobj\n"
        "3 0 obj\n<</Type/StructTreeRoot/K 6 0 R>>\nendobj\n"
        "4 0 obj\n<</Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n"
        "trailer\n<</Size %u/Root 1 0 R>>\n%%%%EOF\n",
        t->pages->str, t->n_pages, t->n_objects + 1);
    g_string_free(t->content, TRUE);
    g_string_free(t->pages, TRUE);
    g_array_unref(t->open);
    return g_string_free_to_bytes(t->pdf);
}
