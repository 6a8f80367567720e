/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A page as SVG: its picture or its text, and over it the boxes, in points of the page. Boxes of
 * records are links to their cards, so that they work without a script; the largest lie lowest, so
 * that each can be reached.
 *
 * Everything is placed by attributes: the policy of the page allows no style in elements.
 */
#include <math.h>

#include "review/parts.h"

/* Smallest side of a box, so that it can be seen and clicked. */
#define MIN_SIDE 3.0

/* Space around text that is marked. */
#define MARGIN 1.0

/* Points. A web page is one page, however long. */
#define MOST_WIDTH  20000
#define MOST_HEIGHT 2000000

static void put_number(BpMarkup *markup, const char *name, double value)
{
    bp_markup_attr_number(markup, name, value);
}

/* Attributes of a rect around `box`. */
static void put_box(BpMarkup *markup, const BpBox *box, double margin)
{
    put_number(markup, "x", box->x0 - margin);
    put_number(markup, "y", box->y0 - margin);
    put_number(markup, "width", MAX(box->x1 - box->x0 + 2 * margin, MIN_SIDE));
    put_number(markup, "height", MAX(box->y1 - box->y0 + 2 * margin, MIN_SIDE));
}

static void write_rect(BpMarkup *markup, const char *class_name, const BpBox *box, double margin)
{
    bp_markup_open(markup, "rect");
    bp_markup_attr(markup, "class", class_name);
    put_box(markup, box, margin);
    bp_markup_close(markup);
}

/* Whether a word goes on where the one before it ended: one piece of text for both. */
static bool goes_on(const BpWord *before, const BpWord *word)
{
    double gap = word->box.x0 - before->box.x1;
    return word->start >= before->end && fabs(word->box.y0 - before->box.y0) < 1 && gap > -1 &&
           gap < 0.6 * (double)word->size && word->style == before->style;
}

static void write_run(BpMarkup *markup, const BpPage *page, guint from, guint to)
{
    const BpWord *first = bp_page_word(page, from), *last = bp_page_word(page, to - 1);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = from; i < to; i++) {
        const BpWord *word = bp_page_word(page, i);
        if (i > from)
            g_string_append_c(text, ' ');
        g_string_append_len(text, page->text + word->start, word->end - word->start);
    }
    bp_markup_open(markup, "text");
    if (first->style & BP_STYLE_BOLD)
        bp_markup_attr(markup, "class", "bold");
    put_number(markup, "x", first->box.x0);
    put_number(markup, "y", first->box.y0 + 0.78 * (first->box.y1 - first->box.y0));
    put_number(markup, "font-size", CLAMP((double)first->size, 1, 200));
    if (last->box.x1 - first->box.x0 > 1) {
        put_number(markup, "textLength", last->box.x1 - first->box.x0);
        bp_markup_attr(markup, "lengthAdjust", "spacingAndGlyphs");
    }
    bp_markup_text(markup, text->str);
    bp_markup_close(markup);
}

static void write_words(BpMarkup *markup, const BpPage *page)
{
    for (guint from = 0; from < page->words->len;) {
        guint to = from + 1;
        while (to < page->words->len && goes_on(bp_page_word(page, to - 1), bp_page_word(page, to)))
            to++;
        write_run(markup, page, from, to);
        from = to;
    }
}

static void write_image(BpMarkup *markup, const BpPage *page, const GByteArray *png)
{
    g_autofree char *base64 = g_base64_encode(png->data, png->len);
    g_autofree char *uri = g_strconcat("data:image/png;base64,", base64, NULL);
    bp_markup_open(markup, "image");
    put_number(markup, "width", page->width);
    put_number(markup, "height", page->height);
    bp_markup_attr(markup, "preserveAspectRatio", "none");
    bp_markup_attr(markup, "href", uri);
    bp_markup_close(markup);
}

static void write_layout(BpMarkup *markup, const BpReviewPage *page)
{
    for (guint i = 0; i < page->cells->len; i++)
        write_rect(markup, "l-table", &((BpCell *)g_ptr_array_index(page->cells, i))->box, 0);
    for (guint i = 0; i < page->lines->len; i++)
        write_rect(markup, "l-line", &((BpLine *)g_ptr_array_index(page->lines, i))->box, 0);
    for (guint i = 0; i < page->furniture->len; i++) {
        const BpFurniture *furniture = g_ptr_array_index(page->furniture, i);
        const char *kind =
            bp_furniture_is_note(furniture) ? "l-furniture l-footnote" : "l-furniture";
        write_rect(markup, kind, &furniture->line->box, MARGIN);
    }
    for (guint i = 0; i < page->unplaced->len; i++)
        write_rect(markup, "l-unplaced", &((BpLine *)g_ptr_array_index(page->unplaced, i))->box, 0);
}

static void write_record(BpMarkup *markup, const BpRecord *record, guint page)
{
    g_autofree char *class_name = bp_review_dup_class(record, "box");
    g_autofree char *shown = bp_review_dup_shown(record->type->name);
    g_autofree char *caption = bp_review_dup_caption(record);
    bp_markup_open(markup, "a");
    bp_markup_attr(markup, "class", class_name);
    bp_markup_attr_format(markup, "id", "b-%s-%u", record->id, page);
    bp_markup_attr_format(markup, "href", "#r-%s", record->id);
    bp_markup_attr(markup, "data-r", record->id);
    bp_markup_attr_format(markup, "aria-label", "%s %s", shown, caption);
    bp_markup_open(markup, "title");
    bp_markup_format(markup, "%s: %s", shown, caption);
    bp_markup_close(markup);
    bp_markup_open(markup, "rect");
    put_box(markup, bp_review_box(record, page), MARGIN);
    bp_markup_attr(markup, "rx", "1.5");
    bp_markup_close(markup);
    bp_markup_close(markup);
}

void bp_review_write_picture(BpMarkup *markup, const BpReviewPage *page, const GByteArray *png)
{
    bp_markup_open(markup, "svg");
    bp_markup_attr(markup, "xmlns", "http://www.w3.org/2000/svg");
    bp_markup_attr_format(markup, "viewBox", "0 0 %d %d",
                          (int)CLAMP(page->page->width, 1, MOST_WIDTH),
                          (int)CLAMP(page->page->height, 1, MOST_HEIGHT));
    bp_markup_attr(markup, "role", "group");
    bp_markup_attr_format(markup, "aria-label", "Page %u", page->page->number);
    bp_markup_open(markup, "g");
    bp_markup_attr(markup, "class", "paper");
    if (png)
        write_image(markup, page->page, png);
    else
        write_words(markup, page->page);
    bp_markup_close(markup);
    write_layout(markup, page);
    for (guint i = 0; i < page->records->len; i++)
        write_record(markup, g_ptr_array_index(page->records, i), page->page->number);
    bp_markup_close(markup);
}
