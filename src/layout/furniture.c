/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Furniture is what stands at the same height of several pages with the same words, numbers apart,
 * among the first or last rows of the page. A row that repeats is known by its key: the folded
 * text with every number replaced by '#'. What rules of kind `furniture` take (page numbers mostly)
 * is furniture on a single page too. Rows that look like the head of a table are spared: a
 * table's repeated header is the table's business.
 */
#include "layout/furniture.h"

#include <math.h>
#include <string.h>

#include "common/text.h"

#include "layout/lines.h"

/* Furniture stands in the outer share of the page, among so many rows from its end. */
#define ZONE      0.17
#define ZONE_ROWS 5
/* Repeated rows stand at the same height within this many points. */
#define SAME_HEIGHT 8.0
/* Lines of a paragraph begin at the same place within this many points. */
#define SAME_EDGE 2.0
/* On so many pages, or on all pages of a document that has fewer. */
#define REPEATS 3

typedef struct {
    guint page;
    BpFurnitureKind kind;
    BpTextRow *row;
    BpLine *line;
    double at; /* height: of a header below the top of the page, of a footer above its foot */
    char *key;
    bool ends_text; /* a number that is the last line of a paragraph: a year, no page number */
    bool labelled;  /* begins with a label of a front sheet */
    bool in_form;   /* so does a row beside it */
    bool topmost;   /* the first row of its page */
} Candidate;

static void candidate_free(gpointer data)
{
    Candidate *candidate = data;

    g_free(candidate->key);
    g_free(candidate);
}

static char *key_of(const char *text, BpFurnitureKind kind)
{
    g_autofree char *folded = bp_text_dup_folded(text);
    g_autoptr(GString) key = g_string_new(kind == BP_FURNITURE_HEADER ? "h:" : "f:");
    bool digit = false;

    for (const char *p = folded; *p; p++) {
        if (g_ascii_isdigit(*p)) {
            if (!digit)
                g_string_append_c(key, '#');
            digit = true;
        } else {
            g_string_append_c(key, *p);
            digit = false;
        }
    }
    return g_string_free(g_steal_pointer(&key), FALSE);
}

static bool is_table_head(BpMatcher *matcher, const BpLine *line)
{
    g_auto(GStrv) pieces = g_strsplit(line->text, "\t", -1);
    guint heads = 0;

    for (guint i = 0; pieces[i]; i++) {
        BpSubject subject = {.text = pieces[i], .len = strlen(pieces[i])};
        BpMatch match;
        heads += bp_matcher_match(matcher, "column", NULL, &subject, &match);
    }
    return heads >= 2;
}

/* Whether a row begins with what rules of kind `front` know as a label, and has a value. */
static bool is_labelled(BpMatcher *matcher, const BpLine *line)
{
    gsize n = strcspn(line->text, ":\t");
    BpSubject subject = {.text = line->text, .len = n};
    BpMatch match;

    return n > 0 && line->text[n] && bp_matcher_match(matcher, "front", NULL, &subject, &match);
}

/* Whether a row is only a number, set under the beginning of the row above like a line of its
 * paragraph. */
static bool ends_text(const GPtrArray *rows, guint i, const BpLine *line)
{
    const BpTextRow *row = rows->pdata[i], *above = i > 0 ? rows->pdata[i - 1] : NULL;

    return above && strspn(line->text, "0123456789") == strlen(line->text) &&
           fabs(above->box.x0 - row->box.x0) < SAME_EDGE &&
           row->box.y0 - above->box.y1 < (row->box.y1 - row->box.y0) / 2;
}

/* Two rows with labels, one below the other, are a form. */
static void mark_form(Candidate *candidate, const GPtrArray *before)
{
    Candidate *above = before->len ? before->pdata[before->len - 1] : NULL;

    if (!above || above->page != candidate->page || !above->labelled || !candidate->labelled)
        return;
    above->in_form = true;
    candidate->in_form = true;
}

static void add_candidates(BpLayout *layout, const BpPageWork *work, GPtrArray *rows,
                           BpMatcher *matcher, GPtrArray *out)
{
    const BpPage *page = work->page;

    for (guint i = 0; i < rows->len; i++) {
        BpTextRow *row = rows->pdata[i];
        bool top = i < ZONE_ROWS && row->box.y1 < page->height * ZONE;
        bool bottom = i + ZONE_ROWS >= rows->len && row->box.y0 > page->height * (1 - ZONE);
        if ((!top && !bottom) || bp_page_work_in_column(work, row))
            continue;
        BpLine *line = bp_line_of_words(layout, page, row->words, NULL);
        if (is_table_head(matcher, line))
            continue;
        Candidate *candidate = g_new0(Candidate, 1);
        candidate->page = page->number;
        candidate->kind = top ? BP_FURNITURE_HEADER : BP_FURNITURE_FOOTER;
        candidate->row = row;
        candidate->line = line;
        candidate->at = top ? line->box.y0 : page->height - line->box.y0;
        candidate->topmost = i == 0;
        candidate->ends_text = ends_text(rows, i, line);
        candidate->key = key_of(line->text, candidate->kind);
        candidate->labelled = is_labelled(matcher, line);
        mark_form(candidate, out);
        g_ptr_array_add(out, candidate);
    }
}

