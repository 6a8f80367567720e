/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages from a store. It was written by a worker, which a document may have taken over, and lay in
 * a folder since: nothing in it is believed before it was compared with what could have come from a
 * file. What the tables of fields say of single values is checked there; here is what holds
 * between them.
 */
#include <string.h>

#include "common/limits.h"

#include "extract/store-parts.h"

static bool fail(BpStoreSection *in)
{
    in->rows.bad = true;
    return false;
}

/* The next text, of the length that a row tells; NULL also when something is wrong. */
static char *take_text(BpStoreSection *in, guint32 told)
{
    BpStoreReader *texts = &in->texts;
    gsize len = told - 1;

    if (told == 0 || in->rows.bad)
        return NULL;
    if (len > (gsize)(texts->end - texts->at) ||
        !g_utf8_validate_len((const char *)texts->at, len, NULL)) {
        fail(in);
        return NULL;
    }
    char *text = g_strndup((const char *)texts->at, len);
    texts->at += len;
    return text;
}

/* The same where there has to be one. */
static char *take_some_text(BpStoreSection *in, guint32 told)
{
    in->rows.bad = in->rows.bad || told == 0;
    char *text = take_text(in, told);
    return text ? text : g_strdup("");
}

static bool is_kept_status(guint8 status)
{
    return status == BP_STATUS_OK || status == BP_STATUS_OK_WARN || status == BP_STATUS_PARTIAL ||
           status == BP_STATUS_NO_TEXT;
}

static bool get_head(BpStoreSection *in, BpDocument *document, BpHeadRow *out_head)
{
    g_autoptr(GArray) rows = bp_store_get_array(&in->rows, &bp_store_heads, 1, sizeof(BpHeadRow));

    if (!rows)
        return false;
    BpHeadRow *head = &g_array_index(rows, BpHeadRow, 0);
    if (head->n_pages == 0 || head->n_pages > bp_limit_value(BP_LIMIT_PAGES) ||
        head->n_findings > bp_limit_value(BP_LIMIT_DIAGNOSTICS) + 1 ||
        head->n_fonts > G_MAXUINT16 || head->n_outline > bp_limit_value(BP_LIMIT_OUTLINE_NODES) ||
        !is_kept_status(head->status))
        return fail(in);
    document->bytes = head->bytes;
    document->n_pages = head->n_pages;
    document->n_dropped = head->n_dropped;
    document->status = (BpStatus)head->status;
    document->title = take_text(in, head->title);
    document->producer = take_text(in, head->producer);
    *out_head = *head;
    return !in->rows.bad;
}

static bool get_findings(BpStoreSection *in, guint n, BpDocument *document)
{
    g_autoptr(GArray) rows =
        bp_store_get_array(&in->rows, &bp_store_findings, n, sizeof(BpFindingRow));

    for (guint i = 0; rows && i < rows->len; i++) {
        const BpFindingRow *row = &g_array_index(rows, BpFindingRow, i);
        BpFinding *finding = g_new0(BpFinding, 1);
        finding->level = (BpFindingLevel)row->level;
        finding->page = row->page;
        finding->code = take_some_text(in, row->code);
        finding->message = take_some_text(in, row->message);
        g_ptr_array_add(document->findings, finding);
        in->rows.bad = in->rows.bad || row->page > document->n_pages;
    }
    return !in->rows.bad;
}

static bool get_fonts(BpStoreSection *in, guint n, BpDocument *document)
{
    g_autoptr(GArray) rows = bp_store_get_array(&in->rows, &bp_store_fonts, n, sizeof(BpFontRow));

    for (guint i = 0; rows && i < rows->len; i++) {
        const BpFontRow *row = &g_array_index(rows, BpFontRow, i);
        BpFont font = {take_some_text(in, row->name), row->bold, row->italic, row->pictures};
        g_ptr_array_add(document->fonts, g_memdup2(&font, sizeof font));
    }
    return !in->rows.bad;
}

static bool get_outline(BpStoreSection *in, guint n, BpDocument *document)
{
    g_autoptr(GArray) rows =
        bp_store_get_array(&in->rows, &bp_store_outline, n, sizeof(BpOutlineRow));

    for (guint i = 0; rows && i < rows->len; i++) {
        const BpOutlineRow *row = &g_array_index(rows, BpOutlineRow, i);
        BpOutlineItem item = {take_some_text(in, row->title), row->page, row->depth};
        g_ptr_array_add(document->outline, g_memdup2(&item, sizeof item));
        in->rows.bad = in->rows.bad || row->page > document->n_pages ||
                       row->depth >= bp_limit_value(BP_LIMIT_OUTLINE_DEPTH);
    }
    return !in->rows.bad;
}

static bool is_page_row(const BpPageRow *row)
{
    return row->width >= 1 && row->height >= 1 &&
           row->n_words <= bp_limit_value(BP_LIMIT_WORDS_PER_PAGE) &&
           row->n_links <= bp_limit_value(BP_LIMIT_LINKS_PER_PAGE) && row->text > 0;
}

