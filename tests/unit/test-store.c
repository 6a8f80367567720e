/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The store of a document: nothing is lost in it, nothing damaged or impossible is taken from it,
 * and answers are taken only where they hold.
 */
#include <math.h>

#include "store-fixture.h"
#include "store-tell.h"

/* Open a store; false when it is refused, and then nothing may have changed. */
static bool open_store(GBytes *store, char **out_document, char **out_asked)
{
    g_autoptr(BpDocument) document = bp_document_new("paper.pdf");
    g_autofree char *before = store_tell(document);
    BpStored stored;
    bool opened = bp_store_open(store, document, &stored);
    *out_document = store_tell(document);
    *out_asked = opened ? store_tell_asked(stored.asked) : NULL;
    if (!opened) {
        g_assert_cmpstr(*out_document, ==, before);
        return false;
    }
    g_assert_true(stored.drawn);
    bp_asked_free(stored.asked);
    g_bytes_unref(stored.pages);
    return true;
}

static void test_round_trip(void)
{
    g_autoptr(BpDocument) document = store_document();
    g_autoptr(BpAsked) asked = store_asked(document);
    g_autoptr(GBytes) store = store_of(document, asked);
    g_autofree char *want = store_tell(document), *want_asked = store_tell_asked(asked);
    g_autofree char *got = NULL, *got_asked = NULL;
    g_assert_true(open_store(store, &got, &got_asked));
    g_assert_cmpstr(got, ==, want);
    g_assert_cmpstr(got_asked, ==, want_asked);
}

/* Any bit turned over, any number of bytes cut off or one added: all or nothing. */
static void test_damaged(void)
{
    g_autoptr(BpDocument) document = store_document();
    g_autoptr(BpAsked) asked = store_asked(document);
    g_autoptr(GBytes) store = store_of(document, asked);
    g_autofree char *want = store_tell(document), *want_asked = store_tell_asked(asked);
    gsize len = 0;
    guint refused = 0;
    const guint8 *data = g_bytes_get_data(store, &len);
    for (gsize bit = 0; bit < 8 * len; bit++) {
        guint8 *bad = g_memdup2(data, len);
        bad[bit / 8] ^= (guint8)(1 << bit % 8);
        g_autoptr(GBytes) bytes = g_bytes_new_take(bad, len);
        g_autofree char *got = NULL, *got_asked = NULL;
        if (!open_store(bytes, &got, &got_asked)) {
            refused++;
            continue;
        }
        g_assert_cmpstr(got, ==, want); /* a bit that means nothing to zstd */
        g_assert_cmpstr(got_asked, ==, want_asked);
    }
    g_assert_cmpuint(refused, >, 8 * len - len / 10);
    for (gsize n = 0; n <= len + 1; n++) {
        g_autofree guint8 *longer = g_malloc0(len + 1);
        memcpy(longer, data, len);
        g_autoptr(GBytes) bytes = g_bytes_new(longer, n);
        g_autofree char *got = NULL, *got_asked = NULL;
        g_assert_cmpint(open_store(bytes, &got, &got_asked), ==, n == len);
    }
}

/* What no file could have given, written as well as anything else. */
typedef void (*Spoil)(BpDocument *document, BpPage *page);

static void spoil_word_end(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    bp_page_word(page, 2)->end = 14;
}
static void spoil_word_order(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    bp_page_word(page, 1)->start = 2;
}
static void spoil_word_turned(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    bp_page_word(page, 1)->end = 3;
}
static void spoil_half_character(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    bp_page_word(page, 1)->end = 8;
}
static void spoil_font(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    bp_page_word(page, 0)->font = 2;
}
static void spoil_place(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    bp_page_word(page, 0)->box.y1 = (double)NAN;
}
static void spoil_size(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    bp_page_word(page, 0)->size = INFINITY;
}
static void spoil_colour(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    bp_page_word(page, 0)->rgb = 0x1000000;
}
static void spoil_line_start(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    bp_page_word(page, 0)->line_start = 3;
}
static void spoil_gap(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    g_array_index(page->gaps, BpGap, 1).at = 15;
}
static void spoil_turns(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    page->turns = 4;
}
static void spoil_page_size(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    page->height = 0.5;
}
static void spoil_text(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    page->text[1] = (char)0xFF;
}
static void spoil_link(BpDocument *d G_GNUC_UNUSED, BpPage *page)
{
    g_array_index(page->links, BpLink, 1).target_page = 3;
}
static void spoil_outline(BpDocument *document, BpPage *page G_GNUC_UNUSED)
{
    ((BpOutlineItem *)document->outline->pdata[0])->page = 3;
}
static void spoil_outline_depth(BpDocument *document, BpPage *page G_GNUC_UNUSED)
{
    ((BpOutlineItem *)document->outline->pdata[0])->depth = 64;
}
static void spoil_finding(BpDocument *document, BpPage *page G_GNUC_UNUSED)
{
    ((BpFinding *)document->findings->pdata[0])->page = 3;
}
static void spoil_level(BpDocument *document, BpPage *page G_GNUC_UNUSED)
{
    ((BpFinding *)document->findings->pdata[0])->level = BP_N_FINDING_LEVELS;
}
static void spoil_pictures(BpDocument *document, BpPage *page G_GNUC_UNUSED)
{
    ((BpFont *)document->fonts->pdata[0])->pictures = 99;
}
static void spoil_status(BpDocument *document, BpPage *page G_GNUC_UNUSED)
{
    document->status = BP_STATUS_TIMEOUT;
}
static void spoil_pages(BpDocument *document, BpPage *page G_GNUC_UNUSED)
{
    g_ptr_array_set_size(document->pages, 0);
}

