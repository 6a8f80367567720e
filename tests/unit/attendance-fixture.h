/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What tests of attendance share: the people found in a paper as text, columns, notes. */
#pragma once

#include "paper-fixture.h"
#include "split/split.h"

/* "status name/role/organisation/initials/note" a line, in order. */
static void assert_people(Paper *paper, const char *expected)
{
    BpSplit split = {paper->document, paper->matcher, paper->part};
    g_autoptr(GString) out = g_string_new(NULL);

    bp_split_attendance(&split);
    g_autoptr(GPtrArray) records = bp_document_dup_records(paper->document, "attendance");
    for (guint i = 0; i < records->len; i++) {
        const BpRecord *record = records->pdata[i];
        g_string_append_printf(out, "%s %s/%s/%s/%s/%s\n", bp_record_get(record, "status"),
                               bp_record_get(record, "name"), bp_record_get(record, "role"),
                               bp_record_get(record, "organisation"),
                               bp_record_get(record, "initials"), bp_record_get(record, "note"));
        g_assert_cmpuint(record->page, ==, 1);
        g_assert_nonnull(record->rule);
    }
    g_assert_cmpstr(out->str, ==, expected);
    paper_close(paper);
}

G_GNUC_UNUSED static void set_roles(BpTable *table, const char *const *roles)
{
    for (guint i = 0; i < table->n_columns; i++)
        table->roles[i] = g_intern_string(roles[i]);
}

G_GNUC_UNUSED static BpBlock *add_note(Paper *paper, BpBlock *block, const char *text)
{
    BpBlock *note = paper_make(paper, "", text, FAR);

    block->notes = g_ptr_array_new();
    g_ptr_array_add(block->notes, note);
    return block;
}
