/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What share of the text is claimed, and which absences are told; on layouts made by hand.
 */
#include <string.h>

#include "coverage/coverage.h"
#include "model/block.h"

static BpDocument *document_new(const char *kind)
{
    BpDocument *document = bp_document_new("a.pdf");
    document->n_pages = 3;
    document->kind = g_strdup(kind);
    document->layout = bp_layout_new();
    document->layout_free = bp_layout_free;
    return document;
}

static BpPart *add_part(BpDocument *document, const char *kind, BpRecord *meeting)
{
    BpLayout *layout = document->layout;
    BpPart *part = g_new0(BpPart, 1);
    part->record = bp_document_take_record(document, bp_record_new("part", 1));
    bp_record_set(part->record, "kind", kind);
    part->meeting = meeting;
    part->kind = g_intern_string(kind);
    part->blocks = g_ptr_array_new();
    g_ptr_array_add(layout->parts, part);
    return part;
}

static BpBlock *make_block(BpDocument *document, guint page, BpBox box, const char *text)
{
    BpLine *line = bp_layout_add_line(document->layout, page);
    line->box = box;
    line->text = g_strdup(text);
    BpBlock *block = bp_layout_add_block(document->layout, BP_BLOCK_PARA, page);
    g_ptr_array_add(block->lines, line);
    return block;
}

static BpBlock *add_block(BpDocument *document, BpPart *part, guint page, BpBox box,
                          const char *text)
{
    BpBlock *block = make_block(document, page, box, text);
    g_ptr_array_add(((BpLayout *)document->layout)->blocks, block);
    g_ptr_array_add(part->blocks, block);
    return block;
}

static BpRecord *add_record(BpDocument *document, BpPart *part, const char *type, guint page,
                            BpBox box)
{
    BpRecord *record = bp_document_take_record(document, bp_record_new(type, page));
    record->part_record = part->record;
    record->meeting_record = part->meeting;
    bp_record_add_span(record, page, box);
    return record;
}

/* The hints as "code page message", a line each. */
static char *dup_hints(const BpDocument *document)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < document->findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(document->findings, i);
        g_assert_cmpint(finding->level, ==, BP_FINDING_HINT);
        g_string_append_printf(out, "%s %u %s\n", finding->code, finding->page, finding->message);
    }
    return g_string_free(out, FALSE);
}

static void test_share(void)
{
    g_autoptr(BpDocument) document = document_new("report");
    BpPart *part = add_part(document, "paper", NULL);
    add_block(document, part, 1, (BpBox){72, 100, 200, 110}, "ten of\tthem x");
    add_block(document, part, 1, (BpBox){72, 120, 200, 130}, "\xc3\xa9\xc3\xa9 no");
    add_block(document, part, 2, (BpBox){72, 100, 200, 110}, "page");
    /* A little larger than its box, which is fine; the part's own place claims nothing. */
    add_record(document, part, "recommendation", 1, (BpBox){74, 98, 199, 112});
    bp_record_add_span(part->record, 1, (BpBox){0, 0, 595, 842});

    bp_coverage_run(document);
    g_assert_cmpuint(document->coverage.characters, ==, 10 + 4 + 4);
    g_assert_cmpuint(document->coverage.claimed, ==, 10);
    g_assert_cmpint(document->status, ==, BP_STATUS_OK);
    g_autofree char *hints = dup_hints(document);
    g_assert_cmpstr(hints, ==, "");
}

static void test_cells_and_notes(void)
{
    g_autoptr(BpDocument) document = document_new("report");
    BpPart *part = add_part(document, "paper", NULL);
    BpBlock *table = bp_layout_add_block(document->layout, BP_BLOCK_TABLE, 1);
    table->table = bp_layout_add_table(document->layout, 1);
    BpCell *cell = bp_row_set_cell(bp_table_add_row(table->table, 1), 0, 1);
    g_ptr_array_add(cell->blocks, make_block(document, 1, (BpBox){72, 100, 99, 110}, "cell"));
    g_ptr_array_add(((BpLayout *)document->layout)->blocks, table);
    BpBlock *beside = add_block(document, part, 1, (BpBox){72, 200, 99, 210}, "text");
    beside->notes = g_ptr_array_new();
    g_ptr_array_add(beside->notes, make_block(document, 1, (BpBox){500, 200, 520, 210}, "AB"));
    add_record(document, part, "action", 1, (BpBox){72, 200, 520, 210});

    bp_coverage_run(document);
    g_assert_cmpuint(document->coverage.characters, ==, 10);
    g_assert_cmpuint(document->coverage.claimed, ==, 6);
}