static void test_impossible(void)
{
    static const Spoil spoils[] = {
        spoil_word_end, spoil_word_order, spoil_word_turned,   spoil_half_character, spoil_font,
        spoil_place,    spoil_size,       spoil_colour,        spoil_line_start,     spoil_gap,
        spoil_turns,    spoil_page_size,  spoil_text,          spoil_link,           spoil_outline,
        spoil_finding,  spoil_level,      spoil_outline_depth, spoil_pictures,       spoil_status,
        spoil_pages};
    for (guint i = 0; i < G_N_ELEMENTS(spoils); i++) {
        g_autoptr(BpDocument) document = store_document();
        g_autoptr(BpAsked) asked = store_asked(document);
        spoils[i](document, bp_document_page(document, 1));
        g_autoptr(GBytes) store = store_of(document, asked);
        g_autofree char *got = NULL, *got_asked = NULL;
        g_test_message("impossible %u", i);
        g_assert_false(open_store(store, &got, &got_asked));
    }
}

/* The same for what was asked: hidden words and pages that there are not. */
static void test_impossible_answers(void)
{
    for (guint i = 0; i < 6; i++) {
        g_autoptr(BpDocument) document = store_document();
        g_autoptr(BpAsked) asked = store_asked(document);
        BpDrawing *drawing = asked->drawings->pdata[0];
        BpTagAnswer *answer = asked->answers->pdata[1];
        guint32 same = 1;
        if (i == 1)
            g_array_index(drawing->hidden, guint32, 0) = 3;
        else if (i == 2)
            g_array_append_val(drawing->hidden, same);
        else if (i == 3)
            drawing->page = 3;
        else if (i == 4)
            answer->page = 0;
        else if (i == 5)
            g_array_index(answer->found, BpTagHeading, 0).level = 7;
        g_autoptr(GBytes) store = store_of(document, asked);
        g_autofree char *got = NULL, *got_asked = NULL;
        g_assert_cmpint(open_store(store, &got, &got_asked), ==, i == 0);
    }
}

/* A drawing is applied to the words that it was made of, and to no others. */
static void test_drawing(void)
{
    g_autoptr(BpDocument) document = store_document();
    g_autoptr(BpAsked) asked = store_asked(document);
    BpPage *page = bp_document_page(document, 1);
    const BpDrawing *drawing = bp_asked_find_drawing(asked, page);
    document->n_dropped = 0;
    g_assert_nonnull(drawing);
    g_assert_null(bp_asked_find_drawing(asked, bp_document_page(document, 2)));
    bp_page_word(page, 2)->box.x1 += 1e-9;
    g_assert_null(bp_asked_find_drawing(asked, page));
    bp_drawing_apply(drawing, document, page);
    g_autofree char *first = bp_page_dup_word(page, bp_page_word(page, 0));
    g_autofree char *second = bp_page_dup_word(page, bp_page_word(page, 1));
    g_autofree char *third = bp_page_dup_word(page, bp_page_word(page, 2));
    g_assert_cmpstr(first, ==, "One"); /* the word after it was hidden, the last is parted */
    g_assert_cmpstr(second, ==, "B");
    g_assert_cmpstr(third, ==, "RA");
    g_assert_cmpuint(page->rulings->len, ==, 2);
    const BpFinding *finding = document->findings->pdata[document->findings->len - 1];
    g_assert_cmpstr(finding->code, ==, "text-hidden");
    g_assert_cmpstr(finding->message, ==, "1 words that cannot be seen were left out: caf\xc3\xa9");
}

/* With less of the limit left an answer could be shorter; one that was cut, longer with more. */
static void test_answers(void)
{
    g_autoptr(BpDocument) document = store_document();
    g_autoptr(BpAsked) asked = store_asked(document);
    const BpPage *page = bp_document_page(document, 1);
    BpTagAnswer *answer = asked->answers->pdata[1];
    static const struct {
        guint64 spent;
        bool cut, known;
    } rows[] = {{12, true, true},  {12, false, true},  {11, false, true},
                {11, true, false}, {13, false, false}, {13, true, false}};
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        asked->spent = rows[i].spent;
        answer->cut = rows[i].cut;
        const BpTagAnswer *found = bp_asked_find_answer(asked, page, answer->what);
        g_assert_true(found == (rows[i].known ? answer : NULL));
    }
    asked->spent = 12;
    g_array_index(answer->found, BpTagHeading, 0).end = 4; /* more words than are on the page */
    g_assert_null(bp_asked_find_answer(asked, page, answer->what));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store/round-trip", test_round_trip);
    g_test_add_func("/store/damaged", test_damaged);
    g_test_add_func("/store/impossible", test_impossible);
    g_test_add_func("/store/impossible-answers", test_impossible_answers);
    g_test_add_func("/store/drawing", test_drawing);
    g_test_add_func("/store/answers", test_answers);
    return g_test_run();
}
