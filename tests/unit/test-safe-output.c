/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Hostile texts in every text of every type of record, of the document and of its findings, through
 * every writer. What comes out is read by other means and holds the same texts; none of it has
 * become markup, a command of a terminal or another line.
 *
 * There is no CSV; a writer of it would have to see to cells that begin with = + - @.
 */
#include "discover/discover.h"
#include "worker/wire.h"
#include "write-fixture.h"
#include "written-markup.h"

/* All of it says `text`, as if it had been cleaned nowhere. */
static BpDocument *document_of(const char *text)
{
    g_autofree char *file = bp_discover_dup_safe_name(text);
    BpDocument *document = document_new(file);
    document->title = g_strdup(text);
    document->producer = g_strdup(text);
    g_free(document->kind);
    document->kind = g_strdup(text);
    document->sector.name = g_strdup(text);
    document->publisher.name = g_strdup(text);
    for (guint i = 1; i <= document->n_pages; i++) {
        BpPage *page = bp_page_new(i, 595, 842);
        page->label = g_strdup(text);
        g_ptr_array_add(document->pages, page);
    }
    guint n;
    const BpRecordType *types = bp_record_types(&n);
    for (guint i = 0; i < n; i++)
        add(document, types[i].name, text);
    bp_document_find(document, "some-code", 1, "x");
    BpFinding *finding = g_ptr_array_index(document->findings, 0);
    g_free(finding->message);
    finding->message = g_strdup(text);
    g_free(finding->code);
    finding->code = g_strdup(text);
    bp_document_assign_ids(document);
    return document;
}

static void assert_safe(const char *text)
{
    g_autoptr(BpDocument) document = document_of(text);
    g_autoptr(GPtrArray) originals = dup_own_texts(document);
    assert_json(document, originals);
    assert_xml(document, originals);
    assert_lines(document);
    assert_text(document);
    assert_review(document);
}

static void test_hostile(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(hostile); i++)
        assert_safe(hostile[i]);
}

static void test_long(void)
{
    g_autofree char *text = dup_long();
    text[LONG_LEN - 1] = '\xff';
    assert_safe(text);
}

/* Every byte, and every pair of a byte that begins a character and any other. */
static void test_bytes(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint lead = 0xc0; lead <= 0xff; lead += 3)
        for (guint byte = 1; byte <= 0xff; byte++)
            g_string_append_printf(text, "%c%c ", (int)lead, (int)byte);
    assert_safe(text->str);
}

/* Texts of ours end at a NUL; those from outside have a length, and a NUL in them does not hide
 * what follows it. */
static void test_nul(void)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    bp_wire_put_u32(bytes, 3);
    g_byte_array_append(bytes, (const guint8 *)"a\0b", 3);
    BpWireReader reader = {bytes->data, bytes->len, 0, false};
    g_autofree char *text = bp_wire_dup_text(&reader);
    g_assert_cmpstr(text, ==,
                    "a\xef\xbf\xbd"
                    "b");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/safe-output/hostile", test_hostile);
    g_test_add_func("/safe-output/long", test_long);
    g_test_add_func("/safe-output/bytes", test_bytes);
    g_test_add_func("/safe-output/nul", test_nul);
    return g_test_run();
}
