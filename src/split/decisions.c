/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Decisions: what minutes record as resolved, agreed, approved.
 *
 * Rules of kind `decision` are asked of each entry (context `block`) and, when none takes it, of
 * each of its sentences (context `sentence`). The role of the rule says how far the decision
 * reaches: the text itself, the list below it (`lead`), the motion above it (`outcome`), the
 * sentence before it (`before`), or nothing when it only moves something that is lost (`motion`).
 */
#include "split/decisions.h"

#include <string.h>

#include "rules/normal.h"
#include "split/sentences.h"

/* The text of an item's own paragraph holds decisions from this length on, in bold. */
#define LONG_HEADING 100
/* A decision is no shorter than this when what stands behind it is cut off, bytes. */
#define SHORTEST 12

BpSubject bp_decision_subject(const BpEntry *entry, gsize from, gsize to)
{
    BpSubject subject = bp_split_subject(entry->block, BP_SUBJECT_WHOLE);

    subject.text += from;
    subject.len = to - from;
    subject.in_table = entry->in_table;
    return subject;
}

bool bp_decision_ask(const BpDeciding *deciding, const BpEntry *entry, const char *context,
                     BpSubject *out_subject, BpMatch *out_match)
{
    *out_subject = bp_decision_subject(entry, entry->start, strlen(entry->block->text));
    return bp_matcher_match(deciding->split->matcher, "decision", context, out_subject, out_match);
}

bool bp_decision_has_role(const BpMatch *match, const char *role)
{
    const char *own = bp_rule_get_set(match->rule, "role");

    return own && !strcmp(own, role);
}

bool bp_decision_is_lead(BpSplit *split, const BpEntry *entry)
{
    BpDeciding deciding = {.split = split};
    BpSubject subject;
    BpMatch match;

    return bp_decision_ask(&deciding, entry, "block", &subject, &match) &&
           bp_decision_has_role(&match, "lead");
}

/* An action that is marked behind a decision ("... be mended. ACTION: Clerk") is no part of it. */
static void cut_action(const BpDeciding *deciding, BpRecord *record)
{
    const char *text = bp_record_get(record, "text");
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;

    if (!bp_matcher_search(deciding->split->matcher, "action", "inline", &subject, 0, &match) ||
        bp_rule_get_set(match.rule, "role") || match.start < SHORTEST)
        return;
    g_autofree char *own = g_strndup(text, match.start);
    bp_split_set(record, "text", g_strchomp(own));
}

BpRecord *bp_decision_add(BpDeciding *deciding, guint at, const BpMatch *match,
                          const BpSubject *subject, const char *text)
{
    const BpEntry *entry = bp_flow_entry(deciding->flow, at);
    BpRecord *record = bp_split_add(deciding->split, "decision", entry->block, match->rule, NULL);

    bp_split_set(record, "text", text);
    if (subject)
        bp_split_set_captures(record, match, subject);
    cut_action(deciding, record);
    bp_record_set(record, "item", entry->item);
    bp_decision_add_facts(deciding, record, match);
    g_hash_table_add(deciding->taken, GUINT_TO_POINTER(at + 1));
    deciding->last = record;
    deciding->last_at = at;
    return record;
}

bool bp_decision_stands(BpDeciding *deciding, guint at, const BpMatch *match, bool is_lead)
{
    BpMotionEnd end = BP_MOTION_CARRIED;

    if (bp_decision_has_role(match, "motion"))
        end = bp_motion_end(deciding, at, is_lead);
    else if (bp_decision_has_role(match, "moved") && bp_motion_is_restated(deciding, at))
        end = BP_MOTION_RESTATED;
    if (end == BP_MOTION_RESTATED)
        bp_decision_hold_motion(deciding, at);
    return end != BP_MOTION_LOST && end != BP_MOTION_RESTATED;
}

bool bp_decision_has_text(const BpMatch *match, const BpSubject *subject)
{
    g_autofree char *text = bp_match_dup(match, subject, "text");

    return text != NULL;
}

