/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The last step for an agenda item, wherever it was printed: rules of the contexts `title` and
 * `presenter` take off what does not belong there, and an item that was there before is dropped.
 */
#include <math.h>
#include <string.h>

#include "common/text.h"

#include "split/agenda.h"

/* A title holds at most so many things besides itself: pages, purpose, a mark. */
#define MOST_STEPS 4
/* Headings of groups look alike: their sizes as shares of the body's, their left edges in points.
 */
#define SAME_SIZE 0.06
#define SAME_LEFT 6.0

void bp_agenda_set_section(BpAgenda *agenda, const char *text)
{
    g_free(agenda->section);
    agenda->section = g_strdup(text);
}

static bool looks_like(const BpBlock *a, const BpBlock *b)
{
    guint8 letters = BP_STYLE_BOLD | BP_STYLE_ITALIC | BP_STYLE_UNDERLINED;

    return ((a->style ^ b->style) & letters) == 0 && a->caps == b->caps &&
           fabs(a->size - b->size) < SAME_SIZE &&
           (a->centred ? b->centred : fabs(a->box.x0 - b->box.x0) < SAME_LEFT);
}

void bp_agenda_take_group(BpAgenda *agenda, const BpBlock *heading)
{
    const BpBlock *opening = agenda->opening;

    bp_agenda_set_section(agenda, heading->text);
    agenda->grouped = true;
    if (!opening || !looks_like(opening, heading))
        return;
    agenda->opening = NULL;
    g_autoptr(GPtrArray) items = bp_document_dup_records(agenda->split->document, "agenda_item");
    for (guint i = 0; i < items->len; i++) {
        BpRecord *item = items->pdata[i];
        if (item->part_record == agenda->split->part->record && !*bp_record_get(item, "section"))
            bp_split_set(item, "section", opening->text);
    }
}

bool bp_agenda_is_break(const BpAgenda *agenda, const char *text)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;

    return subject.len > 0 &&
           bp_matcher_match(agenda->split->matcher, "section", "agenda-break", &subject, &match);
}

/* Set the fields a rule captured; `field` is replaced, others only when they are still empty. */
static void take(BpRecord *record, const BpMatch *match, const BpSubject *subject,
                 const char *field)
{
    for (guint i = 0; i < match->n_captures; i++) {
        const BpCapture *capture = &match->captures[i];
        if (bp_record_type_field(record->type, capture->field) < 0)
            continue;
        if (strcmp(capture->field, field) && *bp_record_get(record, capture->field))
            continue;
        g_autofree char *text =
            g_strndup(subject->text + capture->start, capture->end - capture->start);
        bp_split_set(record, capture->field, text);
    }
}

static bool captures(const BpMatch *match, const char *field)
{
    for (guint i = 0; i < match->n_captures; i++)
        if (!strcmp(match->captures[i].field, field))
            return true;
    return false;
}

static void refine(BpAgenda *agenda, BpRecord *record, const char *field)
{
    for (guint i = 0; i < MOST_STEPS; i++) {
        g_autofree char *text = g_strdup(bp_record_get(record, field));
        BpSubject subject = {.text = text, .len = strlen(text)};
        BpMatch match;
        if (!subject.len ||
            !bp_matcher_match(agenda->split->matcher, "agenda_item", field, &subject, &match))
            return;
        take(record, &match, &subject, field);
        if (!captures(&match, field))
            bp_record_set(record, field, "");
        if (!strcmp(text, bp_record_get(record, field)))
            return;
    }
}

/* A dash in a column says that there is nothing. */
static void clear_dashes(BpRecord *record)
{
    static const char *const fields[] = {"presenter", "purpose", "time", "pages"};

    for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
        const char *p = bp_record_get(record, fields[i]);
        while (*p && !g_unichar_isalnum(g_utf8_get_char(p)))
            p = g_utf8_next_char(p);
        if (!*p)
            bp_record_set(record, fields[i], "");
    }
}

bool bp_agenda_finish_item(BpAgenda *agenda, BpRecord *record, const BpBlock *block)
{
    refine(agenda, record, "title");
    refine(agenda, record, "presenter");
    clear_dashes(record);
    const char *number = bp_record_get(record, "number");
    if (*number) {
        g_autofree char *title = bp_text_dup_folded(bp_record_get(record, "title"));
        if (!g_hash_table_add(agenda->seen, g_strdup_printf("%s\t%s", number, title))) {
            g_ptr_array_remove(agenda->split->document->records, record);
            return false;
        }
    }
    agenda->item = record;
    agenda->block = block;
    agenda->open = true;
    agenda->grouped = false;
    agenda->found++;
    return true;
}
