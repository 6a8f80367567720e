/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Minutes made in memory and the decisions that are found in them, as text to compare. */
#pragma once

#include "paper-fixture.h"
#include "split/decisions.h"

/* Compare "item|number|outcome|text", a line a record. */
static void expect(Paper *paper, const char *want)
{
    BpSplit split = {paper->document, paper->matcher, paper->part};
    g_autoptr(BpFlow) flow = bp_flow_of_part(paper->part);
    g_autoptr(GString) got = g_string_new(NULL);

    bp_split_find_items(&split, flow);
    bp_split_find_decisions(&split, flow);
    g_autoptr(GPtrArray) records = bp_document_dup_records(paper->document, "decision");
    for (guint i = 0; i < records->len; i++) {
        const BpRecord *r = records->pdata[i];
        g_string_append_printf(got, "%s|%s|%s|%s\n", bp_record_get(r, "item"),
                               bp_record_get(r, "number"), bp_record_get(r, "outcome"),
                               bp_record_get(r, "text"));
        g_assert_cmpuint(r->spans->len, >=, 1);
    }
    g_assert_cmpstr(got->str, ==, want);
    paper_close(paper);
}

/* The head of minutes with two items; what is added next is of the second. */
static void minutes(Paper *paper)
{
    paper_open(paper, "minutes");
    paper_add(paper, "1.", "Apologies", BOLD);
    paper_add(paper, "", "There were none.", PLAIN);
    paper_add(paper, "2.", "The pond", BOLD);
}
