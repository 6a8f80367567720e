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
}
