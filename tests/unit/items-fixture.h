/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Minutes made of lines, and the items that are found in them. */
#pragma once

#include "paper-fixture.h"
#include "split/flow.h"

/* Looks are those of paper-fixture.h; CAPS adds capitals. */
#define CAPS 8

typedef struct {
    const char *label, *text;
    int look;
} Line;

/* Compare the items with `want`, "number title" a line, and the numbers that entries with "?" at
 * their end are given with `numbers`, each with a blank behind it (NULL: not asked). */
static void items_expect(const Line *lines, const char *want, const char *numbers)
{
    g_autoptr(GString) got = g_string_new(NULL), given = g_string_new(NULL);
    Paper paper;

    paper_open(&paper, "minutes");
    for (; lines->text; lines++) {
        BpBlock *block = paper_add(&paper, lines->label, lines->text, lines->look & ~CAPS);
        block->caps = lines->look & CAPS;
    }
    BpSplit split = {paper.document, paper.matcher, paper.part};
    g_autoptr(BpFlow) flow = bp_flow_of_part(paper.part);
    bp_split_find_items(&split, flow);
    g_autoptr(GPtrArray) records = bp_document_dup_records(paper.document, "minute_item");
    for (guint i = 0; i < records->len; i++)
        g_string_append_printf(got, "%s %s\n", bp_record_get(records->pdata[i], "number"),
                               bp_record_get(records->pdata[i], "title"));
    for (guint i = 0; i < flow->entries->len; i++)
        if (g_str_has_suffix(bp_flow_entry(flow, i)->block->text, "?"))
            g_string_append_printf(given, "%s ", bp_flow_entry(flow, i)->item);
    g_assert_cmpstr(got->str, ==, want);
    if (numbers)
        g_assert_cmpstr(given->str, ==, numbers);
    paper_close(&paper);
}
