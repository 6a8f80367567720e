/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document as plain text for people at a shell: a section a record type, a line a record, its
 * other fields below it. For reading only; no program should take it apart.
 */
#include "common/text.h"

#include <string.h>

#include "write/facts.h"
#include "write/writer.h"

/* Fields that stand in front of the key text of a record, where its type has them. */
static const char *const leads[] = {"number", "ref", "date", "kind", NULL};

/* One line, and nothing in it that a terminal obeys. */
static void append_text(GString *out, const char *text)
{
    g_autofree char *owned = NULL;
    g_autofree char *line = bp_text_dup_squeezed(bp_facts_clean(text, &owned));
    g_autofree char *safe = bp_text_dup_escaped(line);
    g_string_append(out, safe);
}

static void append_labelled(GString *out, const char *label, const char *text)
{
    if (bp_text_is_blank(text))
        return;
    g_string_append(out, "      ");
    append_text(out, label);
    g_string_append(out, ": ");
    append_text(out, text);
    g_string_append_c(out, '\n');
}

static void append_list(GString *out, const BpField *field, const GPtrArray *list)
{
    for (guint i = 0; list && i < list->len; i++) {
        if (field->kind == BP_FIELD_LIST) {
            append_labelled(out, field->item, g_ptr_array_index(list, i));
            continue;
        }
        const BpPair *pair = g_ptr_array_index(list, i);
        append_labelled(out, pair->label, pair->value);
    }
}

static void append_field(GString *out, const BpRecord *record, guint index)
{
    const BpField *field = &record->type->fields[index];
    const BpValue *value = &record->values[index];
    if (g_str_equal(field->name, record->type->key) || g_strv_contains(leads, field->name))
        return;
    switch (field->kind) {
    case BP_FIELD_TEXT:
    case BP_FIELD_DATE:
    case BP_FIELD_TIME:
    case BP_FIELD_WORD:
        append_labelled(out, field->name, value->text);
        break;
    case BP_FIELD_LIST:
    case BP_FIELD_PAIRS:
        append_list(out, field, value->list);
        break;
    case BP_FIELD_PAGE:
        if (value->number)
            g_string_append_printf(out, "      %s: %u\n", field->name, value->number);
        break;
    case BP_FIELD_REF: /* an id tells a reader nothing */
        break;
    }
}

static void append_record(GString *out, const BpRecord *record)
{
    g_string_append(out, "  ");
    for (guint i = 0; leads[i]; i++) {
        if (bp_record_type_field(record->type, leads[i]) < 0)
            continue;
        append_text(out, bp_record_get(record, leads[i]));
        g_string_append_c(out, ' ');
    }
    append_text(out, bp_record_get(record, record->type->key));
    g_string_append_printf(out, "  [page %u]\n", record->page);
    for (guint i = 0; record->type->fields[i].name; i++)
        append_field(out, record, i);
}

static void append_type(GString *out, const BpDocument *document, const BpRecordType *type)
{
    g_autoptr(GPtrArray) records = bp_document_dup_records(document, type->name);
    if (records->len == 0)
        return;
    g_string_append_printf(out, "\n%s (%u)\n", type->plural, records->len);
    for (guint i = 0; i < records->len; i++)
        append_record(out, g_ptr_array_index(records, i));
}

char *bp_write_text(const BpDocument *document, const char *rules_hash G_GNUC_UNUSED,
                    gsize *out_len, GError **error G_GNUC_UNUSED)
{
    GString *out = g_string_new(NULL);
    append_text(out, document->file);
    g_string_append_printf(out, "\n  status: %s\n  kind: ", bp_status(document->status)->name);
    append_text(out, document->kind);
    g_string_append_printf(out, "\n  pages: %u\n", document->n_pages);
    guint n_types;
    const BpRecordType *types = bp_record_types(&n_types);
    for (guint t = 0; t < n_types; t++)
        append_type(out, document, &types[t]);
    if (document->findings->len)
        g_string_append_printf(out, "\ndiagnostics (%u)\n", document->findings->len);
    for (guint i = 0; i < document->findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(document->findings, i);
        g_string_append_printf(out, "  page %u, ", finding->page);
        append_text(out, finding->code);
        g_string_append(out, ": ");
        append_text(out, finding->message);
        g_string_append_c(out, '\n');
    }
    *out_len = out->len;
    return g_string_free(out, FALSE);
}
