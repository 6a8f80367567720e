/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A record as a card beside its page: what it is, its fields as the table of record types lists
 * them, and where they come from.
 */
#include <string.h>

#include "review/parts.h"

/* Longest caption, in characters. */
#define CAPTION 60

char *bp_review_dup_shown(const char *name)
{
    return g_strdelimit(g_strdup(name), "_", ' ');
}

char *bp_review_dup_class(const BpRecord *record, const char *base)
{
    return g_strconcat(base, " r-", record->type->name,
                       record->confidence < BP_REVIEW_SURE ? " low" : NULL, NULL);
}

/* The first of a record's texts that is a number or reference. */
static const char *peek_number(const BpRecord *record)
{
    static const char *const names[] = {"number", "ref"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (bp_record_type_field(record->type, names[i]) >= 0)
            return bp_record_get(record, names[i]);
    return "";
}

char *bp_review_dup_caption(const BpRecord *record)
{
    const char *number = peek_number(record), *key = bp_record_get(record, record->type->key);
    g_autofree char *clean = g_utf8_make_valid(key, -1);
    g_autofree char *text = g_utf8_substring(clean, 0, MIN(g_utf8_strlen(clean, -1), CAPTION));
    return g_strconcat(number, *number && *text ? " " : "", text,
                       strlen(text) < strlen(clean) ? "\xe2\x80\xa6" : NULL, NULL);
}

/* A term and its text; with `id` the text is a link to that record. */
static void write_field(BpMarkup *markup, const char *name, const char *text, const char *id)
{
    g_autofree char *shown = bp_review_dup_shown(name);
    bp_markup_element(markup, "dt", NULL, shown);
    bp_markup_open(markup, "dd");
    if (id) {
        bp_markup_open(markup, "a");
        bp_markup_attr_format(markup, "href", "#r-%s", id);
    }
    bp_markup_text(markup, text);
    if (id)
        bp_markup_close(markup);
    bp_markup_close(markup);
}

/* A record that is referred to: by its caption when it is known, else by its id. */
static void write_reference(BpMarkup *markup, const char *name, const char *id, GHashTable *by_id)
{
    const BpRecord *target = g_hash_table_lookup(by_id, id);
    g_autofree char *caption = target ? bp_review_dup_caption(target) : g_strdup(id);
    write_field(markup, name, *caption ? caption : id, target ? id : NULL);
}

static void write_list(BpMarkup *markup, const BpField *field, const GPtrArray *list)
{
    if (list == NULL || list->len == 0)
        return;
    g_autofree char *shown = bp_review_dup_shown(field->name);
    bp_markup_element(markup, "dt", NULL, shown);
    for (guint i = 0; i < list->len; i++) {
        if (field->kind == BP_FIELD_LIST) {
            bp_markup_element(markup, "dd", NULL, g_ptr_array_index(list, i));
            continue;
        }
        const BpPair *pair = g_ptr_array_index(list, i);
        bp_markup_open(markup, "dd");
        bp_markup_element(markup, "i", NULL, *pair->label ? pair->label : pair->field);
        bp_markup_text(markup, " ");
        bp_markup_text(markup, pair->value);
        bp_markup_close(markup);
    }
}

static void write_value(BpMarkup *markup, const BpField *field, const BpValue *value,
                        GHashTable *by_id)
{
    switch (field->kind) {
    case BP_FIELD_LIST:
    case BP_FIELD_PAIRS:
        write_list(markup, field, value->list);
        break;
    case BP_FIELD_PAGE:
        if (value->number) {
            g_autofree char *number = g_strdup_printf("%u", value->number);
            write_field(markup, field->name, number, NULL);
        }
        break;
    case BP_FIELD_REF:
        if (value->text)
            write_reference(markup, field->name, value->text, by_id);
        break;
    case BP_FIELD_TEXT:
    case BP_FIELD_WORD:
    case BP_FIELD_DATE:
    case BP_FIELD_TIME:
        if (value->text)
            write_field(markup, field->name, value->text, NULL);
        break;
    }
}

/* Links to the boxes on the pages that are shown. */
static void write_pages(BpMarkup *markup, const BpRecord *record, const BpReviewWish *wish)
{
    for (guint i = 0; i < record->spans->len; i++) {
        guint page = g_array_index(record->spans, BpSpan, i).page;
        bp_markup_text(markup, i ? ", " : "");
        bool is_shown = page >= wish->first && page <= wish->last;
        if (is_shown) {
            bp_markup_open(markup, "a");
            bp_markup_attr_format(markup, "href", "#b-%s-%u", record->id, page);
        }
        bp_markup_format(markup, "p.\xc2\xa0%u", page);
        if (is_shown)
            bp_markup_close(markup);
    }
}

static void write_origin(BpMarkup *markup, const BpRecord *record, const BpReviewWish *wish)
{
    bp_markup_open(markup, "footer");
    bp_markup_element(markup, "code", "rule", record->rule ? record->rule : "");
    bp_markup_open(markup, "span");
    bp_markup_attr(markup, "class", "confidence");
    bp_markup_attr(markup, "title", "confidence");
    int percent = (int)(CLAMP(record->confidence, 0, 1) * 100 + 0.5);
    bp_markup_format(markup, "%d%%", percent);
    bp_markup_close(markup);
    bp_markup_open(markup, "span");
    bp_markup_attr(markup, "class", "places");
    write_pages(markup, record, wish);
    bp_markup_close(markup);
    bp_markup_element(markup, "code", "id", record->id);
    bp_markup_close(markup);
}

/* The title of a card leads to its box. */
static void write_heading(BpMarkup *markup, const BpReviewPage *page, const BpRecord *record)
{
    g_autofree char *shown = bp_review_dup_shown(record->type->name);
    bool is_here = bp_review_box(record, page->page->number) != NULL;
    bp_markup_open(markup, "h3");
    if (is_here) {
        bp_markup_open(markup, "a");
        bp_markup_attr_format(markup, "href", "#b-%s-%u", record->id, page->page->number);
    }
    bp_markup_text(markup, shown);
    if (is_here)
        bp_markup_close(markup);
    bp_markup_close(markup);
}

void bp_review_write_card(BpMarkup *markup, const BpReviewPage *page, const BpRecord *record,
                          const BpReviewWish *wish, GHashTable *by_id)
{
    g_autofree char *class_name = bp_review_dup_class(record, "card");
    bp_markup_open(markup, "article");
    bp_markup_attr(markup, "class", class_name);
    bp_markup_attr_format(markup, "id", "r-%s", record->id);
    bp_markup_attr(markup, "data-r", record->id);
    write_heading(markup, page, record);
    bp_markup_open(markup, "dl");
    for (guint i = 0; record->type->fields[i].name; i++)
        write_value(markup, &record->type->fields[i], &record->values[i], by_id);
    bp_markup_close(markup);
    write_origin(markup, record, wish);
    bp_markup_close(markup);
    g_string_append_c(markup->out, '\n');
}