bool bp_decision_opens_list(const BpDeciding *deciding, const BpEntry *entry)
{
    BpSubject subject;
    BpMatch match;

    return bp_decision_ends_with_colon(entry->block->text) &&
           !bp_decision_ask(deciding, entry, "closed", &subject, &match);
}

bool bp_decision_is_first_label(const char *label)
{
    g_autofree char *bare = bp_label_dup_bare(label);

    return bare[0] && !bare[1] && strchr("1aAiI", bare[0]);
}

/* A word such as AGREED alone on its line: a lead when a list begins below it; nothing new when
 * what stands above it is a decision already. */
static guint take_bare(BpDeciding *deciding, guint at, const BpMatch *match,
                       const BpSubject *subject)
{
    const BpEntry *next =
        at + 1 < deciding->flow->entries->len ? bp_flow_entry(deciding->flow, at + 1) : NULL;
    BpSubject below;
    BpMatch part;

    if (next && !next->is_item && subject->text[subject->len - 1] != '.' &&
        (bp_decision_is_first_label(next->label) ||
         bp_decision_ask(deciding, next, "part", &below, &part)))
        return bp_decision_take_list(deciding, at, match, subject, "");
    BpSubject vote;
    if (at > 0 &&
        bp_decision_ask(deciding, bp_flow_entry(deciding->flow, at - 1), "vote", &vote, &part)) {
        bp_motion_take_outcome(deciding, at, match, subject);
        return at + 1;
    }
    const BpEntry *entry = bp_flow_entry(deciding->flow, at);
    bool first = entry->title != NULL, headless = deciding->items && !*entry->item;
    if (headless)
        return at + 1;
    if (first || !g_hash_table_contains(deciding->taken, GUINT_TO_POINTER(at)))
        bp_decision_add(deciding, at, match, subject, subject->text);
    return at + 1;
}

static guint take_lead(BpDeciding *deciding, guint at, const BpMatch *match,
                       const BpSubject *subject)
{
    g_autofree char *own = bp_match_dup(match, subject, "text");

    bool opens = bp_decision_opens_list(deciding, bp_flow_entry(deciding->flow, at)) &&
                 bp_decision_may_have_list(deciding->flow, at);
    if (!opens && subject->text[subject->len - 1] == ':') {
        BpRecord *record = bp_decision_add(deciding, at, match, subject, subject->text);
        bp_split_set(record, "text", subject->text);
        return at + 1;
    }
    return bp_decision_take_list(deciding, at, match, subject, own ? g_strstrip(own) : "");
}

/* Whether the paragraph above says that what follows is only put forward. */
static bool is_only_proposed(const BpDeciding *deciding, guint at)
{
    BpSubject subject;
    BpMatch match;

    for (guint k = at; k-- > 0;) {
        const BpEntry *entry = bp_flow_entry(deciding->flow, k);
        if (bp_decision_ask(deciding, entry, "pending", &subject, &match))
            return true;
        /* A resolution below another is put forward with it. */
        if (entry->is_item || k + 4 < at)
            return false;
    }
    return false;
}

/* The text of an entry from the sentence on that puts something forward. */
static const char *from_proposal(const BpDeciding *deciding, const BpEntry *entry)
{
    BpMatcher *matcher = deciding->split->matcher;
    const char *text = entry->block->text;
    BpMatch match;
    gsize end;

    for (gsize start = entry->start; text[start]; start = bp_sentence_next(text, end)) {
        end = bp_sentence_end(matcher, text, start);
        BpSubject subject = bp_decision_subject(entry, start, end);
        if (bp_matcher_match(matcher, "decision", "proposal", &subject, &match))
            return text + start;
    }
    return bp_entry_peek_text(entry);
}

