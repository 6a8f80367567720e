/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Web pages: which text is the page's, how it is set, links and their addresses, tables with their
 * rulings, and pages that are hostile.
 */
#include "read-fixture.h"

static void test_blocks(void)
{
    g_autoptr(BpDocument) document = read_string(
        "a.html",
        "<html><head><title> The\n page </title><meta name=generator content='Press "
        "1'></head><body>"
        "<h1>Title</h1><p>One &amp; <b>two</b><i>three</i> x<sup>2</sup>.<br>four<p>five</body>");
    const BpPage *page = bp_document_page(document, 1);
    g_assert_cmpint(document->status, ==, BP_STATUS_OK);
    g_assert_cmpuint(document->n_pages, ==, 1);
    g_assert_cmpstr(document->title, ==, "The page");
    g_assert_cmpstr(document->producer, ==, "Press 1");
    assert_lines(document, 1, "Title\nOne & twothree x2.\nfour\nfive");
    const BpWord *title = find_word(page, "Title"), *one = find_word(page, "One");
    const BpWord *two = find_word(page, "two"), *three = find_word(page, "three");
    const BpWord *four = find_word(page, "four"), *five = find_word(page, "five");
    assert_near(title->size, 20);
    g_assert_cmpint(title->style, ==, BP_STYLE_BOLD);
    assert_near(one->size, 10);
    g_assert_cmpint(two->style, ==, BP_STYLE_BOLD);
    g_assert_cmpint(three->style, ==, BP_STYLE_ITALIC);
    /* Touching words touch, and stand on one line. */
    assert_near(three->box.x0, two->box.x1);
    g_assert_false(three->spaced);
    assert_near(three->box.y1, one->box.y1);
    g_assert_cmpint(find_word(page, "2")->style, ==, BP_STYLE_RAISED);
    g_assert_cmpfloat(find_word(page, "2")->box.y1, <, one->box.y1 - 2);
    /* Paragraphs are known, other line ends are not. */
    assert_near(four->box.y0 - one->box.y0, 12);
    assert_near(five->box.y0 - four->box.y0, 24);
    g_assert_cmpint(one->line_start, ==, BP_LINE_STARTS);
    g_assert_cmpint(four->line_start, ==, BP_LINE_UNKNOWN);
    g_assert_cmpint(five->line_start, ==, BP_LINE_STARTS);
}

static void test_wrapping(void)
{
    g_autoptr(GString) text = g_string_new("<p>");
    for (guint i = 0; i < 200; i++)
        g_string_append_printf(text, "word%03u\n", i);
    g_autoptr(BpDocument) document = read_string("a.html", text->str);
    const BpPage *page = bp_document_page(document, 1);
    guint lines = 1;
    for (guint i = 1; i < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i), *before = word - 1;
        bool wraps = word->box.y0 > before->box.y0 + 1;
        lines += wraps;
        g_assert_cmpfloat(word->box.x1, <, 590);
        g_assert_cmpint(word->line_start, ==, BP_LINE_GOES_ON);
        assert_near(wraps ? word->box.y0 - before->box.y0 : 12, 12);
    }
    g_assert_cmpuint(lines, ==, 15); /* 14 words a line */
}

static void test_lists(void)
{
    g_autoptr(BpDocument) document = read_string(
        "a.html", "<ul><li>bullet<ol type=a start=3><li>cc<li>dd</ol></ul><ol><li><p>one</p><p>more"
                  "</p><li value=7>seven<li>eight</ol><ol type=I reversed><li>x<li>y</ol>"
                  "<ol type=i start=9><li>nine</ol><ul style='list-style-type: none'><li>plain</ul>"
                  "<ol style='list-style:lower-alpha' start=27><li>z</ol><ol start=0 type=A><li>0");
    assert_lines(document, 1,
                 "\xe2\x80\xa2 bullet\nc. cc\nd. dd\n1. one\nmore\n7. seven\n8. eight\nII. x\nI. y"
                 "\nix. nine\nplain\naa. z\n0. 0");
    const BpPage *page = bp_document_page(document, 1);
    const BpWord *one = find_word(page, "one"), *more = find_word(page, "more");
    assert_near(more->box.x0, one->box.x0);
    g_assert_cmpfloat(find_word(page, "1.")->box.x1, <, one->box.x0);
    g_assert_cmpfloat(find_word(page, "cc")->box.x0, >, find_word(page, "bullet")->box.x0 + 10);
    g_assert_cmpint(find_word(page, "1.")->line_start, ==, BP_LINE_STARTS);
}

