/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of record types keeps its own promises, and records store what fits and nothing else.
 */
#include <string.h>

#include "model/record.h"

static void test_order(void)
{
    static const char *const order[] = {"meeting",      "part",   "agenda_item",    "minute_item",
                                        "decision",     "action", "recommendation", "attendance",
                                        "consultation", "event",  "news_item"};
    guint n;
    const BpRecordType *types = bp_record_types(&n);
    g_assert_cmpuint(n, ==, G_N_ELEMENTS(order));
    for (guint i = 0; i < n; i++) {
        g_assert_cmpstr(types[i].name, ==, order[i]);
        g_assert_true(bp_record_type(order[i]) == &types[i]);
    }
    g_assert_null(bp_record_type("banana"));
}

static void check_field(const BpRecordType *type, const BpField *field)
{
    static const char *const common[] = {"id",   "page",       "page_label", "spans",
                                         "rule", "confidence", "meeting",    "part",
                                         "pk",   "document",   NULL};
    bool listed = field->kind == BP_FIELD_LIST || field->kind == BP_FIELD_PAIRS;
    g_assert_false(g_strv_contains(common, field->name));
    g_assert_true(field->what && *field->what);
    g_assert_true((field->kind == BP_FIELD_WORD) == (field->words != NULL));
    g_assert_true((field->kind == BP_FIELD_REF) == (field->target != NULL));
    g_assert_true(listed == (field->item != NULL));
    if (field->target)
        g_assert_nonnull(bp_record_type(field->target));
    for (const BpField *other = type->fields; other != field; other++)
        g_assert_cmpstr(other->name, !=, field->name);
}

/* What whoever adds a row must not forget. */
static void test_table(void)
{
    guint n;
    const BpRecordType *types = bp_record_types(&n);
    for (guint i = 0; i < n; i++) {
        g_assert_true(types[i].what && *types[i].what && *types[i].plural);
        g_assert_cmpint(bp_record_type_field(&types[i], types[i].key), >=, 0);
        guint n_fields = bp_record_type_n_fields(&types[i]);
        g_assert_cmpuint(n_fields, <, BP_RECORD_MAX_FIELDS);
        for (guint f = 0; f < n_fields; f++)
            check_field(&types[i], &types[i].fields[f]);
    }
}

static void test_values(void)
{
    g_autoptr(BpRecord) action = bp_record_new("action", 7);
    g_assert_cmpuint(action->page, ==, 7);
    g_assert_cmpstr(bp_record_get(action, "text"), ==, "");
    bp_record_set(action, "text", "Mend the roof");
    bp_record_set(action, "text", bp_record_get(action, "text")); /* itself */
    g_assert_cmpstr(bp_record_get(action, "text"), ==, "Mend the roof");
    bp_record_set(action, "text", "");
    g_assert_cmpstr(bp_record_get(action, "text"), ==, "");

    g_assert_null(bp_record_get_list(action, "owners"));
    bp_record_add(action, "owners", "A Smith");
    bp_record_add(action, "owners", "");
    bp_record_add(action, "owners", "Clerk");
    const GPtrArray *owners = bp_record_get_list(action, "owners");
    g_assert_cmpuint(owners->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(owners, 1), ==, "Clerk");

    g_autoptr(BpRecord) part = bp_record_new("part", 1);
    bp_record_set_page(part, "last_page", 9);
    g_assert_cmpuint(bp_record_get_page(part, "last_page"), ==, 9);
    bp_record_add_pair(part, "front", NULL, "Sponsor:", "Director");
    const BpPair *pair = g_ptr_array_index(bp_record_get_list(part, "front"), 0);
    g_assert_cmpstr(pair->field, ==, "");
    g_assert_cmpstr(pair->label, ==, "Sponsor:");
    g_assert_cmpstr(pair->value, ==, "Director");
}

/* A value that is none of its kind would make an output that its own schema refuses. */
static void test_kinds(void)
{
    static const struct {
        const char *type, *field, *text;
        bool fits;
    } rows[] = {
        {"action", "state", "in_progress", true},    {"action", "state", "In progress", false},
        {"action", "due_date", "2024-02-29", true},  {"action", "due_date", "2023-02-29", false},
        {"action", "due_date", "2024-2-29", false},  {"action", "due_date", "0000-01-01", false},
        {"action", "due_date", "2024-00-10", false}, {"action", "due_date", "2024-01-100", false},
        {"meeting", "start", "00:00", true},         {"meeting", "start", "23:59", true},
        {"meeting", "start", "24:00", false},        {"meeting", "start", "9:30", false},
        {"meeting", "start", "19:60", false},        {"decision", "outcome", "agreed", true},
        {"decision", "outcome", "", false},          {"decision", "text", "anything", true},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(BpRecord) record = bp_record_new(rows[i].type, 1);
        bp_record_set(record, rows[i].field, rows[i].text);
        g_assert_cmpstr(bp_record_get(record, rows[i].field), ==, rows[i].fits ? rows[i].text : "");
    }
}

static void test_spans(void)
{
    g_autoptr(BpRecord) record = bp_record_new("decision", 2);
    bp_record_add_span(record, 2, (BpBox){10, 10, 20, 20});
    bp_record_add_span(record, 3, (BpBox){1, 1, 2, 2});
    bp_record_add_span(record, 2, (BpBox){5, 15, 12, 40});
    g_assert_cmpuint(record->spans->len, ==, 2);
    BpSpan first = g_array_index(record->spans, BpSpan, 0);
    g_assert_cmpuint(first.page, ==, 2);
    g_assert_cmpfloat(first.box.x0, ==, 5);
    g_assert_cmpfloat(first.box.y0, ==, 10);
    g_assert_cmpfloat(first.box.x1, ==, 20);
    g_assert_cmpfloat(first.box.y1, ==, 40);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record/order", test_order);
    g_test_add_func("/record/table", test_table);
    g_test_add_func("/record/values", test_values);
    g_test_add_func("/record/kinds", test_kinds);
    g_test_add_func("/record/spans", test_spans);
    return g_test_run();
}