/* The pages with their texts; `out_rows` says how much of everything follows. */
static bool get_page_rows(BpStoreSection *in, BpDocument *document, GArray **out_rows)
{
    g_autoptr(GArray) rows =
        bp_store_get_array(&in->rows, &bp_store_pages, document->n_pages, sizeof(BpPageRow));

    for (guint i = 0; rows && i < rows->len; i++) {
        const BpPageRow *row = &g_array_index(rows, BpPageRow, i);
        if (!is_page_row(row))
            return fail(in);
        BpPage *page = bp_page_new(i + 1, row->width, row->height);
        g_ptr_array_add(document->pages, page);
        g_free(page->text);
        page->label = take_text(in, row->label);
        page->text = take_some_text(in, row->text);
        page->image_cover = row->image_cover;
        page->n_images = row->n_images;
        page->replaced = row->replaced;
        page->turns = row->turns;
        page->needs_ocr = row->needs_ocr;
    }
    if (in->rows.bad)
        return false;
    *out_rows = g_steal_pointer(&rows);
    return true;
}

static bool get_links(BpStoreSection *in, const GArray *page_rows, BpDocument *document)
{
    guint64 n = 0;

    for (guint i = 0; i < page_rows->len; i++)
        n += g_array_index(page_rows, BpPageRow, i).n_links;
    if (!bp_store_has_rows(&in->rows, &bp_store_links, n))
        return false;
    g_autoptr(GArray) rows =
        bp_store_get_array(&in->rows, &bp_store_links, (guint)n, sizeof(BpLinkRow));
    for (guint i = 0, at = 0; rows && i < page_rows->len; i++) {
        BpPage *page = document->pages->pdata[i];
        guint end = at + g_array_index(page_rows, BpPageRow, i).n_links;
        for (; at < end; at++) {
            const BpLinkRow *row = &g_array_index(rows, BpLinkRow, at);
            BpLink link = {row->box, take_text(in, row->uri), row->target_page};
            g_array_append_val(page->links, link);
            in->rows.bad = in->rows.bad || row->target_page > document->n_pages;
        }
    }
    return !in->rows.bad;
}

/* What a page has of one kind; `array` has the length of it already. */
static bool get_all(BpStoreSection *in, const BpStoreRows *type, GArray *page_rows, gsize count_at,
                    guint less, GPtrArray *arrays)
{
    guint64 n = 0;

    for (guint i = 0; i < page_rows->len; i++) {
        guint32 count = G_STRUCT_MEMBER(guint32, &g_array_index(page_rows, BpPageRow, i), count_at);
        n += count - MIN(count, less);
    }
    if (!bp_store_has_rows(&in->rows, type, n))
        return false;
    for (guint i = 0; i < page_rows->len; i++) {
        guint32 count = G_STRUCT_MEMBER(guint32, &g_array_index(page_rows, BpPageRow, i), count_at);
        g_array_set_size(arrays->pdata[i], count - MIN(count, less));
    }
    return bp_store_get_rows(&in->rows, type, arrays);
}

static bool begins_character(const char *text, guint32 at)
{
    return ((guint8)text[at] & 0xC0) != 0x80;
}

/* Words and gaps follow on one another in the text, and lie in it. */
static bool is_sound(const BpPage *page, guint n_fonts)
{
    gsize len = strlen(page->text);
    guint32 last = 0;

    for (guint i = 0; i < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i);
        if (word->start < last || word->end < word->start || word->end > len ||
            word->font >= n_fonts || !begins_character(page->text, word->start) ||
            !begins_character(page->text, word->end))
            return false;
        last = word->end;
    }
    last = 0;
    for (guint i = 0; i < page->gaps->len; i++) {
        guint32 at = g_array_index(page->gaps, BpGap, i).at;
        if (at < last || at > len || !begins_character(page->text, at))
            return false;
        last = at;
    }
    return true;
}

bool bp_store_get_pages(BpStoreSection *in, BpDocument *document, bool *out_drawn)
{
    BpHeadRow head;
    g_autoptr(GArray) rows = NULL;

    if (!get_head(in, document, &head) || !get_findings(in, head.n_findings, document) ||
        !get_fonts(in, head.n_fonts, document) || !get_outline(in, head.n_outline, document) ||
        !get_page_rows(in, document, &rows) || !get_links(in, rows, document))
        return false;
    g_autoptr(GPtrArray) words = g_ptr_array_new(), gaps = g_ptr_array_new();
    g_autoptr(GPtrArray) rulings = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (guint i = 0; i < document->pages->len; i++) {
        BpPage *page = document->pages->pdata[i];
        GArray *array = g_array_new(FALSE, TRUE, sizeof(BpRuling));
        g_ptr_array_add(words, page->words);
        g_ptr_array_add(gaps, page->gaps);
        g_ptr_array_add(rulings, array);
        if (g_array_index(rows, BpPageRow, i).n_rulings)
            page->rulings = g_array_ref(array);
    }
    if (!get_all(in, &bp_store_words, rows, offsetof(BpPageRow, n_words), 0, words) ||
        !get_all(in, &bp_store_gaps, rows, offsetof(BpPageRow, n_gaps), 0, gaps) ||
        !get_all(in, &bp_store_rulings, rows, offsetof(BpPageRow, n_rulings), 1, rulings))
        return false;
    for (guint i = 0; i < document->pages->len; i++)
        if (!is_sound(document->pages->pdata[i], document->fonts->len))
            return false;
    *out_drawn = head.drawn;
    return in->rows.at == in->rows.end && in->texts.at == in->texts.end;
}
