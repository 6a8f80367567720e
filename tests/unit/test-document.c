/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ids are stable, distinct and say nothing of place; findings are bounded and told of.
 */
#include <string.h>

#include "common/limits.h"

#include "model/document.h"

static BpRecord *add(BpDocument *document, BpRecord *meeting, const char *type, guint page,
                     const char *text)
{
    BpRecord *record = bp_record_new(type, page);
    bp_record_set(record, record->type->key, text);
    record->meeting_record = meeting;
    return bp_document_take_record(document, record);
}

static BpRecord *add_meeting(BpDocument *document, const char *body, const char *date)
{
    BpRecord *meeting = bp_document_take_record(document, bp_record_new("meeting", 1));
    bp_record_set(meeting, "body", body);
    bp_record_set(meeting, "date", date);
    return meeting;
}

/* The id of one action of a meeting, on a page of a file. */
static char *dup_id(const char *file, guint page, const char *date, const char *ref,
                    const char *text)
{
    g_autoptr(BpDocument) document = bp_document_new(file);
    BpRecord *meeting = add_meeting(document, "Hill Parish Council", date);
    BpRecord *action = add(document, meeting, "action", page, text);
    bp_record_set(action, "ref", ref);
    bp_record_add_span(action, page, (BpBox){1, 2, 3, page * 4.0});
    bp_document_assign_ids(document);
    return g_strdup(action->id);
}

static void test_ids(void)
{
    g_autofree char *id = dup_id("a.pdf", 3, "2024-05-01", "1.2", "Mend the roof");
    g_autofree char *moved = dup_id("b/c.pdf", 44, "2024-05-01", "1.2", "Mend  the ROOF");
    g_autofree char *later = dup_id("a.pdf", 3, "2024-06-01", "1.2", "Mend the roof");
    g_autofree char *other = dup_id("a.pdf", 3, "2024-05-01", "12", "Mend the roof");
    g_autofree char *text = dup_id("a.pdf", 3, "2024-05-01", "1.2", "Mend the door");
    g_assert_cmpstr(id, ==, moved);
    g_assert_cmpstr(id, !=, later);
    g_assert_cmpstr(id, !=, other);
    g_assert_cmpstr(id, !=, text);
    g_assert_true(g_regex_match_simple("^[a-z2-7]{16}$", id, 0, 0));
    /* pinned: an id that changes breaks whoever has stored it */
    g_assert_cmpstr(id, ==, "qghv5pzlqv56bpst");
}

static void test_equal_records(void)
{
    g_autoptr(BpDocument) document = bp_document_new("a.pdf");
    BpRecord *meeting = add_meeting(document, "Board", "2024-05-01");
    BpRecord *first = add(document, meeting, "decision", 1, "Agreed");
    BpRecord *second = add(document, meeting, "decision", 1, "AGREED");
    BpRecord *third = add(document, meeting, "decision", 9, "Agreed.");
    BpRecord *action = add(document, meeting, "action", 1, "Agreed");
    bp_document_assign_ids(document);
    bp_document_assign_ids(document); /* twice is the same */
    g_autofree char *two = g_strconcat(first->id, "-2", NULL);
    g_autofree char *three = g_strconcat(first->id, "-3", NULL);
    g_assert_cmpstr(second->id, ==, two);
    g_assert_cmpstr(third->id, ==, three);
    g_assert_false(g_str_has_prefix(action->id, first->id));
}

static void test_references(void)
{
    g_autoptr(BpDocument) document = bp_document_new("a.pdf");
    BpRecord *meeting = add_meeting(document, "Board", "2024-05-01");
    BpRecord *item = add(document, meeting, "agenda_item", 1, "Estates");
    BpRecord *part = add(document, meeting, "part", 2, "Estates report");
    item->part_record = part;
    bp_record_set_ref(item, "paper", part);
    bp_record_set_ref(part, "agenda_item", item);
    bp_document_assign_ids(document);
    g_assert_cmpstr(bp_record_get(item, "paper"), ==, part->id);
    g_assert_cmpstr(bp_record_get(part, "agenda_item"), ==, item->id);
    g_assert_cmpstr(item->meeting, ==, meeting->id);
    g_assert_cmpstr(item->part, ==, part->id);
    g_assert_null(meeting->meeting);
    g_autoptr(GPtrArray) parts = bp_document_dup_records(document, "part");
    g_assert_cmpuint(parts->len, ==, 1);
    g_assert_true(g_ptr_array_index(parts, 0) == part);
}

static void test_hints(void)
{
    g_autoptr(BpDocument) document = bp_document_new("a.pdf");
    bp_document_hint(document, "low-coverage", 2, "%d%%", 12);
    g_assert_cmpint(document->status, ==, BP_STATUS_OK);
    const BpFinding *hint = g_ptr_array_index(document->findings, 0);
    g_assert_cmpstr(bp_finding_level_name(hint->level), ==, "hint");
    g_assert_cmpstr(hint->message, ==, "12%");

    /* What is dropped is a hint, until a warning is among it. */
    guint limit = (guint)bp_limit_value(BP_LIMIT_DIAGNOSTICS);
    for (guint i = 0; i < limit; i++)
        bp_document_hint(document, "item-without-minute", 0, "%u", i);
    hint = g_ptr_array_index(document->findings, limit);
    g_assert_cmpstr(hint->code, ==, "more-findings");
    g_assert_cmpint(hint->level, ==, BP_FINDING_HINT);
    bp_document_find(document, "rule-limit", 0, "late");
    g_assert_cmpint(hint->level, ==, BP_FINDING_WARNING);
    g_assert_cmpint(document->status, ==, BP_STATUS_OK_WARN);
}

static void test_findings(void)
{
    g_autoptr(BpDocument) document = bp_document_new("a.pdf");
    g_assert_cmpint(document->status, ==, BP_STATUS_OK);
    bp_document_find(document, "needs-ocr", 3, "page %d \x01 \xff", 3);
    g_assert_cmpint(document->status, ==, BP_STATUS_OK_WARN);
    const BpFinding *finding = g_ptr_array_index(document->findings, 0);
    g_assert_cmpstr(finding->code, ==, "needs-ocr");
    g_assert_cmpuint(finding->page, ==, 3);
    g_assert_cmpstr(finding->message, ==, "page 3 \xef\xbf\xbd \xef\xbf\xbd");

    guint limit = (guint)bp_limit_value(BP_LIMIT_DIAGNOSTICS);
    for (guint i = 0; i < limit + 4; i++)
        bp_document_find(document, "rule-limit", 0, "%u", i);
    g_assert_cmpuint(document->findings->len, ==, limit + 1);
    finding = g_ptr_array_index(document->findings, limit);
    g_assert_cmpstr(finding->code, ==, "more-findings");
    g_assert_cmpstr(finding->message, ==, "5 more findings are not listed");

    document->status = BP_STATUS_TIMEOUT;
    bp_document_find(document, "needs-ocr", 1, "late");
    g_assert_cmpint(document->status, ==, BP_STATUS_TIMEOUT);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/document/ids", test_ids);
    g_test_add_func("/document/equal-records", test_equal_records);
    g_test_add_func("/document/references", test_references);
    g_test_add_func("/document/findings", test_findings);
    g_test_add_func("/document/hints", test_hints);
    return g_test_run();
}
