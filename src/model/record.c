/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of record types, and records that are filled by field name.
 *
 * The table is the single place that says what boardpack finds: the order of its rows is the order
 * of the outputs, its closed lists are the enums of the schemas, its `what` texts are the manual.
 * A value that does not fit the kind of its field (a word that is not on the list, a date that is
 * none) is not stored: an empty field is honest, an invalid output is not.
 */
#include "model/record.h"

#include <string.h>

#include "model/part-kind.h"

static const char *const meeting_states[] = {"draft", "confirmed", "cancelled", NULL};
static const char *const outcomes[] = {"agreed",   "approved", "noted",     "rejected",  "deferred",
                                       "endorsed", "ratified", "received",  "supported", "resolved",
                                       "carried",  "lost",     "withdrawn", "delegated", NULL};
static const char *const action_states[] = {"open",    "in_progress", "complete",
                                            "overdue", "deferred",    NULL};
static const char *const action_sources[] = {"inline", "column", "list", "table", NULL};
static const char *const verbs[] = {"approve", "note",      "agree",    "endorse", "ratify",
                                    "receive", "consider",  "delegate", "discuss", "support",
                                    "review",  "recommend", "adopt",    "decide",  NULL};
static const char *const consultation_states[] = {"planned", "open", "closed", NULL};
static const char *const attendance_statuses[] = {"present", "in_attendance", "apologies", "absent",
                                                  NULL};

/* A row of a type's fields: members in the order of BpField. */
/* clang-format off */
#define TEXT(n, w)       {n, BP_FIELD_TEXT, NULL, NULL, NULL, NULL, w}
#define DATE(n, w)       {n, BP_FIELD_DATE, NULL, NULL, NULL, NULL, w}
#define DATE_OF(n, f, w) {n, BP_FIELD_DATE, NULL, NULL, NULL, f, w}
#define TIME(n, w)       {n, BP_FIELD_TIME, NULL, NULL, NULL, NULL, w}
#define PAGE(n, w)       {n, BP_FIELD_PAGE, NULL, NULL, NULL, NULL, w}
#define WORD(n, l, w)    {n, BP_FIELD_WORD, l, NULL, NULL, NULL, w}
#define REF(n, t, w)     {n, BP_FIELD_REF, NULL, t, NULL, NULL, w}
#define LIST(n, i, w)    {n, BP_FIELD_LIST, NULL, NULL, i, NULL, w}
#define PAIRS(n, w)      {n, BP_FIELD_PAIRS, NULL, NULL, n, NULL, w}
/* clang-format on */