/* Values stand beside short terms; no-break spaces are as wide as they are many. */
static void test_terms(void)
{
    g_autoptr(BpDocument) document = read_string(
        "a.html",
        "<dl><dt>Date</dt><dd><p>Monday</p></dd><div><dt><b>Time</b></dt><dd>noon<dd>sharp"
        "</div><dt>Which question is asked so often that it needs an answer</dt><dd>Why</dd>"
        "<dt>Gone</dt><dd hidden>x</dd><dt>None</dt><dd></dd><dt>Last</dl>"
        "<p>Name&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;Role at  sea");
    const BpPage *page = bp_document_page(document, 1);
    assert_lines(document, 1,
                 "Date Monday\nTime noon\nsharp\nWhich question is asked so often that it needs an "
                 "answer\nWhy\nGone\nNone\nLast\nName Role at sea");
    const BpWord *date = find_word(page, "Date"), *monday = find_word(page, "Monday");
    assert_near(monday->box.y0, date->box.y0);
    assert_near(monday->box.x0 - date->box.x0, 150);
    assert_near(find_word(page, "noon")->box.x0, monday->box.x0);
    g_assert_cmpfloat(find_word(page, "Why")->box.y0, >, find_word(page, "Which")->box.y1);
    g_assert_cmpfloat(find_word(page, "Last")->box.y0, >, find_word(page, "None")->box.y1);
    g_assert_cmpfloat(find_word(page, "Role")->box.x0 - find_word(page, "Name")->box.x1, >, 12);
    assert_near(find_word(page, "sea")->box.x0 - find_word(page, "at")->box.x1, 2.8);
}

/* Navigation and what is hidden is no text; where the page says what it is about, only that is. */
static void test_scope(void)
{
    g_autoptr(BpDocument) plain = read_string(
        "a.html",
        "<header>Site<h1>Name</h1></header><nav>Menu</nav><div role=navigation>More</div>"
        "<p>Text<span hidden>h</span><span style='color:red; Display : NONE'>d</span>"
        "<i aria-hidden=true>i</i><b class='x visually-hidden'>v</b></p><script>s()</script>"
        "<style>p{}</style><noscript>n</noscript><template>t</template><select><option>o</select>"
        "<button>Send</button><button aria-expanded=false>Opens</button>"
        "<article><header>By</header><p>In</p><footer>End</footer></article><footer>Foot</footer>");
    assert_lines(plain, 1, "Name\nText\nOpens\nBy\nIn\nEnd");
    g_autoptr(BpDocument) main = read_string(
        "a.html",
        "<div>Cookies</div><h1>Title</h1><div role=main><p>Text</p></div><div>Foot</div>");
    assert_lines(main, 1, "Title\nText");
    /* Nothing would be left. */
    g_autoptr(BpDocument) all = read_string("a.html", "<nav><p>Only this</p></nav><main></main>");
    assert_lines(all, 1, "Only this");
}

static void assert_link(const BpPage *page, guint i, const char *uri, const char *first,
                        const char *last)
{
    g_assert_cmpuint(i, <, page->links->len);
    const BpLink *link = &g_array_index(page->links, BpLink, i);
    g_assert_cmpstr(link->uri, ==, uri);
    assert_near(link->box.x0, find_word(page, first)->box.x0);
    assert_near(link->box.x1, find_word(page, last)->box.x1);
    assert_near(link->box.y0, find_word(page, first)->box.y0);
}

