/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages made in memory for tests of layout and recognise: texts and rulings at places, read with
 * the project's own rules. Every character is 5 points wide, a line of 10 points is 12 below the
 * one above it.
 *
 *     sheet_text(&sheet, 72, 100, "1.  Apologies");    two blanks are a gap of a few characters
 * more
 */
#pragma once

#include <string.h>

#include "layout/layout.h"
#include "model/block.h"
#include "rules/rules.h"

#define CHARACTER 5.0
#define LEADING   12.0

typedef struct {
    BpDocument *document;
    BpRuleSet *rules;
    BpMatcher *matcher;
    BpPage *page;
    GString *text; /* of the page */
    float size;
    guint8 style;
} Sheet;

static void sheet_end_page(Sheet *sheet)
{
    if (sheet->page == NULL)
        return;
    g_free(sheet->page->text);
    sheet->page->text = g_string_free(sheet->text, FALSE);
    sheet->page = NULL;
}

static void sheet_page(Sheet *sheet)
{
    sheet_end_page(sheet);
    sheet->page = bp_page_new(++sheet->document->n_pages, 595, 842);
    sheet->page->rulings = g_array_new(FALSE, FALSE, sizeof(BpRuling));
    sheet->text = g_string_new(NULL);
    g_ptr_array_add(sheet->document->pages, sheet->page);
}

static void sheet_open(Sheet *sheet)
{
    g_autoptr(GError) error = NULL;
    BpDiagList *diags = bp_diag_list_new();

    *sheet = (Sheet){.document = bp_document_new("sheet.pdf"), .size = 10};
    sheet->rules = bp_rule_set_load("rules", diags, &error);
    g_assert_no_error(error);
    bp_diag_list_free(diags);
    sheet->matcher = bp_matcher_new(sheet->rules);
    sheet_page(sheet);
}

static void sheet_close(Sheet *sheet)
{
    bp_matcher_free(sheet->matcher);
    bp_document_free(sheet->document);
    bp_rule_set_free(sheet->rules);
}

/* Words of a line, its top left corner at x, y. Blanks take the room of a character each, the
 * first of them half of it. */
static void sheet_text(Sheet *sheet, double x, double y, const char *text)
{
    double scale = sheet->size / 10;

    while (*text) {
        gsize blanks = strspn(text, " ");
        x += (blanks ? (double)blanks - 0.5 : 0) * CHARACTER * scale;
        text += blanks;
        gsize len = strcspn(text, " ");
        if (len == 0)
            return;
        double end = x + (double)g_utf8_strlen(text, (gssize)len) * CHARACTER * scale;
        BpWord word = {.start = (guint32)sheet->text->len,
                       .box = {x, y, end, y + sheet->size},
                       .size = sheet->size,
                       .style = sheet->style,
                       .spaced = true};
        g_string_append_len(sheet->text, text, (gssize)len);
        word.end = (guint32)sheet->text->len;
        g_string_append_c(sheet->text, ' ');
        g_array_append_val(sheet->page->words, word);
        x = end;
        text += len;
    }
}

/* Lines one below the other, ended by NULL; returns the y of the next. */
G_GNUC_UNUSED static double sheet_lines(Sheet *sheet, double x, double y, const char *const *lines)
{
    for (; *lines; lines++, y += LEADING)
        sheet_text(sheet, x, y, *lines);
    return y;
}

G_GNUC_UNUSED static void sheet_bold(Sheet *sheet, double x, double y, const char *text)
{
    sheet->style = BP_STYLE_BOLD;
    sheet_text(sheet, x, y, text);
    sheet->style = 0;
}

static void sheet_run(Sheet *sheet)
{
    sheet_end_page(sheet);
    bp_layout_run(sheet->document, sheet->matcher);
}