static const BpRecordType types[] = {
    {.name = "meeting",
     .plural = "meetings",
     .what = "A meeting that the document belongs to or reports on",
     .key = "type",
     .fields = {TEXT("body", "Name of the body that meets, as printed"),
                TEXT("type", "Kind of meeting, as printed"),
                DATE("date", "Date of the meeting, ISO 8601"),
                TIME("start", "Time it starts, HH:MM"), TIME("end", "Time it ends, HH:MM"),
                TEXT("venue", "Where it is held, as printed"),
                WORD("state", meeting_states, "State that the document gives it")}},
    {.name = "part",
     .plural = "parts",
     .what = "A stretch of pages that is one thing: an agenda, a set of minutes, a paper",
     .key = "title",
     .fields = {WORD("kind", bp_part_kind_names, "What the pages are"),
                TEXT("title", "Title, as printed"), PAGE("first_page", "First page, from 1"),
                PAGE("last_page", "Last page, from 1"),
                REF("agenda_item", "agenda_item", "Agenda item that the part belongs to"),
                PAIRS("front", "Fields of the front sheet, label as printed beside value")}},
    {.name = "agenda_item",
     .plural = "agenda_items",
     .what = "An item of business on an agenda",
     .key = "title",
     .fields = {TEXT("number", "Number, as printed without the closing dot or bracket"),
                TEXT("title", "Title, as printed"),
                TEXT("section", "Heading of the agenda under which it stands"),
                TEXT("presenter", "Who presents it, as printed"),
                TEXT("purpose", "What it is for, as printed"),
                TEXT("time", "Time or duration, as printed"),
                TEXT("pages", "Pages of its paper, as printed"),
                REF("paper", "part", "Part that is its paper")}},
    {.name = "minute_item",
     .plural = "minute_items",
     .what = "A numbered or headed passage of minutes",
     .key = "title",
     .fields = {TEXT("number", "Number, as printed without the closing dot or bracket"),
                TEXT("title", "Heading, as printed"),
                TEXT("agenda_number", "Number of the agenda item, where the minutes print it"),
                TEXT("text", "Running text")}},
    {.name = "decision",
     .plural = "decisions",
     .what = "Something that a meeting decided",
     .key = "text",
     .fields = {TEXT("text", "Text, as printed"),
                TEXT("number", "Number of the decision, as printed"),
                WORD("outcome", outcomes, "What was done"),
                TEXT("item", "Number of the agenda or minute item it belongs to"),
                TEXT("proposer", "Who proposed it, as printed"),
                TEXT("seconder", "Who seconded it, as printed"),
                TEXT("votes", "Votes, as printed")}},
    {.name = "action",
     .plural = "actions",
     .what = "Something that somebody is to do",
     .key = "text",
     .fields = {TEXT("ref", "Reference, as printed without the closing dot or bracket"),
                TEXT("text", "Text, as printed"),
                LIST("owners", "owner", "Who is to do it, as printed"),
                TEXT("due", "When it is due, as printed"),
                DATE("due_date", "When it is due, ISO 8601, where a date is printed"),
                TEXT("status", "Status, as printed"),
                WORD("state", action_states, "What the status amounts to"),
                TEXT("item", "Number of the agenda or minute item it belongs to"),
                WORD("source", action_sources, "How the document prints it")}},
    {.name = "recommendation",
     .plural = "recommendations",
     .what = "Something that a paper asks a meeting to do",
     .key = "text",
     .fields = {TEXT("number", "Number, as printed without the closing dot or bracket"),
                TEXT("text", "Text, as printed"), WORD("verb", verbs, "What is asked"),
                TEXT("addressee", "Who is asked, as printed"),
                TEXT("item", "Number of the agenda item it belongs to")}},
    {.name = "attendance",
     .plural = "attendance",
     .what = "A person that minutes list as there or not there",
     .key = "name",
     .fields = {TEXT("name", "Name, as printed"), TEXT("role", "Role, as printed"),
                TEXT("organisation", "Organisation, as printed"),
                TEXT("initials", "Initials, as printed"),
                WORD("status", attendance_statuses, "How the person is listed"),
                TEXT("note", "What is printed beside it: late, left, substitute for")}},
    {.name = "consultation",
     .plural = "consultations",
     .what = "Something that the public is or was asked about",
     .key = "title",
     .listed = true,
     .fields = {TEXT("title", "Title, as printed"), TEXT("opens", "When it opens, as printed"),
                DATE_OF("open_date", "opens", "When it opens, ISO 8601"),
                TEXT("closes", "When it closes, as printed"),
                DATE_OF("close_date", "closes", "When it closes, ISO 8601"),
                WORD("state", consultation_states, "Whether it is still open, as the page says"),
                TEXT("outcome", "What came of it, as printed"),
                LIST("links", "link", "Addresses that it leads to")}},
    {.name = "event",
     .plural = "events",
     .what = "Something that people can come to: a focus group, a drop-in, a public meeting",
     .key = "subject",
     .listed = true,
     .fields = {TEXT("subject", "What it is about, as printed"),
                TEXT("date", "When it is, as printed"),
                DATE_OF("day", "date", "When it is, ISO 8601"), TEXT("time", "Time, as printed"),
                TEXT("venue", "Where it is, as printed"),
                LIST("links", "link", "Addresses that it leads to, to register")}},
    {.name = "news_item",
     .plural = "news_items",
     .what = "A piece of news in a list",
     .key = "title",
     .listed = true,
     .fields = {TEXT("title", "Title, as printed"), TEXT("kind", "What it is called, as printed"),
                TEXT("date", "Date, as printed"), DATE_OF("published", "date", "Date, ISO 8601"),
                TEXT("summary", "Its first words, as printed"),
                LIST("links", "link", "Addresses that it leads to")}},
};

const BpRecordType *bp_record_types(guint *out_n)
{
    if (out_n)
        *out_n = G_N_ELEMENTS(types);
    return types;
}

const BpRecordType *bp_record_type(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(types); i++)
        if (g_str_equal(types[i].name, name))
            return &types[i];
    return NULL;
}

int bp_record_type_field(const BpRecordType *type, const char *name)
{
    for (int i = 0; type->fields[i].name; i++)
        if (g_str_equal(type->fields[i].name, name))
            return i;
    return -1;
}

guint bp_record_type_n_fields(const BpRecordType *type)
{
    guint n = 0;
    while (type->fields[n].name)
        n++;
    return n;
}

/* Whether `text` has the shape `shape`, in which 0 stands for a digit. */
static bool has_shape(const char *text, const char *shape)
{
    for (; *shape; shape++, text++)
        if (*shape == '0' ? !g_ascii_isdigit(*text) : *text != *shape)
            return false;
    return !*text;
}

static guint two_digits(const char *text)
{
    return (guint)g_ascii_digit_value(text[0]) * 10 + (guint)g_ascii_digit_value(text[1]);
}

