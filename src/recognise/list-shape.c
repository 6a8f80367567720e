/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages that are a list say what they are without a title: times of day with what is done then, one
 * below the other, or numbered texts that are no sentences. Lines with times are those that rules
 * of kind `agenda_item` take in the context `timed`.
 */
#include "recognise/list-shape.h"

#include <string.h>

#include "rules/normal.h"

/* Lines of a list. */
#define MIN_TIMES 4
#define MIN_ITEMS 5
/* An item is no longer; a paragraph from so many bytes on is running text. */
#define MOST_ITEM   120
#define LEAST_PROSE 160
/* Where the hours begin again at one, the times go back once. */
#define MOST_BACK 1
/* Times look like decimal numbers ("10.30 Welcome"): of other labels there is at most one for so
 * many of them. */
#define FOR_OTHERS 3

/* HH:MM of the time that a line begins with; NULL for none. The caller frees. */
static char *dup_time(const BpBlock *block, BpMatcher *matcher)
{
    BpSubject subject = {.text = block->text, .len = strlen(block->text), .page = block->page};
    BpMatch match;

    if (!bp_matcher_match(matcher, "agenda_item", "timed", &subject, &match))
        return NULL;
    g_autofree char *printed = bp_match_dup(&match, &subject, "time");
    return printed ? bp_normal_time(matcher, printed) : NULL;
}

bool bp_is_timed(const GPtrArray *blocks, guint from, guint to, BpMatcher *matcher)
{
    g_autofree char *last = g_strdup("");
    guint times = 0, back = 0, others = 0;

    for (guint i = from; i < to; i++) {
        const BpBlock *block = blocks->pdata[i];
        char *time = block->kind == BP_BLOCK_PARA ? dup_time(block, matcher) : NULL;
        if (!time) {
            others += block->kind == BP_BLOCK_PARA && block->label && !block->bullet;
            continue;
        }
        times++;
        back += strcmp(time, last) < 0;
        g_free(last);
        last = time;
    }
    return times >= MIN_TIMES && back <= MOST_BACK && FOR_OTHERS * others <= times;
}

const char *bp_list_shape(const GPtrArray *blocks, guint from, guint to, BpMatcher *matcher)
{
    guint items = 0;
    gsize prose = 0, all = 0;

    if (bp_is_timed(blocks, from, to, matcher))
        return "list: times";
    for (guint i = from; i < to; i++) {
        const BpBlock *block = blocks->pdata[i];
        gsize len = block->kind == BP_BLOCK_PARA ? strlen(block->text) : 0;
        if (!len)
            continue;
        all += len;
        if (block->label && !block->bullet && len <= MOST_ITEM &&
            !strchr(".;", block->text[len - 1]))
            items++;
        else if (len >= LEAST_PROSE)
            prose += len;
    }
    return items >= MIN_ITEMS && 3 * prose < all ? "list: items" : NULL;
}
