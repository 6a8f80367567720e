/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The text form of the extract stage, for people and golden tests: one line a page, word, link,
 * ruling, tag or entry of the outline, each beginning with what it is. Numbers have one decimal, so
 * that the last bits of a coordinate do not matter.
 */
#include "common/text.h"

#include "extract/extract.h"
#include "model/tags.h"

static void dump_number(GString *out, double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    /* Not printf: the decimal point must not depend on the locale. */
    g_ascii_formatd(digits, sizeof digits, "%.1f", value);
    g_string_append(out, g_str_equal(digits, "-0.0") ? "0.0" : digits);
}

static void dump_box(GString *out, BpBox box)
{
    const double values[] = {box.x0, box.y0, box.x1, box.y1};
    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        if (i)
            g_string_append_c(out, ' ');
        dump_number(out, values[i]);
    }
}

static void dump_text(GString *out, const char *text)
{
    g_autofree char *escaped = bp_text_dup_escaped(text);
    g_string_append(out, escaped);
}

static void dump_word(const BpDocument *document, const BpPage *page, const BpWord *word,
                      GString *out)
{
    static const char letters[] = "biur^v";
    const BpFont *font = g_ptr_array_index(document->fonts, word->font);
    g_string_append_printf(out, "word %u ", page->number);
    dump_box(out, word->box);
    g_string_append(out, " size=");
    dump_number(out, word->size);
    g_string_append(out, " style=");
    for (guint i = 0; letters[i]; i++)
        g_string_append_c(out, word->style & 1u << i ? letters[i] : '-');
    g_string_append_c(out, word->spaced ? 's' : '-');
    if (word->rgb)
        g_string_append_printf(out, " rgb=%06x", word->rgb);
    g_string_append(out, " font=");
    dump_text(out, *font->name ? font->name : "-");
    g_autofree char *text = bp_page_dup_word(page, word);
    g_string_append(out, " | ");
    dump_text(out, text);
    g_string_append_c(out, '\n');
}

static void dump_link(const BpPage *page, const BpLink *link, GString *out)
{
    g_string_append_printf(out, "link %u ", page->number);
    dump_box(out, link->box);
    if (link->uri) {
        g_string_append(out, " uri=");
        dump_text(out, link->uri);
    } else {
        g_string_append_printf(out, " page=%u", link->target_page);
    }
    g_string_append_c(out, '\n');
}

static void dump_ruling(const BpPage *page, const BpRuling *ruling, GString *out)
{
    g_string_append_printf(out, "ruling %u %s at=", page->number, ruling->vertical ? "v" : "h");
    dump_number(out, ruling->at);
    g_string_append(out, " from=");
    dump_number(out, ruling->from);
    g_string_append(out, " to=");
    dump_number(out, ruling->to);
    g_string_append_c(out, '\n');
}

/* What the tags of the page tell of, and what of it was found. */
static void dump_tags(const BpPage *page, GString *out)
{
    const BpTags *tags = page->tags;
    if (tags->n_headings)
        g_string_append_printf(out, "tag-headings %u n=%u\n", page->number, tags->n_headings);
    for (guint i = 0; i < tags->headings->len; i++) {
        const BpTagHeading *heading = &g_array_index(tags->headings, BpTagHeading, i);
        const BpWord *first = bp_page_word(page, heading->start);
        const BpWord *last = bp_page_word(page, heading->end - 1);
        g_string_append_printf(out, "tag-heading %u level=%u | ", page->number, heading->level);
        g_autofree char *text = g_strndup(page->text + first->start, last->end - first->start);
        dump_text(out, text);
        g_string_append_c(out, '\n');
    }
    for (guint i = 0; i < tags->tables->len; i++) {
        const BpTagTable *table = &g_array_index(tags->tables, BpTagTable, i);
        g_string_append_printf(out, "tag-table %u table=%u rows=%u columns=%u\n", page->number,
                               table->number, table->rows, table->columns);
    }
    for (guint i = 0; i < tags->rows->len; i++) {
        const BpTagRow *row = &g_array_index(tags->rows, BpTagRow, i);
        g_string_append_printf(out, "tag-row %u table=%u%s found=%u/%u ", page->number, row->table,
                               row->head ? " head" : "", row->found, row->cells);
        dump_box(out, row->box);
        g_string_append_c(out, '\n');
    }
}

static void dump_page(const BpDocument *document, const BpPage *page, GString *out)
{
    g_string_append_printf(out, "page %u ", page->number);
    dump_number(out, page->width);
    g_string_append_c(out, ' ');
    dump_number(out, page->height);
    if (page->label) {
        g_string_append(out, " label=");
        dump_text(out, page->label);
    }
    if (page->turns)
        g_string_append_printf(out, " turned=%u", page->turns);
    g_string_append_printf(out, " words=%u links=%u", page->words->len, page->links->len);
    if (page->rulings)
        g_string_append_printf(out, " rulings=%u", page->rulings->len);
    if (page->n_images) {
        g_string_append_printf(out, " images=%u cover=", page->n_images);
        dump_number(out, page->image_cover);
    }
    if (page->replaced)
        g_string_append_printf(out, " replaced=%u", page->replaced);
    g_string_append(out, page->needs_ocr ? " needs-ocr\n" : "\n");
    for (guint i = 0; i < page->words->len; i++)
        dump_word(document, page, bp_page_word(page, i), out);
    for (guint i = 0; i < page->links->len; i++)
        dump_link(page, &g_array_index(page->links, BpLink, i), out);
    for (guint i = 0; page->rulings && i < page->rulings->len; i++)
        dump_ruling(page, &g_array_index(page->rulings, BpRuling, i), out);
    if (page->tags)
        dump_tags(page, out);
}

void bp_extract_dump(const BpDocument *document, GString *out)
{
    g_string_append_printf(out, "document pages=%u status=%s\n", document->n_pages,
                           bp_status(document->status)->name);
    for (guint i = 0; i < document->outline->len; i++) {
        const BpOutlineItem *item = g_ptr_array_index(document->outline, i);
        g_string_append_printf(out, "outline depth=%u page=%u | ", item->depth, item->page);
        dump_text(out, item->title);
        g_string_append_c(out, '\n');
    }
    for (guint i = 0; i < document->pages->len; i++)
        dump_page(document, g_ptr_array_index(document->pages, i), out);
    for (guint i = 0; i < document->findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(document->findings, i);
        g_string_append_printf(out, "finding %s page=%u | ", finding->code, finding->page);
        dump_text(out, finding->message);
        g_string_append_c(out, '\n');
    }
}