static void test_absences(void)
{
    g_autoptr(BpDocument) document = document_new("pack");
    add_part(document, "agenda", NULL);
    add_part(document, "minutes", NULL);
    add_part(document, "action-log", NULL);
    add_part(document, "paper", NULL);
    BpPart *asking = add_part(document, "paper", NULL);
    add_record(document, asking, "recommendation", 1, (BpBox){0, 0, 1, 1});
    bp_coverage_run(document);
    g_autofree char *hints = dup_hints(document);
    g_assert_cmpstr(hints, ==,
                    "agenda-without-items 1 the agenda has no items\n"
                    "minutes-without-items 1 the minutes have no items\n"
                    "minutes-without-attendance 1 the minutes say of nobody that they were there\n"
                    "log-without-actions 1 the action log has no actions\n"
                    "paper-without-recommendation 1 the paper recommends nothing\n");
    g_assert_cmpint(document->status, ==, BP_STATUS_OK);

    g_autoptr(BpDocument) alone = document_new("report");
    add_part(alone, "paper", NULL);
    bp_coverage_run(alone);
    g_assert_cmpuint(alone->findings->len, ==, 0);
}

static void test_unknown_kind(void)
{
    g_autoptr(BpDocument) document = document_new("other");
    bp_coverage_run(document);
    g_autofree char *hints = dup_hints(document);
    g_assert_cmpstr(hints, ==, "unknown-kind 0 no agenda, minutes, paper or action log\n");
    g_assert_cmpfloat(bp_coverage_share(&document->coverage), ==, 0);
}

static void add_item(BpDocument *document, BpPart *part, const char *type, const char *number,
                     const char *title)
{
    BpRecord *record = add_record(document, part, type, 1, (BpBox){0, 0, 1, 1});
    bp_record_set(record, "number", number);
    bp_record_set(record, "title", title);
}

static void test_unminuted(void)
{
    g_autoptr(BpDocument) document = document_new("pack");
    BpRecord *may = bp_document_take_record(document, bp_record_new("meeting", 1));
    BpRecord *june = bp_document_take_record(document, bp_record_new("meeting", 1));
    BpPart *agenda = add_part(document, "agenda", may);
    add_item(document, agenda, "agenda_item", "1", "Apologies");
    add_item(document, agenda, "agenda_item", "2", "Hedges");
    add_item(document, agenda, "agenda_item", "3", "Benches");
    add_item(document, agenda, "agenda_item", "", "Tea");
    BpPart *minutes = add_part(document, "minutes", may);
    add_item(document, minutes, "minute_item", "1", "Present");
    add_item(document, minutes, "minute_item", "202", "BENCHES");
    add_record(document, minutes, "attendance", 1, (BpBox){0, 0, 1, 1});
    /* The minutes of May have nothing to say of the agenda of June. */
    add_item(document, add_part(document, "agenda", june), "agenda_item", "9", "Ducks");
    bp_coverage_run(document);
    g_autofree char *hints = dup_hints(document);
    g_assert_cmpstr(hints, ==,
                    "item-without-minute 1 item 2 of the agenda is not in the minutes\n");
}

static void test_low(void)
{
    g_autoptr(BpDocument) document = document_new("minutes");
    BpPart *part = add_part(document, "minutes", NULL);
    g_autofree char *text = g_strnfill(300, 'x');
    add_block(document, part, 2, (BpBox){72, 100, 200, 110}, text);
    add_block(document, part, 2, (BpBox){72, 150, 200, 160}, "claimed words");
    add_record(document, part, "minute_item", 2, (BpBox){72, 150, 200, 160});
    add_record(document, part, "attendance", 2, (BpBox){72, 150, 200, 160});
    bp_coverage_run(document);
    g_autofree char *hints = dup_hints(document);
    g_assert_cmpstr(hints, ==, "low-coverage 1 minutes: 4% of the text is in a record\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/coverage/share", test_share);
    g_test_add_func("/coverage/cells-and-notes", test_cells_and_notes);
    g_test_add_func("/coverage/absences", test_absences);
    g_test_add_func("/coverage/unknown-kind", test_unknown_kind);
    g_test_add_func("/coverage/unminuted", test_unminuted);
    g_test_add_func("/coverage/low", test_low);
    return g_test_run();
}
