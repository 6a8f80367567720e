/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From a text that is asked of a meeting to a record: its agenda item, its verb, and whether the
 * same was given before. Reports print their recommendations at the head and again at the end; the
 * first counts.
 */
#include <string.h>

#include "common/text.h"

#include "split/recommendations.h"

bool bp_flow_match(const BpFlow *flow, const char *emit, const char *text, const BpBlock *block,
                   BpSubject *out_subject, BpMatch *out_match)
{
    BpSubject subject = bp_split_subject(block, BP_SUBJECT_BODY);

    subject.text = text;
    subject.len = strlen(text);
    *out_subject = subject;
    return bp_matcher_match(flow->split->matcher, emit, BP_RECOMMENDATIONS, &subject, out_match);
}

bool bp_flow_is_heading(const BpFlow *flow, const char *text, const BpBlock *block)
{
    BpSubject subject;
    BpMatch match;

    if (!bp_flow_match(flow, "section", text, block, &subject, &match))
        return false;
    const char *section = bp_rule_get_set(match.rule, "section");
    return !strcmp(section, "recommendations") && match.n_captures == 0;
}

/* The number that a front sheet's "Item" line begins with. */
static char *dup_leading_number(const char *text)
{
    gsize n = strspn(text, "0123456789.");

    n += g_ascii_isalpha(text[n]) && !g_ascii_isalpha(text[n + 1]) && n > 0;
    while (n > 0 && text[n - 1] == '.')
        n--;
    return g_strndup(text, n);
}

static char *dup_item_of_part(const BpRecord *part)
{
    if (!part)
        return g_strdup("");
    const BpRecord *item = part->values[bp_record_type_field(part->type, "agenda_item")].ref;
    if (item)
        return g_strdup(bp_record_get(item, "number"));
    int front = bp_record_type_field(part->type, "front");
    const GPtrArray *pairs = front >= 0 ? part->values[front].list : NULL;
    for (guint i = 0; pairs && i < pairs->len; i++) {
        const BpPair *pair = pairs->pdata[i];
        if (!strcmp(pair->field, "item"))
            return dup_leading_number(pair->value);
    }
    return g_strdup("");
}

/* The last item of this agenda that begins above the block; agenda items are found before. */
static char *dup_item_above(const BpSplit *split, const BpBlock *block)
{
    const char *number = "";
    g_autoptr(GPtrArray) items = bp_document_dup_records(split->document, "agenda_item");

    for (guint i = 0; i < items->len; i++) {
        const BpRecord *item = items->pdata[i];
        if (item->part_record != split->part->record || item->spans->len == 0)
            continue;
        const BpSpan *span = &g_array_index(item->spans, BpSpan, 0);
        if (span->page > block->page ||
            (span->page == block->page && span->box.y0 > block->box.y0 + 1))
            continue;
        number = bp_record_get(item, "number");
    }
    return g_strdup(number);
}

/* What is asked, from the words the text begins with; NULL when no rule says. */
static const char *find_verb(const BpFlow *flow, const char *text, const BpBlock *block)
{
    BpSubject subject;
    BpMatch match;

    if (bp_flow_match(flow, "verb", text, block, &subject, &match))
        return bp_rule_get_set(match.rule, "value");
    return NULL;
}

/* As many bytes of a text that begin another make it a shorter form of that one. */
#define SAME_BEGINNING 40

/* Whether nearly the same was given: equal, or one begins with the other and little more. */
static bool was_seen(const BpFlow *flow, const char *key)
{
    for (guint i = 0; i < flow->seen->len; i++) {
        const char *old = flow->seen->pdata[i];
        gsize a = strlen(old), b = strlen(key);
        if (strncmp(old, key, MIN(a, b)) == 0 &&
            (MIN(a, b) >= SAME_BEGINNING || MIN(a, b) * 5 >= MAX(a, b) * 4))
            return true;
    }
    return false;
}

bool bp_flow_add(BpFlow *flow, const BpRecommendation *what)
{
    const BpBlock *block = what->blocks->pdata[0];
    BpSubject subject;
    BpMatch match;
    g_autofree char *asked = NULL, *addressee = NULL;

    if (bp_text_is_blank(what->text))
        return true;
    if (bp_flow_match(flow, "recommendation", what->text, block, &subject, &match)) {
        const char *role = bp_rule_get_set(match.rule, "role");
        if (!g_strcmp0(role, "none"))
            return false;
        asked = bp_match_dup(&match, &subject, "text");
        addressee = bp_match_dup(&match, &subject, "addressee");
    }
    if (bp_document_is_full(flow->split->document))
        return false;
    bool agenda = !strcmp(flow->split->part->kind, "agenda");
    g_autofree char *item =
        agenda ? dup_item_above(flow->split, block) : dup_item_of_part(flow->split->part->record);
    g_autofree char *folded = bp_text_dup_folded(what->text);
    g_autofree char *key = g_strconcat(item, "|", folded, NULL);
    if (!what->repeats && !(agenda && !*item) && was_seen(flow, key))
        return true;
    g_ptr_array_add(flow->seen, g_steal_pointer(&key));
    BpRecord *record =
        bp_split_add(flow->split, "recommendation", block, what->rule, what->made_by);
    for (guint i = 1; i < what->blocks->len; i++)
        bp_split_add_spans(record, what->blocks->pdata[i]);
    const char *verb = find_verb(flow, asked ? asked : what->text, block);
    bp_split_set(record, "text", what->text);
    bp_split_set(record, "number", what->number);
    bp_split_set(record, "item", item);
    bp_split_set(record, "addressee", addressee ? addressee : what->addressee);
    bp_record_set(record, "verb", verb ? verb : what->verb);
    flow->n_made++;
    return true;
}
