/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tags of a page: making and freeing.
 */
#include "model/tags.h"

BpTags *bp_tags_new(void)
{
    BpTags *tags = g_new0(BpTags, 1);
    tags->tables = g_array_new(FALSE, TRUE, sizeof(BpTagTable));
    tags->rows = g_array_new(FALSE, TRUE, sizeof(BpTagRow));
    tags->headings = g_array_new(FALSE, TRUE, sizeof(BpTagHeading));
    return tags;
}

void bp_tags_free(BpTags *tags)
{
    if (!tags)
        return;
    g_array_unref(tags->tables);
    g_array_unref(tags->rows);
    g_array_unref(tags->headings);
    g_free(tags);
}