static guint read_block(BpDeciding *deciding, guint at, const BpMatch *match,
                        const BpSubject *subject)
{
    bool motion = bp_decision_has_role(match, "motion");

    if (bp_decision_has_role(match, "bare"))
        return take_bare(deciding, at, match, subject);
    if (bp_decision_has_role(match, "lost"))
        return at + 1;
    if (bp_decision_has_role(match, "outcome")) {
        bp_motion_take_outcome(deciding, at, match, subject);
        return at + 1;
    }
    if (!bp_decision_stands(deciding, at, match, true) ||
        (!motion && is_only_proposed(deciding, at)))
        return at + 1;
    if (motion || bp_decision_has_role(match, "lead"))
        return take_lead(deciding, at, match, subject);
    BpRecord *record = bp_decision_add(deciding, at, match, subject, subject->text);
    if (bp_decision_has_role(match, "paragraph"))
        bp_split_set(record, "text", from_proposal(deciding, bp_flow_entry(deciding->flow, at)));
    if (!bp_decision_has_role(match, "alone"))
        bp_decision_add_rest(deciding, at, record);
    if (bp_decision_has_text(match, subject) && !bp_decision_has_role(match, "paragraph") &&
        !bp_decision_has_role(match, "moved"))
        bp_decision_strip_movers(deciding, record);
    if (bp_decision_has_role(match, "entry")) {
        g_autofree char *number = bp_label_dup_bare(bp_flow_entry(deciding->flow, at)->label);
        bp_record_set(record, "number", number);
    }
    bp_decision_part_text(deciding, at, match, record);
    return at + 1;
}

static guint take_block(BpDeciding *deciding, guint at, const BpMatch *match,
                        const BpSubject *subject)
{
    g_autoptr(GPtrArray) before = bp_document_dup_records(deciding->split->document, "decision");
    bool held = deciding->moved != NULL;
    guint next = read_block(deciding, at, match, subject);

    if (held && deciding->moved_at < at)
        bp_decision_give_movers(deciding, at, before->len);
    return next;
}

/* A line below a decision that says who moved it and how the vote ended. */
static bool take_after(BpDeciding *deciding, guint at)
{
    const BpEntry *entry = bp_flow_entry(deciding->flow, at);
    BpSubject subject;
    BpMatch match;

    if (!deciding->last || at == 0 || deciding->last_at + 2 < at || entry->is_item ||
        entry->title || !bp_decision_ask(deciding, entry, "after", &subject, &match))
        return false;
    bp_split_set_captures(deciding->last, &match, &subject);
    bp_split_add_spans(deciding->last, entry->block);
    return true;
}

/* An item's own paragraph: its heading decides nothing, but text may run on behind it. */
static bool is_mere_heading(const BpEntry *entry)
{
    const char *text = bp_entry_peek_text(entry);

    if (!entry->is_item || entry->title)
        return false;
    bool set_off =
        entry->block->style & (BP_STYLE_BOLD | BP_STYLE_UNDERLINED) || entry->block->caps;
    return set_off ? strlen(text) <= LONG_HEADING : !strpbrk(text, ".:");
}

/* An entry that no rule takes as a whole: its sentences, or, when none decides and it stands in a
 * column of what was decided, all of it. */
static guint read_entry(BpDeciding *deciding, guint at)
{
    const BpEntry *entry = bp_flow_entry(deciding->flow, at);
    guint next = bp_decision_read_sentences(deciding, at);
    BpSubject subject;
    BpMatch match;

    if (entry->outcome && !g_hash_table_contains(deciding->taken, GUINT_TO_POINTER(at + 1)) &&
        bp_decision_ask(deciding, entry, "column", &subject, &match))
        bp_decision_add_rest(deciding, at,
                             bp_decision_add(deciding, at, &match, &subject, subject.text));
    return next;
}

void bp_split_find_decisions(BpSplit *split, BpFlow *flow)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    BpDeciding deciding = {.split = split, .flow = flow, .taken = taken};

    for (guint i = 0; i < flow->entries->len; i++)
        deciding.items = deciding.items || bp_flow_entry(flow, i)->is_item;
    for (guint i = 0; i < flow->entries->len;) {
        const BpEntry *entry = bp_flow_entry(flow, i);
        BpSubject subject;
        BpMatch match;
        if (is_mere_heading(entry) || take_after(&deciding, i))
            i++;
        else if (bp_decision_ask(&deciding, entry, "block", &subject, &match))
            i = take_block(&deciding, i, &match, &subject);
        else
            i = read_entry(&deciding, i);
    }
    bp_record_free(deciding.moved);
}
