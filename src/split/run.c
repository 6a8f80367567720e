/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The split stage: every part is offered to the splitters of what its kind may hold. A table of
 * part kinds and splitters; a part of a kind that is not in the table holds no records of its own.
 */
#include <string.h>

#include "split/split.h"

typedef struct {
    const char *kind;
    void (*split)(BpSplit *split);
} Splitter;

/* In the order in which a part's records are found. */
static const Splitter splitters[] = {
    {"agenda", bp_split_agenda},
    {"minutes", bp_split_attendance},
    {"minutes", bp_split_agenda_in_minutes},
    {"minutes", bp_split_minutes},
    {"agenda", bp_split_action_tables},
    {"minutes", bp_split_action_tables},
    {"paper", bp_split_action_tables},
    {"action-log", bp_split_action_tables},
    {"appendix", bp_split_action_tables},
    {"agenda", bp_split_recommendations},
    {"paper", bp_split_recommendations},
    {"appendix", bp_split_recommendations},
    {"other", bp_split_recommendations},
};

/* Whether an action begins above another: those of tables are found after those in the text. */
static int compare_places(gconstpointer a, gconstpointer b)
{
    const BpRecord *one = *(BpRecord *const *)a, *two = *(BpRecord *const *)b;

    if (one->page != two->page)
        return one->page < two->page ? -1 : 1;
    if (!one->spans->len || !two->spans->len)
        return 0;
    double away =
        g_array_index(one->spans, BpSpan, 0).box.y0 - g_array_index(two->spans, BpSpan, 0).box.y0;
    return away < 0 ? -1 : away > 0;
}

/* Put the actions into the order of the document; those at one height stay as they are. */
static void order_actions(BpDocument *document)
{
    g_autoptr(GPtrArray) actions = bp_document_dup_records(document, "action");
    guint next = 0;

    g_ptr_array_sort(actions, compare_places);
    for (guint i = 0; i < document->records->len; i++) {
        BpRecord *record = document->records->pdata[i];
        if (!strcmp(record->type->name, "action"))
            document->records->pdata[i] = actions->pdata[next++];
    }
}

void bp_split_run(BpDocument *document, BpMatcher *matcher)
{
    const BpLayout *layout = document->layout;

    for (guint i = 0; i < layout->parts->len; i++) {
        BpSplit split = {document, matcher, layout->parts->pdata[i]};
        bp_split_place_part(&split);
        for (guint k = 0; k < G_N_ELEMENTS(splitters); k++)
            if (!strcmp(splitters[k].kind, split.part->kind))
                splitters[k].split(&split);
        bp_split_listed(&split);
    }
    order_actions(document);
}
