/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The recognise stage: tables get their kind, pages become parts, parts get their meeting and, for
 * papers, their front sheet.
 */
#include "recognise/recognise.h"

#include <string.h>

#include "model/block.h"
#include "recognise/front.h"
#include "recognise/meeting.h"
#include "recognise/parts.h"
#include "recognise/table-kinds.h"

/* Blocks at the beginning of a paper that may be its front sheet. */
#define FRONT_BLOCKS 40

/* A paper is called what its front sheet says: its title or subject, else its item. */
static void title_from_front(BpRecord *part)
{
    static const char *const fields[] = {"title", "subject", "item", NULL};
    const GPtrArray *pairs = bp_record_get_list(part, "front");

    for (guint f = 0; fields[f]; f++)
        for (guint i = 0; pairs && i < pairs->len; i++) {
            const BpPair *pair = pairs->pdata[i];
            if (strcmp(pair->field, fields[f]) || strlen(pair->value) < 4)
                continue;
            /* "6. Report of the Chief Executive": the number is the item's. */
            const char *title = pair->value;
            title += strspn(title, "0123456789.");
            title += strspn(title, ") ");
            bool numbered =
                title > pair->value && title[-1] == ' ' && g_ascii_isdigit(*pair->value);
            bp_record_set(part, "title", numbered && *title ? title : pair->value);
            return;
        }
}

void bp_recognise_run(BpDocument *document, BpMatcher *matcher)
{
    BpLayout *layout = document->layout;

    bp_recognise_tables(layout);
    bp_recognise_parts(document, matcher);
    bp_recognise_meetings(document, matcher);
    for (guint i = 0; i < layout->parts->len; i++) {
        const BpPart *part = layout->parts->pdata[i];
        if (strcmp(part->kind, "paper"))
            continue;
        bp_front_read(part->record, part->blocks, FRONT_BLOCKS, matcher);
        title_from_front(part->record);
    }
}

void bp_recognise_dump(const BpDocument *document, GString *out)
{
    const BpLayout *layout = document->layout;

    if (!layout)
        return;
    g_string_append_printf(out, "kind %s\n", document->kind);
    for (guint i = 0; i < layout->parts->len; i++) {
        const BpPart *part = layout->parts->pdata[i];
        g_string_append_printf(out, "part %s pages %u-%u rule %s |%s|\n", part->kind,
                               bp_record_get_page(part->record, "first_page"),
                               bp_record_get_page(part->record, "last_page"), part->record->rule,
                               bp_record_get(part->record, "title"));
        if (part->meeting)
            g_string_append_printf(
                out, "  meeting |%s| %s %s-%s |%s|\n", bp_record_get(part->meeting, "body"),
                bp_record_get(part->meeting, "date"), bp_record_get(part->meeting, "start"),
                bp_record_get(part->meeting, "end"), bp_record_get(part->meeting, "venue"));
    }
}
