/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Any text put to the rules of the project, all kinds and contexts by turns. The first byte chooses
 * the kind, the second the context and the layout.
 */
#include <string.h>

#include "common/text.h"

#include "rule-set.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

/* The context of that number among those of the kind; NULL when there are fewer. */
static const char *pick_context(const BpRuleSet *set, const char *emit, guint number)
{
    const BpEmitRules *rules = g_hash_table_lookup(set->view->emit_rules, emit);
    g_autoptr(GList) keys = g_hash_table_get_keys(rules->contexts);
    return g_list_nth_data(keys, number);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    const BpRuleSet *set = project_rules();
    if (size < 3)
        return 0;
    guint n = 0;
    const BpEmit *emit = &bp_emits(&n)[data[0] % n];
    g_autofree char *text = bp_text_dup_clean((const char *)data + 2, (gssize)(size - 2), NULL);
    const char *context = pick_context(set, emit->name, data[1] % 8);
    BpSubject subject = {.text = text,
                         .len = strlen(text),
                         .style = data[1],
                         .caps = data[1] & 1,
                         .in_table = data[1] & 2,
                         .centred = data[1] & 4,
                         .size = data[1] / 64.0};
    g_autoptr(BpMatcher) matcher = bp_matcher_new(set);
    BpMatch match;
    if (bp_matcher_match(matcher, emit->name, context, &subject, &match))
        g_assert_cmpuint(match.end, <=, subject.len);
    gsize offset = 0;
    for (guint i = 0;
         i < 20 && bp_matcher_search(matcher, emit->name, context, &subject, offset, &match); i++) {
        g_assert_cmpuint(match.start, >=, offset);
        g_assert_cmpuint(match.end, <=, subject.len);
        offset = MAX(match.end, offset + 1);
        while (offset < subject.len && ((guint8)text[offset] & 0xC0) == 0x80)
            offset++;
    }
    return 0;
}
