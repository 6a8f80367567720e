/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tells whether a line has become part of a record: it stands in the record's box; or it stands
 * beside the box and its text is in a field, as the owner in the last column of a row; or it is a
 * field as a whole, as the heading of a section; or it is on a front sheet.
 */
#include <string.h>

#include "common/text.h"

#include "review/parts.h"

/* How far above or below the box a line may be and still be beside it, in its own heights: a cell
 * of a row can have more lines than the one that the box is around. */
#define SLACK 2.0

/* Fewest bytes of a text that can be known without its place. */
#define SURELY_TEXT 8

static bool is_beside(const BpLine *line, const BpBox *box)
{
    double y = (line->box.y0 + line->box.y1) / 2;
    double slack = SLACK * (line->box.y1 - line->box.y0);
    return y >= box->y0 - slack && y <= box->y1 + slack;
}

static bool is_inside(const BpLine *line, const BpBox *box)
{
    double x = (line->box.x0 + line->box.x1) / 2, y = (line->box.y0 + line->box.y1) / 2;
    return y >= box->y0 && y <= box->y1 && x >= box->x0 && x <= box->x1;
}

/* The text of a line as fields have it: with single blanks, without what closes a number. */
static char *dup_text(const BpLine *line)
{
    char *text = bp_text_dup_squeezed(line->text);
    gsize len = strlen(text);
    if (len > 1 && strchr(".):", text[len - 1]))
        text[len - 1] = '\0';
    return text;
}

static bool is_text(const char *value, const char *text)
{
    return strlen(text) >= SURELY_TEXT && strcmp(value, text) == 0;
}

static bool is_in_pairs(const GPtrArray *pairs, const char *text)
{
    for (guint i = 0; i < pairs->len; i++) {
        const BpPair *pair = g_ptr_array_index(pairs, i);
        if (strstr(pair->value, text) || (*pair->label && g_str_has_prefix(text, pair->label)))
            return true;
    }
    return false;
}

static bool is_in_list(const GPtrArray *list, const char *text, bool beside)
{
    for (guint i = 0; i < list->len; i++) {
        const char *value = g_ptr_array_index(list, i);
        if (is_text(value, text) || (beside && (strstr(value, text) || strstr(text, value))))
            return true;
    }
    return false;
}

/* Whether a field holds the text, or a part of it that stands beside the record. */
static bool is_in_field(const BpField *field, const BpValue *value, const char *text, bool beside)
{
    if (field->kind == BP_FIELD_PAIRS)
        return value->list && is_in_pairs(value->list, text);
    if (field->kind == BP_FIELD_LIST)
        return value->list && is_in_list(value->list, text, beside);
    if (field->kind != BP_FIELD_TEXT || value->text == NULL)
        return false;
    return is_text(value->text, text) || (beside && strstr(value->text, text));
}

static bool is_in_record(const BpRecord *record, const char *text, bool beside)
{
    for (guint i = 0; record->type->fields[i].name; i++)
        if (is_in_field(&record->type->fields[i], &record->values[i], text, beside))
            return true;
    return false;
}

bool bp_review_is_claimed(const BpReviewPage *page, const BpLine *line)
{
    g_autofree char *text = dup_text(line);
    if (*text == '\0')
        return true;
    for (guint i = 0; i < page->records->len; i++) {
        const BpRecord *record = g_ptr_array_index(page->records, i);
        const BpBox *box = bp_review_box(record, line->page);
        if (is_inside(line, box) || is_in_record(record, text, is_beside(line, box)))
            return true;
    }
    return false;
}