static void test_links(void)
{
    static const char body[] =
        "<p><a href=' ../a.pdf '>two words</a> <a href='#top'>up</a> <a>none</a> "
        "<a href='javascript:x()'>script</a> <a href='mailto:a@b.example'>mail</a> "
        "<a href='https://x.example/?a=1&amp;b'><b>far</b> away</a>";
    g_autoptr(BpDocument) written = read_string("a.html", body);
    const BpPage *page = bp_document_page(written, 1);
    g_assert_cmpuint(page->links->len, ==, 4);
    assert_link(page, 0, "../a.pdf", "two", "words");
    assert_link(page, 1, "#top", "up", "up");
    assert_link(page, 2, "mailto:a@b.example", "mail", "mail");
    assert_link(page, 3, "https://x.example/?a=1&b", "far", "away");

    static const struct {
        const char *head, *uri;
    } rows[] = {
        {"<base href='https://h.example/x/y/z.html'>", "https://h.example/x/a.pdf"},
        {"<link rel=canonical href='https://c.example/m/'>", "https://c.example/a.pdf"},
        {"<base href='/deep/er/'><link rel=canonical href='https://c.example/m/'>",
         "https://c.example/deep/a.pdf"},
        {"<base href='/deep/'>", "../a.pdf"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text =
            g_strconcat("<html><head>", rows[i].head, "</head><body>", body, NULL);
        g_autoptr(BpDocument) document = read_string("a.html", text);
        assert_link(bp_document_page(document, 1), 0, rows[i].uri, "two", "words");
    }
}

/* A link that is broken over lines has a box on each. */
static void test_long_link(void)
{
    g_autoptr(GString) text = g_string_new("<p><a href=x>");
    for (guint i = 0; i < 25; i++)
        g_string_append_printf(text, "word%03u ", i);
    g_autoptr(BpDocument) document = read_string("a.html", text->str);
    const BpPage *page = bp_document_page(document, 1);
    g_assert_cmpuint(page->links->len, ==, 2);
    const BpLink *links = &g_array_index(page->links, BpLink, 0);
    g_assert_cmpstr(links[1].uri, ==, "x");
    assert_near(links[1].box.y0 - links[0].box.y0, 12);
    assert_near(links[1].box.x1, find_word(page, "word024")->box.x1);
}

static guint count_rulings(const BpPage *page, bool vertical)
{
    guint n = 0;
    for (guint i = 0; i < page->rulings->len; i++)
        n += g_array_index(page->rulings, BpRuling, i).vertical == vertical;
    return n;
}

/* Whether a ruling parts two words: it lies between them and passes both. */
static bool is_ruled_between(const BpPage *page, const char *first, const char *second)
{
    BpBox a = find_word(page, first)->box, b = find_word(page, second)->box;
    for (guint i = 0; i < page->rulings->len; i++) {
        const BpRuling *r = &g_array_index(page->rulings, BpRuling, i);
        bool right = r->vertical && r->at > a.x1 && r->at < b.x0 && r->from <= a.y0;
        bool below = !r->vertical && r->at > a.y1 && r->at < b.y0 && r->from <= a.x0;
        right = right && r->to >= b.y1;
        below = below && r->to >= b.x0;
        if (right || below)
            return true;
    }
    return false;
}

static void test_table(void)
{
    g_autoptr(BpDocument) document = read_string(
        "a.html",
        "<p>Before</p><table><caption>Above</caption><thead><tr><th>H1<th>H2<th>H3</thead><tbody>"
        "<tr><td>a<td rowspan=2>tall<td>c</tr><tr><td>d<td>e</tr><tr><td colspan=3>whole</tr>"
        "</table><p>After</p>");
    const BpPage *page = bp_document_page(document, 1);
    assert_lines(document, 1, "Before\nAbove\nH1\nH2\nH3\na\ntall\nc\nd\ne\nwhole\nAfter");
    g_assert_cmpint(find_word(page, "H2")->style, ==, BP_STYLE_BOLD);
    assert_near(find_word(page, "H3")->box.y0, find_word(page, "H1")->box.y0);
    assert_near(find_word(page, "e")->box.x0, find_word(page, "H3")->box.x0);
    g_assert_true(is_ruled_between(page, "Above", "H1"));
    g_assert_true(is_ruled_between(page, "H1", "H2"));
    g_assert_true(is_ruled_between(page, "a", "tall"));
    g_assert_true(is_ruled_between(page, "d", "e"));
    g_assert_true(is_ruled_between(page, "H2", "tall"));
    g_assert_true(is_ruled_between(page, "a", "d"));
    g_assert_true(is_ruled_between(page, "tall", "whole"));
    g_assert_true(is_ruled_between(page, "whole", "After"));
    g_assert_cmpuint(count_rulings(page, true), ==, 4);
    g_assert_cmpuint(count_rulings(page, false), ==, 6); /* one is parted by the tall cell */
}

/* What is no table of columns: layout tables, presentation, a single column. */
static void test_placing_tables(void)
{
    static const char *const rows[] = {
        "<table><tr><td>a<td><table><tr><td>b<td>c<tr><td>d<td>e</table></table>",
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<table><tr><td>a<tr><td>b</table>",
        "<table><tr><td><h1>a</h1><td>b<tr><td>c<td>d</table>",
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(BpDocument) document = read_string("a.html", rows[i]);
        const BpPage *page = bp_document_page(document, 1);
        g_assert_cmpfloat(find_word(page, "b")->box.y0, >, find_word(page, "a")->box.y1);
        g_assert_cmpuint(page->rulings->len, ==, i == 0 ? 6 : 0);
    }
    /* A single row is set in columns, but without lines. */
    g_autoptr(BpDocument) row = read_string("a.html", "<table><tr><td>1.<td>Apologies</table>");
    const BpPage *page = bp_document_page(row, 1);
    assert_near(find_word(page, "Apologies")->box.y0, find_word(page, "1.")->box.y0);
    g_assert_cmpuint(page->rulings->len, ==, 0);
}

static void test_wide_table(void)
{
    g_autoptr(GString) text = g_string_new("<table>");
    for (guint r = 0; r < 1000; r++)
        g_string_append_printf(text,
                               "<tr><td>row%u<td>words that take some room in their cell<td>x", r);
    g_autoptr(BpDocument) document = read_string("a.html", text->str);
    g_assert_cmpuint(document->n_pages, ==, 3);
    const BpPage *second = bp_document_page(document, 2);
    g_assert_true(is_ruled_between(second, "row380", "row381"));
    g_assert_cmpuint(count_rulings(second, true), ==, 4);
    g_assert_cmpuint(count_rulings(second, false), ==, 381);
}

static void test_printed_pages(void)
{
    g_autoptr(BpDocument) document =
        read_string("a.html", "<p>one<p style='page-break-before: always'>two<br "
                              "style='page-break-before:always'>three");
    g_assert_cmpuint(document->n_pages, ==, 3);
    assert_lines(document, 3, "three");
}

static void test_preformatted(void)
{
    g_autoptr(BpDocument) document =
        read_string("a.html", "<pre>Name    Role\n  A B   Chair</pre>");
    const BpPage *page = bp_document_page(document, 1);
    assert_lines(document, 1, "Name Role\nA B Chair");
    assert_near(find_word(page, "Role")->box.x0, find_word(page, "Chair")->box.x0);
}

/* ---- hostile pages ---- */

static char *repeat(const char *head, const char *part, guint n, const char *tail)
{
    g_autoptr(GString) text = g_string_new(head);
    for (guint i = 0; i < n; i++)
        g_string_append(text, part);
    g_string_append(text, tail);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void test_deep(void)
{
    g_autofree char *open = repeat("", "<div>", 3000, "deep");
    g_autoptr(BpDocument) document = read_string("a.html", open);
    assert_lines(document, 1, "deep");
    g_assert_cmpint(document->status, ==, BP_STATUS_OK_WARN);
    g_assert_true(has_finding(document, "limit"));

    g_autofree char *hopeless = repeat("<p>first", "<b>", 20000, "</i>never met");
    g_autoptr(BpDocument) stopped = read_string("a.html", hopeless);
    assert_lines(stopped, 1, "first");
    g_assert_cmpint(stopped->status, ==, BP_STATUS_PARTIAL);

    g_autofree char *lists = repeat("", "<ul><li>x", 120, "end");
    g_autoptr(BpDocument) nested = read_string("a.html", lists);
    g_assert_cmpint(nested->status, ==, BP_STATUS_OK);
    const BpPage *page = bp_document_page(nested, 1);
    g_assert_cmpfloat(find_word(page, "xend")->box.x1, <, 600);
}

static void test_many(void)
{
    g_autofree char *elements = repeat("", "<p>x", 400001, "");
    g_autoptr(BpDocument) document = read_string("a.html", elements);
    g_assert_cmpint(document->status, ==, BP_STATUS_PARTIAL);
    g_assert_cmpuint(document->n_pages, >, 10);
    g_autofree char *links = repeat("", "<a href=a>b</a> ", 30000, "");
    g_autoptr(BpDocument) linked = read_string("a.html", links);
    g_assert_cmpint(linked->status, ==, BP_STATUS_OK);
    for (guint i = 0; i < linked->pages->len; i++)
        g_assert_cmpuint(bp_document_page(linked, i + 1)->links->len, <=, 5000);
}

static void test_odd_tables(void)
{
    static const char *const rows[] = {
        "<table><td>a<td>b</table>x",
        "<table><tr><table><tr></table>x",
        "<table><tr><td rowspan=99999 colspan=0>a<td colspan=-1>b<tr></table>x",
        "<table><tr><td colspan=1000>a<td>b</table>x",
        "<table><tr><td>a<td>b<td>c",
        "<table><tr></tr><tr><td>a<td>b</tr>stray<tr><td rowspan=2>c</tr></table>x",
        "<tr><td>a<td>b",
        "<td><table><th><caption><li>x",
        "<table><tr><td colspan=39><b><tr>text in no cell",
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(BpDocument) document = read_string("a.html", rows[i]);
        g_assert_cmpint(document->status, ==, BP_STATUS_OK);
        const BpPage *page = bp_document_page(document, 1);
        g_assert_cmpuint(page->words->len, >, 0);
        for (guint k = 0; k < page->words->len; k++)
            g_assert_false(bp_box_is_empty(bp_page_word(page, k)->box));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read-html/blocks", test_blocks);
    g_test_add_func("/read-html/wrapping", test_wrapping);
    g_test_add_func("/read-html/lists", test_lists);
    g_test_add_func("/read-html/terms", test_terms);
    g_test_add_func("/read-html/scope", test_scope);
    g_test_add_func("/read-html/links", test_links);
    g_test_add_func("/read-html/long-link", test_long_link);
    g_test_add_func("/read-html/table", test_table);
    g_test_add_func("/read-html/placing-tables", test_placing_tables);
    g_test_add_func("/read-html/wide-table", test_wide_table);
    g_test_add_func("/read-html/printed-pages", test_printed_pages);
    g_test_add_func("/read-html/preformatted", test_preformatted);
    g_test_add_func("/read-html/deep", test_deep);
    g_test_add_func("/read-html/many", test_many);
    g_test_add_func("/read-html/odd-tables", test_odd_tables);
    return g_test_run();
}
