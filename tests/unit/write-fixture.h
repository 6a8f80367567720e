/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Documents for the tests of the writers: every type of record filled with texts that break
 * careless writers, and an empty one of each.
 */
#pragma once

#include <string.h>

#include "write/writer.h"

#define SHA_A    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define RULES    "0123456789abcdef"
#define LONG_LEN (300 * 1024)

static const char *const hostile[] = {
    "control \x01\x02\x0b\x0c\x1b[31m\x7f",
    "surrogate \xed\xa0\x80 and \xed\xb0\x80",
    "]]></text><!ENTITY x SYSTEM \"file:///etc/passwd\">&x;",
    "</script><script>alert(1)</script>",
    "overlong NUL \xc0\x80 and \\u0000",
    "noncharacters \xef\xbf\xbe \xef\xbf\xbf \xef\xb7\x90 \xf0\x9f\xbf\xbe",
    "emoji \xf0\x9f\xa6\x84 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac",
    "half a character \xe2\x82",
    "bytes \xff\xfe\x80 beyond \xf4\x90\x80\x80",
    " white\tspace\r\nand lines\n",
    "quotes \" ' \\ ` and <tags> & entities &amp; &#0;",
    "bidi \xe2\x80\xae txet \xe2\x81\xa6",
    "'; DROP TABLE action; --",
    "%s %n %",
    "C1 \302\23331m and \xc2\x85 next line",
    "<!-- a --> <?b c?> <![CDATA[d]]> &#1; &#x0;",
    "=cmd|' /C calc'!A0",
    "javascript:alert(1)",
    "\xef\xbb\xbfmark \xe2\x80\xa8 and separator",
};

static char *dup_long(void)
{
    char *text = g_malloc(LONG_LEN + 1);
    memset(text, 'x', LONG_LEN);
    text[LONG_LEN] = '\0';
    return text;
}

/* Every text of the record is `text`. */
static void fill(BpRecord *record, const char *text)
{
    for (guint i = 0; record->type->fields[i].name; i++) {
        const BpField *field = &record->type->fields[i];
        if (field->kind == BP_FIELD_TEXT)
            bp_record_set(record, field->name, text);
        else if (field->kind == BP_FIELD_LIST)
            bp_record_add(record, field->name, text);
        else if (field->kind == BP_FIELD_PAIRS)
            bp_record_add_pair(record, field->name, "sponsor", text, text);
        else if (field->kind == BP_FIELD_WORD)
            bp_record_set(record, field->name, field->words[0]);
        else if (field->kind == BP_FIELD_DATE)
            bp_record_set(record, field->name, "2024-02-29");
        else if (field->kind == BP_FIELD_TIME)
            bp_record_set(record, field->name, "19:30");
        else if (field->kind == BP_FIELD_PAGE)
            bp_record_set_page(record, field->name, 2);
    }
}

static BpRecord *add(BpDocument *document, const char *type, const char *text)
{
    BpRecord *record = bp_document_take_record(document, bp_record_new(type, 2));
    fill(record, text);
    record->page_label = g_strdup(text);
    record->rule = g_strdup("test/rule");
    record->confidence = 0.8049;
    bp_record_add_span(record, 2, (BpBox){-0.01, 1.25, 99.94999, 12345.678});
    return record;
}

static BpDocument *document_new(const char *file)
{
    BpDocument *document = bp_document_new(file);
    document->sha256 = g_strdup(SHA_A);
    document->bytes = G_GUINT64_CONSTANT(5000000000);
    document->n_pages = 3;
    document->kind = g_strdup("pack");
    document->coverage = (BpCoverage){10000, 9349};
    return document;
}

G_GNUC_UNUSED static BpDocument *hostile_document_new(const char *file)
{
    guint n_types;
    const BpRecordType *types = bp_record_types(&n_types);
    BpDocument *document = document_new(file);
    document->title = g_strdup(hostile[0]);
    document->producer = g_strdup(hostile[2]);
    BpRecord *meeting = add(document, "meeting", "Council");
    for (guint t = 0; t < n_types; t++) {
        for (guint i = 0; i < G_N_ELEMENTS(hostile); i++)
            add(document, types[t].name, hostile[i])->meeting_record = meeting;
        bp_document_take_record(document, bp_record_new(types[t].name, 1)); /* nothing printed */
    }
    BpRecord *item = add(document, "agenda_item", "Roads");
    BpRecord *part = add(document, "part", "Roads paper");
    bp_record_set_ref(item, "paper", part);
    bp_record_set_ref(part, "agenda_item", item);
    add(document, "action", "Long")->part_record = part;
    g_autofree char *long_text = dup_long();
    bp_record_set(add(document, "minute_item", "Long"), "text", long_text);
    bp_document_find(document, "rule-limit", 1, "%s", hostile[1]);
    BpFinding *finding = g_ptr_array_index(document->findings, 0);
    g_free(finding->message);
    finding->message = g_strdup(hostile[0]); /* the writers must not trust the model */
    bp_document_hint(document, "low-coverage", 2, "agenda: %d%% of the text is in a record", 12);
    bp_document_assign_ids(document);
    return document;
}
