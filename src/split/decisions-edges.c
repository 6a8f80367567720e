/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Decisions that reach over the edge of a paragraph: what is agreed on stands in the one above, or
 * the layout has cut the sentence and it goes on in the one below.
 */
#include <string.h>

#include "split/decisions.h"
#include "split/sentences.h"

bool bp_decision_ends_with_colon(const char *text)
{
    gsize len = strlen(text);

    while (len > 0 && strchr(" \t-", text[len - 1]))
        len--;
    return len > 0 && text[len - 1] == ':';
}

/* The paragraph above an entry that puts forward what it agrees on; -1 for none. */
int bp_decision_proposal_above(const BpDeciding *deciding, guint at)
{
    BpSubject subject;
    BpMatch match;

    for (guint k = at; k-- > 0 && k + BP_DECISION_BACK >= at;) {
        const BpEntry *entry = bp_flow_entry(deciding->flow, k);
        if ((entry->is_item && !entry->title) ||
            g_hash_table_contains(deciding->taken, GUINT_TO_POINTER(k + 1)))
            return -1;
        if (bp_decision_ask(deciding, entry, "proposal", &subject, &match))
            return (int)k;
        if (entry->is_item || *entry->label)
            return -1;
    }
    return -1;
}

/* The last sentence of the paragraph above, when it is of the same item and no decision; or NULL.
 */
char *bp_decision_dup_above(const BpDeciding *deciding, guint at)
{
    if (at == 0 || *bp_flow_entry(deciding->flow, at)->label ||
        bp_flow_entry(deciding->flow, at)->title ||
        g_hash_table_contains(deciding->taken, GUINT_TO_POINTER(at)))
        return NULL;
    const BpEntry *above = bp_flow_entry(deciding->flow, at - 1);
    const char *text = above->block->text;
    gsize start = above->start;

    if (above->is_item && !above->title)
        return NULL;
    for (;;) {
        gsize next = bp_sentence_next(text, bp_sentence_end(deciding->split->matcher, text, start));
        if (!text[next])
            break;
        start = next;
    }
    return g_strdup(text + start);
}

void bp_decision_add_rest(BpDeciding *deciding, guint at, BpRecord *record)
{
    g_autofree char *rest = bp_flow_dup_rest(deciding->split->matcher, deciding->flow, at);

    if (!rest)
        return;
    g_autofree char *longer = g_strconcat(bp_record_get(record, "text"), " ", rest, NULL);
    bp_split_set(record, "text", longer);
    bp_split_add_spans(record, bp_flow_entry(deciding->flow, at + 1)->block);
}

/* What stands above an entry when the layout cut its first sentence off: the last sentence there,
 * when no mark ends it and the entry begins with a small letter. The caller frees; or NULL. */
char *bp_decision_dup_begun(const BpDeciding *deciding, guint at)
{
    if (at == 0 ||
        !g_unichar_islower(g_utf8_get_char(bp_entry_peek_text(bp_flow_entry(deciding->flow, at)))))
        return NULL;
    const char *above = bp_flow_entry(deciding->flow, at - 1)->block->text;
    gsize len = strlen(above);
    return len > 0 && !strchr(".:!?", above[len - 1]) ? bp_decision_dup_above(deciding, at) : NULL;
}