static bool is_date(const char *text)
{
    if (!has_shape(text, "0000-00-00"))
        return false;
    guint year = two_digits(text) * 100 + two_digits(text + 2);
    return year > 0 && g_date_valid_dmy((GDateDay)two_digits(text + 8),
                                        (GDateMonth)two_digits(text + 5), (GDateYear)year);
}

bool bp_field_accepts(const BpField *field, const char *text)
{
    switch (field->kind) {
    case BP_FIELD_DATE:
        return is_date(text);
    case BP_FIELD_TIME:
        return has_shape(text, "00:00") && two_digits(text) < 24 && two_digits(text + 3) < 60;
    case BP_FIELD_WORD:
        return g_strv_contains(field->words, text);
    case BP_FIELD_TEXT:
    case BP_FIELD_REF:
    case BP_FIELD_LIST:
        return true;
    case BP_FIELD_PAGE:
    case BP_FIELD_PAIRS:
        return false;
    }
    return false;
}

static void free_pair(gpointer data)
{
    BpPair *pair = data;
    g_free(pair->field);
    g_free(pair->label);
    g_free(pair->value);
    g_free(pair);
}

BpRecord *bp_record_new(const char *type_name, guint page)
{
    const BpRecordType *type = bp_record_type(type_name);
    g_assert(type);
    BpRecord *record = g_new0(BpRecord, 1);
    record->type = type;
    record->page = page;
    record->spans = g_array_new(FALSE, FALSE, sizeof(BpSpan));
    return record;
}

void bp_record_free(BpRecord *record)
{
    if (!record)
        return;
    for (guint i = 0; i < BP_RECORD_MAX_FIELDS; i++) {
        g_free(record->values[i].text);
        g_clear_pointer(&record->values[i].list, g_ptr_array_unref);
    }
    g_array_unref(record->spans);
    g_free(record->id);
    g_free(record->page_label);
    g_free(record->rule);
    g_free(record->meeting);
    g_free(record->part);
    g_free(record);
}

static const BpField *find_field(const BpRecord *record, const char *name, guint *out_index)
{
    int i = bp_record_type_field(record->type, name);
    g_assert(i >= 0);
    *out_index = (guint)i;
    return &record->type->fields[i];
}

void bp_record_set(BpRecord *record, const char *field, const char *text)
{
    guint i;
    const BpField *row = find_field(record, field, &i);
    g_assert(row->kind != BP_FIELD_LIST && row->kind != BP_FIELD_PAIRS &&
             row->kind != BP_FIELD_PAGE);
    bool fits = text && *text && bp_field_accepts(row, text);
    char *copy = fits ? g_strdup(text) : NULL; /* before the free: text may be the old value */
    g_free(record->values[i].text);
    record->values[i].text = copy;
}

const char *bp_record_get(const BpRecord *record, const char *field)
{
    guint i;
    find_field(record, field, &i);
    return record->values[i].text ? record->values[i].text : "";
}

void bp_record_add(BpRecord *record, const char *field, const char *text)
{
    guint i;
    const BpField *row = find_field(record, field, &i);
    g_assert(row->kind == BP_FIELD_LIST);
    if (!text || !*text)
        return;
    BpValue *value = &record->values[i];
    if (!value->list)
        value->list = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(value->list, g_strdup(text));
}

const GPtrArray *bp_record_get_list(const BpRecord *record, const char *field)
{
    guint i;
    find_field(record, field, &i);
    return record->values[i].list;
}

void bp_record_add_pair(BpRecord *record, const char *field, const char *name, const char *label,
                        const char *value)
{
    guint i;
    const BpField *row = find_field(record, field, &i);
    g_assert(row->kind == BP_FIELD_PAIRS);
    BpPair *pair = g_new0(BpPair, 1);
    pair->field = g_strdup(name ? name : "");
    pair->label = g_strdup(label ? label : "");
    pair->value = g_strdup(value ? value : "");
    if (!record->values[i].list)
        record->values[i].list = g_ptr_array_new_with_free_func(free_pair);
    g_ptr_array_add(record->values[i].list, pair);
}

void bp_record_set_page(BpRecord *record, const char *field, guint page)
{
    guint i;
    const BpField *row = find_field(record, field, &i);
    g_assert(row->kind == BP_FIELD_PAGE);
    record->values[i].number = page;
}

guint bp_record_get_page(const BpRecord *record, const char *field)
{
    guint i;
    const BpField *row = find_field(record, field, &i);
    g_assert(row->kind == BP_FIELD_PAGE);
    return record->values[i].number;
}

void bp_record_add_span(BpRecord *record, guint page, BpBox box)
{
    for (guint i = 0; i < record->spans->len; i++) {
        BpSpan *span = &g_array_index(record->spans, BpSpan, i);
        if (span->page == page) {
            span->box = bp_box_union(span->box, box);
            return;
        }
    }
    BpSpan span = {.page = page, .box = box};
    g_array_append_val(record->spans, span);
}
