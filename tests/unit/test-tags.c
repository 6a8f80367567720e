/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is read of the structure tree of a tagged PDF, and trees that are made to hurt.
 */
#include <string.h>

#include "common/limits.h"

#include "extract/extract.h"
#include "model/tags.h"
#include "tagged-fixture.h"

static const double xs[] = {50, 150, 400};

static BpDocument *read_bytes(GBytes *bytes, guint what)
{
    BpDocument *document = bp_document_new("tagged.pdf");
    g_autoptr(BpPdf) pdf = bp_pdf_open(bytes, document);
    g_assert_nonnull(pdf);
    for (guint i = 1; i <= document->n_pages; i++)
        bp_extract_page(pdf, document, i);
    bp_extract_tags(pdf, document);
    for (guint i = 1; i <= document->n_pages; i++)
        bp_extract_tag_texts(pdf, bp_document_page(document, i), what);
    return document;
}

static BpDocument *read_tagged(Tagged *t, guint what)
{
    g_autoptr(GBytes) bytes = tagged_close(t);
    return read_bytes(bytes, what);
}

/* The lines of the dump that tell of tags. */
static char *dump_tags(const BpDocument *document)
{
    g_autoptr(GString) dump = g_string_new(NULL);
    GString *tags = g_string_new(NULL);
    bp_extract_dump(document, dump);
    g_auto(GStrv) lines = g_strsplit(dump->str, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        if (g_str_has_prefix(lines[i], "tag-"))
            g_string_append_printf(tags, "%s\n", lines[i]);
    return g_string_free(tags, FALSE);
}

/* A heading, a table, and words that are in many places. */
static void write_page(Tagged *t)
{
    static const char *const head[] = {"Item", "Action", "Lead", NULL};
    static const char *const first[] = {"Boiler and|pipes", "Ask for a price|in writing", "AB",
                                        NULL};
    static const char *const second[] = {" ", "Caf\\351 rota", "AB", NULL};
    tagged_open(t);
    tagged_text(t, "H1", 50, 60, "Actions of the caf\\351 group");
    tagged_text(t, "P", 50, 80, "AB and the others are asked to read this.");
    tagged_begin(t, "Table");
    double y = tagged_row(t, "TH", xs, 110, head);
    y = tagged_row(t, "TD", xs, y, first);
    tagged_row(t, "TD", xs, y, second);
    tagged_end(t);
    tagged_text(t, "H2", 50, 300, "Twice");
    tagged_text(t, "P", 50, 330, "Twice");
}

/* That there are tables and headings is known of any page; where they stand, when it is asked. */
static void test_told(void)
{
    Tagged t;
    write_page(&t);
    g_autoptr(BpDocument) document = read_tagged(&t, 0);
    g_autofree char *tags = dump_tags(document);
    g_assert_cmpstr(tags, ==, "tag-headings 1 n=2\ntag-table 1 table=1 rows=3 columns=3\n");
}

static void assert_row(const BpPage *page, guint i, guint cells, bool head, double baseline)
{
    const BpTagRow *row = &g_array_index(page->tags->rows, BpTagRow, i);
    g_assert_cmpuint(row->table, ==, 1);
    g_assert_cmpuint(row->cells, ==, cells);
    g_assert_cmpuint(row->found, ==, cells);
    g_assert_cmpint(row->head, ==, head);
    g_assert_cmpfloat(row->box.y0, <, baseline);
    g_assert_cmpfloat(row->box.y1, >, baseline - 1);
    g_assert_cmpfloat(row->box.y1, <, baseline + 12);
}

/* A row is where its cells begin; a text that is in many places ("AB") is looked for beside the
 * others. */
static void test_rows(void)
{
    Tagged t;
    write_page(&t);
    g_autoptr(BpDocument) document = read_tagged(&t, BP_TAG_ROWS);
    const BpPage *page = bp_document_page(document, 1);
    g_assert_cmpuint(page->tags->rows->len, ==, 3);
    assert_row(page, 0, 3, true, 110);
    assert_row(page, 1, 3, false, 122);
    assert_row(page, 2, 2, false, 146);
    g_assert_cmpuint(page->tags->headings->len, ==, 0);
}

/* A heading whose text is on the page twice could be either. */
static void test_headings(void)
{
    Tagged t;
    write_page(&t);
    g_autoptr(BpDocument) document = read_tagged(&t, BP_TAG_HEADINGS);
    g_autofree char *tags = dump_tags(document);
    g_assert_cmpstr(tags, ==,
                    "tag-headings 1 n=2\n"
                    "tag-heading 1 level=1 | Actions of the caf\xc3\xa9 group\n"
                    "tag-table 1 table=1 rows=3 columns=3\n");
}

/* A table that holds another one lays out the page. */
static void test_frame(void)
{
    static const char *const inner[] = {"Left", "Right", NULL};
    Tagged t;
    tagged_open(&t);
    tagged_begin(&t, "Table");
    tagged_begin(&t, "TR");
    tagged_text(&t, "TD", 50, 60, "Outside");
    tagged_begin(&t, "TD");
    tagged_begin(&t, "Table");
    tagged_row(&t, "TD", xs, 90, inner);
    tagged_end(&t);
    tagged_end(&t);
    tagged_end(&t);
    tagged_end(&t);
    g_autoptr(BpDocument) document = read_tagged(&t, 0);
    g_autofree char *tags = dump_tags(document);
    g_assert_cmpstr(tags, ==, "tag-table 1 table=2 rows=1 columns=2\n");
}

/* What is asked is limited by the words that are read again; a table is asked for whole or not. */
static void test_many_words(void)
{
    static const char *const cells[] = {"left", "right", NULL};
    guint n_words = 1000; /* twice */
    guint n_rows = (guint)bp_limit_value(BP_LIMIT_TAG_WORDS) / n_words / 2 + 1;
    g_autoptr(GString) text = g_string_new(NULL);
    Tagged t;
    for (guint i = 0; i < n_words; i++)
        g_string_append(text, i % 20 ? "so on " : "so on|");
    tagged_open(&t);
    tagged_text(&t, "H1", 50, 40, "Affordable");
    tagged_text(&t, "P", 50, 60, text->str);
    tagged_begin(&t, "Table");
    for (guint i = 0; i < n_rows; i++)
        tagged_row(&t, "TD", xs, 400 + 4 * i, cells);
    tagged_end(&t);
    g_autoptr(BpDocument) document = read_tagged(&t, BP_TAG_ROWS | BP_TAG_HEADINGS);
    const BpPage *page = bp_document_page(document, 1);
    g_assert_cmpuint(page->words->len, >, n_words);
    g_assert_cmpuint(page->tags->rows->len, ==, 0);
    g_assert_cmpuint(page->tags->headings->len, ==, 1);
}

/* A heading below `depth` elements that names the one `back` levels above itself as its child. */
static GBytes *write_tower(guint depth, guint back)
{
    Tagged t;
    tagged_open(&t);
    for (guint i = 1; i < depth; i++)
        tagged_begin(&t, "Div");
    guint id = tagged_last(&t)->id;
    tagged_begin(&t, "H1");
    tagged_text(&t, NULL, 50, 60, "Far up");
    g_string_append_printf(tagged_last(&t)->kids, " %u 0 R", id - back + 1);
    return tagged_close(&t);
}

static void test_no_tags(void)
{
    g_autoptr(GBytes) tree = write_tower(1, 1);
    gsize len = g_bytes_get_size(tree);
    g_autofree char *text = g_strndup(g_bytes_get_data(tree, NULL), len);
    memcpy(strstr(text, "/StructTreeRoot 3"), "/StructTreeWood 3", 17);
    g_autoptr(GBytes) bytes = g_bytes_new(text, len);
    g_autoptr(BpDocument) document = read_bytes(bytes, BP_TAG_ROWS | BP_TAG_HEADINGS);
    g_assert_null(bp_document_page(document, 1)->tags);
}

/* An element that is its own ancestor is met once. */
static void test_loop(void)
{
    g_autoptr(GBytes) bytes = write_tower(5, 5);
    g_autoptr(BpDocument) document = read_bytes(bytes, BP_TAG_HEADINGS);
    g_autofree char *tags = dump_tags(document);
    g_assert_cmpstr(tags, ==, "tag-headings 1 n=1\ntag-heading 1 level=1 | Far up\n");
}

/* What lies deeper than the limit is not looked at. */
static void test_deep(void)
{
    guint depth = (guint)bp_limit_value(BP_LIMIT_TAG_DEPTH);
    g_autoptr(GBytes) deep = write_tower(1000, 1);
    g_autoptr(BpDocument) document = read_bytes(deep, BP_TAG_HEADINGS);
    g_assert_null(bp_document_page(document, 1)->tags);
    g_autoptr(GBytes) allowed = write_tower(depth - 2, 1);
    g_autoptr(BpDocument) other = read_bytes(allowed, BP_TAG_HEADINGS);
    g_assert_cmpuint(bp_document_page(other, 1)->tags->headings->len, ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tags/told", test_told);
    g_test_add_func("/tags/rows", test_rows);
    g_test_add_func("/tags/headings", test_headings);
    g_test_add_func("/tags/frame", test_frame);
    g_test_add_func("/tags/many-words", test_many_words);
    g_test_add_func("/tags/none", test_no_tags);
    g_test_add_func("/tags/loop", test_loop);
    g_test_add_func("/tags/deep", test_deep);
    return g_test_run();
}