static bool is_on_page(const GPtrArray *same, const Candidate *candidate, guint page)
{
    for (guint i = 0; i < same->len; i++) {
        const Candidate *other = same->pdata[i];
        if (other->page == page && fabs(other->at - candidate->at) <= SAME_HEIGHT)
            return true;
    }
    return false;
}

/* Whether a row repeats from page to page, or on every second one. The front sheets of papers
 * repeat too ("Date: ..."), but with the pages of a paper between them. */
static bool is_steady(const GPtrArray *same, const Candidate *candidate)
{
    guint page = candidate->page;
    bool before = page > 2 && is_on_page(same, candidate, page - 2);
    bool after = is_on_page(same, candidate, page + 2);

    return (page > 1 && is_on_page(same, candidate, page - 1)) ||
           is_on_page(same, candidate, page + 1) || (before && after) ||
           (after && is_on_page(same, candidate, page + 4)) ||
           (before && page > 4 && is_on_page(same, candidate, page - 4));
}

/* Rows of the same key at the same height, on how many other pages. */
static guint repeats(const GPtrArray *same, const Candidate *candidate)
{
    guint n = 0, last = 0;

    for (guint i = 0; i < same->len && n <= REPEATS; i++) {
        const Candidate *other = same->pdata[i];
        if (other->page != last && fabs(other->at - candidate->at) <= SAME_HEIGHT)
            n++, last = other->page;
    }
    return n;
}

/* In as many pages as it takes, a header from the second page on is short of one; the same words
 * with the same numbers make up for it. */
static bool is_from_second_page(const GPtrArray *same, guint n_pages)
{
    const Candidate *a = same->pdata[0], *b = same->len == 2 ? same->pdata[1] : NULL;

    return n_pages == REPEATS && b && a->page == 2 && b->page == 3 && a->topmost && b->topmost &&
           fabs(a->at - b->at) <= SAME_HEIGHT && !strcmp(a->line->text, b->line->text);
}

static bool is_furniture(const Candidate *candidate, GHashTable *by_key, guint n_pages,
                         BpMatcher *matcher)
{
    BpSubject subject = {.text = candidate->line->text,
                         .len = strlen(candidate->line->text),
                         .page = candidate->page};
    BpMatch match;
    const char *context = candidate->kind == BP_FURNITURE_HEADER ? "header" : "footer";

    if (!candidate->ends_text && bp_matcher_match(matcher, "furniture", context, &subject, &match))
        return true;
    guint needed = n_pages >= 2 ? MIN(REPEATS, n_pages) : REPEATS;
    const GPtrArray *same = g_hash_table_lookup(by_key, candidate->key);
    /* Front sheets of one page each, one after the other, are no running header. */
    if (candidate->in_form && same->len * 2 < n_pages)
        return false;
    return (repeats(same, candidate) >= needed && is_steady(same, candidate)) ||
           is_from_second_page(same, n_pages);
}

static void drop_words(const BpPage *page, const GPtrArray *gone, GArray *words)
{
    g_autofree guint8 *dropped = g_new0(guint8, page->words->len + 1);
    guint keep = 0;

    for (guint i = 0; i < gone->len; i++) {
        const Candidate *candidate = gone->pdata[i];
        for (guint k = 0; k < candidate->row->words->len; k++)
            dropped[g_array_index(candidate->row->words, guint, k)] = 1;
    }
    for (guint i = 0; i < words->len; i++)
        if (!dropped[g_array_index(words, guint, i)])
            g_array_index(words, guint, keep++) = g_array_index(words, guint, i);
    g_array_set_size(words, keep);
}

void bp_furniture_set_aside(const GPtrArray *pages, BpLayout *layout, BpMatcher *matcher)
{
    g_autoptr(GPtrArray) candidates = g_ptr_array_new_with_free_func(candidate_free);
    g_autoptr(GPtrArray) kept_rows =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GHashTable) by_key =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GPtrArray) gone = g_ptr_array_new();

    for (guint i = 0; i < pages->len; i++) {
        const BpPageWork *work = pages->pdata[i];
        GPtrArray *rows = bp_rows_of_words(work->page, work->words);
        g_ptr_array_add(kept_rows, rows);
        add_candidates(layout, work, rows, matcher, candidates);
    }
    for (guint i = 0; i < candidates->len; i++) {
        Candidate *candidate = candidates->pdata[i];
        GPtrArray *same = g_hash_table_lookup(by_key, candidate->key);
        if (!same) {
            same = g_ptr_array_new();
            g_hash_table_insert(by_key, candidate->key, same);
        }
        g_ptr_array_add(same, candidate);
    }
    guint from = 0;
    for (guint i = 0; i < pages->len; i++) {
        const BpPageWork *work = pages->pdata[i];
        g_ptr_array_set_size(gone, 0);
        for (; from < candidates->len; from++) {
            Candidate *candidate = candidates->pdata[from];
            if (candidate->page != work->page->number)
                break;
            if (!is_furniture(candidate, by_key, pages->len, matcher))
                continue;
            BpFurniture *furniture = g_new0(BpFurniture, 1);
            furniture->kind = candidate->kind;
            furniture->line = candidate->line;
            g_ptr_array_add(layout->furniture, furniture);
            g_ptr_array_add(gone, candidate);
        }
        drop_words(work->page, gone, work->words);
    }
}
